//! Expectations by hand: what is announced, what is remembered.

use crate::common::{Lab, island, near};
use engine::math;
use model::processes::expectations::{form, remember, trend_productivity_growth};
use model::state::Expectations;

/// Productivity fades from 6 % to 2 % a year with a time constant of 10 quarters; the labour force shrinks by 1 %.
fn lab() -> Lab {
    let (mut lab, _) = island();
    let p = &mut lab.growing().p;
    (p.productivity_growth_start, p.productivity_growth_end) = (0.06, 0.02);
    p.productivity_growth_fade = 10.0;
    p.labour_force_growth = -0.01;
    p.planning_horizon = 8.0;
    (p.growth_anchor_weight, p.inflation_anchor_weight) = (0.8, 0.7);
    p.inflation_target = 0.02;
    p.growth_memory = 0.15;
    p.inflation_memory = 0.2;
    p.unemployment_memory = 0.25;
    lab.t = 6;
    lab
}

#[test]
fn the_announced_trend_fades() {
    let mut lab = lab();
    // Quarter 6: 0.02 + 0.04 exp(-5/10).
    let announced = 0.02 + 0.04 * math::exp(-0.5_f64);
    near(trend_productivity_growth(&lab.growing().p, 6), announced);
    near(trend_productivity_growth(&lab.growing().p, 1), 0.06);
    let mut e = Expectations::default();
    form(&lab.context(), &mut e);
    near(e.trend_productivity, math::pow(1.0 + announced, 0.25) - 1.0);
    near(e.trend_growth, math::pow((1.0 + announced) * 0.99, 0.25) - 1.0);
    near(e.trend_year, (1.0 + announced) * 0.99 - 1.0);
}

#[test]
fn expectations_weigh_announcement_and_experience() {
    let lab = lab();
    let mut e = Expectations {
        growth_memory: -0.004,
        inflation_memory: 0.012,
        ..Expectations::default()
    };
    form(&lab.context(), &mut e);
    let trend = math::pow((1.02 + 0.04 * math::exp(-0.5_f64)) * 0.99, 0.25) - 1.0;
    near(e.growth, 0.8 * trend - 0.2 * 0.004);
    near(e.inflation, 0.7 * 0.005 + 0.3 * 0.012);
}

/// Mean of the trend over quarters 6 to 14: 0.02 + 0.04 exp(-0.5) (10/8)(1 - exp(-0.8)).
#[test]
fn capital_is_planned_on_the_mean_of_the_coming_years() {
    let lab = lab();
    let mut e = Expectations {
        growth_memory: -0.004,
        ..Expectations::default()
    };
    form(&lab.context(), &mut e);
    let mean = 0.02 + 0.04 * math::exp(-0.5_f64) * 1.25 * (1.0 - math::exp(-0.8_f64));
    near(
        e.planning_growth,
        0.8 * (math::pow((1.0 + mean) * 0.99, 0.25) - 1.0) - 0.2 * 0.004,
    );
    // The closed form is the integral of the path: compare with a thousand steps.
    let steps = 1000;
    let sum: f64 = (0..steps)
        .map(|k| 0.02 + 0.04 * math::exp(-(5.0 + 8.0 * (f64::from(k) + 0.5) / f64::from(steps)) / 10.0))
        .sum();
    assert!((sum / f64::from(steps) - mean).abs() < 1e-7);
}

#[test]
fn memories_move_part_of_the_way_to_experience() {
    let lab = lab();
    let mut e = Expectations {
        growth_memory: 0.01,
        inflation_memory: 0.004,
        unemployment_smoothed: 0.05,
        ..Expectations::default()
    };
    remember(&lab.context(), &mut e, 0.03, 0.014, 0.09);
    near(e.growth_memory, 0.013);
    near(e.inflation_memory, 0.006);
    near(e.unemployment_smoothed, 0.06);
    near(e.unemployment, 0.09);
}
