//! Government by hand: tax rates, spending, benefits, transfers, funding.

use crate::common::{Lab, island, near};
use accounting::{Flow, Party, Sector};
use engine::draws::Draws;
use engine::math;
use model::agents::government::{collect_product_taxes, fund, plan};
use model::declare::Along;
use model::streams::Stream;
use model::world::World;

/// Debt 10 points above its anchor, unemployment a point above natural, spending below its share of potential.
fn lab() -> (Lab, World) {
    let (mut lab, mut world) = island();
    lab.t = 10;
    let g = lab.growing();
    (g.opening_gdp, g.government_share, g.public_investment_share) = (100.0, 0.17, 0.05);
    (g.pension, g.mean_pay) = (0.1, 0.5);
    let p = &mut g.p;
    (
        p.debt_anchor,
        p.income_tax_rate,
        p.tax_debt_response,
        p.tax_adjustment,
    ) = (0.75, 0.025, 0.15, 0.05);
    (p.spending_correction, p.spending_debt_response) = (0.06, 0.02);
    (p.public_investment_unemployment_response, p.natural_unemployment) = (8.0, 0.05);
    (p.ageing, p.ageing_horizon, p.benefit_replacement) = (0.02, 6.0, 0.25);
    p.government_spending_sd = 0.004;
    let e = &mut world.expectations;
    (e.trend_growth, e.inflation, e.unemployment_smoothed) = (0.01, 0.004, 0.06);
    e.unemployment = 0.2;
    let x = &mut world.government;
    (x.debt_ratio, x.potential, x.taxes.income) = (0.85, 1.2, 0.03);
    (x.consumption_path, x.investment_path) = (20.0, 6.0);
    (world.goods.output_price, world.goods.nominal_gdp) = (1.05, 130.0);
    world.labour.wage_index = 1.3;
    (lab, world)
}

fn planned(lab: &Lab, world: &mut World) {
    let World {
        government,
        households,
        goods,
        labour,
        expectations,
        ..
    } = world;
    plan(
        &lab.context(),
        government,
        households,
        goods,
        labour,
        expectations,
    );
}

/// Potential 100 · 1.2 · 1.01 at prices of 1.05 · 1.004; debt takes 0.02 · 0.1 off.
fn path(now: f64, share: f64) -> f64 {
    let potential: f64 = 100.0 * 1.212 * 1.05 * 1.004;
    now * 1.01 * 1.004 * math::exp(0.06 * math::ln(share * potential / now) - 0.002)
}

#[test]
fn spending_follows_potential_and_leans_against_debt_and_unemployment() {
    let (lab, mut world) = lab();
    planned(&lab, &mut world);
    let x = &world.government;
    near(x.potential, 1.212);
    near(x.consumption_path, path(20.0, 0.17));
    near(x.consumption_budget, path(20.0, 0.17));
    near(x.investment_path, path(6.0, 0.05));
    near(x.investment_budget, path(6.0, 0.05) * 1.08);
}

#[test]
fn the_income_tax_answers_debt_and_never_falls_below_its_base() {
    let (lab, mut world) = lab();
    planned(&lab, &mut world);
    // 0.025 + 0.15 · 0.1 = 0.04 is wanted.
    near(world.government.taxes.income, 0.03 + 0.05 * 0.01);
    world.government.debt_ratio = -5.0;
    planned(&lab, &mut world);
    near(world.government.taxes.income, 0.025);
}

#[test]
fn benefits_follow_wages_and_pensions_ageing() {
    let (lab, mut world) = lab();
    planned(&lab, &mut world);
    // Ageing ends after six quarters.
    near(world.government.pension, 0.1 * 1.3 * math::pow(1.02_f64, 1.5));
    near(world.government.benefit_per_unit, 0.25 * 0.5 * 1.3);
    let (mut lab, mut world) = self::lab();
    lab.t = 2;
    planned(&lab, &mut world);
    near(world.government.pension, 0.1 * 1.3 * math::pow(1.02_f64, 0.5));
}

#[test]
fn policy_adds_shares_of_last_gdp_brought_forward() {
    let (mut lab, mut world) = lab();
    lab.policy.core.government_purchases = 0.01;
    lab.policy.core.public_investment = 0.02;
    lab.policy.core.household_transfers = 0.03;
    lab.policy.core.consumption_tax = 0.05;
    lab.policy.core.transfer_weights = Along::of(7.0, &[1.0, 3.0, 0.0]);
    planned(&lab, &mut world);
    let unit = 130.0 * 1.014;
    let x = &world.government;
    near(x.consumption_budget, path(20.0, 0.17) + 0.01 * unit);
    near(x.investment_budget, path(6.0, 0.05) * 1.08 + 0.02 * unit);
    near(x.taxes.consumption, 0.05);
    let h = &world.households;
    let (workers, retired) = (h.labour_force.len() as f64, 50.0);
    let head = 0.03 * unit / (workers + 3.0 * retired);
    for (h, wanted) in [(0, head), (h.labour_force.len(), 3.0 * head), (h.len() - 1, 0.0)] {
        near(world.households.transfer[h], wanted);
    }
}

#[test]
fn weights_of_zero_do_nothing_without_a_transfer() {
    let (mut lab, mut world) = lab();
    lab.policy.core.transfer_weights = Along::of(0.0, &[]);
    planned(&lab, &mut world);
    assert!(world.households.transfer.iter().all(|transfer| *transfer == 0.0));
}

#[test]
fn spending_draws_its_own_luck() {
    let (mut lab, mut world) = lab();
    lab.draws = Draws::new(11);
    planned(&lab, &mut world);
    let shock = |stream| math::exp(0.004 * lab.draws.normal(stream, 10, 0, 0));
    near(
        world.government.consumption_budget,
        path(20.0, 0.17) * shock(Stream::GovernmentSpending),
    );
    near(
        world.government.investment_budget,
        path(6.0, 0.05) * 1.08 * shock(Stream::PublicInvestment),
    );
    near(world.government.consumption_path, path(20.0, 0.17));
}

#[test]
fn the_deficit_becomes_debt_held_by_the_bank() {
    let (_, mut world) = lab();
    let World {
        ledger,
        government,
        households,
        banks,
        ..
    } = &mut world;
    let held = ledger.bonds(Sector::Bank);
    ledger.pay(
        Flow::Pensions,
        Party::Government,
        Party::Agent(&mut households.deposits, 0),
        7.0,
    );
    fund(government, banks, ledger);
    near(government.deficit, 7.0);
    near(ledger.bonds(Sector::Bank), held + 7.0);
    near(ledger.bonds(Sector::Government), -held - 7.0);
    near(ledger.treasury_account(), 0.0);
}

#[test]
fn buyers_pay_taxes_on_products() {
    let (_, mut world) = lab();
    let World {
        ledger,
        government,
        households,
        ..
    } = &mut world;
    (
        government.taxes.consumption,
        government.taxes.dwellings,
        government.taxes.export,
    ) = (0.1, 0.2, 0.05);
    households.consumption.fill(0.0);
    households.housing.fill(0.0);
    (households.consumption[4], households.housing[4]) = (3.0, 2.0);
    let (before, abroad) = (households.deposits.get(4), ledger.foreign_account());
    collect_product_taxes(&government.taxes, households, 10.0, ledger);
    near(households.deposits.get(4), before - 0.7);
    near(ledger.foreign_account(), abroad - 0.5);
    near(ledger.received(Flow::ProductTax, Sector::Government), 1.2);
}
