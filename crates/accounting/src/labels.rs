//! Rows and columns of the two matrices.

/// An enum with its list and its labels, written once.
macro_rules! labels {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$case_doc:meta])* $case:ident = $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$case_doc])* $case,)* }

        impl $name {
            /// How many there are.
            pub const COUNT: usize = [$($label,)*].len();
            /// All, in the order of the matrices.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$case,)*];
            /// Label shown in the matrices.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$case => $label,)* }
            }
        }
    };
}

labels! {
    /// Who holds and owes; the columns of both matrices.
    pub enum Sector {
        /// Persons; customers of the bank.
        Households = "households",
        /// Producers; customers of the bank.
        Firms = "firms",
        /// Funds that hold stakes in ventures for their partners; customers of the bank.
        VentureFunds = "venture funds",
        /// Commercial banks; settle in reserves.
        Bank = "bank",
        /// Central bank; pays by creating money.
        CentralBank = "central bank",
        /// Government; banks at the central bank.
        Government = "government",
        /// Rest of the world; banks at the central bank.
        RestOfWorld = "rest of world",
    }
}

impl Sector {
    /// Customers of the bank: their balances are columns of agents.
    pub const CUSTOMERS: [Self; 3] = [Self::Households, Self::Firms, Self::VentureFunds];

    /// True if the sector holds deposits at the bank.
    pub const fn banks_at_the_bank(self) -> bool {
        matches!(self, Self::Households | Self::Firms | Self::VentureFunds)
    }
}

labels! {
    /// Financial claims; rows of the balance sheet.
    pub enum Instrument {
        /// Of households and firms at the bank; negative is an overdraft.
        Deposits = "deposits",
        /// Of the bank to households and firms.
        Loans = "loans",
        /// Issued by government.
        Bonds = "bonds",
        /// Of the bank at the central bank, of any sign.
        Reserves = "reserves",
        /// Of government at the central bank.
        TreasuryAccount = "treasury account",
        /// Of the rest of the world at the central bank; negative are the net foreign assets of the latter.
        ForeignPosition = "foreign position",
        /// Of the central bank to the bank.
        Relending = "re-lending",
        /// Partners' shares in venture funds, worth what the fund owns.
        FundShares = "fund shares",
        /// Stakes in ventures that firms have issued, at cost until they are sold, then at the price paid.
        VentureStakes = "venture stakes",
        /// Of technology firms, held by the bank and by households.
        TechnologyBonds = "technology bonds",
    }
}

impl Instrument {
    /// Claims whose holders and issuers have numbers of their own in the ledger, so that the two sides can differ. Of every other
    /// claim the ledger keeps one number, which is the asset of one sector and the liability of the other.
    pub const TWO_SIDED: [Self; 3] = [Self::Bonds, Self::FundShares, Self::VentureStakes];
}

labels! {
    /// Payments that change net worth; rows of the transaction-flow matrix.
    pub enum Flow {
        /// Household consumption.
        Consumption = "consumption",
        /// Household investment in dwellings.
        Housing = "housing",
        /// Government purchases of goods and services.
        GovernmentConsumption = "government consumption",
        /// Materials and services used up by firms.
        Intermediate = "intermediate inputs",
        /// Fixed investment of firms.
        BusinessInvestment = "business investment",
        /// Research, software, training and reorganisation that firms buy: cost in a firm's own accounts. Here all of it counts as
        /// investment; national accounts invest research and software alone.
        IntangibleInvestment = "research, software, training",
        /// Fixed investment of government.
        PublicInvestment = "public investment",
        /// What sellers get out of a market that buyers have paid into; nets to zero within firms.
        Sales = "sales",
        /// Sales to the rest of the world.
        Exports = "exports",
        /// Purchases from the rest of the world.
        Imports = "imports",
        /// Pay of employees.
        Wages = "wages",
        /// Contributions to social security by employers and employees.
        SocialContributions = "social contributions",
        /// Tax on household income.
        IncomeTax = "income tax",
        /// Value-added and consumption taxes, taxes on dwellings and on exports, less subsidies.
        ProductTax = "taxes on products",
        /// Other taxes on production less subsidies.
        ProductionTax = "taxes on production",
        /// Tax on profits of firms and the bank.
        ProfitTax = "profit tax",
        /// Distributed profits of firms and the bank.
        Dividends = "dividends",
        /// Interest on bank loans.
        LoanInterest = "loan interest",
        /// Interest on deposits.
        DepositInterest = "deposit interest",
        /// Interest on government bonds.
        BondInterest = "bond interest",
        /// Interest on reserves.
        ReserveInterest = "reserve interest",
        /// Interest on re-lending.
        RelendingInterest = "re-lending interest",
        /// Interest on the foreign position.
        ForeignInterest = "foreign interest",
        /// Pensions.
        Pensions = "pensions",
        /// Unemployment and other benefits.
        Benefits = "benefits",
        /// Other current transfers.
        Transfers = "transfers",
        /// Subsidies on production paid in cash.
        Subsidies = "subsidies",
        /// Grants for investment.
        CapitalGrants = "capital grants",
        /// Credits and grants for research.
        ResearchSupport = "research support",
        /// Equity that owners pay into new firms; takeovers between firms, which net to zero.
        Equity = "equity paid in",
        /// Fees for compute and for models of artificial intelligence, between firms.
        TechnologyFees = "technology fees",
        /// Income of government from compute it owns.
        PublicCompute = "public compute income",
        /// Profit that the central bank hands to government.
        CentralBankProfit = "central bank profit",
        /// Interest on technology bonds.
        TechnologyBondInterest = "technology-bond interest",
        /// What government pays the holders of guaranteed technology bonds when an issuer fails.
        GuaranteeCalls = "guarantee calls",
    }
}

impl Flow {
    /// True if the flow is income or cost of the firm or bank that receives or pays it, so that its profit must contain
    /// it. What is left out buys capital, divides profit up, or changes claims.
    pub const fn enters_profit(self) -> bool {
        match self {
            Self::Intermediate
            | Self::IntangibleInvestment
            | Self::Sales
            | Self::Wages
            | Self::ProductTax
            | Self::ProductionTax
            | Self::LoanInterest
            | Self::DepositInterest
            | Self::BondInterest
            | Self::ReserveInterest
            | Self::RelendingInterest
            | Self::ForeignInterest
            | Self::Transfers
            | Self::Subsidies
            | Self::ResearchSupport
            | Self::TechnologyFees
            | Self::PublicCompute
            | Self::TechnologyBondInterest => true,
            Self::Consumption
            | Self::Housing
            | Self::GovernmentConsumption
            | Self::BusinessInvestment
            | Self::PublicInvestment
            | Self::Exports
            | Self::Imports
            | Self::SocialContributions
            | Self::IncomeTax
            | Self::ProfitTax
            | Self::Dividends
            | Self::Pensions
            | Self::Benefits
            | Self::CapitalGrants
            | Self::Equity
            | Self::CentralBankProfit
            | Self::GuaranteeCalls => false,
        }
    }
}
