//! What the close of a quarter hands on to the next: indices over a year, the deflator, the debt ratio, memories.

use crate::common::{island_pack, near};
use accounting::Sector;
use engine::math;
use model::policy::Policy;
use model::simulation::Simulation;

#[test]
fn the_opening_year_grew_at_the_opening_rates() {
    let run = Simulation::open(&island_pack(), 1000, 2).unwrap();
    let world = &run.world;
    // Growth of 2 % and inflation of 1 % a year before the opening.
    for (k, price) in world.consumer_prices.iter().enumerate() {
        near(*price, math::pow(1.01_f64, (k as f64 - 4.0) / 4.0));
    }
    let now = world.accounts.gdp.nominal;
    let year: f64 = (0..4)
        .map(|k| now * math::pow(1.02_f64 * 1.01, -f64::from(k) / 4.0))
        .sum();
    near(world.annual_gdp(), year);
}

#[test]
fn the_close_of_a_quarter_updates_what_agents_remember() {
    let mut run = Simulation::open(&island_pack(), 1000, 2).unwrap();
    for t in 1..=7 {
        let before = run.world.expectations.clone();
        let (output, gap) = (run.world.accounts.output, run.world.rest_of_world.net_export_gap);
        run.step(&Policy::default()).unwrap();
        let (world, e) = (&run.world, &run.world.expectations);
        let prices = &world.prices_before_tax;
        assert_eq!(prices.len(), 5 + t);
        near(prices[4 + t], world.goods.price_before_tax);
        near(world.consumer_prices[4 + t], world.goods.consumer_price);
        near(e.inflation_year, prices[4 + t] / prices[t] - 1.0);
        near(
            e.growth_year,
            world.gdp_history[4 + t].real / world.gdp_history[t].real - 1.0,
        );
        near(world.gdp_history[4 + t].nominal, world.accounts.gdp.nominal);
        near(world.goods.nominal_gdp, world.accounts.gdp.nominal);

        let h = &world.households;
        near(
            e.unemployment,
            h.unemployed() as f64 / h.labour_force.len() as f64,
        );
        near(
            e.unemployment_smoothed,
            0.75 * before.unemployment_smoothed + 0.25 * e.unemployment,
        );
        near(
            e.growth_memory,
            0.85 * before.growth_memory + 0.15 * (world.accounts.output / output - 1.0),
        );
        let inflation = prices[4 + t] / prices[3 + t] - 1.0;
        near(
            e.inflation_memory,
            0.8 * before.inflation_memory + 0.2 * inflation,
        );

        let a = &world.accounts;
        let balance = (a.exports.nominal - a.imports.nominal) / a.gdp.nominal;
        near(
            world.rest_of_world.net_export_gap,
            0.9 * gap + 0.1 * (balance - 0.012),
        );
        let year: f64 = (1..=4).map(|k| world.gdp_history[t + k].nominal).sum();
        near(
            world.government.debt_ratio,
            world.ledger.bonds(Sector::Bank) / year,
        );
    }
}

#[test]
fn real_stocks_of_the_balance_sheet_are_at_current_prices() {
    let mut run = Simulation::open(&island_pack(), 1000, 2).unwrap();
    let policy = Policy {
        core: model::core::Policy {
            ai_capex: 2.0,
            ..Default::default()
        },
        ..Policy::default()
    };
    run.step(&policy).unwrap();
    let (firms, households) = (&run.world.firms, &run.world.households);
    let price = run.world.goods.capital_price;
    let all = |values: &[f64]| values.iter().sum::<f64>();
    let capital = price * (all(&firms.capital) + all(&firms.ai_capital));
    assert!(all(&firms.ai_capital) > 0.0);
    let stocks: f64 = (0..firms.len())
        .map(|i| firms.finished[i] * firms.price[i] + firms.materials[i] * firms.materials_price[i])
        .sum();
    let books = run.books();
    let row = |name: &str| {
        &books
            .balance_sheet
            .iter()
            .find(|(label, _)| *label == name)
            .unwrap()
            .1
    };
    near(all(row("fixed capital")), capital);
    near(row("fixed capital")[Sector::Firms as usize], capital);
    near(all(row("inventories")), stocks);
    near(
        row("dwellings at cost")[Sector::Households as usize],
        all(&households.dwellings),
    );
}
