//! Chips, vehicles, robots, driving and confidence: each lever moves what it is meant to move, both settings of a contested
//! switch are seen, and with the key coefficient at zero the effect is gone.

use crate::common::{COARSE, china, effect, pairs};
use experiments::ensemble::{Ensemble, Pair};
use model::economy::Economy;
use model::indicators::{Column, Indicator as I};
use model::policy::Policy;

const SEEDS: usize = 3;
const QUARTERS: usize = 14;

fn with(id: &str, value: f64) -> Economy {
    let mut economy = china();
    economy.parameters.get_mut(id).unwrap().value = value;
    economy
}

fn act(economy: &Economy, change: &(dyn Fn(&mut Policy) + Sync)) -> Ensemble {
    pairs(economy, SEEDS, QUARTERS, change)
}

/// Scenario and baseline agree in every bit of real GDP.
#[track_caller]
fn nothing(e: &Ensemble) {
    for pair in &e.pairs {
        for quarter in 1..=QUARTERS {
            let (b, s) = (&pair.baseline, &pair.scenario);
            assert_eq!(b.value(quarter, I::REAL_GDP), s.value(quarter, I::REAL_GDP));
        }
    }
}

fn banned(economy: &Economy, change: &(dyn Fn(&mut Policy) + Sync)) -> Ensemble {
    act(economy, &|p| {
        p.chips.coverage = 1.0;
        change(p);
    })
}

#[test]
fn a_ban_cuts_imports_and_substitutes_decide_the_sign() {
    const CHIP_GAP: I = I::named("chip_gap");
    const CHIP_IMPORTS: I = I::named("chip_imports");
    const CHIP_SELF_SUFFICIENCY: I = I::named("chip_self_sufficiency");
    const CPI: I = I::CPI;
    const HARDWARE_COST: I = I::named("hardware_cost");
    const REAL_GDP: I = I::REAL_GDP;
    const REAL_IMPORTS: I = I::REAL_IMPORTS;
    let central = banned(&china(), &|_| ());
    let none = banned(&china(), &|p| p.chips.substitutes = 0.0);
    let all = banned(&china(), &|p| p.chips.substitutes = 1.0);
    assert!(effect(&central, CHIP_IMPORTS, 1) < -20.0);
    assert!(effect(&central, REAL_IMPORTS, 1) < 0.0);
    assert!(effect(&none, CPI, 3) > 0.0, "third countries are dear");
    assert!(effect(&central, CHIP_SELF_SUFFICIENCY, 3) > 0.0);
    assert!(effect(&central, HARDWARE_COST, 1) > 5.0);
    assert!(effect(&all, HARDWARE_COST, 3) < effect(&none, HARDWARE_COST, 3));
    assert!(effect(&none, CHIP_GAP, 3) > 0.0, "partners are lost");
    assert!(effect(&all, CHIP_GAP, 3) < 0.0, "makers learn");
    assert!(effect(&all, REAL_GDP, 3) > effect(&none, REAL_GDP, 3));
}

#[test]
fn without_named_inputs_a_ban_does_nothing() {
    let mut economy = with("controlled_product", 0.0);
    let content = economy.parameters.get_mut("ai_hardware_content").unwrap();
    (content.value, content.range.0) = (0.0, 0.0);
    nothing(&banned(&economy, &|p| p.chips.lost_collaboration = 0.0));
}

#[test]
fn support_sells_vehicles_and_costs_the_budget() {
    const ELECTRIC_SHARE: I = I::named("electric_share");
    const FLEET_EMISSIONS: I = I::named("fleet_emissions_avoided");
    const PUBLIC_DEBT: I = I::PUBLIC_DEBT;
    const VEHICLE_COST: I = I::named("vehicle_cost");
    const VEHICLE_EXPORTS: I = I::named("vehicle_exports");
    let e = act(&china(), &|p| p.vehicles.support = 0.1);
    assert!(effect(&e, ELECTRIC_SHARE, 1) > 0.0);
    assert!(effect(&e, VEHICLE_EXPORTS, 2) > 0.0);
    assert!(effect(&e, VEHICLE_COST, 3) < 0.0);
    assert!(effect(&e, FLEET_EMISSIONS, 3) > 0.0);
    assert!(effect(&e, PUBLIC_DEBT, 2) > 0.0);
    let cut = act(&china(), &|p| p.vehicles.support = -0.1);
    assert!(effect(&cut, ELECTRIC_SHARE, 1) < 0.0);
    // Support that stays with the makers moves neither price nor share.
    let kept = act(&with("support_pass_through", 0.0), &|p| p.vehicles.support = 0.1);
    assert!(effect(&kept, ELECTRIC_SHARE, 1).abs() < 0.05);
}

#[test]
fn idle_capacity_ends_in_price_cuts_and_exports() {
    let expansion: &(dyn Fn(&mut Policy) + Sync) = &|p| p.vehicles.expansion = 0.1;
    let e = act(&china(), expansion);
    assert!(effect(&e, I::named("vehicle_capacity_use"), 2) < 0.0);
    assert!(effect(&e, I::named("vehicle_exports"), 3) > 0.0);
    let calm = act(&with("price_war", 0.0), expansion);
    assert!(effect(&calm, I::named("vehicle_exports"), 3) < effect(&e, I::named("vehicle_exports"), 3));
}

#[test]
fn cheap_robots_replace_work() {
    let cheap: &(dyn Fn(&mut Policy) + Sync) = &|p| p.robots.price = -0.4;
    let e = act(&china(), cheap);
    assert!(effect(&e, I::named("robot_density"), 2) > 0.0);
    assert!(effect(&e, I::REAL_INVESTMENT, 1) > 0.0);
    let dear = act(&china(), &|p| p.robots.price = 0.4);
    assert!(effect(&dear, I::named("robot_density"), 2) < 0.0);
    nothing(&act(&with("robot_speed", 0.0), cheap));
}

/// Dear robots that each do the work of six become cheap at once: sectors that use them need fewer persons, and those who
/// leave find work elsewhere or wait in the pool.
#[test]
fn whom_robots_replace_goes_to_the_pool() {
    let mut economy = with("robot_workers", 6.0);
    for (id, value) in [("robot_price", 800.0), ("robot_speed", 0.2)] {
        economy.parameters.get_mut(id).unwrap().value = value;
    }
    let e = act(&economy, &|p| p.robots.price = -0.7);
    let [mut left, mut taken, mut waiting] = [0.0; 3];
    for pair in &e.pairs {
        let (b, s) = (&pair.baseline, &pair.scenario);
        let both = |column, k: usize| [b, s].map(|run| run.along(QUARTERS, column)[k]);
        for k in 0..economy.sectors.len() {
            let [before, after] = both(Column::SECTOR_EMPLOYED, k);
            let [robots, more_robots] = both(Column::named("sector.robots"), k);
            let change = after - before;
            if robots > 0.0 {
                assert!(more_robots > robots);
                left -= change;
            } else {
                taken += change;
            }
        }
        waiting +=
            1e6 / f64::from(COARSE) * (b.value(QUARTERS, I::EMPLOYMENT) - s.value(QUARTERS, I::EMPLOYMENT));
    }
    assert!(left > 0.0, "{left} agents leave sectors with robots");
    assert!((left - taken - waiting).abs() < 1e-6, "{left} {taken} {waiting}");
}

#[test]
fn permits_displace_drivers_and_lower_the_price_of_rides() {
    let open: &(dyn Fn(&mut Policy) + Sync) = &|p| p.driving.permits = 0.98;
    let fast = with("fleet_speed", 0.02);
    let e = act(&fast, open);
    assert!(effect(&e, I::named("displaced_drivers"), 3) > 0.0);
    assert!(effect(&e, I::named("ride_price"), 3) < 0.0);
    let cheap = act(&fast, &|p| {
        open(p);
        p.driving.unit_cost = -0.3;
    });
    assert!(effect(&cheap, I::named("displaced_drivers"), 3) > effect(&e, I::named("displaced_drivers"), 3));
    let trained = act(&fast, &|p| {
        open(p);
        p.driving.retraining = 1.0;
    });
    // Courses change who is hired, not who is displaced.
    let displaced = |e: &Ensemble| effect(e, I::named("displaced_drivers"), 3);
    assert_eq!(displaced(&trained), displaced(&e));
    nothing(&act(&with("fleet_speed", 0.0), open));
}

/// Accidents close cities to further vehicles; without accidents, or if cities do not answer, there is no trace of them.
#[test]
fn accidents_slow_the_fleet_down() {
    let fast = with("fleet_speed", 0.02);
    let open = |risk: f64| {
        move |p: &mut Policy| {
            p.driving.permits = 0.98;
            p.driving.accident_risk = risk;
        }
    };
    let risky = act(&fast, &open(9.0));
    let central = act(&fast, &open(0.0));
    let safe = act(&fast, &open(-1.0));
    let driverless = |e: &Ensemble| effect(e, I::named("driverless_share"), 3);
    assert!(driverless(&risky) < driverless(&central) && driverless(&central) < driverless(&safe));
    assert!(
        effect(&risky, I::named("permits_suspended"), 3) > effect(&central, I::named("permits_suspended"), 3)
    );
    assert_eq!(effect(&safe, I::named("permits_suspended"), 3), 0.0);
    // A city that does not answer is as good as no accident, bit for bit.
    let mut calm = fast.clone();
    calm.parameters.get_mut("suspension_quarters").unwrap().value = 0.0;
    let calm = act(&calm, &open(9.0));
    for (a, b) in calm.pairs.iter().zip(&safe.pairs) {
        for quarter in 1..=QUARTERS {
            let of = |pair: &Pair| pair.scenario.value(quarter, I::REAL_GDP).to_bits();
            assert_eq!(of(a), of(b));
        }
    }
    // Accidents beyond the pilots need rides beyond them.
    nothing(&act(&fast, &|p| p.driving.accident_risk = 9.0));
}

#[test]
fn confidence_acts_only_when_it_is_switched_on() {
    let e = act(&china(), &|p| {
        p.confidence.strength = 1.0;
        p.confidence.news = 0.003;
    });
    assert!(effect(&e, I::named("sentiment"), 1) > 0.0);
    assert!(effect(&e, I::REAL_INVESTMENT, 1) > 0.0);
    assert!(effect(&e, I::REAL_CONSUMPTION, 1) > 0.0);
    nothing(&act(&china(), &|p| p.confidence.news = 0.01));
    let mut deaf = with("investment_per_announced", 0.0);
    deaf.parameters.get_mut("spending_per_announced").unwrap().value = 0.0;
    nothing(&act(&deaf, &|p| {
        p.confidence.strength = 1.0;
        p.confidence.news = 0.003;
    }));
}
