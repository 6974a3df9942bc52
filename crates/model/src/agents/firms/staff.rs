//! Staff, hours and pay of firms: what work there is, what it takes, what it costs.

use crate::context::Context;
use crate::core::Params;
use crate::state::{Firms, LabourMarket};
use crate::structure::Structure;
use engine::bounds::Bounds;

/// Work of firm `i` that belongs to its plant whatever it makes, in output at normal hours: φ u* κ K.
fn of_plant(p: &Params, s: &Structure, firms: &Firms, i: usize) -> f64 {
    p.fixed_staff * p.normal_utilisation * s.output_per_capital[firms.sector(i)] * firms.capital[i]
}

/// Work that `output` of firm `i` takes, in output at normal hours: W(Y) = φ u* κ K + (1-φ) Y. At normal use W(Y) = Y; away
/// from it work moves less than output, so that profit moves more. Part of FIR-13. Source: oi1962.
pub(super) fn work(p: &Params, s: &Structure, firms: &Firms, i: usize, output: f64) -> f64 {
    of_plant(p, s, firms, i) + (1.0 - p.fixed_staff) * output
}

/// Most that the staff of firm `i` can make with the longest hours, where W(Y) = ceiling · N A. Part of GDS-3.
pub fn most_output(p: &Params, s: &Structure, firms: &Firms, i: usize) -> f64 {
    let at_most = p.hours_ceiling * firms.staff[i] * firms.productivity[i];
    // Staff that cannot even keep the plant running makes nothing.
    ((at_most - of_plant(p, s, firms, i)) / (1.0 - p.fixed_staff)).at_least(0.0)
}

/// Hours of firm `i` that make `output`, and hours that it pays for, at least `floor`. Part of FIR-13.
pub fn hours(p: &Params, floor: f64, s: &Structure, firms: &Firms, i: usize, output: f64) -> (f64, f64) {
    let at_normal_hours = firms.staff[i] * firms.productivity[i];
    let worked = if at_normal_hours > 0.0 {
        (work(p, s, firms, i, output) / at_normal_hours).at_most(p.hours_ceiling)
    } else {
        0.0
    };
    let overtime = (worked - 1.0).at_least(0.0);
    (worked, worked.at_least(floor) + p.overtime_premium * overtime)
}

/// Firms set hours and pay for the staff they have and the output they plan.
pub fn set_hours(ctx: &Context, firms: &mut Firms, labour: &LabourMarket) {
    set_hours_for(ctx, firms, labour, Stage::Planned);
}

/// Hours and pay after the market follow what was produced to order.
pub fn set_final_pay(ctx: &Context, firms: &mut Firms, labour: &LabourMarket) {
    set_hours_for(ctx, firms, labour, Stage::Produced);
}

/// Which output hours are set for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Output planned before orders are seen.
    Planned,
    /// Output produced.
    Produced,
}

/// Hours stretch or shrink with the work there is, and pay with them, but not below what contracts promise; overtime costs more.
///
/// f = min(ceiling, W(Y) / (N A)), W(Y) = φ u* κ K + (1-φ) Y; pay per unit of staff = c_k w̄ ω [max(f, f_min) + p_o max(0, f - 1)],
/// c_k what makes the sector's pay that of the table at the opening, where hours of single firms are not all one.
/// Equation: FIR-13. Source: poledna2023, eq. (A.17) (hours), oi1962 (fixed part). Differs: part of the staff belongs to the
/// plant; hours paid have a floor; overtime has a premium.
fn set_hours_for(ctx: &Context, firms: &mut Firms, labour: &LabourMarket, stage: Stage) {
    let (p, s) = (&ctx.rules.p, ctx.structure);
    let floor = p.paid_hours_floor + ctx.policy.paid_hours;
    for i in 0..firms.len() {
        let output = if stage == Stage::Planned {
            firms.planned_output[i]
        } else {
            firms.output[i]
        };
        let (worked, paid) = hours(p, floor, s, firms, i, output);
        firms.hours[i] = worked;
        firms.pay_rate[i] = s.paid_per_staff(firms.sector(i)) * labour.wage_index * paid;
    }
}
