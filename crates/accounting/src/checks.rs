//! Identities of a quarter: counted, the worst residual kept, the first leak remembered.

use engine::time::Quarter;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Largest admissible residual of an identity, relative to the gross size of the amounts that enter it.
/// Rounding stays around 1e-12 for a million agents; the smallest real error is far above.
pub const TOLERANCE: f64 = 1e-9;

/// What is looked for where a value must be finite; no identity.
const NUMBER: &str = "a number";

/// A leak: an identity that does not hold, or an amount that is no number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leak {
    /// Quarter, as text.
    pub quarter: String,
    /// Identity that fails.
    pub identity: String,
    /// Row and column.
    pub cell: String,
    /// Left side less right side.
    pub amount: f64,
    /// Relative residual.
    pub residual: f64,
}

impl fmt::Display for Leak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            quarter,
            identity,
            cell,
            amount,
            residual,
        } = self;
        if amount.is_finite() {
            return write!(
                f,
                "{quarter}: {identity} misses by {amount:.6e} ({residual:.3e} relative) at {cell}; money or goods appeared \
                 or vanished there, so no later number would mean anything: book every payment with both sides through \
                 the ledger, and list it where profit and accounts look for it"
            );
        }
        write!(f, "{quarter}: {cell} is {amount}")?;
        if identity != NUMBER {
            write!(f, " where {identity} is checked")?;
        }
        f.write_str(
            ", so no later number would mean anything; the policy or the parameters are too extreme for this economy, move \
             them towards their defaults",
        )
    }
}

impl std::error::Error for Leak {}

/// What a set of checks found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closing {
    /// Largest relative residual of all identities.
    pub worst_residual: f64,
    /// Number of identities checked.
    pub checks: u64,
}

/// The identities checked in a quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checks {
    quarter: Quarter,
    count: u64,
    worst_residual: f64,
    first: Option<Leak>,
}

impl Checks {
    /// Nothing checked yet in `quarter`.
    pub fn new(quarter: Quarter) -> Self {
        Self {
            quarter,
            count: 0,
            worst_residual: 0.0,
            first: None,
        }
    }

    /// The quarter that is checked.
    pub fn quarter(&self) -> Quarter {
        self.quarter
    }

    /// Checks `left = right` relative to `scale`; `cell` names the place and is evaluated only for a leak. NaN is a leak.
    /// True if it holds.
    #[inline]
    pub fn equal(
        &mut self,
        identity: &'static str,
        cell: impl FnOnce() -> String,
        left: f64,
        right: f64,
        scale: f64,
    ) -> bool {
        self.count += 1;
        let amount = left - right;
        let residual = if amount == 0.0 {
            0.0
        } else {
            (amount / scale).abs()
        };
        let holds = residual <= TOLERANCE;
        if residual > self.worst_residual || residual.is_nan() {
            self.worst_residual = residual;
        }
        if !holds {
            self.remember(identity, cell, amount, residual);
        }
        holds
    }

    /// Checks that `value` is a finite number; no identity, so it is not counted as one.
    #[inline]
    pub fn number(&mut self, cell: impl FnOnce() -> String, value: f64) {
        if !value.is_finite() {
            self.remember(NUMBER, cell, value, f64::NAN);
        }
    }

    /// What was found, or the first leak.
    pub fn finish(&self) -> Result<Closing, Leak> {
        match &self.first {
            Some(leak) => Err(leak.clone()),
            None => Ok(Closing {
                worst_residual: self.worst_residual,
                checks: self.count,
            }),
        }
    }

    fn remember(
        &mut self,
        identity: &'static str,
        cell: impl FnOnce() -> String,
        amount: f64,
        residual: f64,
    ) {
        if self.first.is_none() {
            self.first = Some(Leak {
                quarter: self.quarter.to_string(),
                identity: identity.to_owned(),
                cell: cell(),
                amount,
                residual,
            });
        }
    }
}
