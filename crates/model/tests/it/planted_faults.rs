//! Faults that a programmer could make, planted one at a time into a run: each is stopped by a named identity, or is listed as
//! what books cannot see, with the test that sees it. The tables of `docs/book/books.md` are made from this file.

use accounting::{Column, Flow, Instrument, Party, Sector};
use model::error::ModelError;
use model::policy::Policy;
use model::simulation::Simulation;
use model::world::World;

/// A fault, what stops it, and where it is named.
struct Fault {
    what: &'static str,
    identity: &'static str,
    place: &'static str,
    plant: fn(&mut World),
}

/// Amount of a planted payment; the firms' turnover is about 10,000 times as much.
const AMOUNT: f64 = 0.01;
/// A firm of the first and one of the second sector.
const FIRM: usize = 3;
const RIVAL: usize = 62;
const HOUSEHOLD: usize = 5;

const PROFIT: &str = "profit = income less cost in the books + change in stocks - wear";
const PROFIT_OF: &str = "profit = income less cost in the books";
const SURPLUS: &str = "surplus in the accounts = surplus of the books";
const LEVIES: &str = "taxes on production less subsidies: accounts = paid";
const INCOME: &str = "disposable income = what households received and paid";
const DEFICIT: &str = "deficit = programmes, taxes, benefits, interest and the budget's own plan";
const MARKET: &str = "what buyers pay is what sellers get";
const STOCKS: &str = "opening + transactions + revaluations = closing";

/// A firm pays an institution.
fn pays(w: &mut World, flow: Flow, to: Party<'static>, amount: f64) {
    let payer = Party::Agent(&mut w.firms.deposits, FIRM);
    w.ledger.pay(flow, payer, to, amount);
}

/// A household is paid by an institution.
fn gets(w: &mut World, flow: Flow, from: Party<'static>) {
    let payee = Party::Agent(&mut w.households.deposits, HOUSEHOLD);
    w.ledger.pay(flow, from, payee, AMOUNT);
}

/// What should be another firm's is this firm's.
fn misplaced(w: &mut World, flow: Flow) {
    w.ledger
        .pay_within(flow, &mut w.firms.deposits, FIRM, RIVAL, AMOUNT);
}

/// A column whose first entry was changed without the ledger.
fn altered(column: &Column, holder: Sector, kind: Instrument) -> Column {
    let mut values = column.as_slice().to_vec();
    values[FIRM] += AMOUNT;
    Column::new(holder, kind, values)
}

/// The quarter after the fault sees them.
const FAULTS: [Fault; 34] = [
    Fault {
        what: "a bill between firms is paid and left out of profit",
        identity: PROFIT,
        place: "sector FARM",
        plant: |w| misplaced(w, Flow::TechnologyFees),
    },
    Fault {
        what: "a subsidy goes to a firm of the wrong sector",
        identity: PROFIT,
        place: "sector FARM",
        plant: |w| misplaced(w, Flow::Subsidies),
    },
    Fault {
        what: "a tax on production is taken from a firm of the wrong sector",
        identity: PROFIT,
        place: "sector FARM",
        plant: |w| misplaced(w, Flow::ProductionTax),
    },
    Fault {
        what: "wages are charged to a firm of the wrong sector",
        identity: "GDP: income paid = production",
        place: "all sectors",
        plant: |w| misplaced(w, Flow::Wages),
    },
    Fault {
        what: "research is paid as if it were plant, and profit deducts it",
        identity: "GDP: income paid = production",
        place: "all sectors",
        plant: |w| {
            let (account, market) = (&mut w.firms.deposits, &mut w.goods.account);
            for (flow, amount) in [
                (Flow::IntangibleInvestment, -AMOUNT),
                (Flow::BusinessInvestment, AMOUNT),
            ] {
                let (payer, payee) = (Party::Agent(account, FIRM), Party::Agent(market, 0));
                w.ledger.pay(flow, payer, payee, amount);
            }
        },
    },
    Fault {
        what: "support for research is paid and profit does not know it",
        identity: PROFIT,
        place: "sector FARM",
        plant: |w| pays(w, Flow::ResearchSupport, Party::Government, -AMOUNT),
    },
    Fault {
        what: "income from public compute is paid and profit does not know it",
        identity: PROFIT,
        place: "sector FARM",
        plant: |w| pays(w, Flow::PublicCompute, Party::Government, AMOUNT),
    },
    Fault {
        what: "a subsidy is paid that the accounts leave out",
        identity: SURPLUS,
        place: "all sectors",
        plant: |w| pays(w, Flow::Subsidies, Party::Government, -AMOUNT),
    },
    Fault {
        what: "a tax on production is paid twice",
        identity: SURPLUS,
        place: "all sectors",
        plant: |w| pays(w, Flow::ProductionTax, Party::Government, AMOUNT),
    },
    Fault {
        what: "a tax on production is booked as a tax on profit",
        identity: SURPLUS,
        place: "all sectors",
        plant: |w| {
            pays(w, Flow::ProductionTax, Party::Government, -AMOUNT);
            pays(w, Flow::ProfitTax, Party::Government, AMOUNT);
        },
    },
    Fault {
        what: "a tax on production is booked as a tax on products",
        identity: LEVIES,
        place: "all sectors",
        plant: |w| {
            pays(w, Flow::ProductionTax, Party::Government, -AMOUNT);
            pays(w, Flow::ProductTax, Party::Government, AMOUNT);
        },
    },
    Fault {
        what: "a household pays a tax on products that no price contains",
        identity: "GDP: income paid = production",
        place: "all sectors",
        plant: |w| {
            let payer = Party::Agent(&mut w.households.deposits, HOUSEHOLD);
            w.ledger.pay(Flow::ProductTax, payer, Party::Government, 1.0);
        },
    },
    Fault {
        what: "a firm pays wages that its accounts do not know",
        identity: "pay in the accounts = wages paid",
        place: "all sectors",
        plant: |w| {
            let payee = Party::Agent(&mut w.households.deposits, HOUSEHOLD);
            let payer = Party::Agent(&mut w.firms.deposits, FIRM);
            w.ledger.pay(Flow::Wages, payer, payee, AMOUNT);
        },
    },
    Fault {
        what: "contributions are withheld twice",
        identity: INCOME,
        place: "households",
        plant: |w| {
            let payer = Party::Agent(&mut w.households.deposits, HOUSEHOLD);
            w.ledger
                .pay(Flow::SocialContributions, payer, Party::Government, AMOUNT);
        },
    },
    Fault {
        what: "a benefit is paid and is not in income",
        identity: INCOME,
        place: "households",
        plant: |w| gets(w, Flow::Benefits, Party::Government),
    },
    Fault {
        what: "a dividend of the bank is paid and is not in income",
        identity: INCOME,
        place: "households",
        plant: |w| gets(w, Flow::Dividends, Party::Bank),
    },
    Fault {
        what: "interest on a deposit is paid and is not in the bank's profit",
        identity: PROFIT_OF,
        place: "bank",
        plant: |w| gets(w, Flow::DepositInterest, Party::Bank),
    },
    Fault {
        what: "interest on a loan is charged twice",
        identity: PROFIT_OF,
        place: "bank",
        plant: |w| pays(w, Flow::LoanInterest, Party::Bank, AMOUNT),
    },
    Fault {
        what: "interest on government bonds is paid twice",
        identity: PROFIT_OF,
        place: "bank",
        plant: |w| {
            w.ledger
                .pay(Flow::BondInterest, Party::Government, Party::Bank, AMOUNT);
        },
    },
    Fault {
        what: "the central bank keeps interest that belongs to the budget",
        identity: "profit handed on = income less cost in the books",
        place: "central bank",
        plant: |w| {
            let flow = Flow::ForeignInterest;
            w.ledger.pay(flow, Party::RestOfWorld, Party::CentralBank, AMOUNT);
        },
    },
    Fault {
        what: "a grant for investment goes to a firm that has not invested",
        identity: DEFICIT,
        place: "government",
        plant: |w| pays(w, Flow::CapitalGrants, Party::Government, -AMOUNT),
    },
    Fault {
        what: "a firm remits a profit that no programme asks for",
        identity: DEFICIT,
        place: "government",
        plant: |w| pays(w, Flow::Dividends, Party::Government, AMOUNT),
    },
    Fault {
        what: "an import is paid twice",
        identity: MARKET,
        place: "goods market",
        plant: |w| {
            let market = Party::Agent(&mut w.goods.account, 0);
            w.ledger.pay(Flow::Imports, market, Party::RestOfWorld, AMOUNT);
        },
    },
    Fault {
        what: "a household pays twice for what it consumes",
        identity: MARKET,
        place: "goods market",
        plant: |w| {
            let payer = Party::Agent(&mut w.households.deposits, HOUSEHOLD);
            let market = Party::Agent(&mut w.goods.account, 0);
            w.ledger.pay(Flow::Consumption, payer, market, AMOUNT);
        },
    },
    Fault {
        what: "a maker that the market has forgotten sells without a buyer",
        identity: MARKET,
        place: "goods market",
        plant: |w| {
            let forgotten = w.goods.makers[1].pop().unwrap();
            w.firms.sales[forgotten as usize] = 1.0;
        },
    },
    Fault {
        what: "a maker is counted twice",
        identity: MARKET,
        place: "goods market",
        plant: |w| {
            let first = w.goods.makers[1][0];
            w.goods.makers[1].insert(0, first);
        },
    },
    Fault {
        what: "finished goods appear in a store",
        identity: "finished goods: opening + output - sales = closing",
        place: "sector FARM",
        plant: |w| w.firms.finished[FIRM] += AMOUNT,
    },
    Fault {
        what: "materials appear in a store",
        identity: "materials: opening + bought - used = closing",
        place: "sector FARM",
        plant: |w| w.firms.materials[FIRM] += AMOUNT,
    },
    Fault {
        what: "plant appears that nobody built",
        identity: "capital: opening + bought - worn = closing",
        place: "sector FARM",
        plant: |w| w.firms.capital[FIRM] += AMOUNT,
    },
    Fault {
        what: "a firm counts a head that no household lends it",
        identity: "heads: staff of firms = persons at work",
        place: "all sectors",
        plant: |w| w.firms.heads[RIVAL] += 1,
    },
    Fault {
        what: "a firm pays for labour that nobody does",
        identity: "pay in the accounts = wages paid",
        place: "all sectors",
        plant: |w| w.firms.staff[RIVAL] += AMOUNT,
    },
    Fault {
        what: "a household's deposit grows and nobody has paid",
        identity: STOCKS,
        place: "deposits, households",
        plant: |w| {
            w.households.deposits = altered(&w.households.deposits, Sector::Households, Instrument::Deposits)
        },
    },
    Fault {
        what: "a firm's deposit grows and nobody has paid",
        identity: STOCKS,
        place: "deposits, firms",
        plant: |w| {
            w.firms.deposits =
                altered(&w.firms.deposits, Sector::Firms, Instrument::Deposits).keeping_results();
        },
    },
    Fault {
        what: "a firm's loan grows and nobody has lent",
        identity: STOCKS,
        place: "loans, firms",
        plant: |w| w.firms.loans = altered(&w.firms.loans, Sector::Firms, Instrument::Loans),
    },
];

/// Steps two quarters, plants a fault and steps a third.
fn after(plant: fn(&mut World)) -> Result<(), ModelError> {
    let mut run = Simulation::open(&crate::common::island_pack(), 1000, 4).unwrap();
    for _ in 0..2 {
        run.step(&Policy::default()).unwrap();
    }
    plant(&mut run.world);
    run.step(&Policy::default()).map(|_| ())
}

#[test]
fn every_planted_fault_is_stopped_by_the_identity_that_is_named() {
    let mut wrong = Vec::new();
    for fault in &FAULTS {
        match after(fault.plant) {
            Err(ModelError::Leak(leak))
                if (leak.identity.as_str(), leak.cell.as_str()) == (fault.identity, fault.place) =>
            {
                assert!(leak.residual > 1e-9 && leak.amount != 0.0);
            }
            Err(other) => wrong.push(format!("{}: {other}", fault.what)),
            Ok(()) => wrong.push(format!("{}: nothing was noticed", fault.what)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A fault that keeps both sides of every payment, and the test that sees it.
struct Unseen {
    what: &'static str,
    seen_by: &'static str,
    plant: fn(&mut World),
}

/// Books know who paid whom, not whether the rule was right.
const UNSEEN: [Unseen; 5] = [
    Unseen {
        what: "a benefit goes to the wrong household and its income knows it",
        seen_by: "crates/model/tests/it/rules_households.rs",
        plant: |w| {
            w.ledger.pay_within(
                Flow::Benefits,
                &mut w.households.deposits,
                HOUSEHOLD,
                HOUSEHOLD + 1,
                AMOUNT,
            );
        },
    },
    Unseen {
        what: "a tax on profit is taken twice",
        seen_by: "crates/model/tests/it/rules_firms.rs",
        plant: |w| pays(w, Flow::ProfitTax, Party::Government, AMOUNT),
    },
    Unseen {
        what: "a firm sets a wrong price",
        seen_by: "crates/model/tests/it/rules_firms.rs",
        plant: |w| w.firms.price[FIRM] *= 1.01,
    },
    Unseen {
        what: "technology is better than its rule says",
        seen_by: "crates/model/tests/it/rules_innovation.rs",
        plant: |w| w.technology.level *= 1.01,
    },
    Unseen {
        what: "the central bank remembers a wrong rate",
        seen_by: "crates/model/tests/it/rules_central_bank.rs",
        plant: |w| w.central_bank.smoothed_rate += 0.001,
    },
];

#[test]
fn what_books_cannot_see_passes_and_has_a_test_of_its_own() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for fault in &UNSEEN {
        let outcome = after(fault.plant);
        assert!(outcome.is_ok(), "{}: {outcome:?}", fault.what);
        assert!(root.join(fault.seen_by).exists(), "{}", fault.seen_by);
    }
}

/// Without a fault the same quarters close.
#[test]
fn nothing_planted_nothing_found() {
    after(|_| ()).unwrap();
}
