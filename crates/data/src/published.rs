//! Reads a published calibration of the base model: a folder with `parameters.json` and `initial_conditions.json`
//! in the layout of the model's public calibration sets. Extra keys are ignored; JSON `null` is not-a-number.

use crate::regular_file::{self, ReadError};
use engine::text::shortened;
use model::published::{PublishedInitial, PublishedParameters, PublishedSet};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Why a published calibration cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PublishedError {
    /// A file cannot be opened or read.
    #[error("{0}; a set is a folder with parameters.json and initial_conditions.json")]
    File(#[from] ReadError),
    /// The file is not JSON, or not one object.
    #[error("{file} is not a JSON object of named values: {reason}")]
    Json {
        /// File.
        file: PathBuf,
        /// What the reader said.
        reason: String,
    },
    /// A key is missing.
    #[error("{file}: key `{key}` is missing; the base model cannot start without it")]
    Missing {
        /// File.
        file: PathBuf,
        /// Key.
        key: &'static str,
    },
    /// A value is of the wrong kind.
    #[error("{file}: key `{key}` must be {expected}")]
    Kind {
        /// File.
        file: PathBuf,
        /// Key.
        key: &'static str,
        /// What is needed.
        expected: String,
    },
    /// A vector or matrix has the wrong length.
    #[error("{file}: key `{key}` has {found} values where {wanted} are needed; was it cut off?")]
    Length {
        /// File.
        file: PathBuf,
        /// Key.
        key: &'static str,
        /// Values found.
        found: usize,
        /// Values needed.
        wanted: usize,
    },
}

/// Files of a set.
const FILES: [&str; 2] = ["parameters.json", "initial_conditions.json"];
/// Longest file of a set, bytes; the largest published one has 94,000.
const LONGEST: u64 = 16 << 20;
/// Whole numbers below this are exact.
const MOST: f64 = 1e15;

/// Reads the set in the folder `dir`.
pub fn published(dir: &Path) -> Result<PublishedSet, PublishedError> {
    let [parameters, initial] = FILES.map(|file| {
        let path = dir.join(file);
        regular_file::text(&path, LONGEST).map(|text| (path, text))
    });
    let ((parameters, p), (initial, i)) = (parameters?, initial?);
    read(Fields::parse(&parameters, &p)?, Fields::parse(&initial, &i)?)
}

/// Reads a set from the texts of `parameters.json` and `initial_conditions.json`.
pub fn published_of(parameters: &str, initial: &str) -> Result<PublishedSet, PublishedError> {
    let [p, i] = FILES.map(Path::new);
    read(Fields::parse(p, parameters)?, Fields::parse(i, initial)?)
}

fn read(parameters: Fields, initial: Fields) -> Result<PublishedSet, PublishedError> {
    let parameters = read_parameters(&parameters)?;
    let initial = read_initial(&initial, &parameters)?;
    Ok(PublishedSet { parameters, initial })
}

fn read_parameters(f: &Fields) -> Result<PublishedParameters, PublishedError> {
    let n = f.count("G")?;
    let s = f.count("S")?;
    let covariance = f.matrix("C", 3, 3)?;
    Ok(PublishedParameters {
        products: n,
        industries: s,
        horizon: f.count("T")?,
        future_quarters: f.count("T_max")?,
        history_quarters: f.count("T_prime")?,
        active_persons: f.count("H_act")?,
        inactive_persons: f.count("H_inact")?,
        government_consumers: f.count("J")?,
        foreign_consumers: f.count("L")?,
        firms: f.counts("I_s", s)?,
        income_tax: f.number("tau_INC")?,
        corporate_tax: f.number("tau_FIRM")?,
        consumption_tax: f.number("tau_VAT")?,
        employer_contributions: f.number("tau_SIF")?,
        employee_contributions: f.number("tau_SIW")?,
        export_tax: f.number("tau_EXPORT")?,
        capital_formation_tax: f.number("tau_CF")?,
        government_consumption_tax: f.number("tau_G")?,
        product_tax: f.vector("tau_Y_s", s)?,
        production_tax: f.vector("tau_K_s", s)?,
        benefit_replacement: f.number("theta_UB")?,
        consumption_propensity: f.number("psi")?,
        housing_propensity: f.number("psi_H")?,
        dividend_payout: f.number("theta_DIV")?,
        repayment: f.number("theta")?,
        loan_spread: f.number("mu")?,
        government_rate: f.number("r_G")?,
        bank_capital_minimum: f.number("zeta")?,
        loan_to_value: f.number("zeta_LTV")?,
        restart_leverage: f.number("zeta_b")?,
        foreign_gdp_persistence: f.number("alpha_Y_EA")?,
        foreign_gdp_constant: f.number("beta_Y_EA")?,
        foreign_gdp_sd: f.number("sigma_Y_EA")?,
        foreign_inflation_persistence: f.number("alpha_pi_EA")?,
        foreign_inflation_constant: f.number("beta_pi_EA")?,
        foreign_inflation_sd: f.number("sigma_pi_EA")?,
        government_persistence: f.number("alpha_G")?,
        government_constant: f.number("beta_G")?,
        government_sd: f.number("sigma_G")?,
        exports_persistence: f.number("alpha_E")?,
        exports_constant: f.number("beta_E")?,
        exports_sd: f.number("sigma_E")?,
        imports_persistence: f.number("alpha_I")?,
        imports_constant: f.number("beta_I")?,
        imports_sd: f.number("sigma_I")?,
        shock_covariance: std::array::from_fn(|i| std::array::from_fn(|j| covariance[3 * i + j])),
        policy_rate_inertia: f.number("rho")?,
        policy_rate_natural: f.number("r_star")?,
        policy_rate_inflation: f.number("xi_pi")?,
        policy_rate_growth: f.number("xi_gamma")?,
        inflation_target: f.number("pi_star")?,
        labour_productivity: f.vector("alpha_s", s)?,
        materials_productivity: f.vector("beta_s", s)?,
        capital_productivity: f.vector("kappa_s", s)?,
        depreciation: f.vector("delta_s", s)?,
        wage: f.vector("w_s", s)?,
        materials_mix: f.matrix("a_sg", n, s)?,
        capital_mix: f.vector("b_CF_g", n)?,
        housing_mix: f.vector("b_CFH_g", n)?,
        consumption_mix: f.vector("b_HH_g", n)?,
        government_mix: f.vector("c_G_g", n)?,
        exports_mix: f.vector("c_E_g", n)?,
        imports_mix: f.vector("c_I_g", n)?,
    })
}

fn read_initial(f: &Fields, p: &PublishedParameters) -> Result<PublishedInitial, PublishedError> {
    let history = p.history_quarters;
    let at_least = |key| f.series(key, history);
    Ok(PublishedInitial {
        household_deposits: f.number("D_H")?,
        firm_deposits: f.number("D_I")?,
        foreign_deposits: f.number("D_RoW")?,
        central_bank_equity: f.number("E_CB")?,
        bank_equity: f.number("E_k")?,
        household_capital: f.number("K_H")?,
        government_debt: f.number("L_G")?,
        firm_loans: f.number("L_I")?,
        utilisation: f.number("omega")?,
        inactive_benefit: f.number("sb_inact")?,
        other_benefit: f.number("sb_other")?,
        unemployment_benefit: f.number("w_UB")?,
        foreign_gdp: f.number("Y_EA")?,
        foreign_inflation: f.number("pi_EA")?,
        policy_rate: f.number("r_bar")?,
        employees: f.counts("N_s", p.industries)?,
        output_history: f.vector("Y", history)?,
        inflation_history: f.vector("pi", history)?,
        government_consumption: at_least("C_G")?,
        exports: at_least("C_E")?,
        imports: at_least("Y_I")?,
        foreign_gdp_history: f.optional("Y_EA_series", history)?,
        foreign_inflation_history: f.optional("pi_EA_series", history)?,
        policy_rate_history: f.optional("r_bar_series", history)?,
    })
}

/// The named values of one file.
struct Fields {
    file: PathBuf,
    values: Map<String, Value>,
}

impl Fields {
    fn parse(file: &Path, text: &str) -> Result<Self, PublishedError> {
        let values: Map<String, Value> = serde_json::from_str(text).map_err(|e| PublishedError::Json {
            file: file.to_owned(),
            reason: shortened(&e.to_string(), 200),
        })?;
        Ok(Self {
            file: file.to_owned(),
            values,
        })
    }

    fn value(&self, key: &'static str) -> Result<&Value, PublishedError> {
        self.values.get(key).ok_or_else(|| PublishedError::Missing {
            file: self.file.clone(),
            key,
        })
    }

    fn kind<T>(&self, key: &'static str, expected: impl Into<String>) -> Result<T, PublishedError> {
        Err(PublishedError::Kind {
            file: self.file.clone(),
            key,
            expected: expected.into(),
        })
    }

    fn number(&self, key: &'static str) -> Result<f64, PublishedError> {
        as_number(self.value(key)?).map_or_else(|| self.kind(key, "a number"), Ok)
    }

    fn count(&self, key: &'static str) -> Result<usize, PublishedError> {
        as_count(self.number(key)?).map_or_else(|| self.kind(key, "a whole number, zero or more"), Ok)
    }

    /// A vector of any length.
    fn list(&self, key: &'static str) -> Result<Vec<f64>, PublishedError> {
        let numbers = self
            .value(key)?
            .as_array()
            .and_then(|list| list.iter().map(as_number).collect::<Option<Vec<_>>>());
        numbers.map_or_else(|| self.kind(key, "a list of numbers"), Ok)
    }

    fn expect(&self, key: &'static str, found: usize, wanted: usize, ok: bool) -> Result<(), PublishedError> {
        if ok {
            Ok(())
        } else {
            Err(PublishedError::Length {
                file: self.file.clone(),
                key,
                found,
                wanted,
            })
        }
    }

    fn vector(&self, key: &'static str, wanted: usize) -> Result<Vec<f64>, PublishedError> {
        let list = self.list(key)?;
        self.expect(key, list.len(), wanted, list.len() == wanted)?;
        Ok(list)
    }

    /// A vector that may run beyond the history.
    fn series(&self, key: &'static str, least: usize) -> Result<Vec<f64>, PublishedError> {
        let list = self.list(key)?;
        self.expect(key, list.len(), least, list.len() >= least)?;
        Ok(list)
    }

    /// A vector that some sets leave out.
    fn optional(&self, key: &'static str, wanted: usize) -> Result<Vec<f64>, PublishedError> {
        if self.values.contains_key(key) {
            self.vector(key, wanted)
        } else {
            Ok(Vec::new())
        }
    }

    fn counts(&self, key: &'static str, wanted: usize) -> Result<Vec<usize>, PublishedError> {
        let counts = self
            .vector(key, wanted)?
            .into_iter()
            .map(as_count)
            .collect::<Option<Vec<_>>>();
        counts.map_or_else(|| self.kind(key, "a list of whole numbers"), Ok)
    }

    /// A matrix given as a list of rows, flattened row by row.
    fn matrix(&self, key: &'static str, rows: usize, columns: usize) -> Result<Vec<f64>, PublishedError> {
        let Some(lines) = self.value(key)?.as_array() else {
            return self.kind(key, "a list of rows of numbers");
        };
        self.expect(key, lines.len(), rows, lines.len() == rows)?;
        let mut flat = Vec::new();
        for line in lines {
            let Some(cells) = line.as_array() else {
                return self.kind(key, "a list of rows of numbers");
            };
            self.expect(key, cells.len(), columns, cells.len() == columns)?;
            for cell in cells {
                flat.push(as_number(cell).map_or_else(|| self.kind(key, "a list of rows of numbers"), Ok)?);
            }
        }
        Ok(flat)
    }
}

/// A number, `null` being not-a-number; lists of one number count as that number.
fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(f64::NAN),
        Value::Array(list) if list.len() == 1 => as_number(&list[0]),
        other => other.as_f64(),
    }
}

fn as_count(x: f64) -> Option<usize> {
    let whole = (0.0..MOST).contains(&x) && x.fract() == 0.0;
    whole.then_some(x as u64).and_then(|n| usize::try_from(n).ok())
}
