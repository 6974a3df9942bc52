//! From official figures to an opening position in which every product balances. Pure functions.
//!
//! Unknown are the cells of a product-by-user table whose margins are known: output of each product, materials of
//! each sector, total of each final use, total imports. Start from the structure of the last official table and
//! scale rows and columns in turn until all margins hold (biproportional fitting, RAS: Stone and Brown 1962;
//! Bacharach 1970). Each product bought at home has its own row factor; all imports share one, because only their
//! total is known.
//!
//! Stock building is no column of the table. With `nu_M` quarters of use in materials stocks, `nu_S` quarters of
//! sales in finished stocks, and quarterly growth `g`, for every product p
//!
//! ```text
//! output_p  = Σ_users domestic(p,u) + nu_M g Σ_sectors domestic(p,s) + nu_S g output_p
//! imports_p = Σ_users imported(p,u) + nu_M g Σ_sectors imported(p,s)
//! ```
//!
//! where the column of sector s holds the materials *used* by s: materials bought for stock come on top and are
//! domestic and imported in the proportions of use. The three measures of gross domestic product are then
//!
//! ```text
//! production  Σ_s [output_s - Σ_p (domestic + imported)(p,s)]
//! income      Σ_s output_s (compensation + production tax + depreciation + surplus shares)
//! expenditure final uses (domestic + imported) + stock building - imports
//!             with stock building = nu_M g Σ_p,s (domestic + imported)(p,s) + nu_S g Σ_p output_p
//! ```

use engine::bounds::Bounds;
use model::economy::FinalUse;

/// Number of final uses.
const FINALS: usize = FinalUse::ALL.len();

/// Stocks that production needs, and the growth at which they are built up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stocks {
    /// Materials in stock, quarters of use (nu_M).
    pub materials: f64,
    /// Finished goods in stock, quarters of sales (nu_S).
    pub finished: f64,
    /// Growth at the opening, per quarter (ratio).
    pub growth: f64,
}

/// A product-by-user table to start from; only proportions matter. Row-major, users = sectors then final uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// Number of products (= sectors).
    pub products: usize,
    /// Domestic uses.
    pub domestic: Vec<f64>,
    /// Imported uses.
    pub imported: Vec<f64>,
    /// Value added over output by sector (ratio).
    pub value_added_share: Vec<f64>,
}

/// Totals that the balanced table must meet, all in the same money per quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    /// Value added by sector.
    pub value_added: Vec<f64>,
    /// Final uses in the order of `FinalUse::ALL`, domestic and imported.
    pub finals: [f64; FINALS],
    /// Other additions to stocks of domestic products, beyond what growth needs (zero at a constructed opening).
    pub other_stocks: Vec<f64>,
}

/// A table that meets its targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Balanced {
    /// Gross output by product.
    pub output: Vec<f64>,
    /// Domestic uses, row-major.
    pub domestic: Vec<f64>,
    /// Imported uses, row-major.
    pub imported: Vec<f64>,
    /// Rounds of scaling used.
    pub rounds: usize,
    /// Largest relative miss of a row or column.
    pub residual: f64,
}

/// Why no balanced table was found.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BalanceError {
    /// A starting cell or a target is negative or not finite.
    #[error("{0} is negative or not a number; only cells and totals of zero or more can be scaled")]
    Negative(String),
    /// A total is positive but all cells that could carry it are zero.
    #[error("{0} has a positive total but no cell to carry it")]
    Empty(String),
    /// The scaling does not settle.
    #[error(
        "after {rounds} rounds a total is still missed by {residual:.1e} (relative); the totals contradict each other"
    )]
    NotSettled {
        /// Rounds tried.
        rounds: usize,
        /// Largest relative miss.
        residual: f64,
    },
}

/// Largest relative miss accepted, and rounds after which the search gives up.
const TOLERANCE: f64 = 2e-15;
const ROUNDS: usize = 20_000;

/// Totals of the table of purchases, and what turns purchases into uses.
struct Margins {
    products: usize,
    users: usize,
    /// Units bought for a unit used, by user.
    bought: Vec<f64>,
    /// Domestic products, then all imports.
    rows: Vec<f64>,
    /// Users.
    columns: Vec<f64>,
}

impl Margins {
    fn of(from: &Structure, targets: &Targets, stocks: Stocks, output: &[f64]) -> Self {
        let n = from.products;
        let users = n + FINALS;
        // A unit of materials used calls for 1 + nu_M g units bought.
        let materials = 1.0 + stocks.materials * stocks.growth;
        let bought: Vec<f64> = (0..users).map(|u| if u < n { materials } else { 1.0 }).collect();
        let mut rows: Vec<f64> = (0..n)
            .map(|p| output[p] * (1.0 - stocks.finished * stocks.growth) - targets.other_stocks[p])
            .collect();
        let columns: Vec<f64> = (0..users)
            .map(|u| {
                if u < n {
                    (output[u] - targets.value_added[u]) * bought[u]
                } else {
                    targets.finals[u - n]
                }
            })
            .collect();
        // Imports close the account: what users buy and home products do not supply.
        rows.push(columns.iter().sum::<f64>() - rows.iter().sum::<f64>());
        Self {
            products: n,
            users,
            bought,
            rows,
            columns,
        }
    }

    /// Scales every column to its total, then every row, and tells the largest relative miss of a column.
    fn round(&self, home: &mut [f64], abroad: &mut [f64]) -> f64 {
        let (n, users) = (self.products, self.users);
        for (u, total) in self.columns.iter().enumerate() {
            let sum: f64 = (0..n).map(|p| home[p * users + u] + abroad[p * users + u]).sum();
            scale(home, u, users, n, total, sum);
            scale(abroad, u, users, n, total, sum);
        }
        for p in 0..n {
            let line = &mut home[p * users..(p + 1) * users];
            let factor = factor(self.rows[p], line.iter().sum());
            line.iter_mut().for_each(|x| *x *= factor);
        }
        let factor = factor(self.rows[n], abroad.iter().sum());
        abroad.iter_mut().for_each(|x| *x *= factor);
        let bought = |u: usize| (0..n).map(|p| home[p * users + u] + abroad[p * users + u]).sum();
        (0..users)
            .map(|u| miss(bought(u), self.columns[u]))
            .fold(0.0, f64::at_least)
    }
}

/// Fits the structure to the targets. Deterministic: fixed order of rows and columns, no random numbers.
pub fn balance(from: &Structure, targets: &Targets, stocks: Stocks) -> Result<Balanced, BalanceError> {
    let output: Vec<f64> = (0..from.products)
        .map(|s| targets.value_added[s] / from.value_added_share[s])
        .collect();
    let margins = Margins::of(from, targets, stocks, &output);
    let users = margins.users;
    let cells = |cells: &[f64], turn: fn(f64, f64) -> f64| -> Vec<f64> {
        let cells = cells.iter().enumerate();
        cells.map(|(i, x)| turn(*x, margins.bought[i % users])).collect()
    };
    let mut home = cells(&from.domestic, |cell, bought| cell * bought);
    let mut abroad = cells(&from.imported, |cell, bought| cell * bought);
    check(&home, &abroad, &margins.rows, &margins.columns, users)?;

    let mut residual = f64::INFINITY;
    let mut best = f64::INFINITY;
    let mut stale = 0;
    let mut rounds = 0;
    while residual > TOLERANCE && stale < 200 {
        if rounds == ROUNDS {
            break;
        }
        rounds += 1;
        residual = margins.round(&mut home, &mut abroad);
        // Rounding stops the descent a little above or below the tolerance.
        if residual < best * 0.999 {
            best = residual;
            stale = 0;
        } else {
            stale += 1;
        }
    }
    if residual > 1e-13 {
        return Err(BalanceError::NotSettled { rounds, residual });
    }
    Ok(Balanced {
        output,
        domestic: cells(&home, |cell, bought| cell / bought),
        imported: cells(&abroad, |cell, bought| cell / bought),
        rounds,
        residual,
    })
}

fn factor(total: f64, sum: f64) -> f64 {
    if sum == 0.0 { 1.0 } else { total / sum }
}

fn miss(sum: f64, total: f64) -> f64 {
    if total == 0.0 {
        sum.abs()
    } else {
        (sum / total - 1.0).abs()
    }
}

fn scale(cells: &mut [f64], u: usize, users: usize, n: usize, total: &f64, sum: f64) {
    let factor = factor(*total, sum);
    for p in 0..n {
        cells[p * users + u] *= factor;
    }
}

fn check(
    home: &[f64],
    abroad: &[f64],
    rows: &[f64],
    columns: &[f64],
    users: usize,
) -> Result<(), BalanceError> {
    let fine = |x: &f64| x.is_finite() && *x >= 0.0;
    for (what, values) in [
        ("domestic cell", home),
        ("imported cell", abroad),
        ("row total", rows),
        ("column total", columns),
    ] {
        if let Some(i) = values.iter().position(|x| !fine(x)) {
            return Err(BalanceError::Negative(format!(
                "{what} number {i} ({})",
                values[i]
            )));
        }
    }
    let n = rows.len() - 1;
    for p in 0..n {
        if rows[p] > 0.0 && home[p * users..(p + 1) * users].iter().all(|x| *x == 0.0) {
            return Err(BalanceError::Empty(format!("the row of domestic product {p}")));
        }
    }
    for (u, total) in columns.iter().enumerate() {
        if *total > 0.0 && (0..n).all(|p| home[p * users + u] + abroad[p * users + u] == 0.0) {
            return Err(BalanceError::Empty(format!("the column of user {u}")));
        }
    }
    Ok(())
}
