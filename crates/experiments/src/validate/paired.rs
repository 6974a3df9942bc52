//! Pairs: the same dice with and without a policy. How precise a pair is, what a standard impulse does, and that a
//! neutral policy does nothing at all.

use super::{Check, Kind, Options};
use crate::effects;
use crate::ensemble::{Ensemble, Series};
use crate::multiplier;
use crate::pairs::EnsembleError;
use crate::run::{Neutral, PolicyPath};
use crate::runs::{self, Watch};
use crate::stats::Spread;
use ::evidence::Checks;
use engine::time::Quarter;
use model::economy::Economy;
use model::indicators::Indicator;
use model::policy::Policy;
use scenario::LEVERS;

/// Pairs of the impulse.
const PAIRS: usize = 8;
/// Quarter in which the impulse begins; four quarters before it show that nothing is anticipated by mistake.
const BEGIN: usize = 5;
/// Quarters simulated: to the end of the first year of the impulse.
const QUARTERS: usize = BEGIN + 3;
/// Seeds on which neutrality is shown.
const NEUTRAL_SEEDS: usize = 2;
/// Size of the impulse, share of GDP.
const SIZE: f64 = 0.01;

/// Simulated quarters of these checks.
pub(super) fn work(options: &Options) -> usize {
    if options.quarters < QUARTERS {
        return 0;
    }
    (PAIRS.min(options.seeds) + 2 * NEUTRAL_SEEDS.min(options.seeds)) * QUARTERS
}

/// Checks of pairs; `baseline` are the runs of the baseline on the same seeds.
pub(super) fn checks(
    economy: &Economy,
    bounds: &Checks,
    options: &Options,
    baseline: &[Series],
    watch: &Watch,
) -> Result<Vec<Check>, EnsembleError> {
    if work(options) == 0 {
        return Ok(Vec::new());
    }
    let mut checks = impulse(economy, bounds, options, baseline, watch)?;
    let batch = options.batch(economy, NEUTRAL_SEEDS, QUARTERS);
    let written = runs::run(&batch, &[&neutral_levers(batch.economy), &idle_levers()], watch)?;
    for (runs, what) in written.iter().zip([
        "policy: every lever written at its neutral value changes no bit",
        "policy: levers with nothing to act on change no bit",
    ]) {
        let same = runs.iter().zip(baseline).all(|(a, b)| runs::same_bits(a, b));
        let note = format!("{} seeds, {QUARTERS} quarters, every recorded number", runs.len());
        checks.push(Check::truth(Kind::Invariant, what, same, note));
    }
    Ok(checks)
}

fn impulse(
    economy: &Economy,
    bounds: &Checks,
    options: &Options,
    baseline: &[Series],
    watch: &Watch,
) -> Result<Vec<Check>, EnsembleError> {
    let batch = options.batch(economy, PAIRS, QUARTERS);
    let begin = economy.opening.plus(BEGIN as i32);
    let purchases = move |quarter: Quarter| {
        let mut policy = Policy::default();
        policy.core.government_purchases = if quarter < begin { 0.0 } else { SIZE };
        policy
    };
    let path: &dyn PolicyPath = &purchases;
    let scenario = runs::run(&batch, &[path], watch)?.swap_remove(0);
    let ensemble = runs::paired(&batch, (&Neutral, &baseline[..scenario.len()]), (path, &scenario));
    let effect = first_year(&ensemble);
    let ratio = multiplier::table(&ensemble, &[QUARTERS])
        .first()
        .and_then(|m| m.ratio.ok())
        .map_or(f64::NAN, |ratio| ratio.spread.mean);
    let one = |x: f64| (x, x);
    let before = (1..BEGIN).all(|q| {
        let identical = |x: &f64| *x == 0.0;
        effects::paired(&ensemble, Indicator::REAL_GDP, q)
            .iter()
            .all(identical)
    });
    let pairs = ensemble.pairs.len();
    let source = format!("government purchases +1 % of GDP from quarter {BEGIN}, {pairs} pairs, first year");
    Ok(vec![
        Check::truth(
            Kind::Invariant,
            "pairs: identical before the impulse",
            before,
            "real GDP",
        ),
        Check::within(
            &bounds.pair_spread,
            "pairs: standard deviation of one difference in GDP",
            one(effect.sd),
            source.clone(),
        ),
        Check::within(
            &bounds.multiplier,
            "pairs: multiplier of purchases",
            one(ratio),
            format!("{source}; {}", bounds.multiplier.source),
        ),
        Check::within(
            &bounds.multiplier_evidence,
            "pairs: multiplier of purchases, evidence",
            one(ratio),
            bounds.multiplier_evidence.source.clone(),
        ),
    ])
}

/// Effect on real GDP in the first year, per cent.
fn first_year(ensemble: &Ensemble) -> Spread {
    effects::yearly(ensemble)
        .into_iter()
        .find(|e| e.indicator == Indicator::REAL_GDP && e.year == 1)
        .map_or_else(|| Spread::of(&[]), |e| e.spread)
}

/// A policy with every lever written at its neutral value.
pub fn neutral_levers(economy: &Economy) -> Policy {
    let mut policy = Policy::default();
    for lever in LEVERS {
        for member in 0..lever.entries(economy) {
            policy.set(lever, member, lever.neutral_in(economy));
        }
    }
    policy
}

/// A policy with levers that have nothing to act on: weights without transfers, import content without spending, terms
/// of re-lending beyond the opening's, of which there is none. (The window's rate is no such lever: it decides whether banks want
/// the opening's programme, once the policy rate has fallen far enough.)
pub fn idle_levers() -> Policy {
    let mut policy = Policy::default();
    policy.core.ai_import_content = 0.5;
    policy.core.transfer_weights.set(0, 0.0);
    policy.money.refinanced_share = 1.0;
    policy.money.additionality = 1.0;
    policy.money.pass_through = 1.0;
    policy
}
