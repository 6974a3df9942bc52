//! Pay levels, and who works where.

use crate::state::{Firms, Households, NO_EMPLOYER};

/// Pay levels.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct LabourMarket {
    /// Nominal wage index, 1 at the opening (ω).
    pub wage_index: f64,
    /// Its value a quarter before.
    pub previous_index: f64,
    /// Vacancies that nobody filled in the last quarter, over the labour force (v).
    pub unfilled: f64,
}

impl LabourMarket {
    /// At the opening's pay, with so many unfilled vacancies over the labour force.
    pub fn new(unfilled: f64) -> Self {
        Self {
            wage_index: 1.0,
            previous_index: 1.0,
            unfilled,
        }
    }
}

/// Persons of the labour force who have a job, if `which` says so of person and employer.
pub fn at_work(households: &Households, which: impl Fn(usize, usize) -> bool) -> Vec<u32> {
    let mut found = households.labour_force.clone();
    found.retain(|&h| {
        let employer = households.employer[h as usize];
        employer != NO_EMPLOYER && which(h as usize, employer as usize)
    });
    found
}

/// Person `h` takes a job at firm `i`.
pub fn employ(households: &mut Households, firms: &mut Firms, h: usize, i: usize) {
    households.employer[h] = i as u32;
    firms.staff[i] += households.units[h];
    firms.heads[i] += 1;
}

/// Person `h` leaves the job, if there is one.
pub fn dismiss(households: &mut Households, firms: &mut Firms, h: usize) {
    let employer = households.employer[h];
    if employer == NO_EMPLOYER {
        return;
    }
    let i = employer as usize;
    households.employer[h] = NO_EMPLOYER;
    firms.heads[i] -= 1;
    firms.staff[i] -= households.units[h];
    if firms.heads[i] == 0 {
        firms.staff[i] = 0.0;
    }
}
