//! What a series says of a cycle: its trend taken out, how it goes with another, how it goes with itself later.

use engine::math;

/// Weight of the curvature of the trend in quarterly figures. Source: Hodrick and Prescott (1997).
const SMOOTHNESS: f64 = 1600.0;

/// Deviation of a series from its trend, which minimises Σ (x - τ)² + 1600 Σ (Δ²τ)² (the filter of Hodrick and Prescott). A series of
/// fewer than three values is its own trend.
pub fn detrended(series: &[f64]) -> Vec<f64> {
    let n = series.len();
    if n < 3 {
        return vec![0.0; n];
    }
    // (I + λ K'K) τ = x, a band of two on each side: eliminated downwards, then solved upwards.
    let mut band = vec![[0.0; 3]; n];
    for row in band.iter_mut() {
        row[0] = 1.0;
    }
    for k in 0..n - 2 {
        let d = [1.0, -2.0, 1.0];
        for a in 0..3 {
            for b in a..3 {
                band[k + a][b - a] += SMOOTHNESS * d[a] * d[b];
            }
        }
    }
    let mut trend = series.to_vec();
    for i in 0..n {
        for step in 1..=2.min(n - 1 - i) {
            let factor = band[i][step] / band[i][0];
            for k in step..=2 {
                band[i + step][k - step] -= factor * band[i][k];
            }
            trend[i + step] -= factor * trend[i];
        }
    }
    for i in (0..n).rev() {
        for step in 1..=2.min(n - 1 - i) {
            trend[i] -= band[i][step] * trend[i + step];
        }
        trend[i] /= band[i][0];
    }
    series.iter().zip(trend).map(|(x, t)| x - t).collect()
}

/// Mean of some numbers; not a number of none.
pub fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

/// Standard deviation (n).
pub fn deviation(x: &[f64]) -> f64 {
    let m = mean(x);
    mean(&x.iter().map(|v| (v - m) * (v - m)).collect::<Vec<_>>()).sqrt()
}

/// Correlation of two series of one length; not a number where one never moves.
pub fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (ma, mb) = (mean(a), mean(b));
    let together: Vec<f64> = a.iter().zip(b).map(|(x, y)| (x - ma) * (y - mb)).collect();
    mean(&together) / (deviation(a) * deviation(b))
}

/// Autocorrelation at a lag, over the variance of the whole series.
pub fn autocorrelation(x: &[f64], lag: usize) -> f64 {
    let m = mean(x);
    let all: f64 = x.iter().map(|v| (v - m) * (v - m)).sum();
    let pairs = x.iter().zip(x.iter().skip(lag));
    pairs.map(|(a, b)| (a - m) * (b - m)).sum::<f64>() / all
}

/// Logarithms of a series of positive numbers.
pub fn logs(x: &[f64]) -> Vec<f64> {
    x.iter().map(|v| math::ln(*v)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wave of eight quarters.
    fn wave(t: usize) -> f64 {
        let half = 0.5_f64.sqrt();
        [0.0, half, 1.0, half, 0.0, -half, -1.0, -half][t % 8]
    }

    #[test]
    fn a_straight_line_has_no_cycle_and_a_short_wave_keeps_its_own() {
        let line = |t: usize| 3.0 + 0.2 * t as f64;
        let straight: Vec<f64> = (0..60).map(line).collect();
        assert!(detrended(&straight).iter().all(|x| x.abs() < 1e-9));
        let both: Vec<f64> = (0..80).map(|t| line(t) + wave(t)).collect();
        for (t, left) in detrended(&both).into_iter().enumerate().skip(16).take(48) {
            assert!((left - wave(t)).abs() < 0.05, "{t}: {left}");
        }
        assert_eq!(detrended(&[1.0, 5.0]), [0.0, 0.0]);
    }

    #[test]
    fn a_wave_comes_back_after_its_length() {
        let waves: Vec<f64> = (0..160).map(wave).collect();
        assert!((autocorrelation(&waves, 0) - 1.0).abs() < 1e-12);
        assert!(autocorrelation(&waves, 4) < -0.9 && autocorrelation(&waves, 8) > 0.9);
        let mirror: Vec<f64> = waves.iter().map(|x| 2.0 - 3.0 * x).collect();
        assert!((correlation(&waves, &mirror) + 1.0).abs() < 1e-12);
        assert!((deviation(&[1.0, 3.0]) - 1.0).abs() < 1e-12);
    }
}
