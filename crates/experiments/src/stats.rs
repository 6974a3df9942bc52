//! Quantiles, means, bands and the test of a mean: one routine for tables and charts. What the bands hold and when a mean
//! counts as resolved is told in docs/book/bands.md.

use engine::math;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// Summary of one number over pairs. A quantile that so few pairs cannot show is not a number (see [`pairs_for`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Number of pairs.
    pub count: usize,
    /// Median.
    pub median: f64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation over pairs (n - 1); not a number with fewer than two pairs.
    pub sd: f64,
    /// Standard error of the mean; not a number with fewer than two pairs.
    pub se: f64,
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// 2.5 % quantile.
    pub p025: f64,
    /// 5 % quantile.
    pub p05: f64,
    /// 10 % quantile.
    pub p10: f64,
    /// 25 % quantile.
    pub p25: f64,
    /// 75 % quantile.
    pub p75: f64,
    /// 90 % quantile.
    pub p90: f64,
    /// 95 % quantile.
    pub p95: f64,
    /// 97.5 % quantile.
    pub p975: f64,
}

impl Spread {
    /// Summary of a sample in any order; sums run in the order given, so the result is reproducible.
    pub fn of(sample: &[f64]) -> Self {
        let count = sample.len();
        let n = count as f64;
        let mean = sample.iter().sum::<f64>() / n;
        let squares: f64 = sample.iter().map(|x| (x - mean) * (x - mean)).sum();
        let sd = (squares / (n - 1.0)).sqrt();
        let mut sorted = sample.to_vec();
        sorted.sort_by(f64::total_cmp);
        let end = |x: Option<&f64>| x.copied().unwrap_or(f64::NAN);
        // Of `percent` of the pairs, the lower and the upper end.
        let band = |percent: u8| {
            if !holds(count, percent) {
                return (f64::NAN, f64::NAN);
            }
            let outside = (100.0 - f64::from(percent)) / 200.0;
            (quantile(&sorted, outside), quantile(&sorted, 1.0 - outside))
        };
        let [(p025, p975), (p05, p95), (p10, p90), (p25, p75)] = [95, 90, 80, 50].map(band);
        Self {
            count,
            median: quantile(&sorted, 0.5),
            mean,
            sd,
            se: sd / n.sqrt(),
            min: end(sorted.first()),
            max: end(sorted.last()),
            p025,
            p05,
            p10,
            p25,
            p75,
            p90,
            p95,
            p975,
        }
    }
    /// Lower and upper end of the central band that holds `percent` (50, 80, 90 or 95) of the pairs; the range of all
    /// pairs if they are too few for such a band, which [`holds`] tells.
    pub fn band(&self, percent: u8) -> (f64, f64) {
        if !holds(self.count, percent) {
            return (self.min, self.max);
        }
        match percent {
            50 => (self.p25, self.p75),
            80 => (self.p10, self.p90),
            90 => (self.p05, self.p95),
            _ => (self.p025, self.p975),
        }
    }
}

/// Fewest pairs that can show a central band of `percent`: the range of n pairs holds a further pair with the chance
/// (n - 1) / (n + 1), whatever the distribution, so n = 2 / (1 - percent / 100) - 1: 3 pairs for 50 %, 9 for 80 %, 19 for
/// 90 %, 39 for 95 %. Source: Wilks (1941), "Determination of sample sizes for setting tolerance limits".
pub fn pairs_for(percent: u8) -> usize {
    200_usize.div_ceil(100 - usize::from(percent.min(99))) - 1
}

/// Whether `pairs` can show a central band of `percent`.
pub fn holds(pairs: usize, percent: u8) -> bool {
    pairs >= pairs_for(percent)
}

/// Chance that a number at least as far from zero as `t` appears where Student's distribution with `degrees` degrees of
/// freedom holds and nothing is there, both tails together. Not a number if `t` or `degrees` make no sense.
pub fn chance_of_t(t: f64, degrees: f64) -> f64 {
    if t.is_infinite() {
        return 0.0;
    }
    match StudentsT::new(0.0, 1.0, degrees) {
        Ok(student) if !t.is_nan() => 2.0 * student.sf(t.abs()),
        _ => f64::NAN,
    }
}

/// A mean is resolved if chance alone would bring one as far from zero in fewer cases than this. Student's t promises that
/// share of false alarms for normal numbers only; effects are skewed, and at 1 % the alarms stay below 6 % for every shape
/// that effects commonly have, at 2, 4, 8 and 32 pairs (`tests/certainty.rs`). At 5 % they reach 12 %.
pub const RESOLVED_BELOW: f64 = 0.01;

/// Whether the mean of a sample differs from zero by a t-test: |mean| / (sd / √n) with n - 1 degrees of freedom.
/// Never with one pair.
pub fn resolved(mean: f64, sd: f64, pairs: usize) -> bool {
    pairs >= 2
        && mean != 0.0
        && chance_of_t(mean.abs() / (sd / (pairs as f64).sqrt()), pairs as f64 - 1.0) < RESOLVED_BELOW
}

/// Most pairs that [`pairs_to_resolve`] looks at.
const MOST_PAIRS: usize = 1 << 30;

/// Pairs in all that would resolve a mean of this size with this spread; `None` if it is zero, if one pair has no spread, or
/// if more than a billion would be needed.
pub fn pairs_to_resolve(spread: &Spread) -> Option<u64> {
    let enough = |pairs: usize| resolved(spread.mean, spread.sd, pairs);
    let mut high = 2;
    while !enough(high) {
        high *= 2;
        if high > MOST_PAIRS {
            return None;
        }
    }
    // More pairs resolve what fewer do, so the first that do lie between half of them and all.
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        match enough(middle) {
            true => high = middle,
            false => low = middle,
        }
    }
    Some(high as u64)
}

/// Steps between two doublings of the number of seeds in [`settling`].
const STEPS: i32 = 4;

/// How a summary settles: after the first seed, the first two, and on in four steps to each doubling, then after all.
pub fn settling(sample: &[f64]) -> Vec<(usize, Spread)> {
    let steps = (0..).map(|k| math::pow(2f64, f64::from(k) / f64::from(STEPS)).round() as usize);
    let mut counts: Vec<usize> = steps.take_while(|&n| n < sample.len()).collect();
    counts.push(sample.len());
    counts.dedup();
    counts
        .into_iter()
        .map(|n| (n, Spread::of(&sample[..n])))
        .collect()
}

/// Quantile `p` (0 to 1) of an ascending sample, linear between order statistics: with h = (n + 1) p,
/// Q = x[⌊h⌋] + (h - ⌊h⌋) (x[⌊h⌋ + 1] - x[⌊h⌋]), counted from 1; a further number lies below Q with the chance p. Beyond the
/// smallest or largest number it is that number. Not a number for an empty sample.
/// Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", type 6.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else {
        return f64::NAN;
    };
    let h = (sorted.len() as f64 + 1.0) * p;
    if h <= 1.0 {
        return first;
    }
    let below = h.floor() as usize;
    let Some((&low, &high)) = sorted.get(below - 1).zip(sorted.get(below)) else {
        return last;
    };
    // Equal neighbours give exactly that value, also for infinities.
    if low == high {
        low
    } else {
        low + (h - h.floor()) * (high - low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_settles_by_doublings() {
        let sample: Vec<f64> = (1..=20).map(f64::from).collect();
        let found = settling(&sample);
        let counts: Vec<usize> = found.iter().map(|(n, _)| *n).collect();
        assert_eq!(counts, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 16, 19, 20]);
        assert_eq!((found[3].1.mean, found[13].1.mean), (2.5, 10.5));
    }

    #[test]
    fn quantiles_by_hand() {
        // R: quantile(c(1, 2, 4, 8, 16), c(.1, .25, .5, .9), type = 6) gives 1, 1.5, 4, 16.
        let x = [1.0, 2.0, 4.0, 8.0, 16.0];
        for (p, want) in [
            (0.0, 1.0),
            (0.1, 1.0),
            (0.25, 1.5),
            (0.5, 4.0),
            (0.75, 12.0),
            (0.9, 16.0),
            (1.0, 16.0),
        ] {
            assert!((quantile(&x, p) - want).abs() < 1e-12, "{p}");
        }
        assert!((quantile(&[1.0, 2.0], 0.5) - 1.5).abs() < 1e-15);
        assert_eq!(quantile(&[3.0], 0.975), 3.0);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn spread_by_hand() {
        // Mean 5; squared deviations 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 7; order does not matter.
        let s = Spread::of(&[9.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 2.0]);
        assert_eq!((s.count, s.mean, s.min, s.max), (8, 5.0, 2.0, 9.0));
        assert_eq!(s.median, 4.5);
        assert!((s.sd - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert!((s.se - (32.0_f64 / 7.0 / 8.0).sqrt()).abs() < 1e-12);
        // h = 9 / 4 = 2.25: a quarter of the way from the second to the third, and likewise from above.
        assert_eq!((s.p25, s.p75), (4.0, 6.5));
        assert_eq!(s.band(50), (s.p25, s.p75));
    }

    #[test]
    fn one_value_has_no_error() {
        let s = Spread::of(&[3.0]);
        assert_eq!((s.mean, s.median, s.min, s.max), (3.0, 3.0, 3.0, 3.0));
        assert!(s.se.is_nan() && s.p25.is_nan());
    }

    #[test]
    fn few_pairs_show_their_range_and_no_quantile() {
        let sample = |n: u32| Spread::of(&(1..=n).map(f64::from).collect::<Vec<_>>());
        assert_eq!([50, 80, 90, 95].map(pairs_for), [3, 9, 19, 39]);
        let s = sample(38);
        assert!(s.p025.is_nan() && s.p975.is_nan());
        assert_eq!(s.band(95), (1.0, 38.0));
        assert!((s.band(90).0 - 1.95).abs() < 1e-12, "{:?}", s.band(90));
        // With 39 the middle 95 % is just the range, with 79 one pair on each side is outside.
        assert_eq!(sample(39).band(95), (1.0, 39.0));
        let (low, high) = sample(79).band(95);
        assert!(
            (low - 2.0).abs() < 1e-9 && (high - 78.0).abs() < 1e-9,
            "{low} {high}"
        );
        let s = sample(100);
        assert!(s.p025 < s.p05 && s.p05 < s.p10 && s.p10 < s.p25 && s.p90 < s.p95 && s.p95 < s.p975);
    }

    #[test]
    fn students_t_by_tables() {
        // Two-sided quantiles of Student's distribution at 1 %, as printed in any table.
        for (degrees, t) in [(1.0, 63.657), (3.0, 5.841), (7.0, 3.499), (31.0, 2.744)] {
            assert!((chance_of_t(t, degrees) - 0.01).abs() < 1e-5, "{degrees}");
            assert_eq!(chance_of_t(-t, degrees), chance_of_t(t, degrees));
        }
        assert_eq!(chance_of_t(0.0, 4.0), 1.0);
        assert_eq!(chance_of_t(f64::INFINITY, 4.0), 0.0);
        assert!(chance_of_t(f64::NAN, 4.0).is_nan() && chance_of_t(1.0, 0.0).is_nan());
    }

    #[test]
    fn pairs_that_would_resolve_a_mean() {
        let needed = |mean, sd| {
            pairs_to_resolve(&Spread {
                mean,
                sd,
                ..Spread::of(&[1.0, 2.0])
            })
        };
        // Mean over sd 0.5: 30 pairs give t = 2.739 against 2.756, 31 give 2.784 against 2.750.
        assert_eq!(needed(1.0, 2.0), Some(31));
        assert!(!resolved(1.0, 2.0, 30) && resolved(1.0, 2.0, 31));
        assert_eq!(needed(-1.0, 0.0), Some(2));
        assert_eq!(needed(0.0, 1.0), None);
        assert_eq!(needed(1.0, f64::NAN), None);
        assert_eq!(needed(1e-9, 1.0), None);
    }
}
