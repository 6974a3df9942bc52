//! The labour market: firms dismiss persons they do not need, then hire from the unemployed. No wage bargaining and
//! no skills: who meets whom is chance.

use crate::context::Context;
use crate::core::Bound;
use crate::state::{
    Expectations, Firms, Households, LabourMarket, NO_EMPLOYER, Technology, at_work, dismiss, employ,
};
use crate::streams::Stream;
use engine::bounds::Bounds;
use engine::draws::Draws;
use engine::math;

/// Wages follow trend productivity and expected inflation; the tighter the market the more a point of unemployment counts, and
/// vacancies that nobody fills count besides. Nominal wages are never cut.
///
/// ω' = ω (1 + max(0, gA^e + π^e + w_u (u* - u_-1) u*/u_-1 + w_v (v_-1 - v0))), the last term between 0 and a ceiling.
/// Equation: LAB-3. Source: blanchard1999, phillips1958 (form), domash2022 (vacancies); sizes in the pack.
pub fn set_wages(ctx: &Context, labour: &mut LabourMarket, technology: &Technology, e: &Expectations) {
    let p = &ctx.rules.p;
    let unemployment = ctx
        .bounds
        .at_least(Bound::Tightness, e.unemployment, p.tightness_floor);
    let tightness = p.natural_unemployment / unemployment * (p.natural_unemployment - unemployment);
    let unusual = (labour.unfilled - p.vacancy_norm).at_least(0.0);
    let vacancies = ctx
        .bounds
        .at_most(Bound::Vacancies, unusual, p.wage_vacancy_ceiling);
    let growth = technology.expected_growth
        + e.inflation
        + p.wage_unemployment_response * tightness
        + p.wage_vacancy_response * vacancies;
    labour.previous_index = labour.wage_index;
    labour.wage_index *= 1.0 + ctx.bounds.at_least(Bound::NominalWage, growth, 0.0);
}

/// Dismissals, then hiring, with bands in units of labour, since staff is whole persons, m the person's units and m̄ the
/// sector's mean: dismissal if N - (1+h) N^d > band·max(m, m̄), never the last person and no more than a part d of the staff;
/// hiring if (1-s) N^d - N > band·m̄, or nobody is left, by at most as many as meet a vacancy (LAB-4).
/// Equation: LAB-2. Source: this project (bands), bentolila1990 (labour hoarding).
pub fn match_staff(ctx: &Context, labour: &mut LabourMarket, firms: &mut Firms, households: &mut Households) {
    let p = &ctx.rules.p;
    let bands = Bands {
        hoarding: p.labour_hoarding,
        slack: p.hiring_slack,
        hire: p.hiring_band,
        fire: p.firing_band,
        keep_last: true,
    };
    let mean_units = &ctx.structure.units_per_person;
    for (wanted, staff) in firms.staff_wanted.iter_mut().zip(&firms.staff) {
        let kept = (1.0 - p.dismissal_limit * ctx.policy.dismissals) * staff;
        *wanted = ctx.bounds.at_least(Bound::Dismissal, *wanted, kept);
    }
    dismiss_excess(&bands, &ctx.draws, ctx.t, mean_units, firms, households);
    let matches = meet(ctx, &bands, labour, firms, households);
    hire(&bands, &ctx.draws, ctx.t, mean_units, matches, firms, households);
}

/// How many of the unemployed meet a vacancy this quarter; the rest of the vacancies stay unfilled.
///
/// M = U_a V (U_a^i + V^i)^(-1/i), U_a = U - u_f LF; v = (V - M) / LF, with V the persons that hiring firms miss, one at least
/// each. A part of a match is a match with that chance.
/// Equation: LAB-4. Source: denhaan2000; sizes in the pack.
fn meet(
    ctx: &Context,
    bands: &Bands,
    labour: &mut LabourMarket,
    firms: &Firms,
    households: &Households,
) -> usize {
    let p = &ctx.rules.p;
    let mean_units = &ctx.structure.units_per_person;
    let vacancies: f64 = (0..firms.len())
        .filter(|&i| bands.hires(firms, i, mean_units))
        .map(|i| (bands.shortage(firms, i) / mean_units[firms.sector(i)]).at_least(1.0))
        .sum();
    let labour_force = households.labour_force.len() as f64;
    let available = households.unemployed() as f64 - p.frictional_unemployment * labour_force;
    let (short, long) = (available.at_most(vacancies), available.at_least(vacancies));
    let matches = if short > 0.0 {
        // The same as above with the longer side taken out: a friction of nought leaves the shorter side.
        let ratio = math::pow(short / long, 1.0 / p.matching_friction);
        short * math::pow(1.0 + ratio, -p.matching_friction)
    } else {
        0.0
    };
    labour.unfilled = (vacancies - matches) / labour_force;
    let last = ctx.draws.uniform(Stream::Matching, ctx.t, 0, 0);
    (matches + last) as usize
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
    let everybody = households.labour_force.len();
    hire(bands, draws, t, mean_units, everybody, firms, households);
}

impl Bands {
    fn dismisses(&self, firms: &Firms, i: usize, units: f64, mean_units: &[f64]) -> bool {
        let excess = firms.staff[i] - (1.0 + self.hoarding) * firms.staff_wanted[i];
        excess > self.fire * units.at_least(mean_units[firms.sector(i)])
            && !(self.keep_last && firms.heads[i] <= 1)
    }
    fn shortage(&self, firms: &Firms, i: usize) -> f64 {
        (1.0 - self.slack) * firms.staff_wanted[i] - firms.staff[i]
    }
    fn hires(&self, firms: &Firms, i: usize, mean_units: &[f64]) -> bool {
        self.shortage(firms, i) > self.hire * mean_units[firms.sector(i)]
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

/// Fills vacancies with at most `matches` persons.
fn hire(
    bands: &Bands,
    draws: &Draws,
    t: u32,
    mean_units: &[f64],
    matches: usize,
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
    let mut waiting = unemployed.into_iter().take(matches);
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
