//! Indicators by hand.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use common::{Lab, near, open};
use engine::draws::Draws;
use engine::time::Quarter;
use model::indicators::{Indicator as I, Observed, Record};
use model::markets::goods::TechnologyGood;
use model::world::World;

fn china() -> (Lab, World) {
    open(&data::economy("china").unwrap(), 400_000, Draws::silent())
}

fn measured(lab: &Lab, world: &World, indicator: I) -> f64 {
    let observed = Observed {
        world,
        structure: &lab.structure,
        rules: &lab.rules,
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
    let (tfp, adjusted) = (read(&world, I::Tfp), read(&world, I::AdjustedTfp));
    world.firms.output.iter_mut().for_each(|y| *y *= 1.1);
    world.firms.hours.iter_mut().for_each(|h| *h *= 1.1);
    near(read(&world, I::Tfp), 1.1 * tfp);
    near(read(&world, I::AdjustedTfp), adjusted);
    world.firms.hours.iter_mut().for_each(|h| *h /= 1.1);
    let alpha = data::economy("china").unwrap().parameters["capital_share"].value;
    // The same hours give a tenth more: only the use of plant has risen.
    near(read(&world, I::AdjustedTfp), adjusted * 1.1_f64.powf(1.0 - alpha));
}

/// Research of a state firm: its sector's intensity times sales, and what it buys on top.
#[test]
fn research_of_state_firms() {
    let (lab, mut world) = china();
    world.firms.state_owned.fill(false);
    near(measured(&lab, &world, I::StateResearch), 0.0);
    let i = world.goods.makers[5][0] as usize;
    world.firms.state_owned[i] = true;
    let orders = &mut world.goods.technology[TechnologyGood::Research as usize];
    (orders.firms[i], orders.paid) = (2.0, 0.5);
    let sales = world.firms.price[i] * world.firms.output[i];
    let research = world.knowledge.intensity[5] * sales + 1.0;
    near(
        measured(&lab, &world, I::StateResearch),
        100.0 * research / world.accounts.gdp.nominal,
    );
}
