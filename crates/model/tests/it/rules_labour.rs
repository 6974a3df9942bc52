//! The labour market by hand: wages, dismissals, hiring, hours, retirement.

use crate::common::{Lab, island, near};
use model::agents::firms::{set_final_pay, set_hours};
use model::markets::labour::{match_staff, set_wages};
use model::processes::demography::retire;
use model::state::{NO_EMPLOYER, Role, dismiss};
use model::world::World;

#[test]
fn wages_follow_productivity_expected_inflation_and_slack() {
    let (mut lab, mut world) = island();
    (
        lab.growing().p.wage_unemployment_response,
        lab.growing().p.natural_unemployment,
    ) = (0.05, 0.05);
    world.technology.expected_growth = 0.012;
    // The shock to productivity is no part of what wages follow.
    world.technology.growth = 0.5;
    world.expectations.inflation = 0.003;
    world.expectations.unemployment = 0.09;
    world.labour.wage_index = 1.2;
    set_wages(
        &lab.context(),
        &mut world.labour,
        &world.technology,
        &world.expectations,
    );
    // 0.012 + 0.003 + 0.05 · (0.05 - 0.09) · 0.05 / 0.09.
    near(world.labour.wage_index, 1.2 * (1.015 - 0.05 * 0.04 * 5.0 / 9.0));
    near(world.labour.previous_index, 1.2);
}

/// Firms 0, 1 and 2 with six persons of one unit each; all other firms want the staff they have.
fn three_firms() -> (Lab, World) {
    let (mut lab, mut world) = island();
    let p = &mut lab.growing().p;
    (p.labour_hoarding, p.hiring_slack, p.hiring_band, p.firing_band) = (0.02, 0.01, 0.6, 0.65);
    let World {
        firms, households, ..
    } = &mut world;
    assert!(households.units[..100].iter().all(|units| *units == 1.0));
    let n = firms.len() as u32;
    for h in 0..households.labour_force.len() {
        dismiss(households, firms, h);
    }
    for h in 0..18 {
        model::state::employ(households, firms, h, h / 6);
    }
    // Everybody else is at work at firms that need them.
    for h in 18..households.labour_force.len() {
        let firm = 3 + (h as u32 - 18) % (n - 3);
        model::state::employ(households, firms, h, firm as usize);
    }
    firms.staff_wanted.clone_from(&firms.staff);
    (lab, world)
}

fn heads(lab: &Lab, world: &mut World) -> Vec<u32> {
    let World {
        firms,
        households,
        labour,
        ..
    } = world;
    match_staff(&lab.context(), labour, firms, households);
    world.firms.heads[..3].to_vec()
}

/// 6 - 1.02 · 5.25 = 0.645 ≤ 0.65 keeps all; 6 - 1.02 · 5.24 = 0.6552 lets one go; then 5 - 5.3448 < 0.65.
#[test]
fn a_firm_dismisses_what_exceeds_hoarding_and_band() {
    let (lab, mut world) = three_firms();
    world.firms.staff_wanted[..3].copy_from_slice(&[5.25, 5.24, 0.0]);
    assert_eq!(heads(&lab, &mut world), [6, 5, 1]);
    assert_eq!(world.firms.staff[..3], [6.0, 5.0, 1.0]);
    assert_eq!(world.households.unemployed(), 6);
}

/// 0.99 · 6.6 - 6 = 0.534 < 0.6 hires nobody, 0.99 · 6.7 - 6 = 0.633 one, 0.99 · 8.7 - 6 = 2.613 three, of whom the
/// last for 0.613.
#[test]
fn a_firm_hires_what_is_missing_beyond_slack_and_band() {
    let (lab, mut world) = three_firms();
    // Ten persons without a job.
    for h in 20..30 {
        dismiss(&mut world.households, &mut world.firms, h);
        world.firms.staff_wanted.clone_from(&world.firms.staff);
    }
    world.firms.staff_wanted[..3].copy_from_slice(&[6.6, 6.7, 8.7]);
    assert_eq!(heads(&lab, &mut world), [6, 7, 9]);
}

#[test]
fn one_person_a_firm_in_rotation_until_nobody_is_left() {
    let (lab, mut world) = three_firms();
    for h in 0..4 {
        dismiss(&mut world.households, &mut world.firms, h);
    }
    world.firms.staff_wanted[..3].copy_from_slice(&[10.0, 10.0, 10.0]);
    // Four are free, three firms ask: one each, the fourth goes to the first in line.
    assert_eq!(heads(&lab, &mut world), [4, 7, 7]);
    assert_eq!(world.households.unemployed(), 0);
}

/// Four are free and 7.9 + 3.9 + 3.9 are missed: with an exponent of one 4 · 15.7 / 19.7 = 3.19 meet, and three are hired since the
/// draw of a half does not make the rest a match; 12.5 of the vacancies stay unfilled. Two between jobs leave two.
#[test]
fn not_all_who_are_free_meet_a_vacancy() {
    let (mut lab, mut world) = three_firms();
    (lab.growing().p.matching_friction, lab.growing().p.hiring_slack) = (1.0, 0.01);
    for h in 0..4 {
        dismiss(&mut world.households, &mut world.firms, h);
    }
    world.firms.staff_wanted[..3].copy_from_slice(&[10.0, 10.0, 10.0]);
    assert_eq!(heads(&lab, &mut world), [3, 7, 7]);
    let labour_force = world.households.labour_force.len() as f64;
    near(world.labour.unfilled, (15.7 - 4.0 * 15.7 / 19.7) / labour_force);

    let (mut lab, mut world) = three_firms();
    lab.growing().p.frictional_unemployment = 2.0 / labour_force;
    for h in 0..4 {
        dismiss(&mut world.households, &mut world.firms, h);
    }
    world.firms.staff_wanted[..3].copy_from_slice(&[10.0, 10.0, 10.0]);
    assert_eq!(heads(&lab, &mut world).iter().sum::<u32>(), 14 + 2);
}

/// With half of the staff a quarter at most: 6 - 1.02 · 3 = 2.94 lets three go, although nobody is wanted.
#[test]
fn a_firm_dismisses_a_part_of_its_staff_at_most() {
    let (mut lab, mut world) = three_firms();
    lab.growing().p.dismissal_limit = 0.5;
    world.firms.staff_wanted[..3].copy_from_slice(&[6.0, 0.0, 6.0]);
    assert_eq!(heads(&lab, &mut world), [6, 3, 6]);
}

#[test]
fn an_empty_firm_hires_one_person_whatever_it_wants() {
    let (lab, mut world) = three_firms();
    for h in 0..6 {
        dismiss(&mut world.households, &mut world.firms, h);
    }
    world.firms.staff_wanted[0] = 0.0;
    assert_eq!(heads(&lab, &mut world), [1, 6, 6]);
}

/// Persons bring different units: whoever brings two stays until the excess is above 0.65 · 2.
#[test]
fn bands_count_in_the_units_of_the_person() {
    let (lab, mut world) = three_firms();
    for h in 0..6 {
        dismiss(&mut world.households, &mut world.firms, h);
        world.households.units[h] = 2.0;
        model::state::employ(&mut world.households, &mut world.firms, h, 0);
    }
    // 12 - 1.02 · 10.5 = 1.29 < 1.3; 12 - 1.02 · 10.4 = 1.392 > 1.3.
    world.firms.staff_wanted[0] = 10.5;
    assert_eq!(heads(&lab, &mut world)[0], 6);
    world.firms.staff_wanted[0] = 10.4;
    assert_eq!(heads(&lab, &mut world)[0], 5);
    near(world.firms.staff[0], 10.0);
}

/// 24 of planned output with 4 units of staff at 5 each: hours 1.2 and pay 0.7 · 1.1 · 1.2 a unit.
#[test]
fn hours_and_pay_stretch_with_work() {
    let (mut lab, mut world) = three_firms();
    lab.growing().p.hours_ceiling = 1.5;
    lab.structure.pay_per_staff.fill(0.7);
    world.labour.wage_index = 1.1;
    let World { firms, labour, .. } = &mut world;
    firms.staff[..3].copy_from_slice(&[4.0, 4.0, 0.0]);
    firms.productivity[..3].fill(5.0);
    firms.planned_output[..3].copy_from_slice(&[24.0, 60.0, 1.0]);
    set_hours(&lab.context(), firms, labour);
    near(firms.hours[0], 1.2);
    near(firms.pay_rate[0], 0.924);
    near(firms.hours[1], 1.5);
    assert_eq!((firms.hours[2], firms.pay_rate[2]), (0.0, 0.0));
    // After the market hours follow output instead of plan.
    firms.output[0] = 18.0;
    set_final_pay(&lab.context(), firms, labour);
    near(firms.hours[0], 0.9);
    near(firms.pay_rate[0], 0.7 * 1.1 * 0.9);
}

/// A labour force of 189 that shrinks by 2 % a year is 187.1 after half a year: two retire, since 187.6 is the limit.
#[test]
fn persons_retire_when_the_path_has_fallen_half_a_person_below() {
    let (mut lab, mut world) = island();
    lab.growing().p.labour_force_growth = -0.02;
    lab.t = 2;
    let World {
        firms, households, ..
    } = &mut world;
    let opening = households.labour_force.len();
    let expected = opening as f64 * 0.98_f64.sqrt();
    let (deposits, heads) = (households.deposits.clone(), firms.heads.iter().sum::<u32>());
    let unemployed = households.unemployed();
    retire(&lab.context(), households, firms);
    let left = households.labour_force.len();
    assert_eq!(left, opening - 2);
    assert!(left as f64 - expected <= 0.5 && left as f64 + 1.0 - expected > 0.5);
    // Silent draws pick the middle of the labour force, persons at work.
    assert_eq!(firms.heads.iter().sum::<u32>(), heads - 2);
    assert_eq!(households.unemployed(), unemployed);
    let retired: Vec<usize> = (0..opening)
        .filter(|&h| households.role[h] == Role::Retired)
        .collect();
    assert_eq!(retired.len(), 2);
    for h in retired {
        assert_eq!(households.employer[h], NO_EMPLOYER);
        assert_eq!(households.group[h], 1, "the island's retired");
        assert_eq!(households.deposits.get(h), deposits.get(h));
    }
}
