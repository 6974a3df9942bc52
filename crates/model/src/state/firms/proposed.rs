//! Columns to which several blocks contribute. A block proposes and cannot assign: what it says is combined with what others
//! say, in the order of the quarter. The core alone says where a quarter begins.

use super::life::PerFirm;
use std::marker::PhantomData;
use std::ops::Deref;

/// How proposals for one entry combine.
pub trait Combine {
    /// Value without any proposal.
    const NEUTRAL: f64;
}

/// Proposals add up.
#[derive(Clone, Copy, Debug)]
pub struct Sum;

/// Proposals multiply.
#[derive(Clone, Copy, Debug)]
pub struct Product;

impl Combine for Sum {
    const NEUTRAL: f64 = 0.0;
}

impl Combine for Product {
    const NEUTRAL: f64 = 1.0;
}

/// A column of combined proposals; it reads as a slice.
///
/// Nobody can assign an entry, so the second of two blocks does not undo what the first has done:
///
/// ```compile_fail
/// fn block(firms: &mut model::state::Firms) {
///     firms.technology[0] = 0.1;
/// }
/// ```
///
/// ```
/// fn block(firms: &mut model::state::Firms) {
///     firms.technology.add(0, 0.1);
///     firms.materials_need.scale(0, 0.9);
/// }
/// ```
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Proposed<C: Combine> {
    combined: Vec<f64>,
    how: PhantomData<C>,
}

impl<C: Combine> Proposed<C> {
    /// Nothing proposed for any of `entries`.
    pub(in crate::state) fn neutral(entries: usize) -> Self {
        Self {
            combined: vec![C::NEUTRAL; entries],
            how: PhantomData,
        }
    }

    /// Begins entry `i` at the core's own figure. For the core; `xtask check` finds it in a block.
    pub fn begin(&mut self, i: usize, own: f64) {
        self.combined[i] = own;
    }

    /// Begins all entries without any proposal. For the core; `xtask check` finds it in a block.
    pub fn begin_neutral(&mut self) {
        self.combined.fill(C::NEUTRAL);
    }
}

impl Proposed<Sum> {
    /// Adds `x` to entry `i`.
    pub fn add(&mut self, i: usize, x: f64) {
        self.combined[i] += x;
    }
}

impl Proposed<Product> {
    /// Multiplies entry `i` by `x`.
    pub fn scale(&mut self, i: usize, x: f64) {
        self.combined[i] *= x;
    }
}

impl<C: Combine> Deref for Proposed<C> {
    type Target = [f64];
    fn deref(&self) -> &[f64] {
        &self.combined
    }
}

impl<C: Combine> Default for Proposed<C> {
    fn default() -> Self {
        Self::neutral(0)
    }
}

impl<C: Combine> PerFirm for Proposed<C> {
    type Entry = f64;
    fn add_rows(&mut self, rows: usize, fresh: f64) {
        self.combined.add_rows(rows, fresh);
    }
    fn renew(&mut self, i: usize, fresh: f64) {
        self.combined.renew(i, fresh);
    }
}
