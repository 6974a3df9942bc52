//! Books written in the middle of a quarter and read back go on with the same bits.

use crate::institutions::Books;
use accounting::{Column, Flow, Ledger, Party};

#[test]
fn a_ledger_read_back_closes_with_the_same_bits() {
    let mut b = Books::open();
    b.first_quarter();
    b.close();
    // Amounts that no short decimal holds.
    let payer = Party::Agent(&mut b.firms, 1);
    let payee = Party::Agent(&mut b.households, 0);
    b.ledger.pay(Flow::Wages, payer, payee, 0.1 + 0.2);
    let columns = (b.households.clone(), b.firms.clone(), b.loans.clone());
    let written = postcard::to_allocvec(&(&b.ledger, &columns)).unwrap();
    type State = (Ledger, (Column, Column, Column));
    let (ledger, (households, firms, loans)): State = postcard::from_bytes(&written).unwrap();
    assert_eq!(ledger, b.ledger);
    let mut again = Books {
        ledger,
        households,
        firms,
        loans,
        ..b.clone()
    };
    for books in [&mut b, &mut again] {
        books.second_quarter();
        books.close();
    }
    let bytes = |b: &Books| {
        let columns = (&b.households, &b.firms, &b.loans);
        postcard::to_allocvec(&(&b.ledger, columns)).unwrap()
    };
    // The format writes all bits of a number, so equal bytes are equal bits.
    assert_eq!(bytes(&again), bytes(&b));
    assert_ne!(bytes(&b), written);
}
