//! The odds of a deal: what it returns and when it ends. Knows no fund and no economy.

use super::Params;
use crate::streams::Stream;
use engine::draws::Draws;
use engine::math;

/// Odds that a fund's manager faces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Odds {
    /// Chance of a loss.
    pub loss: f64,
    /// Exponent of the winners' tail (α).
    pub tail: f64,
    /// Multiple at which the tail ends (H).
    pub end: f64,
    /// Largest multiple of a loser.
    pub loss_multiple: f64,
}

/// What fate has in store for a deal.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Fate {
    /// It returns more than it cost.
    pub wins: bool,
    /// What it returns per unit of cost.
    pub multiple: f64,
    /// Years from the first round to its end.
    pub years: f64,
}

/// What a draw of a deal decides.
#[derive(Clone, Copy)]
#[repr(u32)]
pub(super) enum Draw {
    Field,
    Wins,
    Multiple,
    Years,
    Displaced,
    TradeSale,
    Slot,
}

/// The draw of deal `id` for one purpose; it does not depend on the date, so that the same deal has the same luck in
/// every run that makes it.
pub(super) fn draw(draws: &Draws, id: u32, what: Draw) -> f64 {
    draws.uniform(Stream::VentureDeal, 0, id, what as u32)
}

impl Odds {
    /// Odds of a manager of skill q who bears losses up to τ.
    ///
    /// Loss share 1 - (1 - L)(1 - penalty (1 - q)), L = L_0 + (1 - τ)(L_safe - L_0), exponent α = α_0 + (1 - τ)(α_safe - α_0):
    /// a manager who may not lose picks projects that fail less often and win less.
    /// Equation: VEN-1. Source: this project; sizes and sign of the penalty in the pack.
    pub fn of(p: &Params, quality: f64, tolerance: f64) -> Self {
        let caution = 1.0 - tolerance;
        let loss = p.deal_loss_share + caution * (p.deal_safe_loss_share - p.deal_loss_share);
        Self {
            loss: 1.0 - (1.0 - loss) * (1.0 - p.deal_manager_penalty * (1.0 - quality)),
            tail: p.deal_tail_exponent + caution * (p.deal_safe_tail_exponent - p.deal_tail_exponent),
            end: p.deal_tail_end,
            loss_multiple: p.deal_loss_multiple,
        }
    }

    /// Multiple of a deal: even below cost for losers, a Pareto tail from 1 to H for winners,
    /// M = (1 - u (1 - H^-α))^(-1/α). Equation: VEN-2. Source: this project (form as in the pack's sources).
    pub fn multiple(&self, wins: bool, u: f64) -> f64 {
        if wins {
            math::pow(
                1.0 - u * (1.0 - math::pow(self.end, -self.tail)),
                -1.0 / self.tail,
            )
        } else {
            u * self.loss_multiple
        }
    }

    /// Fate of deal `id`. Time to the end: even between two dates for losers, triangular and later for winners.
    /// losers t = f_1 + u (f_2 - f_1); winners u = (t - e_1)² / ((e_2 - e_1)(m - e_1)) up to the mode m, mirrored above.
    /// Equation: VEN-3. Source: this project; dates in the pack.
    pub fn fate(&self, p: &Params, draws: &Draws, id: u32) -> Fate {
        let wins = draw(draws, id, Draw::Wins) >= self.loss;
        let u = draw(draws, id, Draw::Years);
        let years = if wins {
            triangular(p.deal_exit_first, p.deal_exit_mode, p.deal_exit_last, u)
        } else {
            p.deal_failure_first + u * (p.deal_failure_last - p.deal_failure_first)
        };
        Fate {
            wins,
            multiple: self.multiple(wins, draw(draws, id, Draw::Multiple)),
            years,
        }
    }
}

/// Inverse of the triangular distribution.
fn triangular(first: f64, mode: f64, last: f64, u: f64) -> f64 {
    let rising = (mode - first) / (last - first);
    if u < rising {
        first + (u * (last - first) * (mode - first)).sqrt()
    } else {
        last - ((1.0 - u) * (last - first) * (last - mode)).sqrt()
    }
}
