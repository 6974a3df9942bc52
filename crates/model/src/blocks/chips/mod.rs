//! Chips and export controls: named inputs that may not be sold to the country, what users do without them, and what
//! home makers and researchers learn from it.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::context::Context;
use crate::declare::Title;
use crate::state::{Firms, GoodsMarket, SideTable};
use crate::structure::{Structure, TechnologyGood};
use engine::bounds::Bounds;
use engine::math;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Chips>;

/// Title.
pub const TITLE: Title = Title {
    en: "Chips and export controls",
    zh: "芯片与出口管制",
};

/// What home makers can do and users hold. Without the block everything is neutral.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Chips {
    /// Named inputs in store, quarters of use, by using sector.
    pub store: Vec<f64>,
    /// Cumulated home output of named inputs, volume (E).
    pub experience: f64,
    /// The same as it would be without controls (E°).
    pub reference: f64,
    /// Home output over use of named inputs in the last market (ratio).
    pub self_sufficiency: f64,
    /// Years behind the frontier.
    pub gap: f64,
    /// Whether the firms of a sector are treated: controls can call forth research there.
    pub treated: Vec<bool>,
}

impl SideTable for Chips {
    /// Nothing is kept of single firms.
    fn follow(&mut self, _firms: &Firms) {}
}

impl Chips {
    /// Opens the block and names the inputs in the market.
    pub fn open(p: &Params, s: &Structure, firms: &Firms, goods: &mut GoodsMarket) -> Self {
        let mut chips = Self::default();
        let controls = &mut goods.controls;
        controls.products = p.controlled_product.clone();
        controls.users = p.controlled_user.clone();
        controls.in_store = vec![0.0; s.sectors];
        for i in 0..firms.len() {
            let k = firms.sector(i);
            controls.imported += firms.materials_used[i]
                * named_share(s, |g| p.controlled_product[g] * p.controlled_user[k], k);
        }
        chips.store = vec![p.chip_store; s.sectors];
        chips.experience = p.chip_experience * home_output(p, controls.imported);
        chips.reference = chips.experience;
        chips.gap = p.chip_gap;
        chips.treated = p.treated_research.iter().map(|x| *x > 0.0).collect();
        chips.self_sufficiency = p.chip_self_sufficiency;
        chips
    }
}

/// Named imports per unit of materials of sector `k` at opening prices: Σ_g b m χ.
fn named_share(s: &Structure, named: impl Fn(usize) -> f64, k: usize) -> f64 {
    (0..s.sectors)
        .map(|g| s.share(g, k) * s.imported[g * s.columns() + k] * named(g))
        .sum()
}

/// What home makers sell of named inputs without controls, at the opening's share, when `imports` would be imported.
fn home_output(p: &Params, imports: f64) -> f64 {
    p.chip_self_sufficiency / (1.0 - p.chip_self_sufficiency) * imports
}

/// Takes note of what the market showed: what home makers sold of named inputs over their use.
pub fn take_note(block: &mut Option<Block>, goods: &GoodsMarket) {
    let Some(Block { p, state: chips, .. }) = block else {
        return;
    };
    let needed = goods.controls.needed();
    // Where nothing is named nobody depends on it, and the share stays what it was.
    if needed > 0.0 {
        let own = home_output(p, needed);
        chips.self_sufficiency = (own + goods.controls.substituted) / (own + needed);
    }
}

/// Home makers learn from what they sold, users draw on their stores, and the controls of the quarter reach users,
/// buyers of AI hardware and researchers.
///
/// Learning: E' = E + home output, with substitutes; L = (E/E°)^log2(1-l): only what controls add to the announced trend
/// counts; mark-up μ = μ_0 L, gap' = gap L'/L + (1 - collaboration) / 4. Equation: CHP-1. Source: wright1936.
/// Store: while it lasts, the part s = min(1, store / k) of the barred purchases is taken from it; store' = store - k s;
/// without controls it is filled again at the speed of other stocks. Need of a user: n = 1 + k (1-s) d μ Σ_g b m χ.
/// Equation: CHP-2. Source: this project (docs/adr/sector-blocks.md).
/// Hardware cost h = 1 + θ k μ; collaboration c_s = 1 - ℓ k. Equation: CHP-4. Source: worldbank2024.
pub fn impose(ctx: &Context, block: &mut Option<Block>, firms: &mut Firms, goods: &mut GoodsMarket) {
    let Some(Block {
        p,
        policy,
        state: chips,
    }) = block
    else {
        return;
    };
    let s = ctx.structure;
    let controls = &mut goods.controls;
    let learnt = |chips: &Chips| {
        // Where nothing is named nothing is made, and nobody learns.
        let head = if chips.reference > 0.0 {
            chips.experience / chips.reference
        } else {
            1.0
        };
        math::pow(head, math::log2(1.0 - p.substitute_learning))
    };
    let before = learnt(chips);
    let own = home_output(p, controls.needed());
    chips.reference += own;
    chips.experience += own + controls.substituted;
    let now = learnt(chips);

    let coverage = policy.coverage;
    controls.coverage = coverage;
    controls.substitutes = policy.substitutes;
    controls.markup = policy.markup * now;
    for k in 0..s.sectors {
        let drawn = if coverage > 0.0 {
            (chips.store[k] / coverage).at_most(1.0)
        } else {
            0.0
        };
        controls.in_store[k] = drawn;
        chips.store[k] -= coverage * drawn;
        if coverage == 0.0 {
            chips.store[k] += ctx.rules.p.stock_adjustment * (p.chip_store - chips.store[k]);
        }
    }
    if coverage > 0.0 {
        for i in 0..firms.len() {
            let k = firms.sector(i);
            let replaced = coverage * (1.0 - controls.in_store[k]) * controls.substitutes;
            let named = named_share(s, |g| controls.named(g, k), k);
            firms
                .materials_need
                .scale(i, 1.0 + replaced * controls.markup * named);
        }
    }
    controls.hardware_cost = 1.0 + p.ai_hardware_content * coverage * controls.markup;
    let lost = p.lost_collaboration * policy.lost_collaboration * coverage;
    controls.collaboration = p
        .collaborating
        .iter()
        .map(|treated| 1.0 - lost * treated)
        .collect();
    chips.gap = chips.gap * (now / before) + lost / 4.0;
}

/// Treated firms order research on top of their own: the more, the closer they are to the best of their sector.
///
/// R_i = i e k r_s P_i Y_i w_i / w̄_s, w_i = exp(-(max_j a_j - a_i) / d), w̄ its mean by sales: distance moves research
/// between the firms of a sector, not its sum. Equation: CHP-5. Source: cepr2025 (i), aghion2005 (distance).
pub fn order_research(block: &Option<Block>, firms: &Firms, goods: &mut GoodsMarket) {
    let Some(Block { p, policy, .. }) = block else {
        return;
    };
    let extra = p.induced_research * policy.induced_research * p.research_exposure * policy.coverage;
    if extra == 0.0 {
        return;
    }
    let orders = &mut goods.technology[TechnologyGood::Research as usize].firms;
    for (k, makers) in goods.makers.iter().enumerate() {
        let makers = || makers.iter().map(|&i| i as usize);
        let level = |i: usize| firms.own_productivity[i] + firms.technology[i];
        let best = makers().map(level).fold(f64::NEG_INFINITY, f64::at_least);
        let weight = |i: usize| math::exp((level(i) - best) / p.research_reach);
        let sales = |i: usize| firms.price[i] * firms.output[i];
        let (sold, weighed) = makers().fold((0.0, 0.0), |(sold, weighed), i| {
            (sold + sales(i), weighed + sales(i) * weight(i))
        });
        // A sector that stands still orders nothing.
        if weighed == 0.0 {
            continue;
        }
        for i in makers() {
            orders.add(
                i,
                extra * p.treated_research[k] * sales(i) * weight(i) * sold / weighed,
            );
        }
    }
}
