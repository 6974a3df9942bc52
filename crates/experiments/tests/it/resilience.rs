//! A small twin of `validate --resilience`: every row is measured, and what must not turn round does not.

use crate::common::{china, options};
use evidence::general;
use experiments::resilience::resilience;
use experiments::validate::Kind;
use std::sync::atomic::AtomicBool;

#[test]
fn a_slump_hurts_and_a_stimulus_fades() {
    let economy = china();
    let stop = AtomicBool::new(false);
    let checks = resilience(&economy, options(&economy, 6, 100), &|_| (), &stop).unwrap();
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
