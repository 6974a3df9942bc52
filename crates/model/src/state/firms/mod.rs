//! Firms: a row each, columns for what is known of them.

mod rows;

use super::Grace;
use crate::structure::TechnologyGood;
use accounting::{Column, Institution};
use engine::bounds::Bounds;

/// State of all firms, one entry per firm. Volumes are money at opening prices per quarter, prices are indices
/// (1 at the opening), money is nominal.
#[derive(Clone)]
pub struct Firms {
    /// Sector, which is also the product made (G).
    pub sector: Vec<u32>,
    /// How often the plant has passed to a successor; with the slot it forms an id that is never reused.
    pub generation: Vec<u32>,
    /// Household that owns the firm.
    pub owner: Vec<u32>,
    /// In the market: false while the plant is built and after the firm has closed for good.
    pub open: Vec<bool>,
    /// Controlled by the state.
    pub state_owned: Vec<bool>,
    /// Rows at the opening; later ones belong to entrants.
    pub opening_rows: usize,
    /// Entrants and their successors so far.
    pub entrants: u32,

    // State between quarters
    /// Staff, in units of labour (N).
    pub staff: Vec<f64>,
    /// Persons employed.
    pub heads: Vec<u32>,
    /// Output (Y).
    pub output: Vec<f64>,
    /// Sales (Q).
    pub sales: Vec<f64>,
    /// Orders received, counted once (Qd).
    pub orders: Vec<f64>,
    /// Orders expected (Qe).
    pub expected_orders: Vec<f64>,
    /// Price (P).
    pub price: Vec<f64>,
    /// Finished goods in stock (S).
    pub finished: Vec<f64>,
    /// Materials in stock (M).
    pub materials: Vec<f64>,
    /// Fixed capital (K).
    pub capital: Vec<f64>,
    /// Artificial-intelligence capital; short-lived, outside capacity.
    pub ai_capital: Vec<f64>,
    /// Machines bought beyond the opening's trend, by kind in the order of `TechnologyGood::MACHINES`; outside capacity.
    pub machines: [Vec<f64>; TechnologyGood::MACHINES.len()],
    /// Stakes in ventures that the firm has bought, at the price paid (V).
    pub stakes: Vec<f64>,
    /// Loans (L).
    pub loans: Column,
    /// Technology bonds issued (B).
    pub bonds: Column,
    /// Deposits; below zero an overdraft (D).
    pub deposits: Column,
    /// Profit before tax (Π).
    pub profit: Vec<f64>,
    /// Net worth (E).
    pub equity: Vec<f64>,
    /// Regular dividend of last quarter.
    pub dividend: Vec<f64>,
    /// Investment ordered last quarter after financing (I_-1).
    pub last_investment: Vec<f64>,
    /// Quarters in a row that ended without cash.
    pub arrears: Vec<u32>,
    /// Forbearance of creditors and owners this quarter.
    pub grace: Vec<Grace>,
    /// Share of profit after tax that it remits to the budget beyond today's (ratio).
    pub remitted: Vec<f64>,
    /// Share of the sector's output at the opening.
    pub size: Vec<f64>,
    /// Weight in the product market (b).
    pub weight: Vec<f64>,
    /// Appeal to buyers, log (z).
    pub appeal: Vec<f64>,
    /// Own productivity against the sector's, log (ep).
    pub own_productivity: Vec<f64>,
    /// Technology above the opening's common level: research, artificial intelligence and all else that raises
    /// output per unit of staff lastingly, log (a).
    pub technology: Vec<f64>,
    /// Chance that the firm innovates this quarter.
    pub innovation: Vec<f64>,
    /// Materials per unit of output over what the opening's technology needs (1: as at the opening).
    pub materials_need: Vec<f64>,
    /// Factor on the target price for what support pays or a price war takes off (1: none).
    pub price_target: Vec<f64>,
    /// Labour cost that enters the target price, over the sector's mean (see `processes::innovation`).
    pub priced_cost: Vec<f64>,

    // Plans and outcomes of the quarter
    /// Output per unit of staff at normal hours (A, ᾱ).
    pub productivity: Vec<f64>,
    /// Output wanted before capacity and materials (qs).
    pub wanted_output: Vec<f64>,
    /// Output planned (Qs).
    pub planned_output: Vec<f64>,
    /// Staff wanted (Nd).
    pub staff_wanted: Vec<f64>,
    /// Materials ordered (ΔM^d).
    pub materials_ordered: Vec<f64>,
    /// Investment ordered (I^d).
    pub investment_ordered: Vec<f64>,
    /// Investment cut for lack of finance.
    pub investment_cut: Vec<f64>,
    /// New credit wanted; negative is repayment wanted (ΔL^d).
    pub credit_wanted: Vec<f64>,
    /// Largest new credit the firm's collateral supports.
    pub credit_limit: Vec<f64>,
    /// New credit granted (ΔL).
    pub credit: Vec<f64>,
    /// Hours factor (f).
    pub hours: Vec<f64>,
    /// Nominal pay per unit of staff this quarter.
    pub pay_rate: Vec<f64>,
    /// Compensation of employees, contributions of the employer included.
    pub pay: Vec<f64>,
    /// Cash left by the plan before credit, less what must stay.
    pub cash_after_plan: Vec<f64>,
    /// Materials used up.
    pub materials_used: Vec<f64>,
    /// Capital used up.
    pub capital_used: Vec<f64>,
    /// Interest due on opening loans and overdrafts.
    pub interest_due: Vec<f64>,
    /// Interest earned on opening deposits.
    pub interest_earned: Vec<f64>,
    /// Materials delivered (ΔM).
    pub materials_received: Vec<f64>,
    /// Paid for materials delivered.
    pub materials_bill: Vec<f64>,
    /// Price of a unit of materials, this quarter's (P̄).
    pub materials_price: Vec<f64>,
    /// Investment delivered (I).
    pub investment: Vec<f64>,
    /// Paid for investment delivered.
    pub investment_bill: Vec<f64>,
    /// Grant from government for investment.
    pub grant: Vec<f64>,
    /// Support of research from government: income of the firm.
    pub research_support: Vec<f64>,
    /// Support beyond the opening's in the quarter, interest concessions left out.
    pub support: Vec<f64>,
    /// Support beyond the opening's over normal profit and today's support (ratio).
    pub backing: Vec<f64>,
    /// Support beyond the opening's as a lower cost of capital, per year (ratio).
    pub concession: Vec<f64>,
    /// Cash kept out of special loans and bond money, on top of the usual target.
    pub cash_set_aside: Vec<f64>,
    /// Interest due on technology bonds.
    pub coupon_due: Vec<f64>,
    /// Technology bonds that mature this quarter.
    pub bonds_due: Vec<f64>,
    /// Technology bonds issued this quarter.
    pub bonds_issued: Vec<f64>,
    /// Fees for models and compute beyond the opening's, net of those received.
    pub fees: Vec<f64>,
}

impl Firms {
    /// Number of firms.
    pub fn len(&self) -> usize {
        self.sector.len()
    }
    /// Share of profit after tax that firm `i` pays to its other owners, usually `payout`: what the state as owner takes comes
    /// first, and nobody distributes more than was earned (SUP-9).
    pub fn usual_payout(&self, i: usize, payout: f64) -> f64 {
        payout.at_most(1.0 - self.remitted[i])
    }
    /// Bank of firm `i`, where it has deposits, loans and bonds.
    #[inline]
    pub fn bank(&self, i: usize) -> Institution {
        self.loans.keeper(i)
    }
    /// Adds up a figure over the customers of `bank`.
    pub fn sum_at(&self, bank: Institution, of: impl Fn(usize) -> f64) -> f64 {
        self.loans.rows_at(bank).map(of).sum()
    }
    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.sector.is_empty()
    }
    /// Sector of firm `i`.
    pub fn sector(&self, i: usize) -> usize {
        self.sector[i] as usize
    }
    /// Identity of firm `i` in keyed draws: changes when a successor takes over, is never reused as long as
    /// [`Firms::told_apart`], which stops the run otherwise.
    pub fn id(&self, i: usize) -> u32 {
        if i < self.opening_rows {
            let rows = self.opening_rows as u32;
            (i as u32).wrapping_add(self.generation[i].wrapping_mul(rows))
        } else {
            // Entrants are numbered from the other end.
            u32::MAX - self.generation[i]
        }
    }
    /// Identity of the next entrant.
    pub fn next_id(&self) -> u32 {
        u32::MAX - (self.entrants + 1)
    }
    /// True while no two firms can have had the same identity: those of the opening's rows are numbered upwards and have not
    /// met the entrants, who are numbered downwards.
    pub fn told_apart(&self) -> bool {
        let generations = self.generation.iter().take(self.opening_rows).max();
        let upwards = generations.map_or(0, |g| {
            (u64::from(*g) + 1).saturating_mul(self.opening_rows as u64)
        });
        upwards + u64::from(self.entrants) <= u64::from(u32::MAX)
    }
    /// A new firm takes over row `i`.
    pub fn renew(&mut self, i: usize) {
        if i < self.opening_rows {
            self.generation[i] += 1;
        } else {
            self.entrants += 1;
            self.generation[i] = self.entrants;
        }
    }
    /// Firms that have just been built: everything but sector, owner and balances is zero, prices are one.
    pub fn new(sector: Vec<u32>, owner: Vec<u32>, loans: Vec<f64>, deposits: Vec<f64>) -> Self {
        use accounting::{Instrument, Sector};
        let n = sector.len();
        let zero = || vec![0.0; n];
        Self {
            generation: vec![0; n],
            owner,
            open: vec![true; n],
            state_owned: vec![false; n],
            opening_rows: n,
            entrants: 0,
            staff: zero(),
            heads: vec![0; n],
            output: zero(),
            sales: zero(),
            orders: zero(),
            expected_orders: zero(),
            price: vec![1.0; n],
            finished: zero(),
            materials: zero(),
            capital: zero(),
            ai_capital: zero(),
            machines: TechnologyGood::MACHINES.map(|_| zero()),
            stakes: zero(),
            loans: Column::new(Sector::Firms, Instrument::Loans, loans),
            bonds: Column::new(Sector::Firms, Instrument::TechnologyBonds, zero()),
            deposits: Column::new(Sector::Firms, Instrument::Deposits, deposits).keeping_results(),
            profit: zero(),
            equity: zero(),
            dividend: zero(),
            last_investment: zero(),
            arrears: vec![0; n],
            grace: vec![Grace::default(); n],
            remitted: zero(),
            size: zero(),
            weight: zero(),
            priced_cost: vec![1.0; n],
            appeal: zero(),
            own_productivity: zero(),
            technology: zero(),
            innovation: zero(),
            materials_need: vec![1.0; n],
            price_target: vec![1.0; n],
            productivity: zero(),
            wanted_output: zero(),
            planned_output: zero(),
            staff_wanted: zero(),
            materials_ordered: zero(),
            investment_ordered: zero(),
            investment_cut: zero(),
            credit_wanted: zero(),
            credit_limit: zero(),
            credit: zero(),
            hours: vec![1.0; n],
            pay_rate: zero(),
            pay: zero(),
            cash_after_plan: zero(),
            materials_used: zero(),
            capital_used: zero(),
            interest_due: zero(),
            interest_earned: zero(),
            materials_received: zero(),
            materials_bill: zero(),
            materials_price: vec![1.0; n],
            investment: zero(),
            investment_bill: zero(),
            grant: zero(),
            research_support: zero(),
            support: zero(),
            backing: zero(),
            concession: zero(),
            cash_set_aside: zero(),
            coupon_due: zero(),
            bonds_due: zero(),
            bonds_issued: zero(),
            fees: zero(),
            sector,
        }
    }
}
