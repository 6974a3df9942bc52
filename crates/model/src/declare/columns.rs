//! Columns: what is measured each quarter of every member of a dimension. A column is declared like an indicator, in the room of its
//! block and nowhere else.

use super::{Dimension, IndicatorInfo};

/// Describes one column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnInfo {
    /// What there is a number for each member of.
    pub dimension: Dimension,
    /// What is said of it; its id begins with the dimension's key, as in `sector.output`.
    pub info: IndicatorInfo,
    /// True if reports show the effects on it; files hold all columns.
    pub reported: bool,
}

/// What is measured of a quarter, in the order of the declarations.
#[derive(Debug, Default)]
pub struct Measured {
    /// A number for each indicator.
    pub values: Vec<f64>,
    /// For each column a number for every member.
    pub columns: Vec<Vec<f64>>,
}
