//! Research, innovation and imitation: where the trend of productivity comes from in packs that have the block.
//!
//! The opening table contains the research of the opening year, so firms buy on top of it only what policy adds; what
//! they bought, set against what is in the table, is their effort. Firms innovate towards an opportunity: the announced
//! path inverted, so that usual effort makes the path, and what knowledge adds to it.

pub mod frontier;
pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::blocks::research::frontier::Field;
use crate::context::Context;
use crate::declare::Title;
use crate::economy::Economy;
use crate::processes::expectations::{compounded, trend_productivity_growth};
use crate::state::{Expectations, Firms, GoodsMarket, Seen, Technology, side_table};
use crate::streams::Stream;
use crate::structure::TechnologyGood;
use engine::bounds::Bounds;
use engine::math;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Knowledge>;

/// Title.
pub const TITLE: Title = Title {
    en: "Research",
    zh: "研发",
};

side_table! {
    /// What research has found so far. Logs are against the opening.
    #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
    pub struct Knowledge {
        columns {
            /// Technology of each firm, log (a).
            pub technology: Vec<f64> = 0.0, Keep, Stay;
            /// Whether the technology is that of the firm in the row; a successor brings its own.
            met: Vec<bool> = false, Reset, Stay;
            /// Research of each firm last quarter over what keeps it at the path (e; 1 is usual).
            pub effort: Vec<f64> = 1.0, Keep, Stay;
        }
        tables {}
        rest {
            /// The same for each sector.
            pub sector_effort: Vec<f64>,
            /// The same for the country.
            pub national_effort: f64,
            /// Knowledge of each sector over its announced path (KS; 1 is usual).
            pub stock: Vec<f64>,
            /// Knowledge of all sectors (KS).
            pub national: f64,
            /// Frontier fields in pack order.
            pub fields: Vec<Field>,
            /// Technology that firms of each sector can reach this quarter, log (b).
            pub opportunity: Vec<f64>,
            /// Announced path of productivity, without what it has learnt, log.
            pub path: f64,
            /// Technology of the economy, log.
            pub realised: f64,
            /// Usual research over the value of output, by sector (ν).
            pub intensity: Vec<f64>,
            /// Research that keeps a sector at the path, its own and that of others, over the value of output (m).
            pub base: Vec<f64>,
            /// Usual research of the quarter, in the table: a label of what is bought anyway.
            pub usual: f64,
            /// Research bought on top of it, by firms, government and projects of venture funds.
            pub extra: f64,
            /// Tax credits that government owes firms this quarter.
            pub credited: f64,
            /// Grants that it owes them this quarter.
            pub granted: f64,
        }
    }
}

impl Default for Knowledge {
    /// Without the block: nothing is found, knowledge is usual.
    fn default() -> Self {
        Self {
            technology: Vec::new(),
            met: Vec::new(),
            effort: Vec::new(),
            sector_effort: Vec::new(),
            national_effort: 1.0,
            stock: Vec::new(),
            national: 1.0,
            fields: Vec::new(),
            opportunity: Vec::new(),
            path: 0.0,
            realised: 0.0,
            intensity: Vec::new(),
            base: Vec::new(),
            usual: 0.0,
            extra: 0.0,
            credited: 0.0,
            granted: 0.0,
            at: Seen::default(),
        }
    }
}

impl Knowledge {
    /// Knowledge at the opening: usual everywhere, all firms at the path and below the opportunity.
    ///
    /// A sector's technology rests on its own research and on research that comes with what it buys from others, in
    /// the proportion of their knowledge in RES-2: m_s = (1-n) ν_s + n ν̄ v_s, ν̄ the country's research over value
    /// added, v_s the sector's value added over output.
    /// Equation: RES-8. Source: griliches1984 (research in purchased inputs), pavitt1984 (sectors that live on
    /// suppliers' technology); the mix: this project.
    pub fn open(
        r: &Params,
        economy: &Economy,
        materials_per_output: &[f64],
        gdp: f64,
        firms: &Firms,
    ) -> Self {
        let sectors = economy.sectors.len();
        let usual = r.research_intensity * gdp;
        let share = shares(&r.research_share);
        let added: Vec<f64> = (economy.sectors.iter().zip(materials_per_output))
            .map(|(sector, materials)| (1.0 - materials) * sector.output)
            .collect();
        let from_others = shares(&added);
        let per_output = |k: usize, share: f64| usual * share / economy.sectors[k].output;
        let n = r.knowledge_national;
        Self {
            technology: vec![0.0; firms.len()],
            met: vec![true; firms.len()],
            effort: vec![1.0; firms.len()],
            sector_effort: vec![1.0; sectors],
            stock: vec![1.0; sectors],
            fields: economy.fields.iter().map(Field::open).collect(),
            opportunity: vec![0.0; sectors],
            intensity: (0..sectors).map(|k| per_output(k, share[k])).collect(),
            base: (0..sectors)
                .map(|k| per_output(k, (1.0 - n) * share[k] + n * from_others[k]))
                .collect(),
            usual,
            ..Self::default()
        }
    }

    /// Domestic knowledge over the foreign frontier, geometric mean of the fields by research (ratio; 0 without fields).
    pub fn frontier_level(&self) -> f64 {
        let research: f64 = self.fields.iter().map(|f| f.research).sum();
        let distance: f64 = self.fields.iter().map(|f| f.research * f.distance).sum();
        if research > 0.0 {
            math::exp(-distance / research)
        } else {
            0.0
        }
    }

    /// Technology of the economy over the announced path (ratio less one).
    pub fn gap(&self) -> f64 {
        math::exp(self.realised - self.path) - 1.0
    }
}

/// Values over their sum.
pub fn shares(values: &[f64]) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    values.iter().map(|x| x / sum).collect()
}

/// Part of the gap to the opportunity that usual effort closes in a quarter: κ = (1 - exp(-z1)) φ1.
/// Equation: RES-1. Source: this project (mean of RES-3).
pub fn closing_rate(r: &Params) -> f64 {
    (1.0 - math::exp(-r.innovation_hazard)) * r.innovation_step
}

/// Knowledge follows effort, and the opportunity follows the announced path, knowledge and frontier fields.
///
/// KS' = KS + (d_R/4 + g)(e - KS), g the announced growth of the quarter;
/// b = ln T_-1 + ln(1+g)/κ + gs [(1-n) ln KS_s + n ln KS] + Σ_f w_fs u_f, T the announced path without what it has
/// learnt, w_fs the part of the sector's technology that rests on field f, u_f what is usable of it.
/// Usual effort closes κ of the gap and so makes exactly the announced growth: the path needs no calibration.
/// Equation: RES-2. Source: lucking2019 (spillovers, form); inversion of the path: this project.
pub fn survey_opportunities(ctx: &Context, block: &mut Option<Block>) {
    let Some(Block {
        p: r,
        state: knowledge,
        ..
    }) = block
    else {
        return;
    };
    let g = ctx.rules;
    let growth = compounded(trend_productivity_growth(&g.p, ctx.t));
    let renewed = r.knowledge_depreciation / 4.0 + growth;
    for (stock, effort) in knowledge.stock.iter_mut().zip(&knowledge.sector_effort) {
        *stock += renewed * (effort - *stock);
    }
    knowledge.national += renewed * (knowledge.national_effort - knowledge.national);
    let ahead = knowledge.path + math::ln_1p(growth) / closing_rate(r);
    knowledge.path += math::ln_1p(growth);
    let national = r.knowledge_national * math::ln(knowledge.national);
    for (opportunity, stock) in knowledge.opportunity.iter_mut().zip(&knowledge.stock) {
        let own = (1.0 - r.knowledge_national) * math::ln(*stock);
        *opportunity = ahead + r.knowledge_spillover * (own + national);
    }
    for (field, state) in g.fields.iter().zip(&mut knowledge.fields) {
        state.advance(field, r, growth);
        let usable = state.usable(field.delay);
        for (opportunity, weight) in knowledge.opportunity.iter_mut().zip(&field.feeds) {
            *opportunity += weight * usable;
        }
    }
}

/// Firms innovate towards the opportunity and imitate firms of their sector; a successor starts with the technology of
/// a firm of its sector.
///
/// With chance 1 - exp(-z1 e): a' = a + B φ1 max(0, b - a), B the sum of two uniform draws, mean 1;
/// with chance 1 - exp(-z2 e): a' = a + φ2 max(0, a_j - a), j drawn evenly among the firms of the sector.
/// Both chances times the collaboration that export controls leave to the sector (1 without them).
/// Equation: RES-3. Source: dosi2010 (two steps, form); opportunity: this project.
/// A successor: a = a_j. Equation: RES-4. Source: dosi2010 (entrants copy incumbents).
pub fn innovate_and_imitate(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    goods: &GoodsMarket,
) {
    let Some(Block {
        p: r,
        state: knowledge,
        ..
    }) = block
    else {
        return;
    };
    let before = knowledge.technology.clone();
    for (k, makers) in goods.makers.iter().enumerate() {
        let collaboration = goods.controls.collaboration(k);
        let anyone = |u: f64| makers[(u * makers.len() as f64) as usize] as usize;
        for i in makers.iter().map(|&i| i as usize) {
            let id = firms.id(i);
            let draw = |stream, k| ctx.draws.uniform(stream, ctx.t, id, k);
            let mut level = before[i];
            if !std::mem::replace(&mut knowledge.met[i], true) {
                level = before[anyone(draw(Stream::Succession, 0))];
            }
            let chance = |hazard: f64| collaboration * (1.0 - math::exp(-hazard * knowledge.effort[i]));
            let innovates = chance(r.innovation_hazard);
            firms.innovation[i] = innovates;
            if draw(Stream::Innovation, 0) < innovates {
                let size = draw(Stream::Innovation, 1) + draw(Stream::Innovation, 2);
                // Nothing is unlearnt: a firm beyond the opportunity stays where it is.
                let gap = (knowledge.opportunity[k] - level).at_least(0.0);
                level += size * r.innovation_step * gap;
            }
            if draw(Stream::Imitation, 0) < chance(r.imitation_hazard) {
                // Nobody copies a firm that is behind.
                let lead = (before[anyone(draw(Stream::Imitation, 1))] - level).at_least(0.0);
                level += r.imitation_step * lead;
            }
            knowledge.technology[i] = level;
            firms.technology.add(i, level);
        }
    }
}

/// Firms order research on top of the usual, and government owes its support.
///
/// Usual research R = ν P Y_-1. A credit rs on the user cost raises what is claimed to (1+χ) R,
/// χ = (1-rs)^(-ε) - 1, of which (1-l) χ R is bought, the rest relabelled; it costs rs (1+χ) R.
/// Grants are shared out by usual research; a grant G buys (1+x) G of research, x what the firm adds itself.
/// What missions spend on frontier fields government orders itself.
/// Equation: RES-5. Source: hall2000 (elasticity), chen2021 (relabelling), this project (grants).
pub fn plan_purchases(block: &mut Option<Block>, firms: &mut Firms, goods: &mut GoodsMarket) {
    let Some(Block {
        p: r,
        policy,
        state: knowledge,
    }) = block
    else {
        return;
    };
    let claimed_more = math::pow(1.0 - policy.credit, -r.user_cost_elasticity) - 1.0;
    let usual: Vec<f64> = (0..firms.len())
        .map(|i| usual_research(knowledge, firms, i))
        .collect();
    let all: f64 = usual.iter().sum();
    let orders = &mut goods.technology[TechnologyGood::Research as usize];
    orders.order_publicly(policy.mission.values().sum::<f64>());
    let orders = &mut orders.firms;
    (knowledge.credited, knowledge.granted) = (0.0, 0.0);
    for i in 0..firms.len() {
        // Nobody claims where nothing is made.
        let grant = if all > 0.0 {
            policy.grants * usual[i] / all
        } else {
            0.0
        };
        let bought = (1.0 - r.relabelled_share) * claimed_more * usual[i];
        orders.add(i, bought + (1.0 + r.grant_additionality) * grant);
        let credit = policy.credit * (1.0 + claimed_more) * usual[i];
        firms.research_support[i] = credit + grant;
        knowledge.credited += credit;
        knowledge.granted += grant;
    }
}

/// Research that is in the table: in proportion to the value of output of the last quarter.
fn usual_research(knowledge: &Knowledge, firms: &Firms, i: usize) -> f64 {
    knowledge.intensity[firms.sector(i)] * firms.price[i] * firms.output[i]
}

/// Notes the effort of the quarter and lets the announced trend learn from realised productivity.
///
/// e_i = max(0, 1 + x_i / (m_s P_i Y_i)), x research bought on top of the usual, m the base of RES-8: measured against
/// the usual research of its own sector alone a yuan would do the more the less research its buyer does. The country:
/// e = max(0, 1 + Σ x / Σ usual). Research on models x^M makes models better (AI-9) instead of its buyer; what it
/// teaches others it teaches as research of the providers' sectors, whoever pays: it enters their e_s and the country's.
/// Equation: RES-9. Source: hall2010 (common elasticity for n = 0, common rate of return for n = 1); this project.
///
/// T = Σ va / Σ va exp(-a), va value added at opening coefficients;
/// dev' = dev + λ (A T / (A_-1 T_-1) - 1 - g - dev), A the common part: whoever measures productivity sees both.
/// Learning is slow: what agents are told must not follow the cycle.
/// Equation: EXP-5. Source: this project.
pub fn take_stock(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &Firms,
    goods: &GoodsMarket,
    technology: &Technology,
    e: &mut Expectations,
) {
    let Some(Block {
        p: r,
        policy,
        state: knowledge,
    }) = block
    else {
        return;
    };
    let g = ctx.rules;
    let orders = goods.technology(TechnologyGood::Research);
    let models = goods.technology(TechnologyGood::ModelResearch);
    let on_models = models.total() * models.paid;
    // Nobody finds less than nothing. Where nothing is made there is nothing to compare with.
    let effort = |base: f64, extra: f64| {
        if base > 0.0 {
            (1.0 + extra / base).at_least(0.0)
        } else {
            1.0
        }
    };
    // Who is founded in a row that has closed begins with usual effort.
    knowledge.effort.fill(1.0);
    // What projects of funds buy is research, but no firm's effort: its fruit is the lottery's (VEN-8), and would count twice.
    let funded: f64 = orders.funds().iter().sum();
    (knowledge.usual, knowledge.extra) = (0.0, (orders.government() + funded) * orders.paid);
    let (mut added, mut labour, mut of_firms) = (0.0, 0.0, 0.0);
    for (k, makers) in goods.makers.iter().enumerate() {
        let (mut sold, mut extra) = (0.0, 0.0);
        let per_output = 1.0 - ctx.structure.materials_per_output[k];
        for i in makers.iter().map(|&i| i as usize) {
            let (own_sold, own_extra) = (firms.price[i] * firms.output[i], orders.bill(i));
            knowledge.effort[i] = effort(knowledge.base[k] * own_sold, own_extra);
            sold += own_sold;
            extra += own_extra;
            let value = per_output * firms.output[i];
            added += value;
            labour += value * math::exp(-firms.technology[i]);
        }
        extra += ctx.structure.ai_buyer[k] * on_models;
        knowledge.sector_effort[k] = effort(knowledge.base[k] * sold, extra);
        knowledge.usual += knowledge.intensity[k] * sold;
        of_firms += extra;
    }
    knowledge.national_effort = effort(knowledge.usual, of_firms);
    knowledge.extra += of_firms;
    let missions = &policy.mission;
    for (k, (field, state)) in g.fields.iter().zip(&mut knowledge.fields).enumerate() {
        state.note_effort(missions.get(k) * orders.paid, field.research * knowledge.usual);
    }
    let realised = math::ln(added / labour);
    let common = technology.growth - e.trend_productivity;
    let growth = math::exp(realised - knowledge.realised) * (1.0 + common) - 1.0;
    knowledge.realised = realised;
    let announced = compounded(trend_productivity_growth(&g.p, ctx.t));
    e.trend_correction += r.announced_learning * (growth - announced - e.trend_correction);
}
