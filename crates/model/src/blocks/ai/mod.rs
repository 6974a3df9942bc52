//! Artificial intelligence: firms adopt it, platform firms build compute for it, providers license models.
//!
//! The same law runs twice on the same draws: as it is, and as it would be under neutral policy. What differs between
//! the two is ordered and paid; what does not is already in the opening's table and trend.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

pub mod adoption;
pub mod compute;
pub mod expected;
pub mod models;

use crate::context::Context;
use crate::declare::Title;
use crate::state::{Expectations, Firms, GoodsMarket, Government, Seen, side_table};
use crate::structure::{Structure, TechnologyGood};
use accounting::{Flow, Ledger, Party};
use adoption::{Adoption, Means, Terms, readiness};
use compute::{Compute, Extra, use_of_all};
use engine::bounds::Bounds;
use engine::draws::Draws;
use expected::Expected;
use models::Models;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Ai>;

/// Title.
pub const TITLE: Title = Title {
    en: "Artificial intelligence",
    zh: "人工智能",
};

/// A platform firm: one of the few large firms that buy most of the compute.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Platform {
    /// The firm.
    pub firm: usize,
    /// Its share in compute and models of all platforms.
    pub weight: f64,
    /// Capital spending planned beyond the baseline's, over the baseline's.
    pub plan: f64,
}

side_table! {
    /// State of artificial intelligence.
    #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
    pub struct Ai {
        columns {
            /// Adoption as it is.
            pub adoption: Adoption = None, Keep, Forget;
            /// Adoption as it would be under neutral policy, on the same draws.
            pub baseline: Adoption = None, Keep, Forget;
            /// Exposed output of each firm at the opening, over all firms' output.
            pub weight: Vec<f64> = 0.0, Keep, Stay;
            /// Effect of artificial intelligence on each firm's productivity (log).
            pub effect: Vec<f64> = 0.0, Keep, Forget;
        }
        tables {}
        rest {
            /// Adoption in the mean over draws under neutral policy, by sector; the announced trend contains it.
            pub expected: Vec<Expected>,
            /// Skills and access of each sector's firms at the opening, over the mean (r).
            pub readiness: Vec<f64>,
            /// That mean.
            mean_readiness: f64,
            /// Share of staff in small and medium firms.
            small_firms: f64,
            /// Staff trained so far beyond the opening's, share of all.
            pub trained: f64,
            /// Persons that an agent stands for, million.
            persons: f64,
            /// Compute.
            pub compute: Compute,
            /// Terms of models.
            pub models: Models,
            /// Platform firms, the largest of each sector first.
            pub platforms: Vec<Platform>,
            /// Compute that policy asks platforms to buy this quarter, as ordered, nominal.
            pub asked: f64,
            /// What the quarter came to.
            pub outcome: Outcome,
        }
    }
}

/// What the quarter came to, for the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Outcome {
    /// Compute in use over capacity.
    pub utilisation: f64,
    /// Return on compute after wear, per year.
    pub net_return: f64,
    /// Electricity of compute, TWh per year.
    pub electricity: f64,
    /// Licence income of providers, per quarter.
    pub licence_income: f64,
    /// Research on models, per quarter.
    pub research: f64,
}

impl Ai {
    /// Opens the block.
    #[expect(clippy::too_many_arguments, reason = "the block rests on most of the opening")]
    pub fn open(
        p: &Params,
        small_firms: f64,
        persons: f64,
        structure: &Structure,
        gdp: f64,
        firms: &Firms,
        makers: &[Vec<u32>],
        draws: &Draws,
    ) -> Self {
        let adoption = Adoption::open(p, firms.len(), draws);
        let output: f64 = firms.output.iter().sum();
        let exposed = |i: usize| p.ai_exposure[firms.sector(i)] * firms.output[i] / output;
        let weight: Vec<f64> = (0..firms.len()).map(exposed).collect();
        let own: Vec<f64> = (0..makers.len())
            .map(|k| readiness(p, k, small_firms, Means::default()))
            .collect();
        let ready: f64 = weight
            .iter()
            .enumerate()
            .map(|(i, w)| w * own[firms.sector(i)])
            .sum();
        let mean_readiness = ready / weight.iter().sum::<f64>();
        let mut ai = Self {
            baseline: adoption.clone(),
            adoption,
            expected: makers.iter().map(|m| Expected::open(p, m.len())).collect(),
            compute: Compute::default(),
            models: Models {
                fee: 1.0,
                research: 1.0,
                quality: 1.0,
            },
            platforms: platforms(p, &structure.ai_buyer, firms, makers),
            weight,
            readiness: own.iter().map(|r| r / mean_readiness).collect(),
            mean_readiness,
            small_firms,
            trained: 0.0,
            persons,
            effect: vec![0.0; firms.len()],
            asked: 0.0,
            outcome: Outcome::default(),
            at: Seen::default(),
        };
        ai.compute.base_spending = p.ai_capex_share * gdp;
        ai.take_stock(p, structure.ai_depreciation, firms);
        ai
    }

    /// Compute that platforms buy this quarter by their own plan on top of the opening's, as ordered, nominal.
    pub(crate) fn own_capex(&self) -> f64 {
        let planned = self.platforms.iter().map(|x| x.weight * x.plan);
        self.compute.base_spending * planned.sum::<f64>()
    }

    /// Notes what the quarter came to. Licence income f φ Σ_users P Q; research s f R Σ_users P Q, of providers and of
    /// users who keep open models up.
    fn take_stock(&mut self, p: &Params, depreciation: f64, firms: &Firms) {
        let users_sales = self.users_sales(firms).0;
        self.outcome = Outcome {
            utilisation: self.compute.utilisation(p),
            net_return: self.compute.net_return(p, depreciation),
            electricity: self.compute.electricity(p),
            licence_income: p.ai_licence_fee * self.models.fee * users_sales,
            research: p.ai_licence_research * p.ai_licence_fee * self.models.research * users_sales,
        };
    }

    /// Sales of the firms that use it now, and of those that would under neutral policy.
    fn users_sales(&self, firms: &Firms) -> (f64, f64) {
        let (mut now, mut baseline) = (0.0, 0.0);
        for i in 0..firms.len() {
            let sales = firms.price[i] * firms.sales[i];
            now += sales * f64::from(u8::from(self.adoption.has(i)));
            baseline += sales * f64::from(u8::from(self.baseline.has(i)));
        }
        (now, baseline)
    }
}

/// In each sector that buys compute, the largest firms that together make a given part of its output.
/// Weight: the sector's share of purchases, by size.
fn platforms(p: &Params, buyer: &[f64], firms: &Firms, makers: &[Vec<u32>]) -> Vec<Platform> {
    let mut all = Vec::new();
    for (k, makers) in makers.iter().enumerate() {
        let share = buyer[k];
        if share == 0.0 {
            continue;
        }
        let mut by_size: Vec<usize> = makers.iter().map(|&i| i as usize).collect();
        by_size.sort_by(|&a, &b| firms.size[b].total_cmp(&firms.size[a]).then(a.cmp(&b)));
        let mut covered = 0.0;
        let large = by_size.iter().take_while(|&&i| {
            let before = covered;
            covered += firms.size[i];
            before < p.ai_platform_share
        });
        let large: Vec<usize> = large.copied().collect();
        let size: f64 = large.iter().map(|&i| firms.size[i]).sum();
        all.extend(large.into_iter().map(|firm| Platform {
            firm,
            weight: share * firms.size[firm] / size,
            plan: 0.0,
        }));
    }
    all
}

/// Compute is installed and priced, firms adopt, and each firm's technology takes what adoption does to it beyond what
/// the announced trend contains: a_i += AI_i - E(AI_s).
/// Equation: AI-11. Source: this project.
pub fn advance(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    goods: &GoodsMarket,
    e: &Expectations,
) {
    let Some(Block { p, policy, state: ai }) = block else {
        return;
    };
    ai.replace_platforms(firms, &goods.makers);
    ai.compute.hardware_cost = goods.controls.hardware_cost;
    let makers = &goods.makers;
    let orders = goods.technology(TechnologyGood::AiCapital);
    let base = ai.compute.base_spending;
    let extra = Extra {
        private: orders.firms.iter().sum::<f64>() / base,
        public: orders.government() / base,
    };
    ai.compute
        .install(extra, ctx.structure.ai_depreciation, e.trend_productivity);
    ai.compute.note_demand(p, &ai.weight, &ai.adoption, &ai.baseline);
    ai.compute
        .clear(p, policy.utilisation.unwrap_or(p.ai_utilisation));
    ai.models = Models::on(p, policy);
    let terms = Terms {
        speed: policy.adoption_speed,
        ceiling: policy.adoption_ceiling,
        cost: ai.models.cost_of_use(p, policy.openness, ai.compute.price),
    };
    let means = Means {
        trained: ai.trained,
        access: policy.access,
    };
    let readiness: Vec<f64> = (0..makers.len())
        .map(|k| readiness(p, k, ai.small_firms, means) / ai.mean_readiness)
        .collect();
    let as_baseline = terms == Terms::BASELINE && readiness == ai.readiness && ai.adoption == ai.baseline;
    ai.adoption
        .advance(p, makers, &readiness, terms, ctx.t, &ctx.draws);
    if as_baseline {
        // The same law on the same state and draws.
        ai.baseline.0.clone_from(&ai.adoption.0);
    } else {
        let own = &ai.readiness;
        ai.baseline
            .advance(p, makers, own, Terms::BASELINE, ctx.t, &ctx.draws);
    }
    for (k, makers) in makers.iter().enumerate() {
        let exposure = p.ai_exposure[k];
        let expected = &mut ai.expected[k];
        expected.advance(p, exposure, ai.readiness[k]);
        let full = p.ai_task_gain * exposure * (1.0 - p.ai_reinstated);
        let in_trend = full * expected.effect(p);
        for i in makers.iter().map(|&i| i as usize) {
            ai.effect[i] = adoption::effect(p, exposure, ai.adoption.0[i], ctx.t, ai.models.quality);
            firms.technology.add(i, ai.effect[i] - in_trend);
        }
    }
}

/// What artificial intelligence makes firms and government buy beyond what the opening's trend contains: compute by
/// platform firms and government, software and training by adopters, research by providers and users of models.
///
/// Compute of platform j: w_j (A (1 - public) + B d_j), d_j' = ρ d_j + (1-ρ) [η (D^e - 1) + χ mean of rivals' d], the
/// leader adds its own announcement; B the spending that the trend contains. Equation: AI-12. Source: this project.
/// Electricity: platforms run all compute and pay e_j = w_j (E / E° - 1) b Y, E° the baseline's, b Y its bill, a share of
/// GDP. Equation: AI-16. Source: this project.
/// Research: s [R Σ_users sales - Σ_baseline users sales], providers φ of it, users the rest. Equation: AI-13.
/// Source: this project.
pub fn order(ctx: &Context, block: &mut Option<Block>, firms: &Firms, goods: &mut GoodsMarket) {
    let Some(Block { p, policy, state: ai }) = block else {
        return;
    };
    ai.compute.base_spending = p.ai_capex_share * goods.nominal_gdp;
    ai.plan_capex(p, policy.leader_capex);
    let compute = &mut goods.technology[TechnologyGood::AiCapital as usize];
    compute.order_publicly(policy.public_share * ctx.policy.ai_capex);
    let programme = (1.0 - policy.public_share) * ctx.policy.ai_capex;
    ai.asked = 0.0;
    for (j, platform) in ai.platforms.iter().enumerate() {
        let money = platform.weight * (programme + ai.compute.base_spending * platform.plan);
        compute.firms.add(platform.firm, money);
        ai.asked += platform.weight * programme;
        if j == 0 {
            compute.firms.add(platform.firm, policy.leader_capex);
            ai.asked += policy.leader_capex;
        }
    }

    // What the trend contains grows and shrinks with the economy.
    let electricity = TechnologyGood::Electricity as usize;
    let bill = (ai.compute.power(p) - 1.0) * electricity_bill(ctx, p, goods);
    for platform in &ai.platforms {
        goods.technology[electricity]
            .firms
            .add(platform.firm, platform.weight * bill);
    }

    let complement = &mut goods.technology[TechnologyGood::Complement as usize].firms;
    for i in 0..firms.len() {
        let pay = firms.pay_rate[i] * firms.staff[i];
        let exposure = p.ai_exposure[firms.sector(i)];
        let spending = |users: &Adoption| adoption::complement(p, exposure, users.0[i], ctx.t, pay);
        complement.add(i, spending(&ai.adoption) - spending(&ai.baseline));
    }

    let research = &mut goods.technology[TechnologyGood::ModelResearch as usize].firms;
    let per_sales = p.ai_licence_research * p.ai_licence_fee;
    let (now, baseline) = ai.users_sales(firms);
    for platform in &ai.platforms {
        research.add(
            platform.firm,
            platform.weight * per_sales * (ai.models.fee * now - baseline),
        );
    }
    let upkeep = per_sales * (ai.models.research - ai.models.fee);
    for i in 0..firms.len() {
        if ai.adoption.has(i) {
            research.add(i, upkeep * firms.price[i] * firms.sales[i]);
        }
    }
}

impl Ai {
    /// The place of a platform that has closed goes to the largest firm of its sector.
    fn replace_platforms(&mut self, firms: &Firms, makers: &[Vec<u32>]) {
        for platform in self.platforms.iter_mut().filter(|x| !firms.open[x.firm]) {
            let heirs = makers[firms.sector(platform.firm)].iter().map(|&i| i as usize);
            let largest = heirs.reduce(|a, b| if firms.size[b] > firms.size[a] { b } else { a });
            platform.firm = largest.unwrap_or(platform.firm);
        }
    }

    /// Platform firms plan capital spending on the demand they expect and on what their rivals plan (AI-12).
    fn plan_capex(&mut self, p: &Params, leader_capex: f64) {
        let expected = p.ai_capex_response * (self.compute.expected_demand - 1.0);
        let base = self.compute.base_spending;
        let announced = |j: usize| if j == 0 { leader_capex / base } else { 0.0 };
        let shown = |j: usize, platform: &Platform| platform.weight * platform.plan + announced(j);
        let spending: f64 = self.platforms.iter().enumerate().map(|(j, x)| shown(j, x)).sum();
        let weight: f64 = self.platforms.iter().map(|x| x.weight).sum();
        let rivals: Vec<f64> = (self.platforms.iter().enumerate())
            .map(|(j, x)| {
                let others = weight - x.weight;
                // The only platform of a small world has no rivals.
                if others > 0.0 {
                    (spending - shown(j, x)) / others
                } else {
                    0.0
                }
            })
            .collect();
        for (platform, rivals) in self.platforms.iter_mut().zip(rivals) {
            let wanted = expected + p.ai_rivals_response * rivals;
            let plan = p.ai_capex_inertia * platform.plan + (1.0 - p.ai_capex_inertia) * wanted;
            // Nobody buys less than nothing: the baseline's spending is all there is to cut.
            platform.plan = plan.at_least(-1.0);
        }
    }
}

/// Users pay platform firms for models and compute what differs from the baseline, and government earns on the compute
/// it owns. Fees enter profit.
///
/// Firm i pays f P_i Q_i (φ now_i - baseline_i) + B^r (P used s_i - s_i^baseline), s its share in the use of compute;
/// platforms receive it by weight and hand government its share K^public / K of B^r P used less all electricity of compute.
/// Firms expect to pay next quarter what they paid in this one. Equation: AI-14. Source: this project.
pub fn settle_fees(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    goods: &GoodsMarket,
    ledger: &mut Ledger,
) {
    let Some(Block { p, state: ai, .. }) = block else {
        return;
    };
    let one = |yes: bool| f64::from(u8::from(yes));
    let now = use_of_all(p, &ai.weight, &ai.adoption);
    let baseline = use_of_all(p, &ai.weight, &ai.baseline);
    let revenue = ai.compute.base_revenue(p);
    let paid_for = ai.compute.price * ai.compute.used;
    let mut fees = 0.0;
    firms.fees.fill(0.0);
    let mut pool = ledger.clearing(Flow::TechnologyFees);
    for i in 0..firms.len() {
        let (uses, used) = (ai.adoption.has(i), ai.baseline.has(i));
        if !(uses || used) {
            continue;
        }
        let sales = firms.price[i] * firms.sales[i];
        let models = p.ai_licence_fee * sales * (ai.models.fee * one(uses) - one(used));
        let compute = revenue * ai.weight[i] * (paid_for * one(uses) / now - one(used) / baseline);
        pool.debit(Party::Agent(&mut firms.deposits, i), models + compute);
        firms.fees[i] += models + compute;
        fees += models + compute;
    }
    for platform in &ai.platforms {
        let received = platform.weight * fees;
        pool.credit(Party::Agent(&mut firms.deposits, platform.firm), received);
        firms.fees[platform.firm] -= received;
    }
    // A leak is remembered by the ledger and stops the run when the quarter closes.
    let _ = pool.finish();
    let share = ai.compute.public / ai.compute.capacity();
    let power = goods.technology(TechnologyGood::Electricity);
    let bill = electricity_bill(ctx, p, goods) + power.total() * power.paid;
    let owed = share * (revenue * paid_for - bill);
    for platform in &ai.platforms {
        let paid = platform.weight * owed;
        firms.fees[platform.firm] += paid;
        let account = Party::Agent(&mut firms.deposits, platform.firm);
        ledger.pay(Flow::PublicCompute, account, Party::Government, paid);
    }
    for (i, fee) in firms.fees.iter().enumerate() {
        firms.profit.add(i, -fee);
    }
    ai.take_stock(p, ctx.structure.ai_depreciation, firms);
}

/// Bill of a quarter for the electricity that the trend contains: the opening's share of GDP (b Y in AI-16).
fn electricity_bill(ctx: &Context, p: &Params, goods: &GoodsMarket) -> f64 {
    // TWh at money per kWh are billions.
    p.ai_electricity / 4.0 * p.ai_electricity_price * goods.nominal_gdp / ctx.rules.opening_gdp
}

/// Government pays for courses of staff with its consumption, and those who have been trained can use it from the next
/// quarter on: G' = G + (Δh - trained) · persons at work · cost · P; what has been learnt is kept.
/// Equation: AI-17. Source: this project.
pub fn pay_training(
    block: &mut Option<Block>,
    firms: &Firms,
    government: &mut Government,
    goods: &GoodsMarket,
) {
    let Some(Block { p, policy, state: ai }) = block else {
        return;
    };
    let more = policy.skills - ai.trained;
    // Nobody unlearns what has been taught.
    if more <= 0.0 {
        return;
    }
    let persons = firms.heads.iter().map(|&n| f64::from(n)).sum::<f64>() * ai.persons;
    // Million persons at thousands of money each are billions.
    let cost = more * persons * p.ai_training_cost * goods.consumer_price;
    government.consumption_budget += cost;
    government.ordered.training = cost;
    ai.trained += more;
}
