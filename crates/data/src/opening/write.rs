//! Writes the generated files of a pack: `sectors.csv` and `uses.csv`.

use super::{Base, Build, FINALS};
use crate::balance::Balanced;
use crate::error::{Fault, PackError};
use crate::files::{Table, toml as read_toml};
use crate::pack::FINAL_USES;
use std::fmt::Write as _;

impl Build<'_> {
    pub(super) fn write_sectors(
        &self,
        base: &Base,
        balanced: &Balanced,
        gdp: f64,
    ) -> Result<String, PackError> {
        let classes = Table::read(self.files, "official/classification.csv")?;
        let heads = Table::read(self.files, "official/employment-2018.csv")?;
        let n = base.codes.len();
        let order = |table: &Table, column: &str| -> Result<Vec<usize>, PackError> {
            base.codes
                .iter()
                .map(|code| {
                    (0..table.rows.len())
                        .find(|r| table.cell(*r, column).is_ok_and(|c| c == code))
                        .ok_or_else(|| {
                            PackError::new(
                                Fault::Missing,
                                &table.file,
                                "rows",
                                format!("no row for sector `{code}`"),
                            )
                        })
                })
                .collect()
        };
        let (class_rows, head_rows) = (order(&classes, "code")?, order(&heads, "sector")?);
        // Heads: agriculture at its official share, other sectors in the proportions of the last detailed count.
        let farm = base.find("AGR").unwrap_or(0);
        let counted = head_rows
            .iter()
            .map(|r| heads.amount(*r, "employed"))
            .collect::<Result<Vec<f64>, PackError>>()?;
        let others: f64 = counted.iter().sum::<f64>() - counted[farm];
        let employed = self.figure("employed")? * 1e6;
        let farm_share = self.figure("employed_agriculture_share")? / 100.0;
        let technology = self.technology(base, balanced, &classes, &class_rows, gdp)?;
        let groups: Vec<&String> = self
            .choices
            .workers
            .values()
            .next()
            .map(|w| w.shares.keys().collect())
            .unwrap_or_default();
        let groups = self.group_order(&groups)?;
        let mut text =
            "code,name_en,name_zh,output,compensation_share,production_tax_share,depreciation_share,\
                        surplus_share,employed,publicly_funded,technology_share,ai_capital_share,ai_buyer_share"
                .to_owned();
        for g in &groups {
            let _ = write!(text, ",share_{g}");
        }
        text.push('\n');
        for s in 0..n {
            let code = &base.codes[s];
            let total: f64 = base.incomes[s].iter().sum::<f64>()
                + (0..n)
                    .map(|p| base.at(&base.domestic, p, s) + base.at(&base.imported, p, s))
                    .sum::<f64>();
            let quote = |t: &str| {
                if t.contains(',') {
                    format!("\"{t}\"")
                } else {
                    t.to_owned()
                }
            };
            let _ = write!(
                text,
                "{code},{},{},{}",
                quote(classes.cell(class_rows[s], "name_en")?),
                quote(classes.cell(class_rows[s], "name_zh")?),
                balanced.output[s]
            );
            for income in base.incomes[s] {
                let _ = write!(text, ",{}", income / total);
            }
            let people = if s == farm {
                farm_share
            } else {
                (1.0 - farm_share) * counted[s] / others
            } * employed;
            let public = classes.cell(class_rows[s], "publicly_funded")?;
            let _ = write!(text, ",{},{public},{:.4}", people.round(), technology[s]);
            for name in ["ai_capital_share", "ai_buyer_share"] {
                let _ = write!(text, ",{}", classes.amount(class_rows[s], name)?);
            }
            let kind = self
                .choices
                .workers
                .values()
                .find(|w| w.sectors.contains(code))
                .or_else(|| self.choices.workers.values().find(|w| w.sectors.is_empty()));
            for g in &groups {
                let _ = write!(
                    text,
                    ",{}",
                    kind.and_then(|w| w.shares.get(g)).copied().unwrap_or(0.0)
                );
            }
            text.push('\n');
        }
        Ok(text)
    }

    /// Names of the working groups in the order of `groups.toml`.
    fn group_order(&self, named: &[&String]) -> Result<Vec<String>, PackError> {
        let raw: toml::Table = read_toml(self.files, "groups.toml")?;
        let listed = raw
            .get("group")
            .and_then(|g| g.as_array())
            .map(Vec::as_slice)
            .unwrap_or_default();
        let ids = listed.iter().filter_map(|g| g.get("id")?.as_str());
        Ok(ids
            .filter(|id| named.iter().any(|n| n == id))
            .map(str::to_owned)
            .collect())
    }

    /// Share of a sector's sales made by eligible technology firms: weights by sector, scaled so that loans spread
    /// as at the opening of the model give the official stock of loans to technology firms.
    fn technology(
        &self,
        base: &Base,
        balanced: &Balanced,
        classes: &Table,
        rows: &[usize],
        gdp: f64,
    ) -> Result<Vec<f64>, PackError> {
        let n = base.codes.len();
        let weights = rows
            .iter()
            .map(|r| classes.amount(*r, "technology_weight"))
            .collect::<Result<Vec<f64>, PackError>>()?;
        let years = self.number("loan_years_of_cash_flow")?;
        let (rate, counted) = (
            self.parameter("depreciation")? / 4.0,
            self.number("loan_depreciation_weight")?,
        );
        let loans: Vec<f64> = (0..n)
            .map(|s| {
                let total: f64 = base.incomes[s].iter().sum::<f64>()
                    + (0..n)
                        .map(|p| base.at(&base.domestic, p, s) + base.at(&base.imported, p, s))
                        .sum::<f64>();
                let (depreciation, surplus) = (base.incomes[s][2] / total, base.incomes[s][3] / total);
                let x = balanced.output[s];
                (depreciation * x / rate).min(years * 4.0 * (surplus + counted * depreciation) * x)
            })
            .collect();
        let reached: f64 =
            loans.iter().zip(&weights).map(|(l, w)| l * w).sum::<f64>() / loans.iter().sum::<f64>();
        // Loans are given in trillion CNY, gross domestic product in billion CNY per quarter.
        let wanted =
            self.figure("technology_loans")? * 1e3 / (self.parameter("opening_firm_loans")? * 4.0 * gdp);
        Ok(weights.iter().map(|w| (w * wanted / reached).min(1.0)).collect())
    }
}

/// Text of `uses.csv`.
pub(super) fn write_uses(codes: &[String], balanced: &Balanced) -> String {
    let n = codes.len();
    let users = n + FINALS;
    let mut text = "product,user,domestic,imported\n".to_owned();
    for p in 0..n {
        for u in 0..users {
            let user = codes.get(u).map_or_else(|| FINAL_USES[u - n].0, String::as_str);
            let (d, m) = (balanced.domestic[p * users + u], balanced.imported[p * users + u]);
            let _ = writeln!(text, "{},{user},{d},{m}", codes[p]);
        }
    }
    text
}
