//! Does the opening balance: products, sectors, and gross domestic product measured three ways?

use crate::error::{Fault, PackError};
use crate::pack::FINAL_USES;
use engine::math;
use model::economy::{Economy, FinalUse};

/// Largest relative miss of any opening identity.
pub const TOLERANCE: f64 = 1e-9;

/// Aggregates of the opening, money per quarter in the unit of the pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregates {
    /// Gross domestic product, production measure.
    pub gdp: f64,
    /// The same as the sum of incomes.
    pub gdp_income: f64,
    /// The same as the sum of expenditure.
    pub gdp_expenditure: f64,
    /// Final uses, domestic and imported, in the order of `FinalUse::ALL`.
    pub finals: [f64; 6],
    /// Stock building: materials and finished goods.
    pub stock_building: f64,
    /// Imports, for use and for materials stocks.
    pub imports: f64,
    /// Compensation, production taxes, depreciation, surplus.
    pub incomes: [f64; 4],
    /// Largest relative miss of a product balance: output against uses and stock building.
    pub product_miss: f64,
    /// Largest relative miss of a sector: output against materials and incomes.
    pub sector_miss: f64,
}

impl Aggregates {
    /// Computes them from an economy. The growth of stocks is the fourth root of annual opening growth.
    pub fn of(economy: &Economy) -> Self {
        let value = |id: &str| economy.parameters.get(id).map_or(f64::NAN, |p| p.value);
        let growth = math::pow(1.0 + value("opening_growth"), 0.25) - 1.0;
        let (materials_rate, finished_rate) = (
            value("materials_stock") * growth,
            value("finished_stock") * growth,
        );
        let uses = &economy.uses;
        let n = uses.products;
        let materials: Vec<f64> = (0..n)
            .map(|s| (0..n).map(|p| uses.domestic(p, s) + uses.imported(p, s)).sum())
            .collect();
        let output: f64 = economy.sectors.iter().map(|s| s.output).sum();
        let used: f64 = materials.iter().sum();
        let finals: [f64; 6] = std::array::from_fn(|f| {
            let c = uses.column(FinalUse::ALL[f]);
            (0..n).map(|p| uses.domestic(p, c) + uses.imported(p, c)).sum()
        });
        let imported: f64 = uses.imported.iter().sum();
        let imported_materials: f64 = (0..n)
            .map(|p| (0..n).map(|s| uses.imported(p, s)).sum::<f64>())
            .sum();
        let imports = imported + materials_rate * imported_materials;
        let stock_building = materials_rate * used + finished_rate * output;
        let mut incomes = [0.0; 4];
        let (mut product_miss, mut sector_miss): (f64, f64) = (0.0, 0.0);
        for (p, sector) in economy.sectors.iter().enumerate() {
            let shares = [
                sector.compensation_share,
                sector.production_tax_share,
                sector.depreciation_share,
                sector.surplus_share,
            ];
            for (total, share) in incomes.iter_mut().zip(shares) {
                *total += share * sector.output;
            }
            let (product, cost) = single(economy, p);
            product_miss = product_miss.max(product);
            sector_miss = sector_miss.max(cost);
        }
        Self {
            gdp: output - used,
            gdp_income: incomes.iter().sum(),
            gdp_expenditure: finals.iter().sum::<f64>() + stock_building - imports,
            finals,
            stock_building,
            imports,
            incomes,
            product_miss,
            sector_miss,
        }
    }
}

/// Refuses an opening that does not balance, naming the worst product or sector.
pub(crate) fn check(economy: &Economy) -> Result<(), PackError> {
    let all = Aggregates::of(economy);
    let fail =
        |file: &str, place: String, what: String| Err(PackError::new(Fault::Unbalanced, file, place, what));
    let bad = |miss: f64| miss.is_nan() || miss > TOLERANCE;
    let n = economy.uses.products;
    for (p, sector) in economy.sectors.iter().enumerate() {
        let one = single(economy, p);
        if bad(one.0) {
            let worst = FINAL_USES
                .iter()
                .map(|(name, u)| (*name, economy.uses.domestic(p, n + *u as usize)));
            let largest = worst.fold(("", 0.0), |a, b| if b.1 > a.1 { b } else { a }).0;
            let what = format!(
                "product `{}`: domestic uses with stock building miss output by {:.2e} (relative); largest final use: {largest}",
                sector.code, one.0
            );
            return fail("uses.csv", format!("rows of product {}", sector.code), what);
        }
        if bad(one.1) {
            let what = format!(
                "sector `{}`: materials and incomes miss output by {:.2e} (relative)",
                sector.code, one.1
            );
            return fail("sectors.csv", format!("row {}", sector.code), what);
        }
    }
    for (name, measure) in [("income", all.gdp_income), ("expenditure", all.gdp_expenditure)] {
        let miss = (measure / all.gdp - 1.0).abs();
        if bad(miss) {
            let what = format!(
                "GDP by {name} is {measure}, by production {}; they differ by {miss:.2e} (relative)",
                all.gdp
            );
            return fail("uses.csv", "all rows".to_owned(), what);
        }
    }
    Ok(())
}

/// Relative miss of product `p` and of sector `p`.
fn single(economy: &Economy, p: usize) -> (f64, f64) {
    let value = |id: &str| economy.parameters.get(id).map_or(f64::NAN, |x| x.value);
    let growth = math::pow(1.0 + value("opening_growth"), 0.25) - 1.0;
    let uses = &economy.uses;
    let sector = &economy.sectors[p];
    let all: f64 = (0..uses.users()).map(|c| uses.domestic(p, c)).sum();
    let bought: f64 = (0..uses.products).map(|s| uses.domestic(p, s)).sum();
    let demand = all + growth * (value("materials_stock") * bought + value("finished_stock") * sector.output);
    let materials: f64 = (0..uses.products)
        .map(|g| uses.domestic(g, p) + uses.imported(g, p))
        .sum();
    let shares = sector.compensation_share
        + sector.production_tax_share
        + sector.depreciation_share
        + sector.surplus_share;
    let cost = materials + shares * sector.output;
    (
        (demand / sector.output - 1.0).abs(),
        (cost / sector.output - 1.0).abs(),
    )
}
