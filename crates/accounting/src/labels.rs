//! Rows and columns of the two matrices: sectors, flows and real stocks as data. A further one is a further line.

/// An enum with its list, its labels in both languages and what else is known of each case, written once.
macro_rules! labels {
    ($(#[$doc:meta])* pub enum $name:ident: $data:ty {
        $($(#[$case_doc:meta])* $case:ident: $label:literal, $zh:literal, $value:expr;)*
    }) => {
        labels! { $(#[$doc])* pub enum $name { $($(#[$case_doc])* $case: $label, $zh;)* } }

        impl $name {
            #[inline(always)]
            const fn data(self) -> $data {
                match self { $(Self::$case => $value,)* }
            }
        }
    };
    ($(#[$doc:meta])* pub enum $name:ident {
        $($(#[$case_doc:meta])* $case:ident: $label:literal, $zh:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
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
            /// The label in Chinese.
            pub const fn name_zh(self) -> &'static str {
                match self { $(Self::$case => $zh,)* }
            }
        }
    };
}
pub(crate) use labels;

labels! {
    /// Who holds and owes; the columns of both matrices.
    pub enum Sector: Members {
        /// Persons; customers of the bank.
        Households: "households", "居民", Members::Agents;
        /// Producers; customers of the bank.
        Firms: "firms", "企业", Members::Agents;
        /// Funds that hold stakes in ventures for their partners; customers of the bank.
        VentureFunds: "venture funds", "创投基金", Members::Agents;
        /// Commercial banks; settle in reserves.
        Bank: "bank", "银行", Members::Institutions;
        /// Central bank; pays by creating money.
        CentralBank: "central bank", "中央银行", Members::Institutions;
        /// Government; banks at the central bank.
        Government: "government", "政府", Members::Institutions;
        /// Rest of the world; banks at the central bank.
        RestOfWorld: "rest of world", "国外", Members::Institutions;
    }
}

/// Who the members of a sector are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Members {
    /// Customers of banks: many, each a row of the sector's columns.
    Agents,
    /// Institutions, each with a column of its own in the books.
    Institutions,
}

impl Sector {
    /// Customers of banks: their balances are columns of agents.
    pub const CUSTOMERS: [Self; Self::CUSTOMER_SECTORS] = {
        let mut customers = [Self::Households; Self::CUSTOMER_SECTORS];
        let (mut i, mut n) = (0, 0);
        while i < Self::COUNT {
            if Self::ALL[i].banks_at_the_bank() {
                customers[n] = Self::ALL[i];
                n += 1;
            }
            i += 1;
        }
        customers
    };
    const CUSTOMER_SECTORS: usize = {
        let (mut i, mut n) = (0, 0);
        while i < Self::COUNT {
            n += Self::ALL[i].banks_at_the_bank() as usize;
            i += 1;
        }
        n
    };

    /// True if the members of the sector are customers of banks.
    #[inline(always)]
    pub const fn banks_at_the_bank(self) -> bool {
        matches!(self.data(), Members::Agents)
    }
}

/// Whether a flow is part of profit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Profit {
    /// Income or cost of the firm or bank that receives or pays it.
    Enters,
    /// Buys capital, divides profit up, or changes claims.
    Apart,
}

labels! {
    /// Payments that change net worth; rows of the transaction-flow matrix.
    pub enum Flow: Profit {
        /// Household consumption.
        Consumption: "consumption", "居民消费", Profit::Apart;
        /// Household investment in dwellings.
        Housing: "housing", "住房投资", Profit::Apart;
        /// Government purchases of goods and services.
        GovernmentConsumption: "government consumption", "政府消费", Profit::Apart;
        /// Materials and services used up by firms.
        Intermediate: "intermediate inputs", "中间投入", Profit::Enters;
        /// Fixed investment of firms.
        BusinessInvestment: "business investment", "企业投资", Profit::Apart;
        /// Research, software, training and reorganisation that firms buy: cost in a firm's own accounts. Here all of it counts as
        /// investment; national accounts invest research and software alone.
        IntangibleInvestment: "research, software, training", "研发、软件与培训", Profit::Enters;
        /// Fixed investment of government.
        PublicInvestment: "public investment", "政府投资", Profit::Apart;
        /// What sellers get out of a market that buyers have paid into; nets to zero within firms.
        Sales: "sales", "销售", Profit::Enters;
        /// Sales to the rest of the world.
        Exports: "exports", "出口", Profit::Apart;
        /// Purchases from the rest of the world.
        Imports: "imports", "进口", Profit::Apart;
        /// Pay of employees.
        Wages: "wages", "工资", Profit::Enters;
        /// Contributions to social security by employers and employees.
        SocialContributions: "social contributions", "社会保险缴费", Profit::Apart;
        /// Tax on household income.
        IncomeTax: "income tax", "所得税", Profit::Apart;
        /// Value-added and consumption taxes, taxes on dwellings and on exports, less subsidies.
        ProductTax: "taxes on products", "产品税净额", Profit::Enters;
        /// Other taxes on production less subsidies.
        ProductionTax: "taxes on production", "其他生产税净额", Profit::Enters;
        /// Tax on profits of firms and the bank.
        ProfitTax: "profit tax", "利润税", Profit::Apart;
        /// Distributed profits of firms and the bank.
        Dividends: "dividends", "红利", Profit::Apart;
        /// Interest on bank loans.
        LoanInterest: "loan interest", "贷款利息", Profit::Enters;
        /// Interest on deposits.
        DepositInterest: "deposit interest", "存款利息", Profit::Enters;
        /// Interest on government bonds.
        BondInterest: "bond interest", "国债利息", Profit::Enters;
        /// Interest on reserves.
        ReserveInterest: "reserve interest", "准备金利息", Profit::Enters;
        /// Interest on re-lending.
        RelendingInterest: "re-lending interest", "再贷款利息", Profit::Enters;
        /// Interest on the foreign position.
        ForeignInterest: "foreign interest", "对外利息", Profit::Enters;
        /// Pensions.
        Pensions: "pensions", "养老金", Profit::Apart;
        /// Unemployment and other benefits.
        Benefits: "benefits", "社会救济", Profit::Apart;
        /// Other current transfers.
        Transfers: "transfers", "经常转移", Profit::Enters;
        /// Subsidies on production paid in cash.
        Subsidies: "subsidies", "生产补贴", Profit::Enters;
        /// Grants for investment.
        CapitalGrants: "capital grants", "资本补助", Profit::Apart;
        /// Credits and grants for research.
        ResearchSupport: "research support", "研发补助", Profit::Enters;
        /// Equity that owners pay into new firms; takeovers between firms, which net to zero.
        Equity: "equity paid in", "股本投入", Profit::Apart;
        /// Fees for compute and for models of artificial intelligence, between firms.
        TechnologyFees: "technology fees", "技术使用费", Profit::Enters;
        /// Income of government from compute it owns.
        PublicCompute: "public compute income", "公共算力收入", Profit::Enters;
        /// Profit that the central bank hands to government.
        CentralBankProfit: "central bank profit", "央行利润上缴", Profit::Apart;
        /// Interest on technology bonds.
        TechnologyBondInterest: "technology-bond interest", "科技创新债券利息", Profit::Enters;
        /// What government pays the holders of guaranteed technology bonds when an issuer fails.
        GuaranteeCalls: "guarantee calls", "担保代偿", Profit::Apart;
    }
}

impl Flow {
    /// True if the flow is income or cost of the firm or bank that receives or pays it, so that its profit must contain
    /// it. What is left out buys capital, divides profit up, or changes claims.
    #[inline(always)]
    pub const fn enters_profit(self) -> bool {
        matches!(self.data(), Profit::Enters)
    }
}

labels! {
    /// Stocks that nobody owes; rows of the balance sheet below the claims.
    pub enum RealStock {
        /// Plant, capital for artificial intelligence and machines.
        FixedCapital: "fixed capital", "固定资本";
        /// Finished goods and materials.
        Inventories: "inventories", "存货";
        /// Dwellings, at what they cost.
        Dwellings: "dwellings at cost", "住房（按成本）";
    }
}
