//! Export controls: both settings of each contested switch, and nothing where a coefficient is zero.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "tests read files and print figures"
)]
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use common::{china, effect, pairs};
use experiments::ensemble::Ensemble;
use model::economy::Economy;
use model::indicators::Indicator as I;
use model::policy::Policy;

const SEEDS: usize = 3;
const QUARTERS: usize = 14;

fn banned(economy: &Economy, change: &(dyn Fn(&mut Policy) + Sync)) -> Ensemble {
    pairs(economy, SEEDS, QUARTERS, &|p| {
        p.chips.coverage = 1.0;
        change(p);
    })
}

fn without(id: &str) -> Economy {
    let mut economy = china();
    economy.parameters.get_mut(id).unwrap().value = 0.0;
    economy
}

#[test]
fn a_ban_cuts_imports_and_substitutes_decide_the_sign() {
    let central = banned(&china(), &|_| ());
    assert!(effect(&central, I::ChipImports, 1) < -20.0);
    assert!(effect(&central, I::ChipSelfSufficiency, 3) > 0.0);
    assert!(effect(&central, I::HardwareCost, 1) > 5.0);
    assert!(effect(&central, I::ChipGap, 3) > 0.0);
    let none = banned(&china(), &|p| p.chips.substitutes = 0.0);
    let all = banned(&china(), &|p| p.chips.substitutes = 1.0);
    for (name, e) in [("0.3", &central), ("0", &none), ("1", &all)] {
        for i in [I::RealGdp, I::Cpi, I::ChipImports, I::ChipSelfSufficiency, I::HardwareCost, I::ChipGap, I::RealImports] {
            let years: Vec<f64> = (1..=3).map(|year| effect(e, i, year)).collect();
            println!("substitutes {name}: {} {years:.3?}", i.info().id);
        }
    }
    assert!(effect(&all, I::RealGdp, 2) > 0.0);
    assert!(effect(&none, I::RealGdp, 3) < effect(&all, I::RealGdp, 3));
}

#[test]
fn without_named_inputs_a_ban_does_nothing() {
    let e = banned(&without("controlled_product"), &|p| p.chips.lost_collaboration = 0.0);
    for pair in &e.pairs {
        for quarter in 1..=QUARTERS {
            let (b, s) = (&pair.baseline, &pair.scenario);
            assert_eq!(b.value(quarter, I::RealGdp), s.value(quarter, I::RealGdp));
        }
    }
}
