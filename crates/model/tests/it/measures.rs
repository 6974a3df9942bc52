//! Indicators by hand.

use crate::common::{Lab, near, open};
use engine::draws::Draws;
use engine::math;
use engine::time::Quarter;
use model::economy::FinalUse;
use model::indicators::{Column, Indicator as I, Observed, Record};
use model::policy::Policy;
use model::simulation::Simulation;
use model::state::Bought;
use model::structure::{Taxes, TechnologyGood};
use model::world::World;

fn china() -> (Lab, World) {
    open(&data::economy("china").unwrap(), 400_000, Draws::silent())
}

fn measured(lab: &Lab, world: &World, indicator: I) -> f64 {
    let observed = Observed {
        world,
        structure: &lab.structure,
        persons_per_agent: 400_000.0,
        opening: false,
    };
    Record::measure(Quarter::new(2025, 1), &observed).get(indicator)
}

/// Output and hours rise by a tenth on the same plant and staff: productivity rises by a tenth, at normal use not at all.
/// A better technique, with hours and output over capacity as they were, is not adjusted away.
#[test]
fn adjusted_productivity_leaves_demand_out() {
    let (lab, mut world) = china();
    let read = |world: &World, i| measured(&lab, world, i);
    let (tfp, adjusted) = (
        read(&world, I::named("tfp")),
        read(&world, I::named("adjusted_tfp")),
    );
    world.firms.output.iter_mut().for_each(|y| *y *= 1.1);
    world.firms.hours.iter_mut().for_each(|h| *h *= 1.1);
    near(read(&world, I::named("tfp")), 1.1 * tfp);
    near(read(&world, I::named("adjusted_tfp")), adjusted);
    world.firms.hours.iter_mut().for_each(|h| *h /= 1.1);
    let alpha = data::economy("china").unwrap().parameters["capital_share"].value;
    // The same hours give a tenth more: only the use of plant has risen.
    near(
        read(&world, I::named("adjusted_tfp")),
        adjusted * math::pow(1.1_f64, 1.0 - alpha),
    );
}

/// Research of a state firm: its sector's intensity times sales, and what it buys on top.
#[test]
fn research_of_state_firms() {
    let (lab, mut world) = china();
    world.firms.state_owned.fill(false);
    near(measured(&lab, &world, I::named("state_research")), 0.0);
    let i = world.goods.makers[5][0] as usize;
    world.firms.state_owned[i] = true;
    let orders = &mut world.goods.technology[TechnologyGood::Research as usize];
    orders.firms.add(i, 2.0);
    orders.paid = 0.5;
    let sales = world.firms.price[i] * world.firms.output[i];
    let research = world.blocks.research.as_ref().unwrap().state.intensity[5] * sales + 1.0;
    near(
        measured(&lab, &world, I::named("state_research")),
        100.0 * research / world.accounts.gdp.nominal,
    );
}

/// Every published part adds up to its total: of each column of sectors and groups one unit too much is noticed.
#[test]
fn parts_that_do_not_add_up_are_a_leak() {
    let mut run = Simulation::open(&data::economy("china").unwrap(), 400_000, 1).unwrap();
    run.step(&Policy::default()).unwrap();
    let (observed, record) = (run.observed(), run.records()[1].clone());
    assert!(record.check(&observed).finish().is_ok());
    let found = |alter: fn(&mut Record)| {
        let mut record = record.clone();
        alter(&mut record);
        let leak = record.check(&observed).finish().unwrap_err();
        assert_eq!(leak.identity, "parts = total");
        leak.cell
    };
    assert_eq!(
        found(|r| r.columns[Column::SECTOR_OUTPUT.place()][3] += 1.0),
        "output of sectors"
    );
    assert_eq!(
        found(|r| r.columns[Column::SECTOR_VALUE_ADDED.place()][3] += 1.0),
        "value added of sectors with taxes on products"
    );
    assert_eq!(
        found(|r| r.columns[Column::SECTOR_EMPLOYED.place()][3] += 1.0),
        "persons at work by sector"
    );
    assert_eq!(
        found(|r| r.columns[Column::SECTOR_INVESTMENT.place()][3] += 1.0),
        "investment of sectors and funds"
    );
    assert_eq!(
        found(|r| r.columns[Column::GROUP_CONSUMPTION.place()][1] += 1.0),
        "consumption of groups"
    );
}

/// Every recorded number is checked: indicators, sectors, groups.
#[test]
fn a_recorded_number_that_is_none_is_named() {
    let mut run = Simulation::open(&data::economy("china").unwrap(), 400_000, 1).unwrap();
    run.step(&Policy::default()).unwrap();
    let (observed, record) = (run.observed(), run.records()[1].clone());
    let found = |alter: &dyn Fn(&mut Record)| {
        let mut record = record.clone();
        alter(&mut record);
        record.check(&observed).finish().unwrap_err().cell
    };
    for (i, indicator) in I::ALL.iter().enumerate() {
        assert_eq!(found(&|r| r.values[i] = f64::NAN), indicator.info().id);
    }
    for column in Column::ALL {
        let (info, members) = (column.info(), &observed.structure.members);
        let last = members.count(info.dimension) - 1;
        assert_eq!(
            found(&|r| r.columns[column.place()][last] = f64::INFINITY),
            format!("{} of {}", info.info.id, members.ids(info.dimension)[last])
        );
    }
}

/// The opening shows no flows, and nobody sees a block that is not there; the rest exists.
#[test]
fn what_does_not_exist_is_absent() {
    let mut pack = data::economy("china").unwrap();
    let run = Simulation::open(&pack, 400_000, 1).unwrap();
    let opening = &run.records()[0];
    for i in [
        I::PUBLIC_DEFICIT,
        I::WRITE_OFFS,
        I::EXITS,
        I::named("announced_trend"),
        I::named("eligible_rate"),
    ] {
        assert!(opening.get(i).is_nan(), "{}", i.info().id);
    }
    assert!(
        opening.along(Column::SECTOR_INVESTMENT)[0].is_nan()
            && opening.along(Column::GROUP_CONSUMPTION)[0].is_nan()
    );
    assert!(opening.get(I::REAL_GDP).is_finite() && opening.get(I::named("ai_adoption")).is_finite());
    pack.parameters.retain(|_, p| p.block != "ai");
    let mut run = Simulation::open(&pack, 400_000, 1).unwrap();
    run.step(&Policy::default()).unwrap();
    let record = &run.records()[1];
    assert!(record.get(I::named("ai_adoption")).is_nan() && record.get(I::named("compute_use")).is_nan());
    assert!(
        record.get(I::PUBLIC_DEFICIT).is_finite() && record.along(Column::SECTOR_INVESTMENT)[0].is_finite()
    );
}

/// Taxes on products in both prices: current ones at today's rate, opening ones at the opening's, on what each user has bought.
#[test]
fn taxes_on_products_by_hand() {
    let (mut lab, mut world) = china();
    lab.structure.taxes = Taxes {
        consumption: 0.10,
        government: 0.04,
        dwellings: 0.05,
        export: 0.02,
        ..lab.structure.taxes
    };
    world.government.taxes = Taxes {
        consumption: 0.25,
        government: 0.06,
        dwellings: 0.15,
        export: 0.03,
        ..world.government.taxes
    };
    let bought = |nominal, real| Bought { nominal, real };
    world.goods.bought[FinalUse::HouseholdConsumption as usize] = bought(200.0, 100.0);
    world.goods.bought[FinalUse::GovernmentConsumption as usize] = bought(300.0, 100.0);
    world.goods.bought[FinalUse::Housing as usize] = bought(40.0, 20.0);
    world.goods.bought[FinalUse::Exports as usize] = bought(100.0, 50.0);
    let a = world.measure(&lab.structure);
    near(a.consumption.nominal, 250.0);
    near(a.consumption.real, 110.0);
    near(a.government.nominal, 318.0);
    near(a.government.real, 104.0);
    near(a.dwellings.nominal, 46.0);
    near(a.dwellings.real, 21.0);
    near(a.exports.nominal, 103.0);
    near(a.exports.real, 51.0);
    near(a.product_taxes.nominal, 50.0 + 18.0 + 6.0 + 3.0);
    near(a.product_taxes.real, 10.0 + 4.0 + 1.0 + 1.0);
    world.government.taxes = lab.structure.taxes;
    let before = world.measure(&lab.structure);
    // A tax raises GDP at current prices and leaves it at opening prices.
    near(
        a.gdp.nominal - before.gdp.nominal,
        77.0 - (20.0 + 12.0 + 2.0 + 2.0),
    );
    near(a.gdp.real, before.gdp.real);
}

/// A parameter of one name in two blocks would take the value of the later file for both.
#[test]
fn no_two_blocks_have_a_parameter_of_one_name() {
    let mut seen = std::collections::BTreeMap::new();
    for block in model::blocks::BLOCKS {
        for parameter in block.parameters {
            if let Some(other) = seen.insert(parameter.id, block.id) {
                panic!(
                    "`{}` is declared in `{other}` and in `{}`",
                    parameter.id, block.id
                );
            }
        }
    }
}
