//! Plans of firms, and what becomes of them: price, output, staff, materials, investment, credit wanted.

use super::staff;
use crate::context::Context;
use crate::core::{Bound, Rules};
use crate::state::{Bank, Banks, Expectations, Firms, GoodsMarket, LabourMarket, Technology};
use crate::structure::{Taxes, TechnologyGood};
use engine::bounds::Bounds;
use engine::math;

/// What all firms see alike this quarter.
struct View<'a> {
    ctx: &'a Context<'a>,
    g: &'a Rules,
    e: &'a Expectations,
    /// Pay per efficiency unit over its opening value, expected for the quarter before inflation.
    expected_wage: f64,
    wage: f64,
    /// Common productivity over its opening value, policy included.
    productivity: f64,
    banks: &'a Banks,
    /// Real loan rate of each bank less the opening's, per year.
    rate_gap: Vec<f64>,
    /// Loan rate of each bank less the opening's, per year.
    rate_rise: Vec<f64>,
    capital_price: f64,
    profit_tax: f64,
}

/// Firms plan the quarter: price, output, staff, materials, investment and credit wanted. What credit they get and what they
/// sell is decided in the markets.
#[expect(
    clippy::too_many_arguments,
    reason = "a plan weighs everything a firm can see"
)]
pub fn plan(
    ctx: &Context,
    firms: &mut Firms,
    goods: &GoodsMarket,
    labour: &LabourMarket,
    technology: &Technology,
    banks: &Banks,
    taxes: &Taxes,
    e: &Expectations,
) {
    let g = ctx.rules;
    let rate_gap = |bank: &Bank| 4.0 * (bank.loan_rate - e.inflation) - g.opening_real_rate;
    let rate_rise = |bank: &Bank| 4.0 * bank.loan_rate - g.opening_loan_rate;
    let view = View {
        ctx,
        g,
        e,
        expected_wage: labour.previous_index * (1.0 + technology.growth),
        wage: labour.wage_index,
        productivity: technology.level * (1.0 + ctx.policy.productivity),
        banks,
        rate_gap: banks.rows.iter().map(rate_gap).collect(),
        rate_rise: banks.rows.iter().map(rate_rise).collect(),
        capital_price: goods.capital_price * (1.0 + e.inflation),
        profit_tax: taxes.profit,
    };
    for i in 0..firms.len() {
        if !firms.open[i] {
            continue;
        }
        let seen = firms.orders[i] / firms.expected_orders[i] - 1.0;
        firms.expected_orders[i] *= 1.0 + e.growth;
        view.set_price(firms, i, seen, goods);
        view.plan_output(firms, i);
        view.plan_investment(firms, i);
        view.plan_finance(firms, i, goods);
    }
}

impl View<'_> {
    /// The price drifts with expected inflation, returns to normal cost and yields to orders beyond expectation.
    ///
    /// P' = P (1 + π^e) exp{λ_p ln(P*/P) + clip(ξ (Qd/Qe - 1), ±cap)},
    /// P* = τ_i s_i (w̄ ω_-1 (1+gA) c_i / (Ā_s A) + n_i mat PM) / (1 - tax - depreciation - surplus), c_i the priced cost
    /// of INN-2, surplus less what more rivals take of it (SUP-4), s_i the mark-up of FIR-20; n_i and τ_i are 1 unless a block
    /// changes the need for materials or the target.
    /// Equation: FIR-8. Source: godley2007 ch. 8 (normal cost), hommes2022 (demand pull).
    fn set_price(&self, firms: &mut Firms, i: usize, surprise: f64, goods: &GoodsMarket) {
        let (p, s, k) = (&self.g.p, self.ctx.structure, firms.sector(i));
        let mean_cost = s.pay_per_staff[k] * self.expected_wage / (s.output_per_staff[k] * self.productivity);
        let labour_cost = mean_cost * firms.priced_cost[i];
        // What a firm needs more or less than its sector is its margin, not its price.
        let usual_need = firms.materials_need[i] * math::exp(-firms.own_need[i]);
        let materials_cost = s.materials_per_output[k] * usual_need * goods.basket_price[k];
        let full_share = s.cost_share[k] + goods.margin_given_up[k];
        let target = (labour_cost + materials_cost) / full_share
            * firms.price_target[i]
            * self.markup(firms, i, goods);
        let most = p.demand_pull_ceiling;
        let pull = self
            .ctx
            .bounds
            .between(Bound::DemandPull, p.demand_pull * surprise, -most, most);
        let price = firms.price[i];
        let expected = price * (1.0 + self.e.inflation);
        firms.price[i] = expected * math::exp(p.price_adjustment * math::ln(target / price) + pull);
    }

    /// What moves the target price of firm `i` besides normal cost: use of capacity, the sector's mark-up and cost shock, and a
    /// part of interest.
    ///
    /// s_i = exp{μ_u (U_k/u* - 1) + μ_u/2 (u_i/W_k - 1) + m_k + x_k} [1 + μ_r (r_L - r_L0) l_k / (4 κ u*)], the first two between ±μ_c;
    /// U_k use of capacity of the sector, u_i that of the firm, W_k that of the maker of a mean unit, so that own use moves
    /// prices against each other and not their mean; l_k the sector's loans over capital.
    /// Equation: FIR-20. Source: assenza2015 (form), barth2001 (interest); sizes in the pack.
    fn markup(&self, firms: &Firms, i: usize, goods: &GoodsMarket) -> f64 {
        let (p, s, k) = (&self.g.p, self.ctx.structure, firms.sector(i));
        let pricing = &goods.pricing;
        let bounded = |bound, effect| {
            let most = p.use_response_ceiling;
            self.ctx.bounds.between(bound, effect, -most, most)
        };
        let sector_use = pricing.use_of_capacity[k] / p.normal_utilisation - 1.0;
        let of_sector = bounded(Bound::SectorUse, p.use_response * sector_use);
        let own_use = firms.use_of_capacity(i) / pricing.usual_use[k] - 1.0;
        let own = bounded(Bound::OwnUse, p.use_response / 2.0 * own_use);
        let normal_output = s.output_per_capital[k] * p.normal_utilisation;
        let interest =
            self.rate_rise[self.banks.row_at(&firms.loans, i)] / 4.0 * self.g.loan_norm[k] / normal_output;
        math::exp(of_sector + own + pricing.markup[k] + pricing.cost_shock[k])
            * (1.0 + p.interest_in_price * interest)
    }

    /// Output serves expected orders and brings stocks to their norm, within capacity and materials at hand.
    ///
    /// qs = Qe + ν_S g Qe_- + λ_S (ν_S Qe_- - S); Qs = min(qs, κK, M/mat); N^d = W(Qs)/A (FIR-13);
    /// ΔM = mat min(qs, κK) + λ_S (ν_M mat Y^n - M) + (1-λ_S) ν_M mat Y^n g.
    /// Equation: FIR-9. Source: this project (stock-adjustment form: metzler1941).
    fn plan_output(&self, firms: &mut Firms, i: usize) {
        let (p, s, k) = (&self.g.p, self.ctx.structure, firms.sector(i));
        let growth = self.e.growth;
        let expected = firms.expected_orders[i];
        let before = expected / (1.0 + growth);
        let stock_gap = p.finished_stock * before - firms.finished[i];
        let wanted = expected + p.finished_stock * growth * before + p.stock_adjustment * stock_gap;
        // Nobody plans negative output or orders, however large the stocks.
        let wanted = wanted.at_least(0.0);
        let capacity = s.output_per_capital[k] * firms.capital[i];
        let per_output = s.materials_per_output[k] * firms.materials_need[i];
        let planned = wanted.at_most(capacity).at_most(firms.materials[i] / per_output);
        firms.wanted_output[i] = wanted;
        firms.planned_output[i] = planned;
        firms.staff_wanted[i] = staff::work(p, s, firms, i, planned) / firms.productivity[i];
        let norm = p.materials_stock * per_output * self.normal_output(expected);
        let materials = per_output * wanted.at_most(capacity)
            + p.stock_adjustment * (norm - firms.materials[i])
            + (1.0 - p.stock_adjustment) * norm * growth;
        firms.materials_ordered[i] = materials.at_least(0.0);
    }

    /// Output at which stocks grow with sales: Y^n = Qe (1 + ν_S g / (1 + g)).
    fn normal_output(&self, expected: f64) -> f64 {
        let growth = self.e.growth;
        expected * (1.0 + self.g.p.finished_stock * growth / (1.0 + growth))
    }

    /// Investment replaces wear, follows planned growth as far as capital earns its normal return, and closes the gap to wanted
    /// capital slowly, both as they will be when plant bought today produces.
    ///
    /// K* = Y^n / (κ u*) (uc_0/uc_i)^σ (1+gK)^L, uc_i = δ + real loan rate of the firm - c + ρ, c the concession of SUP-2;
    /// I = ρ_I (1+gK) I_-1 + (1-ρ_I)[ι (δ + gK) K (1+gK)^L (1 + i_r sat(gos_i/rn_k - 1)) + λ_K (K* - K_L)],
    /// K_L = K (1 - L δ) + W, between zero and a multiple of (δ + gK) K; sat fades out towards a bound, rn_k the normal return, ι
    /// what makes the opening's investment that of the table.
    /// Equation: FIR-10. Source: jorgenson1963, chirinko1999 (user cost), kydland1982 (time to build), freitas2015 (slow adjustment).
    fn plan_investment(&self, firms: &mut Firms, i: usize) {
        let (p, s, k) = (&self.g.p, self.ctx.structure, firms.sector(i));
        let bounds = &self.ctx.bounds;
        let growth = self.e.planning_growth;
        let capital = firms.capital[i];
        let wear = p.depreciation / 4.0;
        let normal = self.normal_output(firms.expected_orders[i]);
        let per_capital = s.output_per_capital[k] * p.normal_utilisation;
        let row = self.banks.row_at(&firms.loans, i);
        let rate_gap = self.rate_gap[row] + self.banks.rows[row].premium + firms.loan_premium[i];
        let opening_cost = p.depreciation + self.g.opening_real_rate + p.user_cost_premium;
        let reckoned = opening_cost + rate_gap - firms.concession[i];
        let user_cost = bounds.at_least(Bound::UserCost, reckoned, p.user_cost_floor);
        let later = math::pow(1.0 + growth, p.gestation);
        let wanted =
            normal / per_capital * math::pow(opening_cost / user_cost, p.capital_cost_elasticity) * later;
        let gap = firms.return_on_capital[i] / self.g.normal_return[k] - 1.0;
        let fades = p.return_response_ceiling;
        let excess_return = math::saturating(gap, -fades, fades);
        let steady = (wear + growth) * capital;
        let on_path = self.g.investment_norm * steady * later * (1.0 + p.return_response * excess_return);
        let then = capital * (1.0 - p.gestation * wear) + firms.under_way[i];
        let adjusted = on_path + p.capital_gap_closing * (wanted - then);
        let smoothed = p.investment_inertia * (1.0 + growth) * firms.last_investment[i]
            + (1.0 - p.investment_inertia) * adjusted;
        let most = p.investment_ceiling * steady;
        let buildable = bounds.at_most(Bound::InvestmentMost, smoothed, most);
        let ordered = bounds.at_least(Bound::InvestmentLeast, buildable, 0.0);
        firms.investment_ordered.begin(i, ordered);
    }

    /// Expected cash flow, credit wanted and the limit that collateral, earnings and the bank's standard set.
    ///
    /// cf = P Qe - pay - materials - investment - production tax - interest - profit tax - regular dividend - last fees + grant;
    /// ΔL = -cf - AI from cash + λ_D (D* - D), D* = d0 h P Qe, at least a small repayment, at most
    /// S (1 + sat(gos_i / rn_k - 1)) max(z lev, floor) P_K K - L, sat fading out towards e_min - 1 and e_max - 1; below zero the
    /// bank calls loans in (CRE-2).
    /// Equation: FIR-11. Source: this project; lian2021 (earnings).
    fn plan_finance(&self, firms: &mut Firms, i: usize, goods: &GoodsMarket) {
        let (g, p, s, k) = (self.g, &self.g.p, self.ctx.structure, firms.sector(i));
        let sales = firms.price[i] * firms.expected_orders[i];
        let pay = s.paid_per_staff(k) * self.wage * firms.staff_wanted[i];
        let materials = firms.materials_ordered[i] * goods.basket_price[k] * (1.0 + self.e.inflation);
        let used_up = p.depreciation / 4.0 * firms.capital[i];
        let net_investment = (firms.investment_ordered[i] - used_up).at_least(0.0);
        firms.grant[i] = if g.publicly_funded[k] {
            net_investment * self.capital_price
        } else {
            0.0
        };
        let taxed = firms.profit[i].at_least(0.0);
        let payout = firms.usual_payout(i, g.dividend_payout) + firms.remitted[i];
        let distributed = taxed * (self.profit_tax + payout * (1.0 - self.profit_tax));
        let cash_flow = sales * (1.0 - s.production_tax[k])
            - pay
            - materials
            - firms.investment_ordered[i] * self.capital_price
            - goods.technology.iter().map(|good| good.firms[i]).sum::<f64>()
            + firms.grant[i]
            + firms.research_support[i]
            + firms.support[i]
            - firms.interest_due[i]
            + firms.interest_earned[i]
            - distributed
            - firms.fees[i]
            - (firms.coupon_due[i] + firms.bonds_due[i]);
        let target = firms.cash_target(i, g.cash_norm);
        let deposits = firms.deposits.get(i);
        let loans = firms.loans.get(i);
        let free = (deposits - p.cash_floor * target).at_least(0.0);
        let from_cash = self.ai_capital_from_cash(goods, i).at_most(free);
        let wanted = -cash_flow - from_cash + p.cash_adjustment * (target - deposits);
        let bounds = &self.ctx.bounds;
        firms.credit_wanted[i] = bounds.at_least(Bound::Repayment, wanted, -p.repayment_ceiling * loans);
        let value = (p.loan_norm_multiple * g.loan_norm[k]).at_least(p.loan_to_value_floor);
        let earned = firms.return_on_capital[i] / g.normal_return[k] - 1.0;
        let earnings = 1.0 + math::saturating(earned, p.earnings_least - 1.0, p.earnings_most - 1.0);
        let standard = self.banks.of_firm(firms, i).standard;
        firms.credit_limit[i] = standard * earnings * value * goods.capital_price * firms.capital[i]
            - loans
            - (firms.bonds.get(i) - firms.bonds_due[i]);
        // Kept for the cut after the credit market: cash before credit, less what must stay.
        firms.cash_after_plan[i] = deposits + cash_flow - p.cash_floor * target;
    }
}

impl View<'_> {
    /// Artificial-intelligence capital that a firm pays from cash it holds rather than by credit.
    fn ai_capital_from_cash(&self, goods: &GoodsMarket, i: usize) -> f64 {
        // Orders below the trend's free credit, not cash.
        goods.ai_capital_from_cash * goods.technology(TechnologyGood::AiCapital).firms[i].at_least(0.0)
    }
}

/// Opens the account of cash that programmes make firms set aside; they say it anew each quarter.
pub fn open_accounts(firms: &mut Firms) {
    firms.cash_set_aside.begin_neutral();
}

/// Firms order the artificial-intelligence capital of the quarter: each sector its share, its firms in proportion to
/// output: AI_i = AI · share_s · Y_i / Σ_s Y. Equation: FIR-12. Source: this project; amount and import content are
/// levers. Where artificial intelligence is a block of its own, its platform firms buy instead (AI-12).
pub fn plan_ai_spending(ctx: &Context, firms: &Firms, goods: &mut GoodsMarket) {
    if ctx.policy.ai_capex == 0.0 || goods.platforms_buy {
        return;
    }
    let orders = &mut goods.technology[TechnologyGood::AiCapital as usize].firms;
    for (k, makers) in goods.makers.iter().enumerate() {
        let output: f64 = makers.iter().map(|&i| firms.output[i as usize]).sum();
        // A sector that stands still buys nothing.
        if output == 0.0 {
            continue;
        }
        for i in makers.iter().map(|&i| i as usize) {
            orders.add(
                i,
                ctx.policy.ai_capex * ctx.structure.ai_buyer[k] * firms.output[i] / output,
            );
        }
    }
}

/// Firms that did not get the credit they need cut their investment.
///
/// If D + cf + ΔL < floor · D*, investment is cut by the shortfall at capital prices, at most to zero; where the budget pays for
/// investment it pays the shortfall too.
/// Equation: FIR-7. Source: this project.
pub fn fit_investment_to_finance(ctx: &Context, firms: &mut Firms, goods: &GoodsMarket) {
    for i in 0..firms.len() {
        let short = -(firms.cash_after_plan[i] + firms.credit[i]);
        if ctx.rules.publicly_funded[firms.sector(i)] {
            firms.grant[i] += short.at_least(0.0);
            firms.investment_cut[i] = 0.0;
            firms.last_investment[i] = firms.investment_ordered[i];
            continue;
        }
        let affordable = firms.investment_ordered[i] - short.at_least(0.0) / goods.capital_price;
        // Investment cannot be cut below nothing.
        let kept = affordable.at_least(0.0);
        firms.investment_cut[i] = firms.investment_ordered[i] - kept;
        if firms.investment_cut[i] > 0.0 {
            firms.investment_ordered.begin(i, kept);
        }
        firms.last_investment[i] = firms.investment_ordered[i];
    }
}

/// Updates expected orders by what was ordered: Qe' = Qe + λ_q (Qd - Qe). Orders passed on to rivals count for the
/// firm that was asked first. Equation: FIR-14. Source: assenza2015.
pub(super) fn learn_from_orders(g: &Rules, firms: &mut Firms) {
    for i in 0..firms.len() {
        firms.expected_orders[i] += g.p.sales_memory * (firms.orders[i] - firms.expected_orders[i]);
    }
}
