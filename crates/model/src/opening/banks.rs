//! Banks at the opening: who banks where, and the balance sheet of each.

use super::balances::{Balances, BankIncome, Rates};
use crate::core::Params;
use crate::economy::Economy;
use crate::state::{Bank, Banks, Firms, Households};
use crate::streams::Stream;
use accounting::{Column, Institution, Institutions, Instrument, Opening, Sector};
use engine::draws::Draws;

/// The institutions of the economy: the banks that its pack names, and one of everything else.
pub(super) fn institutions(economy: &Economy) -> Institutions {
    let named: Vec<(Sector, &str)> = economy
        .banks
        .iter()
        .map(|bank| (Sector::Bank, bank.name.en.as_str()))
        .collect();
    Institutions::of(&named)
}

/// A row for each bank with its share of customers and of what banks earn; one that has all if the pack names none.
pub(super) fn rows(
    economy: &Economy,
    institutions: &Institutions,
    rates: &Rates,
    income: &BankIncome,
) -> Banks {
    let shares = economy.banks.iter().map(|bank| bank.share).chain([1.0]);
    let rows = institutions.in_sector(Sector::Bank).zip(shares);
    let open = |(institution, share)| {
        let mut bank = Bank::new(institution, share);
        (bank.loan_rate, bank.deposit_rate) = (rates.loan, rates.deposit);
        (bank.profit, bank.dividend) = (share * income.profit, share * income.dividend);
        bank
    };
    Banks {
        rows: rows.map(open).collect(),
        bond_rate: rates.bond,
        bond_guarantee: 0.0,
    }
}

/// Every firm and household opens its accounts at the bank on which its draw falls (BNK-10).
pub(super) fn open_accounts(banks: &Banks, firms: &mut Firms, households: &mut Households, draws: &Draws) {
    if banks.rows.len() == 1 {
        return;
    }
    let of_firm = |i| banks.chosen(|| draws.uniform(Stream::BankOfFirm, 0, firms.id(i), 0));
    let of_firms: Vec<Institution> = (0..firms.len()).map(of_firm).collect();
    let of_person = |h| banks.chosen(|| draws.uniform(Stream::BankOfPerson, 0, h as u32, 0));
    let of_persons: Vec<Institution> = (0..households.len()).map(of_person).collect();
    let at = |column: &mut Column, banks: &[Institution]| *column = column.clone().at(banks.to_vec());
    for column in [&mut firms.deposits, &mut firms.loans, &mut firms.bonds] {
        at(column, &of_firms);
    }
    for column in [&mut households.deposits, &mut households.technology_bonds] {
        at(column, &of_persons);
    }
}

/// Opening balances of banks: each takes its share of government bonds and re-lending, has capital at the target over its loans, and
/// as many reserves as its books then need, which may be less than none. The first has what the others leave.
pub(super) fn books(
    institutions: Institutions,
    banks: &Banks,
    p: &Params,
    (firms, households): (&Firms, &Households),
    totals: &Balances,
) -> Opening {
    let mut books = Opening::of(institutions);
    let mut left = totals.reserves;
    for bank in banks.rows.iter().rev() {
        let one = bank.institution;
        let bonds = bank.share * totals.public_debt;
        let reserves = if one.is_first() {
            left
        } else {
            let loans = at(&firms.loans, one);
            let deposits = at(&firms.deposits, one) + at(&households.deposits, one);
            deposits + p.bank_capital_target * loans - loans - bonds
        };
        left -= reserves;
        books = books
            .with(Instrument::Reserves, one, reserves)
            .with(Instrument::Bonds, one, bonds)
            .with(Instrument::Relending, one, bank.share * totals.relending);
    }
    books.with(Instrument::ForeignPosition, Sector::RestOfWorld, -totals.reserves)
}

/// Balances of a column that one bank keeps.
fn at(column: &Column, bank: Institution) -> f64 {
    column.rows_at(bank).map(|i| column.get(i)).sum()
}
