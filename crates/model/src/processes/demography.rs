//! Persons: the labour force shrinks by retirement. Nobody is born into the labour force yet.

use crate::context::Context;
use crate::state::{Firms, Households, Role, dismiss};
use crate::streams::Stream;
use engine::math;

/// Persons retire so that the labour force follows its path: LF = LF_0 (1 + g_LF)^(t/4). Who retires is drawn
/// among the labour force; the person leaves the job, keeps all deposits and draws a pension from now on.
/// Equation: DEM-1. Source: this project; size of the fall in the pack.
pub fn retire(ctx: &Context, households: &mut Households, firms: &mut Firms) {
    let g = ctx.rules;
    let path = math::pow(1.0 + g.p.labour_force_growth, f64::from(ctx.t) / 4.0);
    let target = households.opening_labour_force as f64 * path;
    let mut k = 0;
    // A person retires whenever the path has fallen half a person below the count.
    while households.labour_force.len() as f64 - target > 0.5 {
        let u = ctx.draws.uniform(Stream::Retirement, ctx.t, 0, k);
        let position = (u * households.labour_force.len() as f64) as usize;
        let h = households.labour_force.remove(position) as usize;
        dismiss(households, firms, h);
        households.role[h] = Role::Retired;
        households.group[h] = g
            .groups
            .iter()
            .position(|x| x.role == crate::economy::GroupRole::Retired)
            .unwrap_or(households.group[h] as usize) as u8;
        k += 1;
    }
}
