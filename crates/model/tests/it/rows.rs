//! Rows of firms with a life: what a successor inherits and what a row that closes leaves, by hand.

use crate::common::near;
use accounting::Institution;
use model::state::{Columns, Firms, SideTable, side_table};

side_table! {
    /// A column of each kind.
    struct Beside {
        columns {
            /// Of the plant.
            plant: Vec<f64> = 0.5, Keep, Forget;
            /// Of the firm.
            own: Vec<Option<u32>> = None, Reset, Forget;
            /// Of the row.
            place: Vec<f64> = 0.0, Keep, Stay;
        }
        tables {
            /// A table inside.
            inner: Vec<Inner>,
        }
        rest {}
    }
}

side_table! {
    /// A table that begins later.
    struct Inner {
        columns {
            /// Of the firm.
            own: Vec<f64> = 1.0, Reset, Forget;
        }
        tables {}
        rest {}
    }
}

/// Three firms of two sectors without money.
fn three() -> Firms {
    Firms::new(vec![0, 0, 1], vec![0; 3], vec![0.0; 3], vec![0.0; 3])
}

/// A table beside them with something known of each.
fn beside(firms: &Firms) -> Beside {
    let inner = Inner {
        own: vec![2.0; 3],
        at: firms.changes.now(),
    };
    Beside {
        plant: vec![7.0; 3],
        own: vec![Some(4); 3],
        place: vec![3.0; 3],
        inner: vec![inner],
        at: firms.changes.now(),
    }
}

#[test]
fn a_successor_keeps_the_plant_and_begins_afresh_itself() {
    let mut firms = three();
    let mut table = beside(&firms);
    firms.renew(1);
    table.follow(&firms);
    assert_eq!(table.plant, [7.0; 3]);
    assert_eq!(table.own, [Some(4), None, Some(4)]);
    assert_eq!(table.place, [3.0; 3]);
    assert_eq!(table.inner[0].own, [2.0, 1.0, 2.0]);
}

#[test]
fn a_row_that_closes_keeps_what_is_its_own_alone() {
    let mut firms = three();
    let mut table = beside(&firms);
    firms.clear(2);
    table.follow(&firms);
    assert_eq!(table.plant, [7.0, 7.0, 0.5]);
    assert_eq!(table.own, [Some(4), Some(4), None]);
    assert_eq!(table.place, [3.0; 3]);
}

/// A founder's row is added everywhere, also in a table that already followed this quarter.
#[test]
fn rows_are_added_with_what_is_known_of_nobody() {
    let mut firms = three();
    let mut table = beside(&firms);
    table.follow(&firms);
    let i = firms.vacant_row(1, Institution::BANK);
    firms.renew(i);
    table.follow(&firms);
    assert_eq!(i, 3);
    assert_eq!((table.plant[i], table.own[i], table.place[i]), (0.5, None, 0.0));
    assert_eq!(table.inner[0].own, [2.0, 2.0, 2.0, 1.0]);
}

/// A successor is met once: what is written about it afterwards stays, also when the list is forgotten in between.
#[test]
fn a_table_that_has_followed_does_not_follow_twice() {
    let mut firms = three();
    let mut table = beside(&firms);
    firms.renew(0);
    table.follow(&firms);
    table.own[0] = Some(9);
    table.follow(&firms);
    assert_eq!(table.own[0], Some(9));
    firms.changes.forget();
    firms.renew(1);
    table.follow(&firms);
    assert_eq!(table.own, [Some(9), None, Some(4)]);
}

#[test]
fn a_successor_of_a_firm_has_its_plant_but_neither_its_appeal_nor_its_arrears() {
    let mut firms = three();
    (
        firms.capital[0],
        firms.appeal[0],
        firms.arrears[0],
        firms.stakes[0],
    ) = (50.0, 0.4, 2, 6.0);
    firms.renew(0);
    assert_eq!(
        (
            firms.capital[0],
            firms.appeal[0],
            firms.arrears[0],
            firms.stakes[0]
        ),
        (50.0, 0.0, 0, 0.0)
    );
    assert_eq!(firms.generation, [1, 0, 0]);
}

/// A quarter of a firm that closes: stocks are shared out, prices are not.
#[test]
fn rivals_take_over_stocks_by_their_part() {
    let mut firms = three();
    (firms.capital[0], firms.capital[1], firms.price[0]) = (40.0, 10.0, 2.0);
    firms.machines[1][0] = 8.0;
    firms.share(0, 1, 0.25);
    firms.clear(0);
    near(firms.capital[1], 20.0);
    near(firms.machines[1][1], 2.0);
    assert_eq!(
        (firms.capital[0], firms.price[0], firms.open[0]),
        (0.0, 1.0, false)
    );
    assert_eq!(firms.price[1], 1.0);
}

/// Two blocks propose: 0.1 + 0.2 of technology, 0.9 times 0.5 of materials; neither undoes the other.
#[test]
fn proposals_of_two_blocks_combine() {
    let mut firms = three();
    firms.technology.add(0, 0.1);
    firms.technology.add(0, 0.2);
    firms.materials_need.scale(0, 0.9);
    firms.materials_need.scale(0, 0.5);
    near(firms.technology[0], 0.3);
    near(firms.materials_need[0], 0.45);
    firms.technology.begin_neutral();
    firms.materials_need.begin_neutral();
    assert_eq!((firms.technology[0], firms.materials_need[0]), (0.0, 1.0));
}
