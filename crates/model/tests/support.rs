//! Industrial support on China's economy, paired runs: entry, capacity, productivity and what drives them.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use model::economy::Economy;
use model::indicators::Indicator as I;
use model::policy::{Policy, SupportPolicy};
use model::simulation::Simulation;

const COARSE: u32 = 200_000;

fn china(change: &[(&str, f64)]) -> Economy {
    let mut economy = data::economy("china").unwrap();
    for (id, value) in change {
        economy.parameters.get_mut(*id).unwrap().value = *value;
    }
    economy
}

/// Half of today's support more (1) or less (-1), in today's proportions.
fn support(sign: f64) -> Policy {
    Policy {
        support: SupportPolicy {
            cash: 0.01 * sign,
            tax: 0.0075 * sign,
            land: 0.0025 * sign,
            credit: 0.002 * sign,
            ..SupportPolicy::default()
        },
        ..Policy::default()
    }
}

fn run(economy: &Economy, seed: u64, quarters: u32, policy: &Policy) -> Simulation {
    let mut run = Simulation::open(economy, COARSE, seed).unwrap();
    for t in 0..quarters {
        let policy = if t < 2 { &Policy::default() } else { policy };
        run.step(policy).unwrap();
    }
    run
}

/// Mean effect over seeds in the last quarter: per cent of baseline, or points for rates.
fn effects<const N: usize>(economy: &Economy, quarters: u32, policy: &Policy, of: [I; N]) -> [f64; N] {
    const SEEDS: u64 = 3;
    let mut sum = [0.0; N];
    for seed in 1..=SEEDS {
        let base = run(economy, seed, quarters, &Policy::default());
        let with = run(economy, seed, quarters, policy);
        let last = |run: &Simulation, i: I| run.records()[quarters as usize].get(i);
        for (total, i) in sum.iter_mut().zip(of) {
            let (a, b) = (last(&base, i), last(&with, i));
            *total += match i.info().kind {
                model::indicators::Kind::Level => 100.0 * (b / a - 1.0),
                _ => b - a,
            } / SEEDS as f64;
        }
    }
    sum
}

#[test]
#[ignore = "prints figures"]
fn figures() {
    let of = [
        I::RealGdp,
        I::Tfp,
        I::Misallocation,
        I::FavouredFirms,
        I::FavouredCapacityUse,
        I::FavouredOutput,
        I::CapitalRatio,
        I::Exits,
        I::PublicDebt,
        I::Unemployment,
    ];
    println!("{:?}", of.map(|i| i.info().id));
    for (name, change) in [
        ("central", &[][..]),
        ("no entry", &[("entry_response", 0.0)][..]),
        (
            "no entry, no soft budget",
            &[("entry_response", 0.0), ("soft_budget", 0.0), ("exit_delay", 0.0)][..],
        ),
        (
            "nor user cost",
            &[
                ("entry_response", 0.0),
                ("soft_budget", 0.0),
                ("exit_delay", 0.0),
                ("investment_rate_response", 0.0),
            ][..],
        ),
    ] {
        let economy = china(change);
        for sign in [-1.0, 1.0] {
            for quarters in [14, 30] {
                let e = effects(&economy, quarters, &support(sign), of);
                let mut policy = support(sign);
                policy.household_transfers = -0.022 * sign;
                let f = effects(&economy, quarters, &policy, of);
                println!(
                    "{name} {sign} {quarters} households: {:?}",
                    f.map(|x| (x * 1000.0).round() / 1000.0)
                );
                println!(
                    "{name} {sign} {quarters}: {:?}",
                    e.map(|x| (x * 1000.0).round() / 1000.0)
                );
            }
        }
    }
}
