//! Rows with a life: what becomes of an entry in a column when a new firm takes over the row, and when the row closes.
//! Rows are added and never removed. Each column says its life where it is declared, and one function applies it.

use super::Firms;

/// What happens to an entry when a new firm takes over the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Successor {
    /// It goes with the plant: the new firm takes it over.
    Keep,
    /// It was the firm's own: the new firm begins with what is known of nobody.
    Reset,
}

/// What happens to an entry when the row closes for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It belongs to the row, whoever is in it.
    Stay,
    /// It goes back to what is known of nobody.
    Forget,
    /// Rivals take it over by their weight; then it is forgotten. In [`Firms`] alone.
    Split,
}

/// A column with one entry for each firm.
pub trait PerFirm {
    /// An entry.
    type Entry;
    /// Adds entries until there are `rows` of them.
    fn add_rows(&mut self, rows: usize, fresh: Self::Entry);
    /// Sets the entry of row `i`.
    fn renew(&mut self, i: usize, fresh: Self::Entry);
}

impl<T: Clone> PerFirm for Vec<T> {
    type Entry = T;
    fn add_rows(&mut self, rows: usize, fresh: T) {
        debug_assert!(self.len() <= rows, "Invariant: rows are never removed");
        self.resize(rows, fresh);
    }
    fn renew(&mut self, i: usize, fresh: T) {
        self[i] = fresh;
    }
}

impl<T: Clone, const N: usize> PerFirm for [Vec<T>; N] {
    type Entry = T;
    fn add_rows(&mut self, rows: usize, fresh: T) {
        for column in self {
            column.add_rows(rows, fresh.clone());
        }
    }
    fn renew(&mut self, i: usize, fresh: T) {
        for column in self {
            column.renew(i, fresh.clone());
        }
    }
}

/// A column whose entries can be shared out among rivals.
pub trait Shared {
    /// Adds `part` of the entry of row `from` to that of row `to`.
    fn share(&mut self, from: usize, to: usize, part: f64);
}

impl Shared for Vec<f64> {
    fn share(&mut self, from: usize, to: usize, part: f64) {
        self[to] += part * self[from];
    }
}

impl<const N: usize> Shared for [Vec<f64>; N] {
    fn share(&mut self, from: usize, to: usize, part: f64) {
        for column in self {
            column.share(from, to, part);
        }
    }
}

/// Columns of one table, each with its life; written by [`per_firm!`](crate::state::per_firm).
pub trait Columns {
    /// What a table holds besides columns, in the order in which it is declared.
    type Rest;
    /// A table of fresh rows.
    fn with_rows(rows: usize, rest: Self::Rest) -> Self;
    /// Adds fresh rows until there are `rows` of them.
    fn add_rows(&mut self, rows: usize);
    /// A new firm takes over row `i`.
    fn take_over(&mut self, i: usize);
    /// Row `i` closes for good.
    fn close(&mut self, i: usize);
    /// Row `to` takes over `part` of what is shared out when row `from` closes.
    fn share(&mut self, from: usize, to: usize, part: f64);
}

/// A table beside [`Firms`] that keeps something for each firm, or a block without any.
pub trait SideTable {
    /// Brings the table into line with what has happened to rows of firms since it last was. Calling it twice does no harm.
    fn follow(&mut self, firms: &Firms);
}

impl<T: SideTable> SideTable for Vec<T> {
    fn follow(&mut self, firms: &Firms) {
        for table in self {
            table.follow(firms);
        }
    }
}

/// What has happened to a row of firms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
enum Change {
    /// A new firm is in the row: a successor, or one that is being founded.
    TakenOver(u32),
    /// The firm of the row has closed and has no successor.
    Closed(u32),
}

/// What has happened to rows of firms since all side tables were in line with them.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Changes {
    /// Changes before those of the list.
    before: u64,
    list: Vec<Change>,
}

/// How many changes a side table has taken note of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Seen(u64);

impl Changes {
    pub(super) fn note_taken_over(&mut self, i: usize) {
        self.list.push(Change::TakenOver(i as u32));
    }

    pub(super) fn note_closed(&mut self, i: usize) {
        self.list.push(Change::Closed(i as u32));
    }

    /// Position of a table that is in line: a new one, with an entry for each firm.
    pub fn now(&self) -> Seen {
        Seen(self.before + self.list.len() as u64)
    }

    /// Forgets the list once every side table has followed.
    pub fn forget(&mut self) {
        self.before = self.now().0;
        self.list.clear();
    }

    /// Applies what `seen` has not noticed yet to a table, in order.
    pub fn apply(&self, seen: &mut Seen, table: &mut impl Columns) {
        debug_assert!(
            seen.0 >= self.before,
            "Invariant: every side table follows before the list is forgotten"
        );
        for change in &self.list[(seen.0 - self.before) as usize..] {
            match *change {
                Change::TakenOver(i) => table.take_over(i as usize),
                Change::Closed(i) => table.close(i as usize),
            }
        }
        *seen = self.now();
    }
}

/// Declares a table with a row for each firm. A column is declared with its type, what is in it when nothing is known, what
/// happens to it under a [`Successor`] and at [`Closing`]; whatever the table holds besides stands in `rest`.
///
/// ```
/// model::state::per_firm! {
///     /// Two columns and a number.
///     pub struct Table {
///         columns {
///             /// Plant, in units of capital.
///             pub plant: Vec<f64> = 0.0, Keep, Split;
///             /// Quarters in arrears.
///             pub arrears: Vec<u32> = 0, Reset, Forget;
///         }
///         rest {
///             /// Quarters so far.
///             pub quarters: u32,
///         }
///     }
/// }
/// use model::state::Columns;
/// let mut table = Table::with_rows(2, (7,));
/// (table.plant[1], table.arrears[1]) = (5.0, 3);
/// table.take_over(1);
/// assert_eq!((table.plant[1], table.arrears[1]), (5.0, 0));
/// ```
///
/// A column without a life does not compile:
///
/// ```compile_fail
/// model::state::per_firm! {
///     /// A table.
///     pub struct Table {
///         columns {
///             /// Nobody has said what a successor inherits of it.
///             pub plant: Vec<f64> = 0.0;
///         }
///         rest {}
///     }
/// }
/// ```
#[macro_export]
macro_rules! per_firm {
    (
        $(#[$of_table:meta])*
        $seen:vis struct $table:ident {
            columns { $(
                $(#[$of_column:meta])*
                $open:vis $column:ident: $type:ty = $fresh:expr, $successor:ident, $closing:ident;
            )* }
            rest { $(
                $(#[$of_rest:meta])*
                $rest_open:vis $rest:ident: $rest_type:ty,
            )* }
        }
    ) => {
        $(#[$of_table])*
        $seen struct $table {
            $($(#[$of_column])* $open $column: $type,)*
            $($(#[$of_rest])* $rest_open $rest: $rest_type,)*
        }

        impl $crate::state::Columns for $table {
            type Rest = ($($rest_type,)*);
            fn with_rows(rows: usize, ($($rest,)*): Self::Rest) -> Self {
                let mut table = Self {
                    $($column: ::core::default::Default::default(),)*
                    $($rest,)*
                };
                $crate::state::Columns::add_rows(&mut table, rows);
                table
            }
            fn add_rows(&mut self, rows: usize) {
                $($crate::state::PerFirm::add_rows(&mut self.$column, rows, $fresh);)*
            }
            fn take_over(&mut self, i: usize) {
                $(if $crate::state::Successor::$successor == $crate::state::Successor::Reset {
                    $crate::state::PerFirm::renew(&mut self.$column, i, $fresh);
                })*
            }
            fn close(&mut self, i: usize) {
                $(if $crate::state::Closing::$closing != $crate::state::Closing::Stay {
                    $crate::state::PerFirm::renew(&mut self.$column, i, $fresh);
                })*
            }
            fn share(&mut self, from: usize, to: usize, part: f64) {
                let _ = (from, to, part);
                $($crate::state::per_firm!(@share $closing self.$column, from, to, part);)*
            }
        }
    };
    (@share Split $column:expr, $from:ident, $to:ident, $part:ident) => {
        $crate::state::Shared::share(&mut $column, $from, $to, $part)
    };
    (@share $other:ident $column:expr, $from:ident, $to:ident, $part:ident) => {};
}

/// Declares a table of a block or a market that keeps something for each firm: as [`per_firm!`](crate::state::per_firm), and it
/// follows the firms. Tables inside it stand in `tables`, and follow with it. A row that closes is forgotten or stays;
/// it cannot be split, since whose rivals took over what is over when a side table hears of it.
#[macro_export]
macro_rules! side_table {
    (
        $(#[$of_table:meta])*
        $seen:vis struct $table:ident {
            columns { $($columns:tt)* }
            tables { $(
                $(#[$of_inner:meta])*
                $inner_open:vis $inner:ident: $inner_type:ty,
            )* }
            rest { $($rest:tt)* }
        }
    ) => {
        $crate::state::per_firm! {
            $(#[$of_table])*
            $seen struct $table {
                columns { $($columns)* }
                rest {
                    $($(#[$of_inner])* $inner_open $inner: $inner_type,)*
                    $($rest)*
                    /// What has happened to rows of firms that is in the columns.
                    at: $crate::state::Seen,
                }
            }
        }

        impl $crate::state::SideTable for $table {
            fn follow(&mut self, firms: &$crate::state::Firms) {
                $crate::state::Columns::add_rows(self, firms.len());
                let mut at = self.at;
                firms.changes.apply(&mut at, self);
                self.at = at;
                $($crate::state::SideTable::follow(&mut self.$inner, firms);)*
            }
        }
    };
}

pub use {per_firm, side_table};
