//! Frontier fields: where the country stands against the foreign frontier, and what it learns there for its sectors.

use super::Params;
use crate::economy::FrontierField;
use engine::bounds::Bounds;
use engine::math;

/// One field over time.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Field {
    /// Log distance of the domestic level to the foreign frontier (x).
    pub distance: f64,
    /// Knowledge over what usual research keeps (KS_f; 1 is usual).
    pub knowledge: f64,
    /// Research over usual research last quarter (e_f; 1 is usual).
    pub effort: f64,
    /// Share of the country's research at the opening (ratio).
    pub research: f64,
    /// Distance closed against the opening, log, of all quarters so far.
    closed: Vec<f64>,
}

impl Field {
    /// A field at the opening.
    pub fn open(field: &FrontierField) -> Self {
        Self {
            distance: -math::ln(field.level),
            knowledge: 1.0,
            effort: 1.0,
            research: field.research,
            closed: Vec::new(),
        }
    }

    /// Knowledge follows effort; the foreign frontier moves on, the domestic level follows it the faster the more is
    /// known and the farther it is behind.
    ///
    /// KS_f' = KS_f + (d_R/4 + g)(e_f - KS_f); x' = x + γ/4 (1 - KS_f x / x0) (1 - exp(-a)) / a, a = γ KS_f / (4 x0), γ
    /// the growth of the frontier: usual research keeps the distance x0, twice as much knowledge halves it in the long
    /// run. The last factor is what a quarter of dx/dt = γ (1 - KS_f x / x0) comes to, however much is known.
    /// Equation: RES-6. Source: nelson1966 (form); the opening distance as rest point: this project.
    pub fn advance(&mut self, field: &FrontierField, r: &Params, growth: f64) {
        let renewed = r.knowledge_depreciation / 4.0 + growth;
        self.knowledge += renewed * (self.effort - self.knowledge);
        let opening = -math::ln(field.level);
        let pull = field.frontier_growth / 4.0 * self.knowledge / opening;
        let part = if pull > 0.0 {
            -math::exp_m1(-pull) / pull
        } else {
            1.0
        };
        let run = field.frontier_growth / 4.0 * (1.0 - self.knowledge * self.distance / opening);
        self.distance += run * part;
        self.closed.push(opening - self.distance);
    }

    /// Notes the money of the quarter: e_f = 1 + bought / usual, both at current prices.
    pub fn note_effort(&mut self, bought: f64, usual: f64) {
        // Where nothing is made there is no usual research to compare with.
        self.effort = if usual > 0.0 { 1.0 + bought / usual } else { 1.0 };
        self.effort = self.effort.at_least(0.0);
    }

    /// What reaches firms: the distance closed up to `delay` quarters ago, log; nothing before.
    ///
    /// u = x0 - x(t - delay); a sector that rests on the field with weight w can reach w u more.
    /// Equation: RES-7. Source: this project.
    pub fn usable(&self, delay: u32) -> f64 {
        let known = self.closed.len();
        known
            .checked_sub(1 + delay as usize)
            .map_or(0.0, |quarter| self.closed[quarter])
    }
}
