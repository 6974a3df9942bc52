//! Households: budgets and incomes. A household never borrows for consumption.

use crate::context::Context;
use crate::core::Bound;
use crate::state::{Banks, Expectations, Firms, Government, Households, NO_EMPLOYER, Role};
use accounting::{Flow, Ledger};
use engine::bounds::Bounds;

/// Plans consumption out of permanent income, transitory income and wealth, and housing investment.
///
/// yp' = yp (1 + γ^e + π^e) + η (y^e - yp (1 + γ^e + π^e));
/// C = α_g yp (1 - σ_c rgap - c_u (u_-1 - u*)) + mpc_g (y^e - yp) + c_w (D - ω_g yp), between a floor of permanent income and what cash
/// and income allow; housing = ψ_H yp, cut first if cash is short.
/// Equation: HH-2. Source: carroll1997, carroll2019 (unemployment), godley2007 ch. 7 (wealth term); sizes in the pack.
pub fn plan_budgets(
    ctx: &Context,
    households: &mut Households,
    firms: &Firms,
    banks: &Banks,
    government: &Government,
    e: &Expectations,
) {
    let g = ctx.rules;
    let p = &g.p;
    let taxes = &government.taxes;
    let growth = 1.0 + e.growth + e.inflation;
    let net_pay = (1.0 - taxes.employee_contribution) * (1.0 - taxes.income);
    let bank_share =
        banks.sum(|bank| bank.dividend) * growth * (1.0 - taxes.income) / households.bank_owners.len() as f64;
    let gap = e.unemployment - p.natural_unemployment;
    let risk = ctx.bounds.at_most(Bound::Precaution, gap, p.precaution_ceiling);
    for bank in &banks.rows {
        let rate_gap = 4.0 * (bank.loan_rate - e.inflation) - g.opening_real_rate;
        let restraint = 1.0 - p.consumption_rate_response * rate_gap - p.precaution * risk;
        for h in households.deposits.rows_at(bank.institution) {
            let group = households.group[h] as usize;
            let earned = match households.role[h] {
                Role::Worker => match households.employer[h] {
                    NO_EMPLOYER => government.benefit_per_unit * households.units[h],
                    employer => households.units[h] * firms.pay_rate[employer as usize] * net_pay,
                },
                Role::Retired => government.pension,
                Role::FirmOwner(i) => firms.dividend[i as usize] * growth * (1.0 - taxes.income) + bank_share,
                Role::BankOwner => bank_share,
            };
            let expected = earned + households.interest[h] + households.transfer[h];
            let carried = households.permanent_income[h] * growth;
            let permanent = carried + g.groups[group].income_smoothing * (expected - carried);
            households.permanent_income[h] = permanent;
            let deposits = households.deposits.get(h);
            let wanted = g.propensity[group] * permanent * restraint
                + g.groups[group].transitory_propensity * (expected - permanent)
                + p.wealth_response * (deposits - g.wealth_norm[group] * permanent);
            let cash = p.cash_limit * deposits + expected;
            // The floor is subsistence; cash comes first, since nobody lends for consumption; nor does anybody whose taxes have
            // exceeded income give goods back.
            let subsistence = p.consumption_floor * permanent;
            let needed = ctx.bounds.at_least(Bound::Subsistence, wanted, subsistence);
            let consumption = ctx.bounds.at_most(Bound::Purse, needed, cash).at_least(0.0);
            let housing = (g.housing_propensity * permanent)
                .at_most(cash - consumption)
                .at_least(0.0);
            households.consumption_budget[h] = consumption / (1.0 + taxes.consumption);
            households.housing_budget[h] = housing / (1.0 + taxes.dwellings);
        }
    }
}

/// Wages, benefits and pensions are paid, taxes and contributions withheld, interest settled:
/// Y_h = w (1 - τ^SIW)(1 - τ^INC) at work, else benefit or pension, plus transfers and dividends after tax.
/// Equation: HH-3. Source: poledna2023, eqs. (A.36)-(A.41). Differs: benefits and pensions follow the wage index.
pub fn settle(households: &mut Households, firms: &mut Firms, government: &Government, ledger: &mut Ledger) {
    let taxes = &government.taxes;
    households.income.fill(0.0);
    for h in 0..households.len() {
        households.dwellings[h] += households.housing[h];
        let employer = households.employer[h];
        if employer != NO_EMPLOYER {
            let firm = employer as usize;
            let gross = firms.pay_rate[firm] * households.units[h];
            households.receive_wage(taxes, h, firms, firm, gross, ledger);
        }
        match households.role[h] {
            Role::Worker if employer == NO_EMPLOYER => {
                let benefit = government.benefit_per_unit * households.units[h];
                households.receive_from_government(Flow::Benefits, h, benefit, ledger);
            }
            Role::Retired => {
                households.receive_from_government(Flow::Pensions, h, government.pension, ledger);
            }
            _ => {}
        }
        let transfer = households.transfer[h];
        households.receive_from_government(Flow::Transfers, h, transfer, ledger);
        households.receive_interest(h, ledger);
    }
}
