//! Electric vehicles: support, over-capacity, learning, and nothing where a coefficient is zero.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "tests read files and print figures"
)]
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use common::{china, effect, pairs};
use model::indicators::Indicator as I;

const SEEDS: usize = 3;
const QUARTERS: usize = 14;

#[test]
fn support_sells_vehicles_and_costs_the_budget() {
    let e = pairs(&china(), SEEDS, QUARTERS, &|p| p.vehicles.support = 0.1);
    for i in [I::ElectricShare, I::VehicleCost, I::VehicleExports, I::VehicleCapacityUse, I::FleetEmissions, I::RealGdp] {
        let years: Vec<f64> = (1..=3).map(|year| effect(&e, i, year)).collect();
        println!("support: {} {years:.3?}", i.info().id);
    }
    assert!(effect(&e, I::ElectricShare, 1) > 0.0);
    assert!(effect(&e, I::VehicleExports, 2) > 0.0);
    assert!(effect(&e, I::VehicleCost, 3) < 0.0);
    assert!(effect(&e, I::FleetEmissions, 3) > 0.0);
    assert!(effect(&e, I::PublicDebt, 2) > 0.0);
    // Support that stays with the makers moves neither price nor share.
    let mut kept = china();
    kept.parameters.get_mut("support_pass_through").unwrap().value = 0.0;
    let e = pairs(&kept, 1, 4, &|p| p.vehicles.support = 0.1);
    assert!(effect(&e, I::ElectricShare, 1).abs() < 1e-3);
}

#[test]
fn idle_capacity_ends_in_price_cuts_and_exports() {
    let e = pairs(&china(), SEEDS, QUARTERS, &|p| p.vehicles.expansion = 0.3);
    for i in [I::VehicleCapacityUse, I::VehicleExports, I::VehicleCost, I::RealGdp] {
        let years: Vec<f64> = (1..=3).map(|year| effect(&e, i, year)).collect();
        println!("expansion: {} {years:.3?}", i.info().id);
    }
    assert!(effect(&e, I::VehicleCapacityUse, 2) < 0.0);
    assert!(effect(&e, I::VehicleExports, 3) > 0.0);
    let mut peace = china();
    peace.parameters.get_mut("price_war").unwrap().value = 0.0;
    let calm = pairs(&peace, SEEDS, QUARTERS, &|p| p.vehicles.expansion = 0.3);
    assert!(effect(&calm, I::VehicleExports, 3) < effect(&e, I::VehicleExports, 3));
}
