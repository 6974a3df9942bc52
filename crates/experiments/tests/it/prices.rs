//! Every lever has a price that the cost table shows, or is on a short list of levers without one, with the reason.

use crate::common::{COARSE, THREADS, china, quietly};
use experiments::cost::Row;
use experiments::ensemble::Series;
use experiments::run::PolicyPath;
use experiments::runs::{self, Batch};
use model::economy::Economy;
use model::indicators::Indicator;
use model::programmes::{Nature, Programme};
use scenario::Scenario;
use scenario::levers::LEVERS;

/// Long enough for the first deals of a fund to end and for issuers of bonds to fail.
const QUARTERS: usize = 30;
const SEEDS: usize = 2;

/// A programme of re-lending that brings about loans and makes them cheaper.
const RELENDING: [&str; 3] = [
    "relending.quota=1200 bn CNY",
    "relending.additionality=0.3",
    "relending.pass_through=0.5",
];

/// Levers with a price, and what must be set for them to act.
const PRICED: &[(&str, &[&str])] = &[
    ("government.purchases", &[]),
    ("government.public_investment", &[]),
    ("household.transfers", &[]),
    ("tax.consumption", &[]),
    ("technology.ai_capex", &[]),
    ("ai.leader_capex", &[]),
    ("ai.public_share", &["technology.ai_capex=500 bn CNY a year"]),
    ("ai.skills", &[]),
    // Re-lending costs what the bank does not charge: nothing is passed on before these views of banks say so.
    (
        "relending.quota",
        &["relending.additionality=0.3", "relending.pass_through=0.5"],
    ),
    ("relending.rate", &RELENDING),
    ("relending.refinanced_share", &RELENDING),
    ("relending.rollovers", &RELENDING),
    (
        "relending.additionality",
        &["relending.quota=1200 bn CNY", "relending.pass_through=0.5"],
    ),
    (
        "relending.pass_through",
        &["relending.quota=1200 bn CNY", "relending.additionality=0.3"],
    ),
    (
        "relending.repriced_share",
        &["relending.quota=1200 bn CNY", "relending.pass_through=0.5"],
    ),
    ("bonds.guarantee", &["bonds.target=1500 bn CNY"]),
    ("research.credit", &[]),
    ("research.grants", &[]),
    ("research.mission.FIELD", &[]),
    ("support.cash", &[]),
    ("support.tax", &[]),
    ("support.land", &[]),
    ("support.credit", &[]),
    ("support.credit_bank_share", &["support.credit=0.2 % of GDP"]),
    ("state_firms.payout", &[]),
    ("state_firms.research_mandate", &[]),
    ("vehicles.support", &[]),
    ("driving.retraining", &["driving.permits=60 %"]),
    ("funds.size", &[]),
    ("funds.government_share", &["funds.size=1000 bn CNY"]),
    ("funds.raised_share", &["funds.size=1000 bn CNY"]),
    ("funds.crowd_in", &["funds.size=1000 bn CNY"]),
    ("funds.manager_quality", &["funds.size=1000 bn CNY"]),
    ("funds.loss_tolerance", &["funds.size=1000 bn CNY"]),
    (
        "funds.local_content",
        &["funds.size=1000 bn CNY", "funds.manager_quality=1"],
    ),
    ("funds.local_matching", &["funds.size=1000 bn CNY"]),
];

/// Levers without a price, and why.
const FREE: &[(&str, &str)] = &[
    (
        "household.transfer_weight.GROUP",
        "says who gets the transfers, not how much",
    ),
    (
        "central_bank.rate_shift",
        "a rate: what it moves in the budget is interest",
    ),
    (
        "central_bank.rate",
        "a rate: what it moves in the budget is interest",
    ),
    ("world.demand", "the world's"),
    (
        "trade.export_tariff",
        "foreign governments raise it from foreign buyers",
    ),
    ("technology.ai_import_content", "says where AI capital is made"),
    ("productivity.level", "an experiment of thought"),
    ("ai.utilisation", "an assumption about users of compute"),
    ("ai.adoption_speed", "an assumption about firms"),
    ("ai.adoption_ceiling", "an assumption about firms"),
    (
        "ai.access",
        "an assumption about small firms; what closes the gap is priced where it is paid",
    ),
    ("ai.openness", "a choice of model providers"),
    ("ai.free_riding", "a view of what open models do"),
    ("ai.licence_markup", "a price between firms"),
    ("relending.first_loan_share", "says who gets the credit"),
    ("relending.crowd_out", "an assumption about banks"),
    ("relending.spending_share", "an assumption about borrowers"),
    ("bonds.target", "firms borrow and repay; only a guarantee costs"),
    ("bonds.spread", "a rate between firms and holders"),
    ("bonds.new_money_share", "an assumption about issuers"),
    ("support.network_view", "a view of what support does"),
    (
        "state_firms.soft_budget",
        "forbearance: creditors wait, and no money is paid",
    ),
    ("controls.coverage", "foreign governments' controls"),
    (
        "controls.markup",
        "what controls cost buyers, who pay it in prices",
    ),
    ("controls.substitutes", "an assumption about home makers"),
    ("controls.lost_collaboration", "a view of what controls do"),
    (
        "controls.induced_research",
        "a view of what controls do; firms pay",
    ),
    ("vehicles.expansion", "makers build on credit of their own"),
    ("robots.price", "a price"),
    ("driving.permits", "a permit"),
    ("driving.unit_cost", "a price"),
    ("driving.accident_risk", "a chance"),
    ("confidence.strength", "a view of what announcements do"),
    ("confidence.news", "words"),
];

fn scenario(settings: &[String]) -> Scenario {
    let text = scenario::presets::text("baseline").unwrap();
    let mut scenario = Scenario::parse(text, "baseline", &|_| None).unwrap();
    for setting in settings {
        scenario.set(setting).unwrap_or_else(|e| panic!("{setting}: {e}"));
    }
    scenario
}

/// Runs one scenario on every seed.
fn runs_of(economy: &Economy, settings: &[String]) -> Vec<Series> {
    let scenario = scenario(settings).bind(economy).unwrap();
    let path = |quarter| scenario.policy(quarter);
    let batch = Batch {
        economy,
        persons_per_agent: COARSE,
        seed: 1,
        seeds: SEEDS,
        quarters: QUARTERS,
        threads: THREADS,
    };
    let path: &dyn PolicyPath = &path;
    quietly(|watch| runs::run(&batch, &[path], watch))
        .unwrap()
        .remove(0)
}

/// Programmes that levers order and whose money differs between runs.
fn moved(of: &[Series], against: &[Series]) -> Vec<&'static str> {
    let differs = |p: &&Programme| {
        let row = Row::Of(**p);
        let in_pair = |(a, b): (&Series, &Series)| (1..=QUARTERS).any(|q| row.of(a, q) != row.of(b, q));
        p.info().nature == Nature::Ordered && of.iter().zip(against).any(in_pair)
    };
    Programme::ALL
        .iter()
        .filter(differs)
        .map(|p| p.info().id)
        .collect()
}

#[test]
fn every_lever_is_on_one_of_the_lists() {
    for lever in LEVERS {
        let lists = [
            PRICED.iter().filter(|(path, _)| *path == lever.path).count(),
            FREE.iter().filter(|(path, _)| *path == lever.path).count(),
        ];
        assert_eq!(lists.iter().sum::<usize>(), 1, "{}: {lists:?}", lever.path);
    }
    assert_eq!(PRICED.len() + FREE.len(), LEVERS.len());
}

#[test]
fn every_lever_with_a_price_moves_the_cost_and_the_others_do_not() {
    let economy = china();
    let neutral = runs_of(&economy, &[]);
    let mut wrong = Vec::new();
    for lever in LEVERS {
        let setting = format!("{}={}", lever.example_path(), example(lever.path, lever.example));
        let companions = PRICED.iter().find(|(path, _)| *path == lever.path);
        let mut settings: Vec<String> = companions.map_or_else(Vec::new, |(_, with)| {
            with.iter().map(|s| (*s).to_owned()).collect()
        });
        let against = match settings.is_empty() {
            true => neutral.clone(),
            false => runs_of(&economy, &settings),
        };
        settings.push(setting);
        let found = moved(&runs_of(&economy, &settings), &against);
        if found.is_empty() == companions.is_some() {
            wrong.push(format!("{settings:?} moves {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The lever's own example, but for those whose example is neutral where the test needs a difference.
fn example<'a>(path: &str, own: &'a str) -> &'a str {
    match path {
        "funds.local_matching" | "funds.loss_tolerance" => "0.3",
        "funds.manager_quality" | "funds.local_content" => "0.8",
        "relending.refinanced_share" => "30 %",
        _ => own,
    }
}

/// The budget's rows are the change of the deficit that the indicator shows, and what is bought costs what was ordered.
#[test]
fn rows_of_the_budget_are_the_deficit() {
    let economy = china();
    let settings = [
        "government.purchases=1 % of GDP",
        "research.credit=10 %",
        "support.cash=0.2 % of GDP",
        "funds.size=1000 bn CNY",
        "tax.consumption=1 %",
    ]
    .map(str::to_owned);
    for run in runs_of(&economy, &settings) {
        for quarter in 2..=QUARTERS {
            let gdp = run.value(quarter, Indicator::NominalGdp);
            let deficit = run.value(quarter, Indicator::PublicDeficit) / 100.0 * gdp;
            let rows = Row::Deficit.of(&run, quarter);
            assert!(
                (rows - deficit).abs() < 1e-9 * gdp,
                "quarter {quarter}: {rows} {deficit}"
            );
            // 1 % of the last quarter's GDP and its expected growth.
            let bought = Row::Of(Programme::Purchases).of(&run, quarter);
            let ordered = 0.01 * run.value(quarter - 1, Indicator::NominalGdp);
            assert!(
                (0.99..1.05).contains(&(bought / ordered)),
                "quarter {quarter}: {bought} {ordered}"
            );
        }
    }
}
