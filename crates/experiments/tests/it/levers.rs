//! Each lever moves what it is meant to move, in the direction that any textbook gives.

use crate::common::{COARSE, china, effect, pairs};
use experiments::ensemble::Ensemble;
use model::indicators::Indicator as I;
use model::policy::Policy;
use model::simulation::Simulation;

const SEEDS: usize = 8;
/// Two years of policy.
const QUARTERS: usize = 10;

fn act(change: &(dyn Fn(&mut Policy) + Sync)) -> Ensemble {
    pairs(&china(), SEEDS, QUARTERS, change)
}

#[track_caller]
fn up(ensemble: &Ensemble, indicator: I, year: usize) -> f64 {
    let effect = effect(ensemble, indicator, year);
    assert!(effect > 0.0, "{}: {effect}", indicator.info().id);
    effect
}

#[track_caller]
fn down(ensemble: &Ensemble, indicator: I, year: usize) -> f64 {
    let effect = effect(ensemble, indicator, year);
    assert!(effect < 0.0, "{}: {effect}", indicator.info().id);
    effect
}

#[test]
fn purchases_raise_output_jobs_and_imports() {
    let e = act(&|p| p.core.government_purchases = 0.01);
    up(&e, I::REAL_GDP, 1);
    up(&e, I::REAL_GOVERNMENT, 1);
    up(&e, I::REAL_IMPORTS, 1);
    up(&e, I::PUBLIC_DEBT, 2);
    down(&e, I::UNEMPLOYMENT, 1);
}

#[test]
fn public_investment_raises_output_and_investment() {
    let e = act(&|p| p.core.public_investment = 0.01);
    up(&e, I::REAL_GDP, 1);
    up(&e, I::REAL_INVESTMENT, 1);
}

#[test]
fn transfers_raise_consumption_more_where_buffers_are_thin() {
    let even = act(&|p| p.core.household_transfers = 0.01);
    let economy = china();
    // The half of the groups that spend least of an unexpected yuan get nothing.
    let mut thrift: Vec<f64> = economy.groups.iter().map(|g| g.transitory_propensity).collect();
    thrift.sort_by(f64::total_cmp);
    let middle = thrift[thrift.len() / 2];
    let targeted = act(&|p| {
        p.core.household_transfers = 0.01;
        for (k, group) in economy.groups.iter().enumerate() {
            let weight = f64::from(u8::from(group.transitory_propensity >= middle));
            p.core.transfer_weights.set(k, weight);
        }
    });
    assert!(up(&targeted, I::REAL_CONSUMPTION, 1) > up(&even, I::REAL_CONSUMPTION, 1));
    up(&even, I::REAL_GDP, 1);
}

#[test]
fn a_consumption_tax_lowers_consumption_and_debt() {
    let e = act(&|p| p.core.consumption_tax = 0.02);
    down(&e, I::REAL_CONSUMPTION, 1);
    down(&e, I::PUBLIC_DEBT, 2);
    up(&e, I::CPI, 1);
}

/// A jump of prices by tax alone calls for no higher rate: demand has fallen.
#[test]
fn the_policy_rate_looks_through_a_tax_on_consumption() {
    let e = act(&|p| p.core.consumption_tax = 0.2);
    assert!(up(&e, I::CPI_INFLATION, 1) > 5.0);
    for year in [1, 2] {
        down(&e, I::POLICY_RATE, year);
    }
}

#[test]
fn a_higher_policy_rate_lowers_investment_and_output() {
    let shift = act(&|p| p.core.policy_rate_shift = 0.01);
    down(&shift, I::REAL_INVESTMENT, 1);
    down(&shift, I::REAL_GDP, 1);
    let peg = act(&|p| p.core.policy_rate_peg = Some(0.04));
    down(&peg, I::REAL_INVESTMENT, 1);
    for pair in &peg.pairs {
        assert!((pair.scenario.value(QUARTERS, I::POLICY_RATE) - 4.0).abs() < 1e-12);
    }
}

#[test]
fn world_demand_raises_exports_and_a_tariff_lowers_them() {
    let demand = act(&|p| p.core.world_demand = 0.05);
    up(&demand, I::REAL_EXPORTS, 1);
    up(&demand, I::REAL_GDP, 1);
    let tariff = act(&|p| p.core.export_tariff = 0.05);
    down(&tariff, I::REAL_EXPORTS, 1);
    down(&tariff, I::REAL_GDP, 1);
}

#[test]
fn ai_capital_raises_output_more_if_it_is_made_at_home() {
    let home = act(&|p| p.core.ai_capex = 125.0);
    let half = act(&|p| {
        p.core.ai_capex = 125.0;
        p.core.ai_import_content = 0.5;
    });
    assert!(up(&home, I::REAL_GDP, 1) > up(&half, I::REAL_GDP, 1));
    assert!(up(&home, I::REAL_IMPORTS, 1) < up(&half, I::REAL_IMPORTS, 1));
    up(&home, I::REAL_INVESTMENT, 1);
}

/// Prices fall at once; jobs are lost first, so that wages follow only after years.
#[test]
fn productivity_raises_output_and_in_the_end_the_real_wage() {
    let e = pairs(&china(), SEEDS, 60, &|p| p.core.productivity = 0.01);
    up(&e, I::REAL_GDP, 2);
    up(&e, I::UNEMPLOYMENT, 1);
    down(&e, I::CPI, 1);
    up(&e, I::REAL_WAGE, 14);
}

/// The programme of 2026 with central judgements.
fn programme(p: &mut Policy) {
    p.money.quota = Some(1200.0);
    p.money.rate = Some(0.0125);
    p.money.additionality = 0.3;
    p.money.pass_through = 0.5;
}

#[test]
fn relending_raises_loans_to_small_technology_firms_and_lowers_their_rate() {
    let e = act(&programme);
    up(&e, I::RELENDING_STOCK, 2);
    up(&e, I::named("special_loans"), 2);
    up(&e, I::named("eligible_loans"), 2);
    up(&e, I::named("eligible_share"), 2);
    // Without additionality the books of bank and central bank move, and nothing else, to the last bit.
    let relabelled = act(&|p| {
        programme(p);
        p.money.additionality = 0.0;
    });
    up(&relabelled, I::RELENDING_STOCK, 2);
    for pair in &relabelled.pairs {
        for quarter in 1..=QUARTERS {
            for indicator in I::ALL.iter().filter(|i| **i != I::RELENDING_STOCK) {
                let value = |run: &experiments::ensemble::Series| run.value(quarter, *indicator).to_bits();
                assert_eq!(
                    value(&pair.baseline),
                    value(&pair.scenario),
                    "{}, quarter {quarter}",
                    indicator.info().id
                );
            }
        }
    }
    // With all refinanced loans repriced the mean rate falls; without pass-through it does not follow the window.
    let repriced = |pass_through: f64| {
        move |p: &mut Policy| {
            programme(p);
            (p.money.repriced_share, p.money.pass_through) = (1.0, pass_through);
        }
    };
    let (some, none) = (act(&repriced(0.9)), act(&repriced(0.0)));
    let rate = |e: &Ensemble| effect(e, I::named("eligible_rate"), 2);
    assert!(rate(&some) < rate(&none), "{} {}", rate(&some), rate(&none));
}

/// The contested sign: what is spent of each yuan of extra credit.
#[test]
fn extra_credit_raises_or_lowers_investment_as_firms_spend_it() {
    let spending = |share: f64| {
        act(&move |p| {
            programme(p);
            (p.money.additionality, p.money.spending_share) = (0.7, share);
        })
    };
    up(&spending(0.5), I::REAL_INVESTMENT, 1);
    down(&spending(-0.1), I::REAL_INVESTMENT, 1);
}

/// With the bank at its limit special loans take the place of others, whose investment is cut (preset E01-capital-bound).
#[test]
fn relending_takes_loans_from_others_if_bank_capital_is_scarce() {
    let mut bound = china();
    bound.parameters.get_mut("bank_capital_minimum").unwrap().value = 0.12;
    bound.parameters.get_mut("bank_capital_target").unwrap().value = 0.105;
    let seen = |economy: &_| {
        let e = pairs(economy, 24, 18, &programme);
        (
            effect(&e, I::FINANCE_CUT, 3),
            effect(&e, I::named("firm_credit"), 3),
        )
    };
    let (bound, slack) = (seen(&bound), seen(&china()));
    assert!(bound.0 > 0.0 && bound.0 > slack.0, "{bound:?} {slack:?}");
    assert!(bound.1 < 0.5 * slack.1, "{bound:?} {slack:?}");
}

#[test]
fn technology_bonds_replace_loans_and_a_coupon_as_dear_as_a_loan_stops_them() {
    let board = |spread: f64| {
        act(&move |p| {
            (p.money.bond_target, p.money.bond_spread) = (500.0, spread);
        })
    };
    let e = board(0.005);
    up(&e, I::named("technology_bonds"), 2);
    down(&e, I::named("firm_credit"), 1);
    up(&e, I::named("technology_bond_spread"), 1);
    // No firm pays as much for a loan, whatever its leverage.
    assert_eq!(effect(&board(0.06), I::named("technology_bonds"), 2), 0.0);
}

#[test]
fn relending_is_an_asset_of_the_central_bank_and_a_debt_of_the_bank() {
    let mut run = Simulation::open(&china(), COARSE, 1).unwrap();
    let mut policy = Policy::default();
    policy.money.quota = Some(1200.0);
    for _ in 0..4 {
        run.step(&policy).unwrap();
        let books = run.books();
        let column = |name: &str| books.sectors.iter().position(|s| *s == name).unwrap();
        let (_, row) = books
            .balance_sheet
            .iter()
            .find(|(row, _)| *row == "re-lending")
            .unwrap();
        let asset = row[column("central bank")];
        assert!(asset > 0.0);
        assert_eq!(asset, -row[column("bank")]);
        assert_eq!(
            asset,
            run.records()[run.records().len() - 1].get(I::RELENDING_STOCK)
        );
        assert_eq!(row.iter().sum::<f64>(), 0.0);
    }
}
