//! What the announced trend already contains of artificial intelligence: the mean of adoption over all draws, under
//! the baseline's terms. It is the same in every run, so productivity differs from its trend only by a run's own luck
//! and by policy.

use super::Params;
use super::adoption::{Terms, chance, gain};
use engine::math;

/// Adoption expected in one sector.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Expected {
    /// Chance that so many firms have adopted.
    chance_of: Vec<f64>,
    /// Share of firms expected to adopt, by quarter from the first on.
    adopting: Vec<f64>,
}

impl Expected {
    /// A sector of `firms` firms at the opening.
    pub fn open(p: &Params, firms: usize) -> Self {
        let mut chance_of = vec![0.0; firms + 1];
        spread(1.0, 0, firms, p.ai_opening_adopters, &mut chance_of);
        Self {
            chance_of,
            adopting: Vec::new(),
        }
    }

    /// Moves the chances of all numbers of adopters one quarter on: from k, each of the n - k others adopts with the
    /// chance h(k / n).
    ///
    /// P'(k + j) = Σ_k P(k) C(n-k, j) h^j (1-h)^(n-k-j).
    /// Equation: AI-5. Source: this project (exact mean of AI-1 over draws).
    pub fn advance(&mut self, p: &Params, exposure: f64, readiness: f64) {
        let firms = self.chance_of.len() - 1;
        let mut next = vec![0.0; firms + 1];
        let mut adopting = 0.0;
        for (users, &weight) in self.chance_of.iter().enumerate() {
            if weight == 0.0 {
                continue;
            }
            if users == firms {
                next[firms] += weight;
                continue;
            }
            let peers = users as f64 / firms as f64;
            let h = chance(p, exposure, readiness, peers, Terms::BASELINE);
            adopting += weight * h * (firms - users) as f64 / firms as f64;
            spread(weight, users, firms, h, &mut next);
        }
        self.chance_of = next;
        self.adopting.push(adopting);
    }

    /// Effect on productivity expected, over that of full adoption and full gain: Σ_n new(t - n) m(n).
    pub fn effect(&self, p: &Params) -> f64 {
        let newest_first = self.adopting.iter().rev().enumerate();
        newest_first.map(|(n, new)| new * gain(p, n as f64)).sum()
    }
}

/// Adds the binomial chances of `users` + 0, 1, ... users out of `firms` to `out`, times `weight`.
fn spread(weight: f64, users: usize, firms: usize, h: f64, out: &mut [f64]) {
    let others = firms - users;
    let mean = others as f64 * h;
    let mut term = weight * math::exp(others as f64 * math::ln_1p(-h));
    if term == 0.0 || h >= 1.0 {
        // Too many firms for the chance of none to be a number: the mean says all there is.
        let below = mean.floor();
        let part = mean - below;
        out[users + below as usize] += weight * (1.0 - part);
        out[firms.min(users + below as usize + 1)] += weight * part;
        return;
    }
    for j in 0..=others {
        out[users + j] += term;
        let ratio = (others - j) as f64 / (j + 1) as f64 * h / (1.0 - h);
        term *= ratio;
        // Terms below rounding end the row once they fall.
        if ratio < 1.0 && term <= f64::EPSILON * f64::EPSILON {
            break;
        }
    }
}
