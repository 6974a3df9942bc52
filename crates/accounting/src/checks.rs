//! Identities of a quarter: counted, the worst residual kept, the first leak remembered.

use engine::time::Quarter;

/// Largest admissible residual of an identity, relative to the gross size of the amounts that enter it.
/// Rounding stays around 1e-12 for a million agents; the smallest real error is far above.
pub const TOLERANCE: f64 = 1e-9;

/// A leak: an identity that does not hold.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error(
    "{quarter}: {identity} misses by {amount:.6e} ({residual:.3e} relative) at {cell}; money appeared or vanished \
     there, so no later number would mean anything: book every payment with both sides through the ledger"
)]
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

/// The identities checked in the open quarter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checks {
    pub(crate) count: u64,
    pub(crate) worst_residual: f64,
    pub(crate) first: Option<Leak>,
}

impl Checks {
    /// Checks `left = right` relative to `scale`; `cell` is evaluated only for a leak. NaN is a leak.
    #[inline]
    pub(crate) fn equal(
        &mut self,
        quarter: Quarter,
        identity: &'static str,
        cell: impl FnOnce() -> String,
        [left, right]: [f64; 2],
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
        if !holds && self.first.is_none() {
            self.first = Some(Leak {
                quarter: quarter.to_string(),
                identity: identity.to_owned(),
                cell: cell(),
                amount,
                residual,
            });
        }
        holds
    }
}
