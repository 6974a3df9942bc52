//! The labour market: firms dismiss persons they do not need, then hire from the unemployed. No wage bargaining and
//! no skills: who meets whom is chance.

use crate::context::Context;
use crate::processes::expectations::Expectations;
use crate::processes::innovation::Technology;
use crate::rules::Rules;
use crate::sectors::firms::Firms;
use crate::sectors::households::{Households, NO_EMPLOYER};
use crate::streams::Stream;
use engine::bounds::Bounds;

/// Pay levels.
#[derive(Clone, Copy, Debug)]
pub struct LabourMarket {
    /// Nominal wage index, 1 at the opening (ω).
    pub wage_index: f64,
    /// Its value a quarter before.
    pub previous_index: f64,
}

/// Wages follow trend productivity, expected inflation and slack: ω' = ω [1 + gA^e + π^e + w_u (u* - u_-1)].
/// Equation: LAB-3. Source: blanchard1999 (form); size in the pack. Published rules: real wages are constant.
pub fn set_wages(ctx: &Context, labour: &mut LabourMarket, technology: &Technology, e: &Expectations) {
    if let Rules::Growing(g) = ctx.rules {
        let slack = g.p.wage_unemployment_response * (g.p.natural_unemployment - e.unemployment);
        labour.previous_index = labour.wage_index;
        labour.wage_index *= 1.0 + technology.expected_growth + e.inflation + slack;
    }
}

/// Persons who have a job take note of their real wage: the base of a benefit (published rules).
pub fn note_wages(ctx: &Context, households: &mut Households, firms: &Firms) {
    if let Rules::Published(_) = ctx.rules {
        for &h in &households.labour_force {
            let employer = households.employer[h as usize];
            if employer != NO_EMPLOYER {
                households.wage[h as usize] = firms.real_wage[employer as usize];
            }
        }
    }
}

/// Dismissals, then hiring.
///
/// Published rules: a firm dismisses while it has more staff than wanted and hires while it has fewer, one person
/// at a time: dismissal if N - N^d > 0, hiring if N^d - N > 0. Equation: LAB-1. Source: poledna2023, section A.1.4.
/// Growing economy: the same with bands in units of labour, since staff is whole persons, m the person's units and m̄ the sector's mean: dismissal if
/// N - (1+h) N^d > band·max(m, m̄), never the last person; hiring if (1-s) N^d - N > band·m̄, or nobody is left.
/// Equation: LAB-2. Source: this project (bands), bentolila1990 (labour hoarding).
pub fn match_staff(ctx: &Context, firms: &mut Firms, households: &mut Households) {
    let bands = match ctx.rules {
        Rules::Published(_) => Bands {
            hoarding: 0.0,
            slack: 0.0,
            hire: 0.0,
            fire: 0.0,
            keep_last: false,
        },
        Rules::Growing(g) => Bands {
            hoarding: g.p.labour_hoarding,
            slack: g.p.hiring_slack,
            hire: g.p.hiring_band,
            fire: g.p.firing_band,
            keep_last: true,
        },
    };
    dismiss_excess(ctx, firms, households, &bands);
    hire(ctx, firms, households, &bands);
}

struct Bands {
    hoarding: f64,
    slack: f64,
    hire: f64,
    fire: f64,
    keep_last: bool,
}

impl Bands {
    fn dismisses(&self, firms: &Firms, i: usize, units: f64, mean_units: &[f64]) -> bool {
        let excess = firms.staff[i] - (1.0 + self.hoarding) * firms.staff_wanted[i];
        excess > self.fire * units.at_least(mean_units[firms.sector(i)])
            && !(self.keep_last && firms.heads[i] <= 1)
    }
    fn hires(&self, firms: &Firms, i: usize, mean_units: &[f64]) -> bool {
        let shortage = (1.0 - self.slack) * firms.staff_wanted[i] - firms.staff[i];
        shortage > self.hire * mean_units[firms.sector(i)]
            || (self.keep_last && firms.heads[i] == 0 && firms.open[i])
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

fn dismiss_excess(ctx: &Context, firms: &mut Firms, households: &mut Households, bands: &Bands) {
    let mean_units = &ctx.structure.units_per_person;
    let mut at_risk = at_work(households, |h, i| {
        bands.dismisses(firms, i, households.units[h], mean_units)
    });
    ctx.draws.arrange(Stream::DismissalOrder, ctx.t, 0, &mut at_risk);
    for h in at_risk {
        let employer = households.employer[h as usize] as usize;
        if bands.dismisses(firms, employer, households.units[h as usize], mean_units) {
            dismiss(households, firms, h as usize);
        }
    }
}

fn hire(ctx: &Context, firms: &mut Firms, households: &mut Households, bands: &Bands) {
    let mut unemployed: Vec<u32> = households
        .labour_force
        .iter()
        .copied()
        .filter(|&h| households.employer[h as usize] == NO_EMPLOYER)
        .collect();
    ctx.draws.arrange(Stream::HiringOrder, ctx.t, 0, &mut unemployed);
    if !households.first_in_line.is_empty() {
        unemployed.sort_by_key(|h| !households.first_in_line.contains(h));
    }
    let mut waiting = unemployed.into_iter();
    let mut vacant: Vec<u32> = (0..firms.len() as u32)
        .filter(|&i| bands.hires(firms, i as usize, &ctx.structure.units_per_person))
        .collect();
    let mut pass = 0;
    while !vacant.is_empty() {
        ctx.draws.arrange(Stream::VacancyOrder, ctx.t, pass, &mut vacant);
        for &i in &vacant {
            let Some(h) = waiting.next() else { return };
            employ(households, firms, h as usize, i as usize);
        }
        vacant.retain(|&i| bands.hires(firms, i as usize, &ctx.structure.units_per_person));
        // Silent draws must see firms in table order again; with draws the order is drawn anew anyway.
        vacant.sort_unstable();
        pass += 1;
    }
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
