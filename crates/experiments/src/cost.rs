//! What a scenario costs: money of each programme by year, scenario less baseline, measured in both runs
//! (`model::programmes`). The rows that levers order are its cost; those of the budget, with taxes, benefits and interest, add
//! up to the change in the deficit.

use crate::effects::{Sign, summarise};
use crate::ensemble::{Ensemble, Pair, Series};
use crate::stats::Spread;
use model::books::programmes::{Nature, Payer, Programme, ProgrammeInfo};
use model::indicators::Indicator;

/// Which rows are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// One programme, or one kind of automatic change.
    Of(Programme),
    /// All that levers order from the budget.
    Budget,
    /// All that they order outside the budget.
    OutsideBudget,
    /// Both: the cost of the scenario, on which the multiplier rests.
    Cost,
    /// All rows of the budget: the change in the deficit.
    Deficit,
}

impl Row {
    /// Whether a row of the model is in the sum.
    pub fn holds(self, programme: Programme) -> bool {
        let ProgrammeInfo { payer, nature, .. } = programme.info();
        let ordered = nature == Nature::Ordered;
        match self {
            Row::Of(one) => one == programme,
            Row::Budget => ordered && payer == Payer::Budget,
            Row::OutsideBudget => ordered && payer == Payer::OutsideBudget,
            Row::Cost => ordered && payer != Payer::Partners,
            Row::Deficit => payer == Payer::Budget,
        }
    }
    /// Money of the quarter in one run.
    pub fn of(self, run: &Series, quarter: usize) -> f64 {
        let rows = Programme::ALL.iter().filter(|p| self.holds(**p));
        rows.map(|p| run.programmes(quarter).get(*p)).sum()
    }
}

/// Money of a year, scenario less baseline; outlays positive, receipts negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearlyCost {
    /// What is added up.
    pub row: Row,
    /// 1 is the first year of the policy.
    pub year: usize,
    /// Number of the first of its quarters.
    pub first_quarter: usize,
    /// Quarters it has; the last year of a run can be short of four.
    pub quarters: usize,
    /// Money of the day, summarised over pairs.
    pub nominal: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
    /// At opening prices: over the baseline's GDP deflator.
    pub real: Spread,
}

/// Cost by year: the rows that differ in some pair, the sums after them, years within. Year 1 begins in the first quarter in
/// which the policies differ. Empty if the two runs differ in no row.
pub fn yearly(ensemble: &Ensemble) -> Vec<YearlyCost> {
    let start = ensemble.first_difference().unwrap_or(1);
    let years = (ensemble.quarters + 1 - start).div_ceil(4);
    let touched = |row: &Row| {
        let differs = |pair: &Pair| {
            (1..=ensemble.quarters).any(|q| row.of(&pair.scenario, q) != row.of(&pair.baseline, q))
        };
        ensemble.pairs.iter().any(differs)
    };
    let sums = [Row::Budget, Row::OutsideBudget, Row::Cost, Row::Deficit];
    let all = Programme::ALL.map(Row::Of);
    let rows = all.into_iter().chain(sums).filter(touched);
    let mut out = Vec::new();
    for row in rows {
        for year in 1..=years {
            let first_quarter = start + 4 * (year - 1);
            let end = (first_quarter + 3).min(ensemble.quarters);
            let sum = |pair: &Pair, real: bool| {
                (first_quarter..=end)
                    .map(|q| difference(row, pair, q, real))
                    .sum::<f64>()
            };
            let of = |real| {
                ensemble
                    .pairs
                    .iter()
                    .map(|pair| sum(pair, real))
                    .collect::<Vec<_>>()
            };
            let (nominal, sign) = summarise(&of(false));
            out.push(YearlyCost {
                row,
                year,
                first_quarter,
                quarters: end + 1 - first_quarter,
                nominal,
                sign,
                real: Spread::of(&of(true)),
            });
        }
    }
    out
}

/// Money of the day of some rows together in the year that `year` is of.
pub fn together(ensemble: &Ensemble, rows: &[Row], year: &YearlyCost) -> (Spread, Sign) {
    let quarters = year.first_quarter..year.first_quarter + year.quarters;
    let of = |pair: &Pair| -> f64 {
        let all = rows.iter().flat_map(|row| quarters.clone().map(|q| (*row, q)));
        all.map(|(row, quarter)| difference(row, pair, quarter, false))
            .sum()
    };
    summarise(&ensemble.pairs.iter().map(of).collect::<Vec<_>>())
}

/// Money of a quarter, scenario less baseline; at opening prices if `real`: over the baseline's GDP deflator, so that a change
/// of prices is a result and no cost.
pub fn difference(row: Row, pair: &Pair, quarter: usize, real: bool) -> f64 {
    let nominal = row.of(&pair.scenario, quarter) - row.of(&pair.baseline, quarter);
    match real {
        true => nominal / pair.baseline.value(quarter, Indicator::GdpDeflator),
        false => nominal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{Fake, economy, plan, purchases};
    use crate::pairs::run_with;
    use std::sync::atomic::AtomicBool;

    #[test]
    fn cost_by_year_by_hand() {
        let (economy, path) = (economy(), purchases(0.01));
        let plan = plan(&economy, &path, 1);
        let ensemble = run_with(&plan, &Fake::open, &|_| (), &AtomicBool::new(false)).unwrap();
        let found = yearly(&ensemble);
        // From quarter 2 on 1 % of 200 is bought a quarter, a tenth of it returns as taxes. Two years of four quarters.
        let of = |row: Row, year: usize| found.iter().find(|c| c.row == row && c.year == year).unwrap();
        let first = of(Row::Of(Programme::Purchases), 1);
        assert_eq!((first.first_quarter, first.quarters), (2, 4));
        assert!((first.nominal.mean - 8.0).abs() < 1e-12 && (first.real.mean - 4.0).abs() < 1e-12);
        assert!((of(Row::Cost, 2).nominal.mean - 8.0).abs() < 1e-12);
        assert!((of(Row::Of(Programme::Taxes), 1).nominal.mean + 0.8).abs() < 1e-12);
        assert!((of(Row::Deficit, 1).nominal.mean - 7.2).abs() < 1e-12);
        // All that moves together: 8 bought, 0.8 returned.
        let both = [Row::Of(Programme::Purchases), Row::Of(Programme::Taxes)];
        assert!((together(&ensemble, &both, first).0.mean - 7.2).abs() < 1e-12);
        // What nobody touches has no row.
        assert!(
            found
                .iter()
                .all(|c| c.row != Row::Of(Programme::Missions) && c.row != Row::OutsideBudget)
        );
    }

    #[test]
    fn every_row_is_in_the_sums_that_its_payer_and_nature_ask_for() {
        for programme in Programme::ALL {
            let info = programme.info();
            let cost = Row::Cost.holds(programme);
            assert_eq!(
                cost,
                Row::Budget.holds(programme) != Row::OutsideBudget.holds(programme),
                "{}",
                info.id
            );
            assert_eq!(Row::Deficit.holds(programme), info.payer == Payer::Budget);
            if info.nature != Nature::Ordered {
                assert!(!cost, "{}", info.id);
            }
        }
    }
}
