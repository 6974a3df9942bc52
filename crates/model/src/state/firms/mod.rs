//! Firms: a row each, columns for what is known of them.

mod life;
mod proposed;
mod rows;

pub use life::{
    Changes, Closing, Columns, PerFirm, Seen, Shared, SideTable, Successor, per_firm, side_table,
};
pub use proposed::{Combine, Product, Proposed, Sum};

use super::Grace;
use crate::structure::TechnologyGood;
use accounting::{Column, Institution};
use engine::bounds::Bounds;

per_firm! {
    /// State of all firms, one entry per firm. Volumes are money at opening prices per quarter, prices are indices
    /// (1 at the opening), money is nominal. Indices are one where nothing is known; nobody divides by them before the market
    /// sets them.
    #[derive(Clone, serde::Serialize, serde::Deserialize)]
    pub struct Firms {
        columns {
            /// Sector, which is also the product made (G).
            pub sector: Vec<u32> = 0, Keep, Stay;
            /// How often the plant has passed to a successor; with the slot it forms an id that is never reused.
            pub generation: Vec<u32> = 0, Keep, Stay;
            /// Household that owns the firm.
            pub owner: Vec<u32> = 0, Keep, Stay;
            /// In the market: false while the plant is built or waits for an owner, and after the firm has closed for good.
            pub open: Vec<bool> = false, Keep, Forget;
            /// Its plant waits for an owner.
            pub waiting: Vec<bool> = false, Keep, Forget;
            /// Controlled by the state.
            pub state_owned: Vec<bool> = false, Keep, Stay;
            // State between quarters
            /// Staff, in units of labour (N).
            pub staff: Vec<f64> = 0.0, Keep, Forget;
            /// Persons employed.
            pub heads: Vec<u32> = 0, Keep, Stay;
            /// Output (Y).
            pub output: Vec<f64> = 0.0, Keep, Forget;
            /// Output that the plant could make in that quarter (κK).
            pub capacity: Vec<f64> = 0.0, Keep, Forget;
            /// Sales (Q).
            pub sales: Vec<f64> = 0.0, Keep, Forget;
            /// Orders received, counted once (Qd).
            pub orders: Vec<f64> = 0.0, Keep, Split;
            /// Orders expected (Qe).
            pub expected_orders: Vec<f64> = 0.0, Keep, Split;
            /// Price (P).
            pub price: Vec<f64> = 1.0, Keep, Forget;
            /// Finished goods in stock (S).
            pub finished: Vec<f64> = 0.0, Keep, Split;
            /// Materials in stock (M).
            pub materials: Vec<f64> = 0.0, Keep, Split;
            /// Fixed capital (K).
            pub capital: Vec<f64> = 0.0, Keep, Split;
            /// Capital bought that does not produce yet (W).
            pub under_way: Vec<f64> = 0.0, Keep, Split;
            /// Capital that began to produce at the end of the last quarter.
            pub arrived: Vec<f64> = 0.0, Keep, Forget;
            /// Age of its plant less the usual one, as log productivity of new plant over that of the firm's (a).
            pub age_gap: Vec<f64> = 0.0, Keep, Forget;
            /// Return on capital before interest and wear, smoothed, per quarter (gos).
            pub return_on_capital: Vec<f64> = 0.0, Keep, Forget;
            /// Plant lost this quarter because its firm left.
            pub scrapped: Vec<f64> = 0.0, Keep, Forget;
            /// Artificial-intelligence capital; short-lived, outside capacity.
            pub ai_capital: Vec<f64> = 0.0, Keep, Split;
            /// Machines bought beyond the opening's trend, by kind in the order of `TechnologyGood::MACHINES`; outside capacity.
            pub machines: [Vec<f64>; TechnologyGood::MACHINES.len()] = 0.0, Keep, Split;
            /// Stakes in ventures that the firm has bought, at the price paid (V).
            pub stakes: Vec<f64> = 0.0, Reset, Split;
            /// Profit before tax (Π).
            pub profit: Proposed<Sum> = 0.0, Keep, Forget;
            /// Net worth (E).
            pub equity: Vec<f64> = 0.0, Keep, Forget;
            /// Regular dividend of last quarter.
            pub dividend: Vec<f64> = 0.0, Keep, Forget;
            /// Investment ordered last quarter after financing (I_-1).
            pub last_investment: Vec<f64> = 0.0, Keep, Split;
            /// Quarters in a row that ended without cash.
            pub arrears: Vec<u32> = 0, Reset, Forget;
            /// Forbearance of creditors and owners this quarter.
            pub grace: Vec<Grace> = Grace::default(), Keep, Forget;
            /// Share of profit after tax that it remits to the budget beyond today's (ratio).
            pub remitted: Vec<f64> = 0.0, Keep, Forget;
            /// Share of the sector's output at the opening.
            pub size: Vec<f64> = 0.0, Keep, Forget;
            /// Weight in the product market (b).
            pub weight: Vec<f64> = 0.0, Keep, Forget;
            /// Part of its orders that comes from abroad at the opening's prices (x).
            pub export_part: Vec<f64> = 0.0, Keep, Stay;
            /// Appeal to buyers, log (z).
            pub appeal: Vec<f64> = 0.0, Reset, Forget;
            /// Cash it keeps over what is usual for its sales (h).
            pub cash_habit: Vec<f64> = 1.0, Reset, Forget;
            /// A company under insolvency law; the others are households that carry on as long as they can.
            pub limited: Vec<bool> = true, Keep, Stay;
            /// Own need for materials over the sector's, log; its mean by size is one (a).
            pub own_need: Vec<f64> = 0.0, Reset, Forget;
            /// Own productivity against the sector's, log (ep).
            pub own_productivity: Vec<f64> = 0.0, Reset, Forget;
            /// Technology above the opening's common level: research, artificial intelligence and all else that raises
            /// output per unit of staff lastingly, log (a).
            pub technology: Proposed<Sum> = 0.0, Keep, Forget;
            /// Chance that the firm innovates this quarter.
            pub innovation: Vec<f64> = 0.0, Keep, Forget;
            /// Materials per unit of output over what the opening's technology needs (1: as at the opening).
            pub materials_need: Proposed<Product> = 1.0, Keep, Forget;
            /// Factor on the target price for what support pays or a price war takes off (1: none).
            pub price_target: Proposed<Product> = 1.0, Keep, Forget;
            /// Labour cost that enters the target price, over the sector's mean (see `processes::innovation`).
            pub priced_cost: Vec<f64> = 1.0, Keep, Forget;
            // Plans and outcomes of the quarter
            /// Output per unit of staff at normal hours (A, ᾱ).
            pub productivity: Vec<f64> = 1.0, Keep, Forget;
            /// Output wanted before capacity and materials (qs).
            pub wanted_output: Vec<f64> = 0.0, Keep, Forget;
            /// Output planned (Qs).
            pub planned_output: Vec<f64> = 0.0, Keep, Forget;
            /// Staff wanted (Nd).
            pub staff_wanted: Vec<f64> = 0.0, Keep, Forget;
            /// Materials ordered (ΔM^d).
            pub materials_ordered: Vec<f64> = 0.0, Keep, Forget;
            /// Investment ordered (I^d).
            pub investment_ordered: Proposed<Sum> = 0.0, Keep, Forget;
            /// Investment cut for lack of finance.
            pub investment_cut: Vec<f64> = 0.0, Keep, Forget;
            /// New credit wanted; negative is repayment wanted (ΔL^d).
            pub credit_wanted: Vec<f64> = 0.0, Keep, Forget;
            /// Largest new credit that collateral, earnings and the bank's standard support; below zero what is beyond the limit.
            pub credit_limit: Vec<f64> = 0.0, Keep, Forget;
            /// New credit granted (ΔL).
            pub credit: Vec<f64> = 0.0, Keep, Forget;
            /// Hours factor (f).
            pub hours: Vec<f64> = 1.0, Keep, Forget;
            /// Nominal pay per unit of staff this quarter.
            pub pay_rate: Vec<f64> = 0.0, Keep, Forget;
            /// Compensation of employees, contributions of the employer included.
            pub pay: Vec<f64> = 0.0, Keep, Forget;
            /// Cash left by the plan before credit, less what must stay.
            pub cash_after_plan: Vec<f64> = 0.0, Keep, Forget;
            /// Materials used up.
            pub materials_used: Vec<f64> = 0.0, Keep, Forget;
            /// Capital used up.
            pub capital_used: Vec<f64> = 0.0, Keep, Forget;
            /// What it pays for loans beyond its bank's rate, per year.
            pub loan_premium: Vec<f64> = 0.0, Keep, Forget;
            /// Interest due on opening loans and overdrafts.
            pub interest_due: Proposed<Sum> = 0.0, Keep, Forget;
            /// Interest earned on opening deposits.
            pub interest_earned: Vec<f64> = 0.0, Keep, Forget;
            /// Materials delivered (ΔM).
            pub materials_received: Vec<f64> = 0.0, Keep, Forget;
            /// Paid for materials delivered.
            pub materials_bill: Vec<f64> = 0.0, Keep, Forget;
            /// Price of a unit of materials, this quarter's (P̄).
            pub materials_price: Vec<f64> = 1.0, Keep, Forget;
            /// Investment delivered (I).
            pub investment: Vec<f64> = 0.0, Keep, Forget;
            /// Paid for investment delivered.
            pub investment_bill: Vec<f64> = 0.0, Keep, Forget;
            /// Grant from government for investment.
            pub grant: Vec<f64> = 0.0, Keep, Forget;
            /// Support of research from government: income of the firm.
            pub research_support: Vec<f64> = 0.0, Keep, Forget;
            /// Support beyond the opening's in the quarter, interest concessions left out.
            pub support: Vec<f64> = 0.0, Keep, Forget;
            /// Support beyond the opening's over normal profit and today's support (ratio).
            pub backing: Vec<f64> = 0.0, Keep, Forget;
            /// Support beyond the opening's as a lower cost of capital, per year (ratio).
            pub concession: Vec<f64> = 0.0, Keep, Forget;
            /// Cash kept out of special loans and bond money, on top of the usual target.
            pub cash_set_aside: Proposed<Sum> = 0.0, Keep, Forget;
            /// Interest due on technology bonds.
            pub coupon_due: Vec<f64> = 0.0, Keep, Forget;
            /// Technology bonds that mature this quarter.
            pub bonds_due: Vec<f64> = 0.0, Keep, Forget;
            /// Technology bonds issued this quarter.
            pub bonds_issued: Vec<f64> = 0.0, Keep, Forget;
            /// Fees for models and compute beyond the opening's, net of those received.
            pub fees: Vec<f64> = 0.0, Keep, Forget;
        }
        rest {
            /// Rows at the opening; later ones belong to entrants.
            pub opening_rows: usize,
            /// Entrants and their successors so far.
            pub entrants: u32,
            /// Loans (L).
            pub loans: Column,
            /// Technology bonds issued (B).
            pub bonds: Column,
            /// Deposits; below zero an overdraft (D).
            pub deposits: Column,
            /// What has happened to rows since all side tables were in line with them.
            pub changes: Changes,
        }
    }
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
    /// Part of its capacity that firm `i` used in the last quarter; nought without a plant.
    pub fn use_of_capacity(&self, i: usize) -> f64 {
        if self.capacity[i] > 0.0 {
            self.output[i] / self.capacity[i]
        } else {
            0.0
        }
    }
    /// Firm `i` makes, orders, asks for and hires nothing this quarter.
    pub fn plan_nothing(&mut self, i: usize) {
        for column in [
            &mut self.output,
            &mut self.sales,
            &mut self.orders,
            &mut self.expected_orders,
            &mut self.capacity,
            &mut self.last_investment,
            &mut self.wanted_output,
            &mut self.planned_output,
            &mut self.staff_wanted,
            &mut self.materials_ordered,
            &mut self.credit_wanted,
            &mut self.credit_limit,
            &mut self.cash_after_plan,
            &mut self.grant,
        ] {
            column[i] = 0.0;
        }
        self.investment_ordered.begin(i, 0.0);
    }
    /// Cash that firm `i` aims at: D* = d0 h P Qe, `norm` the usual cash over sales, and what programmes make it set aside.
    pub fn cash_target(&self, i: usize, norm: f64) -> f64 {
        norm * self.cash_habit[i] * (self.price[i] * self.expected_orders[i]) + self.cash_set_aside[i]
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
        self.take_over(i);
        self.changes.note_taken_over(i);
    }
    /// Firm `i` orders `extra` investment on top of its plan, on credit; a unit costs `price`.
    pub fn invest_more(&mut self, i: usize, extra: f64, price: f64) {
        self.investment_ordered.add(i, extra);
        self.credit_wanted[i] += extra * price;
        self.cash_after_plan[i] -= extra * price;
    }
    /// Firms that have just been built: everything but sector, owner and balances is as where nothing is known.
    pub fn new(sector: Vec<u32>, owner: Vec<u32>, loans: Vec<f64>, deposits: Vec<f64>) -> Self {
        use accounting::{Instrument, Sector};
        let n = sector.len();
        let accounts = |of, balances| Column::new(Sector::Firms, of, balances);
        let mut firms = Self::with_rows(
            n,
            (
                n,
                0,
                accounts(Instrument::Loans, loans),
                accounts(Instrument::TechnologyBonds, vec![0.0; n]),
                accounts(Instrument::Deposits, deposits).keeping_results(),
                Changes::default(),
            ),
        );
        firms.open.fill(true);
        (firms.sector, firms.owner) = (sector, owner);
        firms
    }
}
