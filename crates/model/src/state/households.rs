//! Households: a row each, columns for what is known of them.

use crate::state::Firms;
use crate::structure::Taxes;
use accounting::{Column, Flow, Institution, Ledger, Party};

/// What a household lives on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, serde::Serialize, serde::Deserialize)]
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
    /// Households that own the banks, each of them in equal shares.
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
    /// Bank of household `h`.
    #[inline]
    pub fn bank(&self, h: usize) -> Institution {
        self.deposits.keeper(h)
    }
    /// Those of the banks' owners who are customers of `bank`, in order.
    pub fn owners_at(&self, bank: Institution) -> Vec<usize> {
        let owners = self.bank_owners.iter().map(|&h| h as usize);
        owners.filter(|&h| self.bank(h) == bank).collect()
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
