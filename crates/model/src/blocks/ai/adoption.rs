//! Who uses artificial intelligence since when, and what that does to a firm.

use super::Params;
use crate::state::PerFirm;
use crate::streams::Stream;
use engine::bounds::Bounds;
use engine::draws::Draws;
use engine::math;

/// Quarter of adoption of each firm; 0: at the opening.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Adoption(pub Vec<Option<u32>>);

/// What sets the chances of adoption of one quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Speed over the baseline's.
    pub speed: f64,
    /// Share of firms beyond which adoption does not go.
    pub ceiling: f64,
    /// Cost of use over the baseline's.
    pub cost: f64,
}

impl Terms {
    /// Those of the baseline.
    pub const BASELINE: Terms = Terms {
        speed: 1.0,
        ceiling: 1.0,
        cost: 1.0,
    };
}

/// How well the firms of sector `k` can use it, before it is set against the mean: skills of staff and access.
///
/// s_k a, s_k = 1 - η + η (h_k + Δh) / h̄: the part η of adoption goes with skilled staff h;
/// a = 1 - m (1 - a_m) (1 - α): small and medium firms, the share m of staff, reach compute and models the less.
/// Equation: AI-15. Source: brey2024 (η); access: this project, on Eurostat's use of cloud services by size.
pub fn readiness(p: &Params, k: usize, small_firms: f64, means: Means) -> f64 {
    // Nobody can train more than all of the staff.
    let skilled = (p.ai_skills[k] + means.trained).at_most(1.0);
    let skills = 1.0 - p.ai_skill_share + p.ai_skill_share * skilled / p.ai_skills_mean;
    skills * (1.0 - small_firms * (1.0 - p.ai_small_access) * (1.0 - means.access))
}

/// What policy adds to the firms' own means of using it; the default adds nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Means {
    /// Staff trained in addition, share of all (Δh).
    pub trained: f64,
    /// Part of small firms' lag in access that is closed (α).
    pub access: f64,
}

/// Chance that a firm adopts in a quarter: more if its tasks are exposed, if it has skilled staff and access, if its
/// peers have adopted, if use is cheap.
///
/// h = v (p + q F) / 4 · x / x̄ · r · c^-β · (1 - F / ceiling) / (1 - F), F the share of firms of the sector that have
/// adopted, r the readiness of AI-15 over its mean, which is weighted so that Σ Y x r = Σ Y x at the opening.
/// Equation: AI-1. Source: bass1969 (form); exposure, readiness, cost and ceiling: this project.
pub fn chance(p: &Params, exposure: f64, readiness: f64, peers: f64, terms: Terms) -> f64 {
    // Beyond the ceiling nobody adopts, and those who have do not turn back.
    let room = (1.0 - peers / terms.ceiling).at_least(0.0) / (1.0 - peers);
    let bass = (p.ai_own_adoption + p.ai_peer_adoption * peers) / 4.0;
    let chance = terms.speed
        * bass
        * (exposure / p.ai_exposure_mean)
        * readiness
        * math::pow(terms.cost, -p.ai_cost_elasticity)
        * room;
    // A chance is at most certainty.
    chance.at_most(1.0)
}

/// Part of the full gain that a firm has `quarters` after adoption: first a loss while it reorganises, then a rise.
///
/// m(n) = -d for n < n0, then -d + (1 + d) (n - n0) / (n1 - n0), at most 1.
/// Equation: AI-2. Source: brynjolfsson2021 (J-curve); sizes assumed.
pub fn gain(p: &Params, quarters: f64) -> f64 {
    let (dip, full) = (p.ai_dip_quarters, p.ai_gain_quarters);
    let risen = ((quarters - dip) / (full - dip)).at_least(0.0).at_most(1.0);
    (1.0 + p.ai_dip) * risen - p.ai_dip
}

/// Effect on a firm's productivity (log). The quality of models multiplies a gain, not a loss; a firm that has used it
/// since the opening has its gain in the opening's level and adds only what quality changes.
///
/// AI_i = a x (1 - r) m(n), times Q if m > 0; since the opening: AI_i = a x (1 - r) (Q - 1).
/// Equation: AI-3. Source: brynjolfsson2025 (a); acemoglu2019 (r, tasks reinstated); form: this project.
pub fn effect(p: &Params, exposure: f64, adopted: Option<u32>, t: u32, quality: f64) -> f64 {
    let full = p.ai_task_gain * exposure * (1.0 - p.ai_reinstated);
    match adopted {
        None => 0.0,
        Some(0) => full * (quality - 1.0),
        Some(since) => {
            let part = gain(p, f64::from(t - since));
            full * if part > 0.0 { part * quality } else { part }
        }
    }
}

/// Money a firm spends in a quarter on what adoption needs besides compute: y years of the pay it will save, evenly
/// over the quarters it reorganises.
///
/// C_i = y x a 4 W_i / n0, with W_i the pay of a quarter.
/// Equation: AI-4. Source: brynjolfsson2021 (complementary investment); size assumed.
pub fn complement(p: &Params, exposure: f64, adopted: Option<u32>, t: u32, quarterly_pay: f64) -> f64 {
    let Some(since) = adopted.filter(|&since| since > 0) else {
        return 0.0;
    };
    let saved = 4.0 * quarterly_pay * exposure * p.ai_task_gain;
    let left = p.ai_dip_quarters - f64::from(t - since);
    p.ai_complement_years * saved * left.at_least(0.0).at_most(1.0) / p.ai_dip_quarters
}

impl PerFirm for Adoption {
    type Entry = Option<u32>;
    fn add_rows(&mut self, rows: usize, fresh: Option<u32>) {
        self.0.add_rows(rows, fresh);
    }
    fn renew(&mut self, i: usize, fresh: Option<u32>) {
        self.0.renew(i, fresh);
    }
}

impl Adoption {
    /// Adopters at the opening, each firm with the same chance.
    pub fn open(p: &Params, firms: usize, draws: &Draws) -> Self {
        let uses = |i: u32| draws.uniform(Stream::AiOpening, 0, i, 0) < p.ai_opening_adopters;
        Self((0..firms as u32).map(|i| uses(i).then_some(0)).collect())
    }

    /// True if firm `i` uses it.
    pub fn has(&self, i: usize) -> bool {
        self.0[i].is_some()
    }

    /// One quarter of adoption. The draw belongs to the plant, which a successor takes over with its equipment.
    pub fn advance(
        &mut self,
        p: &Params,
        makers: &[Vec<u32>],
        readiness: &[f64],
        terms: Terms,
        t: u32,
        draws: &Draws,
    ) {
        for (k, makers) in makers.iter().enumerate() {
            let users = makers.iter().filter(|&&i| self.has(i as usize)).count();
            if users == makers.len() {
                continue;
            }
            let peers = users as f64 / makers.len() as f64;
            let chance = chance(p, p.ai_exposure[k], readiness[k], peers, terms);
            for &i in makers {
                let slot = &mut self.0[i as usize];
                if slot.is_none() && draws.uniform(Stream::AiAdoption, t, i, 0) < chance {
                    *slot = Some(t);
                }
            }
        }
    }
}
