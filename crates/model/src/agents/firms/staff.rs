//! Staff, hours and pay of firms: what work there is, what it takes, what it costs.

use crate::context::Context;
use crate::state::{Firms, LabourMarket};
use engine::bounds::Bounds;

/// Work of firm `i` that belongs to its plant whatever it makes, in output at normal hours: φ u* κ K.
fn of_plant(ctx: &Context, firms: &Firms, i: usize) -> f64 {
    let p = &ctx.rules.p;
    let normal_output =
        p.normal_utilisation * ctx.structure.output_per_capital[firms.sector(i)] * firms.capital[i];
    p.fixed_staff * normal_output
}

/// Work that `output` of firm `i` takes, in output at normal hours: W(Y) = φ u* κ K + (1-φ) Y. At normal use W(Y) = Y; away
/// from it work moves less than output, so that profit moves more. Part of FIR-13. Source: oi1962.
pub(super) fn work(ctx: &Context, firms: &Firms, i: usize, output: f64) -> f64 {
    of_plant(ctx, firms, i) + (1.0 - ctx.rules.p.fixed_staff) * output
}

/// Most that the staff of firm `i` can make with the longest hours, where W(Y) = ceiling · N A. Part of GDS-3.
pub fn most_output(ctx: &Context, firms: &Firms, i: usize) -> f64 {
    let p = &ctx.rules.p;
    let at_most = p.hours_ceiling * firms.staff[i] * firms.productivity[i];
    // Staff that cannot even keep the plant running makes nothing.
    ((at_most - of_plant(ctx, firms, i)) / (1.0 - p.fixed_staff)).at_least(0.0)
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
/// f = min(ceiling, W(Y) / (N A)), W(Y) = φ u* κ K + (1-φ) Y; pay per unit of staff = w̄ ω [max(f, f_min) + p_o max(0, f - 1)].
/// Equation: FIR-13. Source: poledna2023, eq. (A.17) (hours), oi1962 (fixed part). Differs: part of the staff belongs to the
/// plant; hours paid have a floor; overtime has a premium.
fn set_hours_for(ctx: &Context, firms: &mut Firms, labour: &LabourMarket, stage: Stage) {
    let p = &ctx.rules.p;
    for i in 0..firms.len() {
        let at_normal_hours = firms.staff[i] * firms.productivity[i];
        let output = if stage == Stage::Planned {
            firms.planned_output[i]
        } else {
            firms.output[i]
        };
        let hours = if at_normal_hours > 0.0 {
            (work(ctx, firms, i, output) / at_normal_hours).at_most(p.hours_ceiling)
        } else {
            0.0
        };
        firms.hours[i] = hours;
        let paid = hours.at_least(p.paid_hours_floor) + p.overtime_premium * (hours - 1.0).at_least(0.0);
        firms.pay_rate[i] = ctx.structure.pay_per_staff[firms.sector(i)] * labour.wage_index * paid;
    }
}
