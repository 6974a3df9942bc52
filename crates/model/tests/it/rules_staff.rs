//! Staff that belongs to the plant, hours paid, overtime, and what a firm can make with whom it has.

use crate::common::{Lab, island, near};
use model::agents::firms::{most_output, set_final_pay};
use model::markets::labour::set_wages;
use model::world::World;

/// Plant of 200 makes 85 at normal use, and half of the staff for that belongs to it; ten units of staff make 80 at normal hours.
fn firm() -> (Lab, World) {
    let (mut lab, mut world) = island();
    let s = &mut lab.structure;
    (s.output_per_capital[0], s.pay_per_staff[0], s.pay_correction[0]) = (0.5, 2.0, 0.99);
    let p = &mut lab.growing().p;
    (p.normal_utilisation, p.fixed_staff, p.hours_ceiling) = (0.85, 0.5, 1.3);
    (p.paid_hours_floor, p.overtime_premium) = (0.98, 0.5);
    let firms = &mut world.firms;
    (firms.capital[0], firms.staff[0], firms.productivity[0]) = (200.0, 10.0, 8.0);
    world.labour.wage_index = 1.1;
    (lab, world)
}

/// Work of 42.5 and half of output. Output of 59 takes 72, nine tenths of normal hours; 75 takes 80; 91 takes 88.
#[test]
fn hours_move_less_than_output_and_pay_less_than_hours_below_normal() {
    for (output, hours, paid) in [(59.0, 0.9, 0.98), (75.0, 1.0, 1.0), (91.0, 1.1, 1.15)] {
        let (lab, mut world) = firm();
        world.firms.output[0] = output;
        set_final_pay(&lab.context(), &mut world.firms, &world.labour);
        near(world.firms.hours[0], hours);
        near(world.firms.pay_rate[0], 2.0 * 0.99 * 1.1 * paid);
    }
}

/// Short-time work of five points lets nine tenths of normal hours cost 0.93 instead of 0.98.
#[test]
fn short_time_work_lowers_the_floor_of_paid_hours() {
    let (mut lab, mut world) = firm();
    lab.policy.core.paid_hours = -0.05;
    world.firms.output[0] = 59.0;
    set_final_pay(&lab.context(), &mut world.firms, &world.labour);
    near(world.firms.pay_rate[0], 2.0 * 0.99 * 1.1 * 0.93);
}

/// 1.3 · 80 less 42.5, over a half; staff of three units cannot even keep the plant running.
#[test]
fn staff_bounds_output_after_the_plant_has_its_part() {
    let (lab, mut world) = firm();
    let most = |world: &World| most_output(&lab.rules.p, &lab.structure, &world.firms, 0);
    near(most(&world), (1.3 * 80.0 - 42.5) / 0.5);
    world.firms.staff[0] = 3.0;
    assert_eq!(most(&world), 0.0);
}

/// Slope 0.2 at 5.1 %; wages rise by 0.2 (5.1 % - u) 5.1 % / u beyond trend and expected inflation, and by what is unfilled beyond 0.4 %.
#[test]
fn wages_are_convex_in_unemployment_and_never_cut() {
    let wage = |unemployment: f64, unfilled: f64| {
        let (mut lab, mut world) = island();
        let p = &mut lab.growing().p;
        (p.wage_unemployment_response, p.natural_unemployment) = (0.2, 0.051);
        (p.wage_vacancy_response, p.vacancy_norm, p.wage_vacancy_ceiling) = (1.0, 0.004, 0.08);
        world.technology.expected_growth = 0.008;
        (world.expectations.inflation, world.expectations.unemployment) = (0.002, unemployment);
        world.labour.unfilled = unfilled;
        set_wages(
            &lab.context(),
            &mut world.labour,
            &world.technology,
            &world.expectations,
        );
        world.labour.wage_index
    };
    near(wage(0.051, 0.004), 1.01);
    near(wage(0.03, 0.004), 1.01 + 0.2 * 0.021 * 1.7);
    near(wage(0.08, 0.004), 1.01 - 0.2 * 0.029 * 0.051 / 0.08);
    near(wage(0.051, 0.014), 1.02);
    near(wage(0.051, 0.0), 1.01);
    near(wage(0.051, 0.5), 1.09);
    // 0.01 + 0.2 (0.051 - 0.5) 0.051 / 0.5 = 0.0008; without inflation it would be a cut.
    near(wage(0.5, 0.004), 1.01 - 0.2 * 0.449 * 0.102);
    assert_eq!(wage(0.9, 0.004), 1.01 - 0.2 * 0.849 * 0.051 / 0.9);
}
