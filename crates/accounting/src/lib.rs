//! Sectors, instruments, flows, the ledger, both matrices and their identities; no behaviour.

/// A leak: an identity that does not hold.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{quarter}: {identity} misses by {residual:.3e} (relative) at {cell}")]
pub struct Leak {
    /// Quarter, as text.
    pub quarter: String,
    /// Identity that fails.
    pub identity: String,
    /// Row and column.
    pub cell: String,
    /// Relative residual.
    pub residual: f64,
}

/// Both matrices of one quarter, ready to be shown: rows with labels, columns with labels, values; each row of
/// financial instruments and of flows sums to zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrices {
    /// Sector names, columns of both matrices.
    pub sectors: Vec<&'static str>,
    /// Balance sheet: instrument and value per sector (assets positive).
    pub balance_sheet: Vec<(&'static str, Vec<f64>)>,
    /// Transactions of the quarter: flow and net receipt per sector.
    pub flows: Vec<(&'static str, Vec<f64>)>,
    /// Net worth by sector.
    pub net_worth: Vec<f64>,
}
