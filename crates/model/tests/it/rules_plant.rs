//! Plant: time until it produces, what it earns, and how its age holds technology back.

use crate::common::{island, near};
use model::agents::firms::take_stock;
use model::processes::innovation::{advance, clear};
use model::world::World;

/// Of 12 under way and 4 bought a quarter arrives; wear is 2 of 200.
#[test]
fn plant_produces_some_quarters_after_it_was_bought() {
    let (mut lab, mut world) = island();
    (lab.growing().p.gestation, lab.structure.depreciation[0]) = (3.0, 0.01);
    let World { firms, goods, .. } = &mut world;
    (firms.capital[0], firms.under_way[0], firms.investment[0]) = (200.0, 12.0, 4.0);
    take_stock(&lab.context(), firms, goods, 0.0);
    near(firms.arrived[0], 4.0);
    near(firms.under_way[0], 12.0);
    near(firms.capital[0], 202.0);
    // A firm that is being built opens when its plant stands.
    (
        firms.open[1],
        firms.capital[1],
        firms.under_way[1],
        firms.investment[1],
    ) = (false, 0.0, 0.0, 30.0);
    take_stock(&lab.context(), firms, goods, 0.0);
    near(firms.capital[1], 30.0);
    near(firms.under_way[1], 0.0);
}

/// A plant that its firm has left loses what was scrapped once.
#[test]
fn what_is_scrapped_wears_at_once() {
    let (mut lab, mut world) = island();
    (lab.growing().p.gestation, lab.structure.depreciation[0]) = (3.0, 0.01);
    let World { firms, goods, .. } = &mut world;
    (
        firms.capital[0],
        firms.under_way[0],
        firms.investment[0],
        firms.scrapped[0],
    ) = (200.0, 0.0, 0.0, 10.0);
    take_stock(&lab.context(), firms, goods, 0.0);
    near(firms.capital[0], 188.0);
    assert_eq!(firms.scrapped[0], 0.0);
}

/// Usual age 0.4 + 0.01, usual new plant 0.02 + 0.01. Who buys nothing ages by 0.41 · 0.03 and loses three tenths of it in
/// technology; who buys as usual stays; who buys twice as much grows younger by as much.
#[test]
fn old_plant_holds_technology_back() {
    let (mut lab, mut world) = island();
    let p = &mut lab.growing().p;
    (p.vintage_effect, p.depreciation) = (0.3, 0.08);
    (
        world.expectations.trend_productivity,
        world.expectations.planning_growth,
    ) = (0.01, 0.01);
    world.technology.usual_age = 0.4;
    let World {
        firms,
        goods,
        technology,
        expectations,
        ..
    } = &mut world;
    firms.capital.fill(100.0);
    firms.age_gap.fill(0.0);
    (firms.arrived[0], firms.arrived[1], firms.arrived[2]) = (0.0, 3.0, 6.0);
    firms.age_gap[3] = 0.1;
    firms.arrived[3] = 3.0;
    clear(firms, goods);
    advance(&lab.context(), technology, expectations, firms, &goods.makers);
    near(technology.usual_age, 0.41 * 0.97);
    for (i, gap) in [0.41 * 0.03, 0.0, -0.41 * 0.03, 0.1 * 0.97]
        .into_iter()
        .enumerate()
    {
        assert!(
            (firms.age_gap[i] - gap).abs() < 1e-12,
            "{i}: {}",
            firms.age_gap[i]
        );
        assert!(
            (firms.technology[i] + 0.3 * gap).abs() < 1e-12,
            "{i}: {}",
            firms.technology[i]
        );
    }
}
