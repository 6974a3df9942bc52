//! Rungs that compare means and spreads over seeds. Chance alone puts some of many comparisons outside any band, so
//! what is limited is the number outside: as many as chance gives with 99.9 % if comparisons were independent.

use super::{Check, Group, Reference};
use crate::published::{Moment, PublishedEnsemble, names};
use crate::stats::chance_of_t;
use engine::distributions::normal_quantile;
use engine::math;
use std::collections::BTreeMap;

/// Quarters compared.
const AT: [usize; 4] = [1, 4, 8, 12];
/// Half width of a band, standard errors.
const BAND: f64 = 3.0;
/// Probability with which chance stays within the allowed number.
const CERTAINTY: f64 = 0.999;
/// A standard deviation below this part of the mean is rounding, not spread.
const ROUNDING: f64 = 1e-9;
/// Largest relative difference of numbers without spread; the summary is printed with ten digits.
const PRINTED: f64 = 1e-8;

/// A sample's summary.
#[derive(Clone, Copy, Debug)]
struct Sample {
    n: f64,
    mean: f64,
    sd: f64,
}

impl Sample {
    fn has_spread(&self) -> bool {
        self.sd > ROUNDING * self.mean.abs()
    }
}

/// Comparisons of one kind: how many are outside the band, and the furthest.
#[derive(Default)]
struct Tally {
    total: usize,
    outside: usize,
    furthest: f64,
    which: String,
}

impl Tally {
    fn note(&mut self, distance: f64, which: impl FnOnce() -> String) {
        self.total += 1;
        // What cannot be compared is infinitely far.
        let distance = if distance.is_nan() {
            f64::INFINITY
        } else {
            distance.abs()
        };
        if distance > BAND {
            self.outside += 1;
        }
        if distance > self.furthest {
            self.furthest = distance;
            self.which = which();
        }
    }

    fn check(&self, what: &str, p: f64) -> Check {
        let limit = allowed(self.total, p);
        let name = format!(
            "{what}; of {} comparisons (chance alone: {limit} or fewer with {} %)",
            self.total,
            100.0 * CERTAINTY
        );
        // Nothing compared is nothing shown.
        let value = if self.total > 0 {
            self.outside as f64
        } else {
            f64::NAN
        };
        Check::new(Group::Moments, name, value, limit as f64)
            .note(format!("furthest: {} at {:.2}", self.which, self.furthest))
    }
}

/// Compares the moments of the ensemble with the published ones.
pub(super) fn compare(found: &PublishedEnsemble, reference: &Reference) -> Vec<Check> {
    let (ours, theirs) = (found.runs, reference.seeds);
    let (mut means, mut spreads) = (Tally::default(), Tally::default());
    let mut fixed = (0.0_f64, String::new());
    for (name, series, quarter) in comparisons(found, reference.moments) {
        let [mean, sd] = reference.moments[name][quarter];
        let a = Sample {
            n: ours as f64,
            mean: found.scalar(Moment::Mean, series)[quarter],
            sd: found.scalar(Moment::Sd, series)[quarter],
        };
        let b = Sample {
            n: theirs as f64,
            mean,
            sd,
        };
        let which = || format!("{name}, quarter {quarter}");
        if a.has_spread() || b.has_spread() {
            means.note(mean_distance(a, b), which);
            spreads.note(spread_distance(a, b), which);
        } else {
            let gap = (a.mean - b.mean).abs() / b.mean.abs().max(1.0);
            if gap > fixed.0 || gap.is_nan() {
                fixed = (gap, which());
            }
        }
    }
    let seeds = format!("Austria, {ours} against {theirs} seeds, quarters 1, 4, 8, 12");
    vec![
        unknown(found, reference.moments),
        means.check(
            &format!("{seeds}: means more than {BAND} standard errors apart"),
            tail_of_t(BAND, ours, theirs),
        ),
        spreads.check(
            &format!("{seeds}: variance ratios outside the chi-square band of {BAND} standard deviations"),
            two_tails(BAND),
        ),
        Check::new(
            Group::Moments,
            format!("{seeds}: relative difference where nothing is random"),
            fixed.0,
            PRINTED,
        )
        .note(fixed.1),
    ]
}

type Moments = BTreeMap<String, Vec<[f64; 2]>>;

/// Series and quarters that both sides have: name, place in our series, quarter.
fn comparisons<'a>(found: &PublishedEnsemble, moments: &'a Moments) -> Vec<(&'a str, usize, usize)> {
    moments
        .iter()
        .filter_map(|(name, quarters)| {
            Some((
                name.as_str(),
                names().position(|own| own == name)?,
                quarters.len(),
            ))
        })
        .flat_map(|(name, series, quarters)| {
            AT.into_iter()
                .filter(move |q| *q < quarters && *q <= found.quarters)
                .map(move |q| (name, series, q))
        })
        .collect()
}

/// Nothing may be skipped in silence: counts series that one side lacks, in a quarter that is compared.
fn unknown(found: &PublishedEnsemble, moments: &Moments) -> Check {
    let compared = comparisons(found, moments);
    let own: Vec<&str> = names().collect();
    let lacking: Vec<&str> = own
        .into_iter()
        .chain(moments.keys().map(String::as_str))
        .filter(|name| compared.iter().filter(|(own, ..)| own == name).count() < AT.len())
        .collect();
    Check::new(
        Group::Moments,
        "series of one side that the other lacks",
        lacking.len() as f64,
        0.0,
    )
    .note(lacking.join(", "))
}

/// Difference of means in combined standard errors.
fn mean_distance(a: Sample, b: Sample) -> f64 {
    (a.mean - b.mean) / (a.sd * a.sd / a.n + b.sd * b.sd / b.n).sqrt()
}

/// Ratio of variances as a standard normal number: with F = s_a²/s_b², u = 2/(9 (n_a - 1)), v = 2/(9 (n_b - 1)),
/// z = ((1 - v) F^⅓ - (1 - u)) / √(v F^⅔ + u). Source: Paulson (1942), "An approximate normalization of the analysis of
/// variance distribution", Annals of Mathematical Statistics 13(2).
fn spread_distance(a: Sample, b: Sample) -> f64 {
    if !a.has_spread() || !b.has_spread() {
        return f64::INFINITY;
    }
    let (u, v) = (2.0 / (9.0 * (a.n - 1.0)), 2.0 / (9.0 * (b.n - 1.0)));
    let root = math::cbrt(a.sd * a.sd / (b.sd * b.sd));
    ((1.0 - v) * root - (1.0 - u)) / (v * root * root + u).sqrt()
}

/// Probability that a t-distributed number is further than `t` from zero, for two samples of equal variance.
fn tail_of_t(t: f64, first: usize, second: usize) -> f64 {
    let (a, b) = (first as f64, second as f64);
    let both = 1.0 / a + 1.0 / b;
    // Welch's degrees of freedom.
    chance_of_t(
        t,
        both * both / (1.0 / (a * a * (a - 1.0)) + 1.0 / (b * b * (b - 1.0))),
    )
}

/// Probability that a standard normal number is further than `z` from zero: the quantile function, inverted by
/// bisection.
fn two_tails(z: f64) -> f64 {
    let (mut low, mut high) = (f64::MIN_POSITIVE, 0.5);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if normal_quantile(middle) < -z {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + high
}

/// Smallest k such that at most k of n independent events of probability p happen with the wanted certainty.
fn allowed(n: usize, p: f64) -> usize {
    let mut term = math::pow(1.0 - p, n as f64);
    let mut sum = term;
    for k in 0..n {
        if sum >= CERTAINTY {
            return k;
        }
        term *= (n - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
        sum += term;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_by_hand() {
        // Both tails of the normal at 3, of t with 10 degrees of freedom; binomial sums 0.99857 at 3 and 0.99987 at 4,
        // 0.98926 at 8 and 0.99902 at 9.
        assert!((two_tails(3.0) - 0.002_699_796).abs() < 1e-8);
        assert!((tail_of_t(3.0, 6, 6) - 0.013_343_66).abs() < 1e-8);
        assert_eq!(allowed(176, 0.0027), 4);
        assert_eq!(allowed(10, 0.5), 9);
        assert_eq!(allowed(0, 0.5), 0);
    }

    #[test]
    fn distances_by_hand() {
        let sample = |mean, sd, n| Sample { n, mean, sd };
        // Standard error √(9/9 + 16/16) = √2.
        let t = mean_distance(sample(5.0, 3.0, 9.0), sample(3.0, 4.0, 16.0));
        assert!((t - 2.0_f64.sqrt()).abs() < 1e-12);
        // Quantiles of F at the normal probabilities of ±3, by numerical integration of its density.
        for (ratio, n, z) in [
            (1.351_384_f64, 400.0, 3.0),
            (0.739_982, 400.0, -3.0),
            (2.192_893, 24.0, 3.0),
            (1.0, 400.0, 0.0),
        ] {
            let d = spread_distance(sample(1.0, ratio.sqrt(), n), sample(1.0, 1.0, 400.0));
            assert!((d - z).abs() < 0.01, "{ratio}: {d}");
        }
        assert!(spread_distance(sample(1.0, 0.0, 9.0), sample(1.0, 1.0, 9.0)).is_infinite());
    }

    #[test]
    fn a_tally_counts_what_is_outside_and_fails_beyond_chance() {
        let mut tally = Tally::default();
        for distance in [0.5, -3.5, 3.0, f64::NAN] {
            tally.note(distance, || format!("{distance}"));
        }
        assert_eq!((tally.total, tally.outside), (4, 2));
        assert!(!tally.check("x", 0.0027).pass);
        assert!(!Tally::default().check("nothing", 0.0027).pass);
    }
}
