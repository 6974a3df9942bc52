//! The labour market: firms dismiss persons they do not need, then hire from the unemployed. No wage bargaining and
//! no skills: who meets whom is chance.

use crate::context::Context;
use crate::state::{
    Expectations, Firms, Households, LabourMarket, NO_EMPLOYER, Technology, at_work, dismiss, employ,
};
use crate::streams::Stream;
use engine::bounds::Bounds;
use engine::draws::Draws;

/// Wages follow trend productivity, expected inflation and slack: ω' = ω [1 + gA^e + π^e + w_u (u* - u_-1)].
/// Equation: LAB-3. Source: blanchard1999 (form); size in the pack.
pub fn set_wages(ctx: &Context, labour: &mut LabourMarket, technology: &Technology, e: &Expectations) {
    let p = &ctx.rules.p;
    let slack = p.wage_unemployment_response * (p.natural_unemployment - e.unemployment);
    labour.previous_index = labour.wage_index;
    labour.wage_index *= 1.0 + technology.expected_growth + e.inflation + slack;
}

/// Dismissals, then hiring, with bands in units of labour, since staff is whole persons, m the person's units and m̄ the
/// sector's mean: dismissal if N - (1+h) N^d > band·max(m, m̄), never the last person; hiring if (1-s) N^d - N > band·m̄, or
/// nobody is left.
/// Equation: LAB-2. Source: this project (bands), bentolila1990 (labour hoarding).
pub fn match_staff(ctx: &Context, firms: &mut Firms, households: &mut Households) {
    let p = &ctx.rules.p;
    let bands = Bands {
        hoarding: p.labour_hoarding,
        slack: p.hiring_slack,
        hire: p.hiring_band,
        fire: p.firing_band,
        keep_last: true,
    };
    match_persons(
        &bands,
        &ctx.draws,
        ctx.t,
        &ctx.structure.units_per_person,
        firms,
        households,
    );
}

/// How far staff may be from what a firm wants before it acts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bands {
    /// Staff kept beyond what is wanted (ratio).
    pub hoarding: f64,
    /// Shortage that is borne (ratio).
    pub slack: f64,
    /// Shortage beyond it that makes a firm hire, in persons of the sector's mean.
    pub hire: f64,
    /// Excess beyond it that makes a firm dismiss, in persons.
    pub fire: f64,
    /// The last person is never dismissed, and an open firm without staff hires one.
    pub keep_last: bool,
}

/// Firms dismiss persons they do not need, in random order; those without a job fill the vacancies, a round over the firms
/// after the other. `mean_units` are the units of labour of a person, by sector.
pub fn match_persons(
    bands: &Bands,
    draws: &Draws,
    t: u32,
    mean_units: &[f64],
    firms: &mut Firms,
    households: &mut Households,
) {
    dismiss_excess(bands, draws, t, mean_units, firms, households);
    hire(bands, draws, t, mean_units, firms, households);
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

fn dismiss_excess(
    bands: &Bands,
    draws: &Draws,
    t: u32,
    mean_units: &[f64],
    firms: &mut Firms,
    households: &mut Households,
) {
    let mut at_risk = at_work(households, |h, i| {
        bands.dismisses(firms, i, households.units[h], mean_units)
    });
    draws.arrange(Stream::DismissalOrder, t, 0, &mut at_risk);
    for h in at_risk {
        let employer = households.employer[h as usize] as usize;
        if bands.dismisses(firms, employer, households.units[h as usize], mean_units) {
            dismiss(households, firms, h as usize);
        }
    }
}

fn hire(
    bands: &Bands,
    draws: &Draws,
    t: u32,
    mean_units: &[f64],
    firms: &mut Firms,
    households: &mut Households,
) {
    let mut unemployed: Vec<u32> = households
        .labour_force
        .iter()
        .copied()
        .filter(|&h| households.employer[h as usize] == NO_EMPLOYER)
        .collect();
    draws.arrange(Stream::HiringOrder, t, 0, &mut unemployed);
    if !households.first_in_line.is_empty() {
        unemployed.sort_by_key(|h| !households.first_in_line.contains(h));
    }
    let mut waiting = unemployed.into_iter();
    let mut vacant: Vec<u32> = (0..firms.len() as u32)
        .filter(|&i| bands.hires(firms, i as usize, mean_units))
        .collect();
    let mut pass = 0;
    while !vacant.is_empty() {
        draws.arrange(Stream::VacancyOrder, t, pass, &mut vacant);
        for &i in &vacant {
            let Some(h) = waiting.next() else { return };
            employ(households, firms, h as usize, i as usize);
        }
        vacant.retain(|&i| bands.hires(firms, i as usize, mean_units));
        // Silent draws must see firms in table order again; with draws the order is drawn anew anyway.
        vacant.sort_unstable();
        pass += 1;
    }
}
