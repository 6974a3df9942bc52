//! Every lever has the price that it is declared to have: the cost table shows it, or nothing moves there.

use crate::common::{COARSE, THREADS, china, quietly};
use experiments::cost::Row;
use experiments::ensemble::Series;
use experiments::run::PolicyPath;
use experiments::runs::{self, Batch};
use model::books::programmes::{Nature, Programme};
use model::economy::Economy;
use model::indicators::Indicator;
use scenario::Scenario;
use scenario::levers::{Cost, LEVERS};

/// Long enough for the first deals of a fund to end and for issuers of bonds to fail.
const QUARTERS: usize = 40;
const SEEDS: usize = 2;

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
fn every_lever_with_a_price_moves_the_cost_and_the_others_do_not() {
    let economy = china();
    let neutral = runs_of(&economy, &[]);
    let mut wrong = Vec::new();
    for lever in LEVERS {
        let setting = format!("{}={}", lever.example_path(), example(lever.path, lever.example));
        let (beside, priced) = match lever.cost {
            Cost::Paid(beside) => (beside, true),
            Cost::Shapes(_) | Cost::Free(_) => (&[][..], false),
        };
        let mut settings: Vec<String> = beside.iter().map(|s| (*s).to_owned()).collect();
        let against = match settings.is_empty() {
            true => neutral.clone(),
            false => runs_of(&economy, &settings),
        };
        settings.push(setting);
        let found = moved(&runs_of(&economy, &settings), &against);
        if found.is_empty() == priced {
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
        // Few drivers lose their job within these years, and each takes part or not.
        "driving.retraining" => "100 %",
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
            let gdp = run.value(quarter, Indicator::NOMINAL_GDP);
            let deficit = run.value(quarter, Indicator::PUBLIC_DEFICIT) / 100.0 * gdp;
            let rows = Row::Deficit.of(&run, quarter);
            assert!(
                (rows - deficit).abs() < 1e-9 * gdp,
                "quarter {quarter}: {rows} {deficit}"
            );
            // 1 % of the last quarter's GDP and its expected growth.
            let bought = Row::Of(Programme::Purchases).of(&run, quarter);
            let ordered = 0.01 * run.value(quarter - 1, Indicator::NOMINAL_GDP);
            assert!(
                (0.99..1.05).contains(&(bought / ordered)),
                "quarter {quarter}: {bought} {ordered}"
            );
        }
    }
}
