//! Industrial support and firms of the state. Support of the opening is in the opening table, so only what policy adds
//! to it or takes from it is paid. Money reaches firms in four forms, each through its own account; what it does to
//! entry, exit, capacity and productivity follows from what firms, owners and creditors make of it.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

mod entry;
mod measured;

pub use entry::renew_firms;

use crate::context::Context;
use crate::core::Rules;
use crate::declare::Title;
use crate::state::{Bank, Banks, Expectations, Firms, GoodsMarket, Grace, side_table};
use crate::streams::Stream;
use crate::structure::{Structure, Taxes, TechnologyGood};
use accounting::{Flow, Ledger, Party};
use engine::bounds::Bounds;
use engine::draws::Draws;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Support>;

/// Title.
pub const TITLE: Title = Title {
    en: "Industrial support and state firms",
    zh: "产业扶持与国有企业",
};

side_table! {
    /// State of industrial support.
    #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
    pub struct Support {
        columns {
            /// Lasting productivity of each firm against the opening's firms, log.
            pub quality: Vec<f64> = 0.0, Keep, Forget;
            /// Whether it has been seen how the firm came into the market.
            met: Vec<bool> = false, Reset, Stay;
            /// Cash of each firm this quarter.
            cash: Vec<f64> = 0.0, Keep, Stay;
            /// Tax relief.
            tax: Vec<f64> = 0.0, Keep, Stay;
            /// Land grants.
            land: Vec<f64> = 0.0, Keep, Stay;
            /// Interest not charged.
            credit: Vec<f64> = 0.0, Keep, Stay;
        }
        tables {}
        rest {
            /// Firms of each sector at the opening.
            opening_firms: Vec<f64>,
            /// Firms whose plant is being built.
            pub building: Vec<Founded>,
            /// Support beyond the opening's over sales, by sector.
            pub rate: Vec<f64>,
            /// The same for a firm without connections, as an entrant sees it.
            pub open_rate: Vec<f64>,
            /// Gain of users of supported inputs, by sector, log.
            network: Vec<f64>,
            /// Interest not charged to firms this quarter.
            concession: f64,
            /// Money that state firms are told to spend on research this quarter.
            pub mandated: f64,
            /// Support beyond the opening's this quarter.
            pub given: f64,
            /// Part of it that is a subsidy on production in the national accounts.
            pub subsidies: f64,
            /// Profit after tax of state firms this quarter, losses left out.
            pub state_profit: f64,
            /// Share of it remitted.
            pub payout: f64,
        }
    }
}

/// A firm whose plant is being built.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Founded {
    /// Its row.
    pub firm: usize,
    /// Lasting productivity that it will have, log.
    pub quality: f64,
}

impl Support {
    /// The opening: firms of each sector, in drawn order, belong to the state up to its share of output.
    pub fn open(p: &Params, firms: &mut Firms, goods: &GoodsMarket, draws: &Draws) -> Self {
        let (makers, idle) = (&goods.makers, &goods.idle);
        for (k, makers) in makers.iter().enumerate() {
            let mut order = makers.clone();
            draws.arrange(Stream::StateOwnership, 0, k as u32, &mut order);
            let mut taken = 0.0;
            for i in order.into_iter().map(|i| i as usize) {
                // A firm is taken if that brings the share nearer to the figure.
                let with = taken + firms.size[i];
                if with - p.state_share[k] < p.state_share[k] - taken {
                    firms.state_owned[i] = true;
                    taken = with;
                }
            }
        }
        let (n, sectors) = (firms.len(), makers.len());
        Self {
            opening_firms: makers
                .iter()
                .zip(idle)
                .map(|(m, waiting)| (m.len() + waiting.len()) as f64)
                .collect(),
            quality: vec![0.0; n],
            met: vec![true; n],
            rate: vec![0.0; sectors],
            open_rate: vec![0.0; sectors],
            network: vec![0.0; sectors],
            cash: vec![0.0; n],
            tax: vec![0.0; n],
            land: vec![0.0; n],
            credit: vec![0.0; n],
            payout: p.state_payout,
            ..Self::default()
        }
    }
}

/// Normal profit over sales of a sector: the surplus of the opening after depreciation.
fn normal_margin(g: &Rules, s: &Structure, k: usize) -> f64 {
    let depreciation = s.depreciation[k] / (s.output_per_capital[k] * g.p.normal_utilisation);
    1.0 - s.cost_share[k] - s.production_tax[k] - depreciation
}

/// Support goes to favoured sectors by sales; inside a sector cash by connections and sales, tax relief by sales, land
/// by investment, credit by loans.
///
/// S_f = share_f · GDP^e, S_fk = S_f w_k V_k / Σ w V with V sales; cash_i = S_k [b s_i (1 + z state_i) / Σ + (1-b) V_i / V_k],
/// tax_i = S_k V_i / V_k, land_i = S_k I_i / I_k, credit_i = S_k L_i / L_k.
/// Equation: SUP-1. Source: garciamacia2025 (forms, favoured sectors); keys: this project.
///
/// State firms buy the research they are told to: R_i = mandate · V_i. Equation: SUP-8. Source: this project.
pub fn give(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    goods: &mut GoodsMarket,
    e: &Expectations,
) {
    let Some(Block {
        p: b,
        policy: lever,
        state: support,
    }) = block
    else {
        return;
    };
    let g = ctx.rules;
    clear(support, firms);
    remit(
        lever.state_payout.map_or(0.0, |payout| payout - b.state_payout),
        firms,
    );
    let value = |firms: &Firms, i: usize| firms.price[i] * firms.output[i];
    mandate_research(lever.research_mandate, support, firms, goods);
    if [lever.cash, lever.tax, lever.land, lever.credit] == [0.0; 4] {
        return;
    }
    let sales_of = |makers: &Vec<u32>| makers.iter().map(|&i| value(firms, i as usize)).sum();
    let sales: Vec<f64> = goods.makers.iter().map(sales_of).collect();
    let weighted: f64 = sales.iter().zip(&b.support_weight).map(|(v, w)| v * w).sum();
    let unit = goods.nominal_gdp * (1.0 + e.trend_growth + e.inflation);
    for (k, makers) in goods.makers.iter().enumerate() {
        // Nothing is paid to a sector that is not favoured, nor to one that stands still.
        if b.support_weight[k] == 0.0 || sales[k] == 0.0 {
            continue;
        }
        let part = unit * b.support_weight[k] * sales[k] / weighted;
        let sum = |of: &dyn Fn(usize) -> f64| makers.iter().map(|&i| of(i as usize)).sum::<f64>();
        let pull =
            |i: usize| firms.size[i] * (1.0 + b.state_preference * f64::from(u8::from(firms.state_owned[i])));
        let (connections, investment, loans) = (
            sum(&pull),
            sum(&|i| firms.last_investment[i]),
            sum(&|i| firms.loans.get(i)),
        );
        let share = |of: f64, all: f64| if all > 0.0 { of / all } else { 0.0 };
        let margin = normal_margin(g, ctx.structure, k);
        let mut given = 0.0;
        for i in makers.iter().map(|&i| i as usize) {
            let sold = value(firms, i);
            let by_sales = sold / sales[k];
            let by_pull = share(pull(i), connections);
            let cash =
                part * lever.cash * (b.support_lobbied * by_pull + (1.0 - b.support_lobbied) * by_sales);
            let tax = part * lever.tax * by_sales;
            let land = part * lever.land * share(firms.last_investment[i], investment);
            let credit = part * lever.credit * share(firms.loans.get(i), loans);
            (support.cash[i], support.tax[i], support.land[i]) = (cash, tax, land);
            firms.support[i] = cash + tax + land;
            firms.interest_due.add(i, -credit);
            support.credit[i] = credit;
            support.concession += credit;
            let all = cash + tax + land + credit;
            given += all;
            let plant = goods.capital_price * firms.capital[i];
            if sold > 0.0 {
                let today = b.support_today * unit * b.support_weight[k] / weighted;
                firms.backing[i] = all / sold / (margin + today);
            }
            if plant > 0.0 {
                let counted = land + credit + b.untied_share * (cash + tax);
                firms.concession[i] = cheaper_capital(g, counted, plant);
            }
        }
        support.given += given;
        support.rate[k] = given / sales[k];
        let open = lever.tax + lever.land + lever.credit + (1.0 - b.support_lobbied) * lever.cash;
        support.open_rate[k] = part * open / sales[k];
    }
}

/// A firm counts land and credit, and part of the rest, as a lower cost of capital:
/// c_i = 4 [land + credit + u (cash + tax)] / (P_K K), at most what capital costs. Equation: SUP-2. Source: jorgenson1963.
fn cheaper_capital(g: &Rules, counted: f64, plant: f64) -> f64 {
    // Capital cannot cost less than nothing; the same bound holds for what is taken away.
    let cost = g.p.depreciation + g.opening_real_rate;
    (4.0 * counted / plant).at_most(cost).at_least(-cost)
}

/// State firms pay out so much more of their profit than at the opening.
fn remit(more: f64, firms: &mut Firms) {
    for i in 0..firms.len() {
        firms.remitted[i] = if firms.state_owned[i] { more } else { 0.0 };
    }
}

/// Nothing has been given yet this quarter.
fn clear(support: &mut Support, firms: &mut Firms) {
    for amounts in [
        &mut support.cash,
        &mut support.tax,
        &mut support.land,
        &mut support.credit,
    ] {
        amounts.fill(0.0);
    }
    for amounts in [&mut firms.support, &mut firms.backing, &mut firms.concession] {
        amounts.fill(0.0);
    }
    (support.given, support.concession, support.mandated) = (0.0, 0.0, 0.0);
    support.rate.fill(0.0);
    support.open_rate.fill(0.0);
}

/// State firms buy the research they are told to. Part of SUP-8.
fn mandate_research(mandate: f64, support: &mut Support, firms: &Firms, goods: &mut GoodsMarket) {
    if mandate == 0.0 {
        return;
    }
    let orders = &mut goods.technology[TechnologyGood::Research as usize].firms;
    for i in (0..firms.len()).filter(|&i| firms.state_owned[i] && firms.open[i]) {
        let told = mandate * (firms.price[i] * firms.output[i]);
        orders.add(i, told);
        support.mandated += told;
    }
}

/// Puts what firms are and what suppliers' support gives them into their technology.
///
/// a_i += q_i + v h_k, h_k += m [Σ_g mat_k b_gk s_g - h_k] · η_N, with s_g support over sales of the supplier and v the
/// weight of the network view. Equation: SUP-7. Source: liu2019 (sign); size in the pack.
pub fn place(ctx: &Context, block: &mut Option<Block>, firms: &mut Firms) {
    let Some(Block {
        p: b,
        policy,
        state: support,
    }) = block
    else {
        return;
    };
    let s = ctx.structure;
    for k in 0..s.sectors {
        let supported: f64 = (0..s.sectors).map(|g| s.share(g, k) * support.rate[g]).sum();
        let wanted = b.network_gain * s.materials_per_output[k] * supported;
        support.network[k] += b.network_memory * (wanted - support.network[k]);
    }
    for i in 0..firms.len() {
        let gain = policy.network_view * support.network[firms.sector(i)];
        firms.technology.add(i, support.quality[i] + gain);
    }
}

/// Pays the support of the quarter: cash as a subsidy, tax relief as a lower levy on production, land as a grant for
/// investment; the interest concession is in the interest due. Land is capital, the rest is profit:
/// Π_i += cash_i + tax_i.
/// Equation: SUP-3. Source: garciamacia2025 (forms), godley2007 (booking).
///
/// State firms remit a share of profit after tax beyond today's: (payout - payout_0) max(0, Π) (1 - τ). It comes before the
/// usual dividend, which is at most what is left of the profit.
/// Equation: SUP-9. Source: this project; the level of today is in the pack.
pub fn settle(block: &mut Option<Block>, firms: &mut Firms, taxes: &Taxes, ledger: &mut Ledger) {
    let Some(Block {
        p: b,
        policy,
        state: support,
    }) = block
    else {
        return;
    };
    (support.subsidies, support.state_profit) = (0.0, 0.0);
    support.payout = policy.state_payout.unwrap_or(b.state_payout);
    for i in 0..firms.len() {
        let (cash, tax, land) = (support.cash[i], support.tax[i], support.land[i]);
        if [cash, tax, land] != [0.0; 3] {
            firms.profit.add(i, cash + tax);
            support.subsidies += cash + tax;
            let account = &mut firms.deposits;
            ledger.pay(Flow::Subsidies, Party::Government, Party::Agent(account, i), cash);
            ledger.pay(
                Flow::ProductionTax,
                Party::Government,
                Party::Agent(account, i),
                tax,
            );
            ledger.pay(
                Flow::CapitalGrants,
                Party::Government,
                Party::Agent(account, i),
                land,
            );
        }
        if firms.state_owned[i] {
            let kept = firms.profit[i].at_least(0.0) * (1.0 - taxes.profit);
            support.state_profit += kept;
            let remitted = firms.remitted[i] * kept;
            if remitted != 0.0 {
                let account = Party::Agent(&mut firms.deposits, i);
                ledger.pay(Flow::Dividends, account, Party::Government, remitted);
            }
        }
    }
}

/// The budget makes good the interest that banks do not charge, but for the share they bear (SUP-3); each gets the part that its
/// customers were spared.
pub fn compensate_banks(block: &mut Option<Block>, banks: &mut Banks, firms: &Firms, ledger: &mut Ledger) {
    let Some(Block {
        policy,
        state: support,
        ..
    }) = block
    else {
        return;
    };
    if support.concession == 0.0 {
        return;
    }
    let spared = |bank: &Bank| firms.sum_at(bank.institution, |i| support.credit[i]);
    let all = banks.sum(spared);
    for bank in &mut banks.rows {
        let paid = (1.0 - policy.credit_bank_share) * support.concession * (spared(bank) / all);
        ledger.pay(Flow::Transfers, Party::Government, bank.institution.into(), paid);
        bank.profit += paid;
    }
}

/// What creditors and owners make of a supported firm that is about to fail.
///
/// With λ_i = s_i / (m_k + s_k0), support beyond today's over normal profit and today's support: creditors wait for
/// 1 + ς λ_i times the limits they set today and count ς times the support of that time as security; the chance of closure
/// is 1 - ζ λ_i times today's. A state firm is rolled over with the chance that policy sets. Equation: SUP-6. Source: kornai1986 (form), barwick2025 (idle capacity that stays).
pub fn bear_with(ctx: &Context, block: &Option<Block>, firms: &mut Firms) {
    let Some(Block { p: b, policy, .. }) = block else {
        return;
    };
    let lever = policy.state_soft_budget;
    for i in 0..firms.len() {
        let rolled_over = lever > 0.0
            && firms.state_owned[i]
            && ctx.draws.uniform(Stream::StateOwnership, ctx.t, firms.id(i), 0) < lever;
        let backing = firms.backing[i];
        firms.grace[i] = Grace {
            // Neither patience nor a chance is negative.
            patience: (1.0 + b.soft_budget * backing).at_least(0.0),
            counted: b.soft_budget * ctx.rules.p.arrears_limit * firms.support[i],
            hazard: (1.0 - b.exit_delay * backing).at_least(0.0),
            rolled_over,
        };
    }
}
