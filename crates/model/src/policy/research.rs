//! Support of research, on top of what the opening contains.

/// Frontier fields that a mission can be aimed at, in the order of the country pack.
pub const MAX_FIELDS: usize = 16;

/// Support of research in one quarter. `Research::default()` is neutral.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Research {
    /// Share of the user cost of research that a tax credit pays on top of today's (ratio; neutral 0).
    pub credit: f64,
    /// Grants for firms' research, billion of national currency this quarter (neutral 0).
    pub grants: f64,
    /// Research that government buys for each frontier field, billion of national currency this quarter (neutral 0).
    pub mission: [f64; MAX_FIELDS],
}
