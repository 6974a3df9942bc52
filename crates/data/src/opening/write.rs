//! Writes the generated files of a pack: `sectors.csv` and `uses.csv`.

use super::{Base, Build, FINALS};
use crate::balance::Balanced;
use crate::error::{Fault, PackError};
use crate::files::{Table, toml as read_toml};
use crate::pack::FINAL_USES;

/// Columns of `sectors.csv` before those of the working groups.
const COLUMNS: [&str; 13] = [
    "code",
    "name_en",
    "name_zh",
    "output",
    "compensation_share",
    "production_tax_share",
    "depreciation_share",
    "surplus_share",
    "employed",
    "publicly_funded",
    "technology_share",
    "ai_capital_share",
    "ai_buyer_share",
];

impl Build<'_> {
    pub(super) fn write_sectors(
        &self,
        base: &Base,
        balanced: &Balanced,
        gdp: f64,
    ) -> Result<String, PackError> {
        let classes = Table::read(self.files, "official/classification.csv")?;
        let class_rows = rows_of(&base.codes, &classes, "code")?;
        let persons = self.persons(base)?;
        let technology = self.technology(base, balanced, &classes, &class_rows, gdp)?;
        let workers = self.choices.workers.values();
        let named: Vec<&String> = workers
            .clone()
            .next()
            .map(|w| w.shares.keys().collect())
            .unwrap_or_default();
        let groups = self.group_order(&named)?;
        let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
        rows[0].extend(groups.iter().map(|group| format!("share_{group}")));
        for (s, code) in base.codes.iter().enumerate() {
            let class = class_rows[s];
            let text = |column: &str| classes.cell(class, column).map(str::to_owned);
            let total = base.output(s);
            let mut row = vec![
                code.clone(),
                text("name_en")?,
                text("name_zh")?,
                balanced.output[s].to_string(),
            ];
            row.extend(base.incomes[s].iter().map(|income| (income / total).to_string()));
            row.extend([
                persons[s].round().to_string(),
                text("publicly_funded")?,
                format!("{:.4}", technology[s]),
            ]);
            for name in ["ai_capital_share", "ai_buyer_share"] {
                row.push(classes.amount(class, name)?.to_string());
            }
            let kind = workers
                .clone()
                .find(|w| w.sectors.contains(code))
                .or_else(|| workers.clone().find(|w| w.sectors.is_empty()));
            let share = |group| kind.and_then(|w| w.shares.get(group)).copied().unwrap_or(0.0);
            row.extend(groups.iter().map(|group| share(group).to_string()));
            rows.push(row);
        }
        written("sectors.csv", rows)
    }

    /// Persons at work by sector: agriculture at its official share, others in the proportions of the last detailed count.
    fn persons(&self, base: &Base) -> Result<Vec<f64>, PackError> {
        let heads = Table::read(self.files, "official/employment-2018.csv")?;
        let farm = base.find("AGR").unwrap_or(0);
        let counted = rows_of(&base.codes, &heads, "sector")?
            .into_iter()
            .map(|row| heads.amount(row, "employed"))
            .collect::<Result<Vec<f64>, PackError>>()?;
        let others: f64 = counted.iter().sum::<f64>() - counted[farm];
        let employed = self.figure("employed")? * 1e6;
        let farm_share = self.figure("employed_agriculture_share")? / 100.0;
        let share = |s: usize| match s == farm {
            true => farm_share,
            false => (1.0 - farm_share) * counted[s] / others,
        };
        Ok((0..counted.len()).map(|s| share(s) * employed).collect())
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
                let total = base.output(s);
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

/// Rows of a table in the order of the sectors, found by the code in a column.
fn rows_of(codes: &[String], table: &Table, column: &str) -> Result<Vec<usize>, PackError> {
    let row_of = |code: &String| {
        let is = |row: &usize| table.cell(*row, column).is_ok_and(|c| c == code);
        (0..table.rows.len()).find(is).ok_or_else(|| {
            let what = format!("no row for sector `{code}`");
            PackError::new(Fault::Missing, &table.file, "rows", what)
        })
    };
    codes.iter().map(row_of).collect()
}

/// Rows as the text of a CSV file.
fn written<R, C>(file: &str, rows: impl IntoIterator<Item = R>) -> Result<String, PackError>
where
    R: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let unwritten = |e: String| PackError::new(Fault::Malformed, file, "whole file", e);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|e| unwritten(e.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|e| unwritten(e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| unwritten(e.to_string()))
}

/// Text of `uses.csv`.
pub(super) fn write_uses(codes: &[String], balanced: &Balanced) -> Result<String, PackError> {
    let n = codes.len();
    let users = n + FINALS;
    let mut rows = vec![["product", "user", "domestic", "imported"].map(str::to_owned)];
    for p in 0..n {
        for u in 0..users {
            let user = codes.get(u).map_or_else(|| FINAL_USES[u - n].0, String::as_str);
            let cell = p * users + u;
            let (home, abroad) = (balanced.domestic[cell], balanced.imported[cell]);
            rows.push([
                codes[p].clone(),
                user.to_owned(),
                home.to_string(),
                abroad.to_string(),
            ]);
        }
    }
    written("uses.csv", rows)
}
