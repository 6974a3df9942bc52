//! Quantiles, means and standard errors: one routine for tables and charts.

/// Summary of one number over pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Median.
    pub median: f64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation over pairs (n - 1); not a number with fewer than two pairs.
    pub sd: f64,
    /// Standard error of the mean; not a number with fewer than two pairs.
    pub se: f64,
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
        let n = sample.len() as f64;
        let mean = sample.iter().sum::<f64>() / n;
        let squares: f64 = sample.iter().map(|x| (x - mean) * (x - mean)).sum();
        let sd = (squares / (n - 1.0)).sqrt();
        let mut sorted = sample.to_vec();
        sorted.sort_by(f64::total_cmp);
        let q = |p| quantile(&sorted, p);
        Self {
            median: q(0.5),
            mean,
            sd,
            se: sd / n.sqrt(),
            p025: q(0.025),
            p05: q(0.05),
            p10: q(0.10),
            p25: q(0.25),
            p75: q(0.75),
            p90: q(0.90),
            p95: q(0.95),
            p975: q(0.975),
        }
    }
    /// Lower and upper end of the central band that holds `percent` (50, 80, 90 or 95) of the pairs.
    pub fn band(&self, percent: u8) -> (f64, f64) {
        match percent {
            50 => (self.p25, self.p75),
            80 => (self.p10, self.p90),
            90 => (self.p05, self.p95),
            _ => (self.p025, self.p975),
        }
    }
}

/// Steps between two doublings of the number of seeds in [`settling`].
const STEPS: i32 = 4;

/// How a summary settles: after the first seed, the first two, and on in four steps to each doubling, then after all.
pub fn settling(sample: &[f64]) -> Vec<(usize, Spread)> {
    let steps = (0..).map(|k| 2f64.powf(f64::from(k) / f64::from(STEPS)).round() as usize);
    let mut counts: Vec<usize> = steps.take_while(|&n| n < sample.len()).collect();
    counts.push(sample.len());
    counts.dedup();
    counts
        .into_iter()
        .map(|n| (n, Spread::of(&sample[..n])))
        .collect()
}

/// Quantile `p` (0 to 1) of an ascending sample, linear between order statistics: with h = (n - 1) p,
/// Q = x[⌊h⌋] + (h - ⌊h⌋) (x[⌊h⌋ + 1] - x[⌊h⌋]). Not a number for an empty sample.
/// Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", type 7.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let h = last as f64 * p;
    let below = (h.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let (low, high) = (sorted[below], sorted[above]);
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
        // R: quantile(c(1, 2, 4, 8, 16), c(.1, .25, .5, .9), type = 7) gives 1.4, 2, 4, 12.8.
        let x = [1.0, 2.0, 4.0, 8.0, 16.0];
        for (p, want) in [
            (0.0, 1.0),
            (0.1, 1.4),
            (0.25, 2.0),
            (0.5, 4.0),
            (0.9, 12.8),
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
        assert_eq!(s.mean, 5.0);
        assert_eq!(s.median, 4.5);
        assert!((s.sd - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert!((s.se - (32.0_f64 / 7.0 / 8.0).sqrt()).abs() < 1e-12);
        assert_eq!((s.p25, s.p75), (4.0, 5.5));
        assert_eq!(s.band(50), (s.p25, s.p75));
        assert!(s.p025 <= s.p05 && s.p05 <= s.p10 && s.p90 <= s.p95 && s.p95 <= s.p975);
    }

    #[test]
    fn one_value_has_no_error() {
        let s = Spread::of(&[3.0]);
        assert_eq!((s.mean, s.median, s.p025, s.p975), (3.0, 3.0, 3.0, 3.0));
        assert!(s.se.is_nan());
    }
}
