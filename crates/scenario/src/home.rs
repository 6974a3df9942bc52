//! What is meant by a scenario that does not say otherwise: the one place of this crate that names a country.

/// Country pack of a scenario that names none.
pub const ECONOMY: &str = "china";
/// Code of the money in which the ranges of levers are stated. Amounts in another money are held to what has a meaning, not
/// to these ranges: without an exchange rate they cannot be compared.
pub const CURRENCY: &str = "CNY";
