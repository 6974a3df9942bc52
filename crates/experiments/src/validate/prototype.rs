//! Numbers of the prototype of this project, for comparison only: the rules of the growing economy were tried in it
//! before this program existed. 64 seeds, 100 quarters, shares of 2020. They are not targets.

use model::indicators::Indicator as I;

/// Growth of the fourth quarter on the fourth quarter before in years 1 to 10, per cent, and its standard deviation
/// over seeds. Prototype, 64 seeds.
pub const GROWTH: [(f64, f64); 10] = [
    (5.26, 0.18),
    (4.56, 0.41),
    (3.56, 0.43),
    (3.28, 0.41),
    (3.42, 0.42),
    (3.62, 0.49),
    (3.70, 0.50),
    (3.52, 0.56),
    (3.18, 0.59),
    (2.87, 0.48),
];

/// Growth of the year's mean in years 2 to 10, per cent. Prototype, 64 seeds.
pub const GROWTH_OF_YEAR: [f64; 9] = [4.97, 3.88, 3.33, 3.36, 3.56, 3.67, 3.59, 3.31, 2.99];

/// Quarters of the table of levels.
pub const QUARTERS: [usize; 8] = [1, 4, 8, 12, 20, 40, 60, 100];

/// Means over seeds at `QUARTERS`; not a number where there is none. Prototype, 64 seeds.
pub const LEVELS: &[(I, [f64; 8])] = &[
    (
        I::Unemployment,
        [5.515, 4.992, 4.633, 4.928, 5.71, 4.989, 5.148, 5.271],
    ),
    (
        I::InvestmentShare,
        [40.27, 39.87, 39.19, 38.55, 38.37, 37.26, 36.84, 36.06],
    ),
    (
        I::StockBuildingShare,
        [2.319, 2.538, 2.816, 2.61, 1.575, 1.679, 1.353, 1.32],
    ),
    (
        I::ConsumptionShare,
        [37.66, 37.7, 37.97, 38.5, 39.4, 40.62, 41.75, 42.93],
    ),
    (
        I::GovernmentShare,
        [17.06, 17.03, 17.05, 17.16, 17.33, 17.2, 17.07, 16.99],
    ),
    (
        I::ExportShare,
        [18.59, 18.75, 18.84, 18.99, 19.08, 18.87, 18.47, 17.97],
    ),
    (
        I::ImportShare,
        [15.89, 15.89, 15.86, 15.82, 15.75, 15.62, 15.49, 15.27],
    ),
    (
        I::SavingRate,
        [33.63, 33.79, 33.89, 33.69, 32.87, 31.82, 30.77, 28.92],
    ),
    (
        I::LabourShare,
        [51.9, 51.92, 51.92, 51.93, 51.89, 51.93, 51.92, 52.16],
    ),
    (
        I::PublicDeficit,
        [6.762, 6.652, 6.749, 7.186, 7.837, 7.455, 7.107, 6.02],
    ),
    (
        I::PublicDebt,
        [61.1, 63.25, 66.39, 70.33, 79.32, 98.91, 115.9, 135.4],
    ),
    (
        I::FirmLoans,
        [126.6, 123.7, 122.5, 122.0, 120.0, 113.7, 107.0, 94.6],
    ),
    (
        I::HouseholdDeposits,
        [113.0, 115.7, 120.2, 125.7, 136.2, 157.2, 175.4, 198.8],
    ),
    (
        I::ForeignAssets,
        [17.49, 18.96, 21.12, 23.62, 28.81, 39.84, 49.69, 65.0],
    ),
    (
        I::BankCapital,
        [12.68, 12.99, 13.23, 13.47, 13.77, 13.62, 14.03, 14.88],
    ),
    (
        I::PolicyRate,
        [1.5, 1.453, 1.761, 1.887, 1.245, 1.206, 1.135, 1.277],
    ),
    (
        I::CapacityUse,
        [85.14, 85.75, 85.95, 85.54, 85.02, 84.86, 84.69, 84.44],
    ),
    (
        I::CapitalRatio,
        [2.7, 2.68, 2.67, 2.678, 2.689, 2.686, 2.684, 2.678],
    ),
    (I::Exits, [1.04, 0.9884, 1.019, 1.143, 1.105, 1.098, 1.134, 1.137]),
    (
        I::WriteOffs,
        [0.083, 0.06492, 0.08416, 0.1073, 0.08344, 0.07204, 0.07546, 0.1006],
    ),
    (
        I::FinanceCut,
        [0.0, 0.2605, 0.1923, 0.3509, 0.2638, 0.1852, 0.2733, 1.11],
    ),
    (
        I::CpiInflation,
        [f64::NAN, 1.04, 1.09, 1.03, 0.88, 0.86, 0.85, 0.91],
    ),
];

/// The prototype stands beside this economy.
pub fn has(economy: &str) -> bool {
    economy == "china"
}
