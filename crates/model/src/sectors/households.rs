//! Households: budgets, incomes and who works where. A household never borrows for consumption.

use crate::context::Context;
use crate::processes::expectations::Expectations;
use crate::sectors::bank::Bank;
use crate::sectors::firms::Firms;
use crate::sectors::government::Government;
use crate::structure::Taxes;
use accounting::{Column, Flow, Ledger, Party};
use engine::bounds::Bounds;

/// What a household lives on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// In the labour force, with or without a job.
    Worker,
    /// Outside the labour force, on a pension or benefit.
    Retired,
    /// Owner of a firm.
    FirmOwner(u32),
    /// Owner of the bank only.
    BankOwner,
}

/// No employer.
pub const NO_EMPLOYER: u32 = u32::MAX;

/// State of all households, one entry per household (agent). Money is nominal unless "real" is said.
#[derive(Clone)]
pub struct Households {
    /// Role.
    pub role: Vec<Role>,
    /// Household group, index into the pack's groups.
    pub group: Vec<u8>,
    /// Employer, or [`NO_EMPLOYER`].
    pub employer: Vec<u32>,
    /// Units of labour that the person brings (m).
    pub units: Vec<f64>,
    /// Deposits; below zero an overdraft (D_h).
    pub deposits: Column,
    /// Technology bonds held.
    pub technology_bonds: Column,
    /// Dwellings at what they cost, money: those of the opening and what has been built since; wear is not counted (K_h).
    pub dwellings: Vec<f64>,
    /// Permanent income (yp).
    pub permanent_income: Vec<f64>,
    /// Disposable income of the quarter without interest (Y_h).
    pub income: Vec<f64>,
    /// Transfer that policy adds this quarter.
    pub transfer: Vec<f64>,
    /// Consumption planned, before consumption tax (C^d).
    pub consumption_budget: Vec<f64>,
    /// Housing investment planned, before tax (I^d).
    pub housing_budget: Vec<f64>,
    /// Consumption bought, before tax (C).
    pub consumption: Vec<f64>,
    /// Housing investment bought, before tax (I).
    pub housing: Vec<f64>,
    /// Interest earned less interest owed on opening deposits.
    pub interest: Vec<f64>,
    /// Persons of the labour force, ascending.
    pub labour_force: Vec<u32>,
    /// Households that own the bank, in equal shares.
    pub bank_owners: Vec<u32>,
    /// Persons trained for another job, hired before others; empty without such a programme.
    pub first_in_line: Vec<u32>,
    /// Size of the labour force at the opening, agents.
    pub opening_labour_force: usize,
}

impl Households {
    /// Number of households.
    pub fn len(&self) -> usize {
        self.role.len()
    }
    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.role.is_empty()
    }
    /// Persons of the labour force without a job.
    pub fn unemployed(&self) -> usize {
        self.labour_force
            .iter()
            .filter(|&&h| self.employer[h as usize] == NO_EMPLOYER)
            .count()
    }
    /// Pays `gross` dividend from `payer` to household `h`, who pays income tax on it.
    pub fn receive_dividend(&mut self, taxes: &Taxes, h: u32, payer: Party, gross: f64, ledger: &mut Ledger) {
        let h = h as usize;
        let tax = taxes.income * gross;
        ledger.pay(Flow::Dividends, payer, Party::Agent(&mut self.deposits, h), gross);
        ledger.pay(
            Flow::IncomeTax,
            Party::Agent(&mut self.deposits, h),
            Party::Government,
            tax,
        );
        self.income[h] += gross - tax;
    }
    /// Pays `gross` wage from firm `i` to household `h`, who pays contributions, those of the employer included, and income
    /// tax on it.
    pub fn receive_wage(
        &mut self,
        taxes: &Taxes,
        h: usize,
        firms: &mut Firms,
        i: usize,
        gross: f64,
        ledger: &mut Ledger,
    ) {
        let account = &mut self.deposits;
        let employer_part = taxes.employer_contribution * gross;
        let withheld = taxes.employee_contribution * gross;
        let tax = taxes.income * (gross - withheld);
        ledger.pay(
            Flow::Wages,
            Party::Agent(&mut firms.deposits, i),
            Party::Agent(account, h),
            gross + employer_part,
        );
        ledger.pay(
            Flow::SocialContributions,
            Party::Agent(account, h),
            Party::Government,
            employer_part + withheld,
        );
        ledger.pay(Flow::IncomeTax, Party::Agent(account, h), Party::Government, tax);
        self.income[h] += gross - withheld - tax;
    }
    /// Government pays household `h` a benefit, a pension or a transfer.
    pub fn receive_from_government(&mut self, flow: Flow, h: usize, amount: f64, ledger: &mut Ledger) {
        if amount != 0.0 {
            ledger.pay(
                flow,
                Party::Government,
                Party::Agent(&mut self.deposits, h),
                amount,
            );
            self.income[h] += amount;
        }
    }
    /// The bank pays household `h` the interest of the quarter; below zero it is charged.
    pub fn receive_interest(&mut self, h: usize, ledger: &mut Ledger) {
        ledger.pay(
            Flow::DepositInterest,
            Party::Bank,
            Party::Agent(&mut self.deposits, h),
            self.interest[h],
        );
    }
}

/// Plans consumption out of permanent income, transitory income and wealth, and housing investment.
///
/// yp' = yp (1 + γ^e + π^e) + η (y^e - yp (1 + γ^e + π^e));
/// C = α_g yp (1 - σ_c rgap) + mpc_g (y^e - yp) + c_w (D - ω_g yp), between a floor of permanent income and what cash
/// and income allow; housing = ψ_H yp, cut first if cash is short.
/// Equation: HH-2. Source: carroll1997, godley2007 ch. 7 (wealth term); sizes in the pack.
pub fn plan_budgets(
    ctx: &Context,
    households: &mut Households,
    firms: &Firms,
    bank: &Bank,
    government: &Government,
    e: &Expectations,
) {
    let g = ctx.rules;
    let p = &g.p;
    let taxes = &government.taxes;
    let growth = 1.0 + e.growth + e.inflation;
    let rate_gap = 4.0 * (bank.loan_rate - e.inflation) - g.opening_real_rate;
    let rate_effect = 1.0 - p.consumption_rate_response * rate_gap;
    let net_pay = (1.0 - taxes.employee_contribution) * (1.0 - taxes.income);
    let bank_share = bank.dividend * growth * (1.0 - taxes.income) / households.bank_owners.len() as f64;
    for h in 0..households.len() {
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
        let wanted = g.propensity[group] * permanent * rate_effect
            + g.groups[group].transitory_propensity * (expected - permanent)
            + p.wealth_response * (deposits - g.wealth_norm[group] * permanent);
        let cash = p.cash_limit * deposits + expected;
        // The floor is subsistence; cash comes first, since nobody lends for consumption; nor does anybody whose taxes have
        // exceeded income give goods back.
        let consumption = wanted
            .at_least(p.consumption_floor * permanent)
            .at_most(cash)
            .at_least(0.0);
        let housing = (g.housing_propensity * permanent)
            .at_most(cash - consumption)
            .at_least(0.0);
        households.consumption_budget[h] = consumption / (1.0 + taxes.consumption);
        households.housing_budget[h] = housing / (1.0 + taxes.dwellings);
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
