//! A small twin of `validate --resilience`: every row is measured, and what must not turn round does not.

use crate::common::{china, options};
use evidence::general;
use experiments::bindings::{self, OFTEN};
use experiments::resilience::resilience;
use experiments::run::Neutral;
use experiments::runs::{Batch, Watch};
use experiments::validate::{Kind, Options};
use model::core::Bound;
use model::core::bounds::Purpose;
use model::economy::Economy;
use std::sync::atomic::AtomicBool;

#[test]
fn a_slump_hurts_and_a_stimulus_fades() {
    let economy = china();
    let stop = AtomicBool::new(false);
    let checks = resilience(&economy, options(&economy, 6, 100), &|_| (), &stop)
        .unwrap()
        .checks;
    let rows = &general().unwrap().resilience;
    assert_eq!(checks.len(), rows.len());
    let of = |id: &str| {
        let place = rows.iter().position(|row| row.id == id).unwrap();
        let check = &checks[place];
        println!("{id}: {:?} {}", check.range, check.pass);
        check.range
    };
    for (row, check) in rows.iter().zip(&checks) {
        assert!(
            check.range.0.is_finite() && check.range.1.is_finite(),
            "{}",
            row.id
        );
        assert!(check.pass || check.kind == Kind::Plausibility, "{check:?}");
    }
    assert!(of("slump_bad_loans").0 > 1.0);
    assert!(of("slump_insolvencies").0 > 1.1);
    assert!(of("slump_capital").1 < -0.3);
    assert!(of("bad_loans_cycle").1 < -0.1);
    assert!(of("lasting_rate_consumption").1 < 0.0);
    assert!(of("lasting_rate_investment").1 < -2.0);
    assert!(of("rate_gdp").1 < -0.1);
    assert!((0.4..1.2).contains(&of("multiplier").0));
    assert!(of("late_stimulus").1 < of("multiplier").0);
    assert!(of("overheating").0 > 3.0);
    assert!(of("idle_hands").0 > 1.0);
}

/// Six seeds of the size small: at a coarser one the late effect of a stimulus drowns in chance.
fn small(economy: &Economy) -> Options {
    Options {
        persons_per_agent: economy.persons_per_agent[0],
        ..options(economy, 6, 100)
    }
}

/// Without its channel a line leaves the band in which it is with it: the coefficients of a channel at zero (or, where demand makes
/// productivity, as they once were).
#[test]
fn a_line_fails_without_its_channel() {
    let rows = &general().unwrap().resilience;
    let at = |line: &str| rows.iter().position(|row| row.id == line).unwrap();
    let with = |changes: &[(&str, f64)]| {
        let mut economy = china();
        for (id, value) in changes {
            let parameter = economy.parameters.get_mut(*id).unwrap();
            parameter.range.0 = parameter.range.0.min(*value);
            parameter.value = *value;
        }
        let stop = AtomicBool::new(false);
        resilience(&economy, small(&economy), &|_| (), &stop)
            .unwrap()
            .checks
    };
    let channels: [(&str, &[(&str, f64)]); 7] = [
        (
            "slump_bad_loans",
            &[("fixed_staff", 0.0), ("paid_hours_floor", 0.0)],
        ),
        ("slump_bad_loans", &[("working_cash", 0.0)]),
        ("lasting_rate_investment", &[("capital_cost_elasticity", 0.0)]),
        ("lasting_rate_consumption", &[("consumption_rate_response", 0.0)]),
        (
            "late_stimulus",
            &[
                ("wage_unemployment_response", 0.0),
                ("wage_vacancy_response", 0.0),
            ],
        ),
        (
            "overheating",
            &[
                ("wage_unemployment_response", 0.0),
                ("wage_vacancy_response", 0.0),
            ],
        ),
        ("late_stimulus", &[("productivity_induced", 0.1)]),
    ];
    let full = with(&[]);
    for (line, changes) in channels {
        let (full, without) = (&full[at(line)], &with(changes)[at(line)]);
        assert!(full.pass, "{line}: {full:?}");
        assert!(!without.pass, "{line} without {changes:?}: {without:?}");
    }
    // Bad loans rise half as much if banks do not react to them, and capital feels them half as much if nobody provides for them.
    let calm = with(&[
        ("standard_bad_loans", 0.0),
        ("standard_capital", 0.0),
        ("recall", 0.0),
    ]);
    let bad_loans = calm[at("slump_bad_loans")].range.0;
    assert!(
        bad_loans < 0.6 * full[at("slump_bad_loans")].range.0,
        "{bad_loans}"
    );
    let bare = with(&[("provision_cover", 0.0)])[at("slump_capital")].range.0;
    assert!(bare > 0.6 * full[at("slump_capital")].range.0, "{bare}");
}

/// A bound names parameters of the core and an equation of the book.
#[test]
fn bounds_name_what_sets_them() {
    let (economy, book) = (china(), include_str!("../../../../docs/book/equations.md"));
    for bound in Bound::ALL {
        for id in bound.parameters() {
            assert!(economy.parameters[*id].block == "core", "{bound:?}: {id}");
        }
        let heading = format!("### {}\n", bound.equation());
        assert!(book.contains(&heading), "{bound:?}: {heading}");
    }
}

/// A guard that binds in more than a twentieth of the baseline's cases is a fault of its rule.
#[test]
fn guards_seldom_bind_in_the_baseline() {
    let economy = china();
    let batch = Batch {
        economy: &economy,
        persons_per_agent: 100_000,
        seed: 1,
        seeds: 4,
        quarters: 100,
        threads: 2,
    };
    let stop = AtomicBool::new(false);
    let counts = bindings::count(&batch, &[&Neutral], &Watch::new(&|_| (), &stop)).unwrap();
    for (bound, count) in Bound::ALL.iter().zip(&counts[0]) {
        let share = count.share();
        println!("{bound:?} {share:?}");
        assert!(share.is_some(), "{bound:?} is never asked for");
        assert!(
            bound.purpose() == Purpose::Limit || share.unwrap() < OFTEN,
            "{bound:?} binds in {share:?} of all cases"
        );
    }
}
