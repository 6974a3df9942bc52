//! Rows of firms that come and go after the opening.

use super::Firms;
use crate::state::Grace;
use accounting::Institution;

impl Firms {
    /// A row without plant, money or market for an entrant of `sector` who banks at `bank`: a closed one there, or a new one.
    pub fn vacant_row(&mut self, sector: usize, bank: Institution) -> usize {
        let vacant =
            |i: &usize| !self.open[*i] && self.capital[*i] == 0.0 && self.investment_ordered[*i] == 0.0;
        let closed = (self.opening_rows..self.len())
            .filter(vacant)
            .find(|&i| self.bank(i) == bank);
        let i = closed.unwrap_or_else(|| self.push(bank));
        self.sector[i] = sector as u32;
        i
    }

    /// Adds an empty row with accounts at `bank`.
    fn push(&mut self, bank: Institution) -> usize {
        let i = self.len();
        self.sector.push(0);
        self.generation.push(0);
        self.owner.push(0);
        self.open.push(false);
        self.state_owned.push(false);
        self.heads.push(0);
        self.arrears.push(0);
        self.grace.push(Grace::default());
        self.loans.open_account_at(bank);
        self.bonds.open_account_at(bank);
        self.deposits.open_account_at(bank);
        for numbers in self.numbers() {
            numbers.push(0.0);
        }
        self.clear(i);
        i
    }

    /// Forgets everything about the firm of row `i` but its sector, its owner and its accounts at the bank.
    pub fn clear(&mut self, i: usize) {
        self.open[i] = false;
        self.arrears[i] = 0;
        self.grace[i] = Grace::default();
        for numbers in self.numbers() {
            numbers[i] = 0.0;
        }
        // Indices are one where nothing is known; nobody divides by them before the market sets them.
        for index in [
            &mut self.price,
            &mut self.priced_cost,
            &mut self.productivity,
            &mut self.hours,
            &mut self.materials_price,
            &mut self.materials_need,
            &mut self.price_target,
        ] {
            index[i] = 1.0;
        }
    }

    /// All columns of plain numbers. A new field does not compile until it has its place here.
    fn numbers(&mut self) -> [&mut Vec<f64>; 60] {
        macro_rules! numbers {
            (left out: $($other:ident)*; taken: $($number:ident)*) => {{
                let Self { $($other: _,)* $($number,)* machines: [robots, fleet] } = self;
                [robots, fleet, $($number),*]
            }};
        }
        numbers! {
            left out: sector generation owner open state_owned opening_rows entrants heads arrears grace loans
                bonds deposits;
            taken: staff output sales orders expected_orders price finished materials capital ai_capital stakes
                profit equity dividend remitted last_investment size weight appeal own_productivity technology innovation
                priced_cost productivity wanted_output planned_output staff_wanted materials_ordered
                investment_ordered investment_cut credit_wanted credit_limit credit
                hours pay_rate pay cash_after_plan materials_used capital_used interest_due
                interest_earned materials_received materials_bill materials_price investment
                investment_bill grant support backing concession materials_need
                price_target research_support cash_set_aside coupon_due bonds_due bonds_issued fees
        }
    }
}
