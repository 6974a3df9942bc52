//! Technology, baskets and tax rates that stay fixed in a run. Column `s < sectors` of a basket is the materials
//! of sector `s`; the last columns are the final uses in the order of [`FinalUse::ALL`].

mod technology;

pub use technology::{Bundle, TechnologyGood};

use crate::declare::{Dimension, Members};
use crate::economy::FinalUse;

/// Fixed coefficients. Volumes are money at opening prices.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Structure {
    /// Number of sectors (= products).
    pub sectors: usize,
    /// Ids of sectors, household groups and whatever else the economy has several of.
    pub members: Members,
    /// Share of product `g` in the basket of column `c`, row-major `[g][c]`; each column sums to 1.
    pub basket: Vec<f64>,
    /// Imported share of each cell of the basket at opening prices, same shape (pooled market only).
    pub imported: Vec<f64>,
    /// Materials used per unit of output, by sector (1 / β).
    pub materials_per_output: Vec<f64>,
    /// Output per unit of capital at full capacity, by sector (κ, per quarter).
    pub output_per_capital: Vec<f64>,
    /// Capital used up per unit of capital, by sector (δ, per quarter; of the published base model at full capacity).
    pub depreciation: Vec<f64>,
    /// Output per unit of staff at the opening, by sector (ᾱ).
    pub output_per_staff: Vec<f64>,
    /// Units of labour that a worker of the sector brings on average.
    pub units_per_person: Vec<f64>,
    /// Pay per unit of staff at the opening, by sector (w̄).
    pub pay_per_staff: Vec<f64>,
    /// What is paid over that, so that pay for all hours is the table's, by sector (c).
    pub pay_correction: Vec<f64>,
    /// Net taxes on products, share of output value, by sector (τ^Y).
    pub product_tax: Vec<f64>,
    /// Net taxes on production, share of output value, by sector (τ^K).
    pub production_tax: Vec<f64>,
    /// What a unit of each technology good consists of.
    pub bundles: [Bundle; TechnologyGood::ALL.len()],
    /// Share of each sector in purchases of artificial-intelligence capital, sums to 1.
    pub ai_buyer: Vec<f64>,
    /// Artificial-intelligence capital used up (per quarter).
    pub ai_depreciation: f64,
    /// Labour and materials cost over price at the opening, by sector: 1 - taxes - depreciation - surplus.
    pub cost_share: Vec<f64>,
    /// Tax rates at the opening.
    pub taxes: Taxes,
}

/// Tax rates on incomes and uses (ratios).
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Taxes {
    /// Employers' contributions over pay (τ^SIF).
    pub employer_contribution: f64,
    /// Employees' contributions over pay (τ^SIW).
    pub employee_contribution: f64,
    /// Tax on pay after contributions and on dividends (τ^INC).
    pub income: f64,
    /// Tax on positive profits (τ^FIRM).
    pub profit: f64,
    /// Tax on household consumption (τ^VAT).
    pub consumption: f64,
    /// Tax on new dwellings (τ^CF).
    pub dwellings: f64,
    /// Tax on government consumption, in the national accounts only (τ^G).
    pub government: f64,
    /// Tax on exports (τ^EXPORT).
    pub export: f64,
}

impl Structure {
    /// Columns of a basket matrix.
    pub fn columns(&self) -> usize {
        self.sectors + FinalUse::ALL.len()
    }
    /// Nominal pay per unit of staff and hour paid for in sector `k` at the opening.
    pub fn paid_per_staff(&self, k: usize) -> f64 {
        self.pay_per_staff[k] * self.pay_correction[k]
    }
    /// Code of a sector.
    pub fn code(&self, sector: usize) -> &str {
        &self.members.ids(Dimension::Sectors)[sector]
    }
    /// Column of a final use.
    pub fn column(&self, user: FinalUse) -> usize {
        self.sectors + user as usize
    }
    /// Share of product `g` in the basket of column `c`.
    pub fn share(&self, g: usize, c: usize) -> f64 {
        self.basket[g * self.columns() + c]
    }
    /// Shares of product `g` in the baskets of all columns.
    pub fn shares(&self, g: usize) -> &[f64] {
        &self.basket[g * self.columns()..][..self.columns()]
    }
    /// Cost of one unit of the basket of column `c` at `prices` (Σ_g b_gc P_g).
    pub fn cost(&self, c: usize, prices: &[f64]) -> f64 {
        (0..self.sectors).map(|g| self.share(g, c) * prices[g]).sum()
    }
}
