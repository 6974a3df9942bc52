//! From the official figures of a pack to its `sectors.csv` and `uses.csv`.
//!
//! Steps: 1 structure of the last official table; 2 value added by sector from the official accounts of the opening
//! year, coefficients of the table inside an industry; 3 final uses as official shares of gross domestic product;
//! 4 everything scaled to the level at the end of the opening year; 5 the stock building that a growing economy
//! needs taken out of capital formation; 6 fixed investment split between firms (replacement plus planned growth of
//! capital), dwellings (own product mix, followed from the table year by official investment) and government (the
//! rest, own mix); 7 the table balanced to these margins (`balance`).

use crate::balance::{Balanced, Stocks, Structure, Targets, balance};
use crate::error::{Fault, PackError};
use crate::figures::{self, Figure};
use crate::files::{PackFiles, Table, toml as read_toml};
use crate::pack::{FINAL_USES, Sourced};
use engine::bounds::Bounds;
use engine::math;
use model::economy::FinalUse;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

mod write;

const FILE: &str = "opening.toml";
const FINALS: usize = FINAL_USES.len();

/// The two generated files of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Text of `sectors.csv`.
    pub sectors: String,
    /// Text of `uses.csv`.
    pub uses: String,
    /// The balanced table.
    pub balanced: Balanced,
}

/// Choices of the construction that are no official figures.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choices {
    /// Industries of the opening-year accounts and the sectors they hold.
    industry: Vec<Industry>,
    /// Product mix of dwellings and of public investment (ratios, sum 1).
    mix: BTreeMap<String, Mix>,
    /// Shares of the working groups outside and inside agriculture.
    workers: BTreeMap<String, Workers>,
    /// Single numbers.
    number: BTreeMap<String, Sourced>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Industry {
    name: String,
    /// Figures whose sum is the value added of these sectors; none: the rest of gross domestic product.
    figures: Vec<String>,
    sectors: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "provenance is for the reader of the file")]
struct Mix {
    products: BTreeMap<String, f64>,
    basis: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "provenance is for the reader of the file")]
struct Workers {
    sectors: Vec<String>,
    shares: BTreeMap<String, f64>,
    basis: String,
    source: String,
}

/// The official table of the base year.
struct Base {
    codes: Vec<String>,
    /// Domestic and imported uses: sectors, households, government, fixed investment, inventories, exports.
    domestic: Vec<f64>,
    imported: Vec<f64>,
    /// Compensation, production taxes, depreciation, surplus by sector.
    incomes: Vec<[f64; 4]>,
}

const BASE_USES: [&str; 5] = [
    "households",
    "government",
    "fixed_investment",
    "inventories",
    "exports",
];

/// Builds `sectors.csv` and `uses.csv` of the pack in `dir` from its official figures and `opening.toml`.
pub fn opening(dir: &Path) -> Result<Opening, PackError> {
    let files = PackFiles::read(dir)?;
    let choices: Choices = read_toml(&files, FILE)?;
    let figures = figures::official(&files)?;
    let parameters: BTreeMap<String, toml::Table> = read_toml(&files, "parameters.toml")?;
    let build = Build {
        files: &files,
        choices: &choices,
        figures: &figures,
        parameters: &parameters,
    };
    build.run()
}

struct Build<'a> {
    files: &'a PackFiles,
    choices: &'a Choices,
    figures: &'a [Figure],
    parameters: &'a BTreeMap<String, toml::Table>,
}

impl Build<'_> {
    fn run(&self) -> Result<Opening, PackError> {
        let base = self.base()?;
        let n = base.codes.len();
        let growth = math::pow(1.0 + self.parameter("opening_growth")?, 0.25) - 1.0;
        let stocks = Stocks {
            materials: self.parameter("materials_stock")?,
            finished: self.parameter("finished_stock")?,
            growth,
        };
        // Level at the end of the year: one and a half quarters after the middle of the year.
        let gdp = self.figure("gdp")? / 10.0 / 4.0 * math::pow(1.0 + growth, 1.5);
        let value_added = self.value_added(&base, gdp)?;
        let cost = |s: usize| -> f64 {
            (0..n)
                .map(|p| base.at(&base.domestic, p, s) + base.at(&base.imported, p, s))
                .sum::<f64>()
                + base.incomes[s].iter().sum::<f64>()
        };
        let value_added_share: Vec<f64> = (0..n)
            .map(|s| base.incomes[s].iter().sum::<f64>() / cost(s))
            .collect();
        let output: Vec<f64> = (0..n).map(|s| value_added[s] / value_added_share[s]).collect();

        let share = |id: &str| Ok::<f64, PackError>(self.figure(id)? / 100.0 * gdp);
        let households = share("household_consumption_share")?;
        let capital_formation = share("capital_formation_share")?;
        let exports = share("exports_share")?;
        let government = gdp - households - capital_formation - share("net_exports_share")?;
        let materials: f64 = (0..n).map(|s| output[s] - value_added[s]).sum();
        let stock_building =
            growth * (stocks.materials * materials + stocks.finished * output.iter().sum::<f64>());
        let fixed = capital_formation - stock_building;
        let depreciation: f64 = (0..n).map(|s| base.incomes[s][2] / cost(s) * output[s]).sum();
        let firms =
            depreciation * (1.0 + self.planned_growth(growth)? / (self.parameter("depreciation")? / 4.0));
        let housing = share("housing_share")?;
        let public = fixed - firms - housing;
        if public < 0.0 {
            let what = format!(
                "firms ({firms:.0}) and dwellings ({housing:.0}) exceed fixed investment ({fixed:.0})"
            );
            return Err(PackError::new(Fault::NoBalance, FILE, "public investment", what));
        }
        let finals = [households, government, firms, housing, public, exports];
        let structure = self.structure(&base, value_added_share, finals)?;
        let targets = Targets {
            value_added,
            finals,
            other_stocks: vec![0.0; n],
        };
        let balanced = balance(&structure, &targets, stocks).map_err(|e| {
            PackError::new(
                Fault::NoBalance,
                "official/uses-2020.csv",
                "whole table",
                e.to_string(),
            )
        })?;
        let uses = write::write_uses(&base.codes, &balanced)?;
        let sectors = self.write_sectors(&base, &balanced, gdp)?;
        Ok(Opening {
            sectors,
            uses,
            balanced,
        })
    }

    fn parameter(&self, id: &str) -> Result<f64, PackError> {
        self.parameters
            .get(id)
            .and_then(|p| p.get("value"))
            .and_then(|v| v.as_float().or_else(|| v.as_integer().map(|i| i as f64)))
            .ok_or_else(|| {
                PackError::new(
                    Fault::Missing,
                    "parameters.toml",
                    id,
                    "the opening needs its value",
                )
            })
    }

    fn figure(&self, id: &str) -> Result<f64, PackError> {
        self.figures
            .iter()
            .find(|f| f.id == id)
            .map(|f| f.value)
            .ok_or_else(|| PackError::new(Fault::Missing, figures::FILE, id, "the opening needs this figure"))
    }

    fn number(&self, id: &str) -> Result<f64, PackError> {
        let found = self.choices.number.get(id);
        found
            .map(|s| s.value)
            .ok_or_else(|| PackError::new(Fault::Missing, FILE, id, "the opening needs this number"))
    }

    /// Growth of capital that firms plan at the opening, per quarter: the announced trend averaged over the planning
    /// horizon, and experience.
    fn planned_growth(&self, experienced: f64) -> Result<f64, PackError> {
        let p = |id: &str| self.parameter(id);
        let (start, end) = (p("productivity_growth_start")?, p("productivity_growth_end")?);
        let (fade, horizon) = (p("productivity_growth_fade")?, p("planning_horizon")?);
        let average = end + (start - end) * (fade / horizon) * (1.0 - math::exp(-horizon / fade));
        let trend = math::pow((1.0 + average) * (1.0 + p("labour_force_growth")?), 0.25) - 1.0;
        let weight = p("growth_anchor_weight")?;
        Ok(weight * trend + (1.0 - weight) * experienced)
    }

    fn base(&self) -> Result<Base, PackError> {
        let incomes = Table::read(self.files, "official/value-added-2020.csv")?;
        let mut base = Base {
            codes: Vec::new(),
            domestic: Vec::new(),
            imported: Vec::new(),
            incomes: Vec::new(),
        };
        for row in 0..incomes.rows.len() {
            base.codes.push(incomes.cell(row, "sector")?.to_owned());
            base.incomes.push([
                incomes.number(row, "compensation")?,
                incomes.number(row, "production_taxes")?,
                incomes.amount(row, "depreciation")?,
                incomes.number(row, "surplus")?,
            ]);
        }
        let n = base.codes.len();
        let width = n + BASE_USES.len();
        base.domestic = vec![0.0; n * width];
        base.imported = vec![0.0; n * width];
        let uses = Table::read(self.files, "official/uses-2020.csv")?;
        for row in 0..uses.rows.len() {
            let unknown = |column: &str| uses.fault(Fault::Unknown, row, column, "no such sector or use");
            let p = base
                .find(uses.cell(row, "product")?)
                .ok_or_else(|| unknown("product"))?;
            let user = uses.cell(row, "user")?;
            let u = base
                .find(user)
                .or_else(|| BASE_USES.iter().position(|b| *b == user).map(|i| n + i))
                .ok_or_else(|| unknown("user"))?;
            base.domestic[p * width + u] = uses.number(row, "domestic")?;
            base.imported[p * width + u] = uses.number(row, "imported")?;
        }
        Ok(base)
    }

    /// Value added by sector at the opening: official by industry, by the base-year table inside an industry.
    fn value_added(&self, base: &Base, gdp: f64) -> Result<Vec<f64>, PackError> {
        let old: Vec<f64> = base.incomes.iter().map(|v| v.iter().sum()).collect();
        let mut shares = vec![f64::NAN; old.len()];
        let total = self.figure("gdp")?;
        let mut rest = total;
        let mut todo: Vec<&Industry> = self.choices.industry.iter().collect();
        todo.sort_by_key(|i| i.figures.is_empty());
        for industry in todo {
            let mut amount = 0.0;
            for id in &industry.figures {
                amount += self.figure(id)?;
            }
            if industry.figures.is_empty() {
                amount = rest;
            }
            rest -= amount;
            let members = industry
                .sectors
                .iter()
                .map(|code| {
                    base.find(code).ok_or_else(|| {
                        PackError::new(
                            Fault::Unknown,
                            FILE,
                            industry.name.as_str(),
                            format!("no sector `{code}`"),
                        )
                    })
                })
                .collect::<Result<Vec<usize>, PackError>>()?;
            let sum: f64 = members.iter().map(|s| old[*s]).sum();
            for s in members {
                shares[s] = amount / total * old[s] / sum;
            }
        }
        if let Some(s) = shares.iter().position(|x| x.is_nan() || *x <= 0.0) {
            let what = format!(
                "sector `{}` is in no industry, or its industry has nothing left",
                base.codes[s]
            );
            return Err(PackError::new(Fault::Missing, FILE, "industry", what));
        }
        // The industries are rounded to the last digit; what is missing or too much is spread.
        let sum: f64 = shares.iter().sum();
        Ok(shares.iter().map(|x| x / sum * gdp).collect())
    }

    /// The base-year table with fixed investment split by investor.
    fn structure(
        &self,
        base: &Base,
        value_added_share: Vec<f64>,
        finals: [f64; FINALS],
    ) -> Result<Structure, PackError> {
        let n = base.codes.len();
        let users = n + FINALS;
        let mut domestic = vec![0.0; n * users];
        let mut imported = vec![0.0; n * users];
        let investment: f64 = finals[2] + finals[3] + finals[4];
        let base_investment: f64 = (0..n)
            .map(|p| base.at(&base.domestic, p, n + 2) + base.at(&base.imported, p, n + 2))
            .sum();
        let housing = self.mix("housing", base)?;
        let public = self.mix("public", base)?;
        for p in 0..n {
            let width = n + BASE_USES.len();
            for s in 0..n {
                domestic[p * users + s] = base.domestic[p * width + s];
                imported[p * users + s] = base.imported[p * width + s];
            }
            for (u, b) in [(0, 0), (1, 1), (5, 4)] {
                domestic[p * users + n + u] = base.domestic[p * width + n + b];
                imported[p * users + n + u] = base.imported[p * width + n + b];
            }
            let (home, abroad) = (base.domestic[p * width + n + 2], base.imported[p * width + n + 2]);
            let all = (home + abroad) / base_investment * investment;
            let (dwellings, government) = (housing[p] * finals[3], public[p] * finals[4]);
            let firms = all - dwellings - government;
            if firms < -1e-9 * investment {
                let what = format!(
                    "dwellings and government want more of product `{}` than all fixed investment holds ({:.1})",
                    base.codes[p], all
                );
                return Err(PackError::new(Fault::NoBalance, FILE, "mix", what));
            }
            // Of what dwellings and government use up, rounding may leave firms a little less than nothing.
            for (u, part) in (2..).zip([firms.at_least(0.0), dwellings, government]) {
                let from_home = if home + abroad > 0.0 {
                    home / (home + abroad)
                } else {
                    1.0
                };
                domestic[p * users + n + u] = part * from_home;
                imported[p * users + n + u] = part * (1.0 - from_home);
            }
        }
        Ok(Structure {
            products: n,
            domestic,
            imported,
            value_added_share,
        })
    }

    fn mix(&self, name: &str, base: &Base) -> Result<Vec<f64>, PackError> {
        let missing = || {
            PackError::new(
                Fault::Missing,
                FILE,
                format!("mix.{name}"),
                "the product mix is missing",
            )
        };
        let mix = self.choices.mix.get(name).ok_or_else(missing)?;
        let mut all = vec![0.0; base.codes.len()];
        for (code, share) in &mix.products {
            let p = base.find(code).ok_or_else(|| {
                PackError::new(
                    Fault::Unknown,
                    FILE,
                    format!("mix.{name}"),
                    format!("no product `{code}`"),
                )
            })?;
            all[p] = *share;
        }
        let sum: f64 = all.iter().sum();
        if (sum - 1.0).abs() > 1e-9 {
            let what = format!("the product mix sums to {sum}, not 1");
            return Err(PackError::new(Fault::Shares, FILE, format!("mix.{name}"), what));
        }
        Ok(all)
    }
}

impl Base {
    fn find(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|c| c == code)
    }

    /// Output of a sector in the table of the base year: incomes and materials.
    fn output(&self, s: usize) -> f64 {
        let materials = |p| self.at(&self.domestic, p, s) + self.at(&self.imported, p, s);
        self.incomes[s].iter().sum::<f64>() + (0..self.codes.len()).map(materials).sum::<f64>()
    }

    fn at(&self, cells: &[f64], p: usize, u: usize) -> f64 {
        cells[p * (self.codes.len() + BASE_USES.len()) + u]
    }
}

const _: () = assert!(FinalUse::ALL.len() == FINALS);
