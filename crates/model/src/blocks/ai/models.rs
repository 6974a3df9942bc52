//! Licensed and open models: what users pay, what providers earn and put into research, how good models are.

use super::{Params, Policy};
use engine::math;

/// What openness and mark-up make of the terms of models; 1 in the baseline.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Models {
    /// Licence fee per unit of an adopter's sales, over today's (φ).
    pub fee: f64,
    /// Research per unit of use, of providers and users, over today's (R).
    pub research: f64,
    /// Quality (Q).
    pub quality: f64,
}

impl Models {
    /// Licensed models carry a mark-up, open ones do not; without it there is less research unless users keep models up;
    /// open research is not done twice.
    ///
    /// φ = 1 - μ + μ m (1 - o); R = 1 - μ + μ m (1 - o fr); Q = [R (1 + dup o)]^η.
    /// Equation: AI-9. Source: this project; free-riding is a switch because its sign is contested.
    pub fn on(p: &Params, policy: &Policy) -> Self {
        let (open, markup) = (policy.openness, p.ai_licence_markup);
        let cost = 1.0 - markup;
        let fee = cost + markup * policy.licence_markup * (1.0 - open);
        let research = cost + markup * policy.licence_markup * (1.0 - open * policy.free_riding);
        let quality = math::pow(
            research * (1.0 + p.ai_duplication * open),
            p.ai_quality_elasticity,
        );
        Self {
            fee,
            research,
            quality,
        }
    }

    /// Cost of use over the baseline's: c = [1 + w_c (P - 1) + w_l (φ - 1)] (1 - cut o).
    /// Equation: AI-10. Source: this project.
    pub fn cost_of_use(&self, p: &Params, openness: f64, compute_price: f64) -> f64 {
        let inputs = p.ai_compute_cost * (compute_price - 1.0) + p.ai_licence_cost * (self.fee - 1.0);
        (1.0 + inputs) * (1.0 - p.ai_open_cut * openness)
    }
}
