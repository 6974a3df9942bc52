//! What research gives the firm that does it and what it gives all: measured on the rules alone, without the economy
//! around them, on paired draws.

use super::{Check, Options};
use ::evidence::{Bound, Checks};
use engine::draws::Draws;
use engine::math;
use engine::time::Quarter;
use model::blocks::research::Params;
use model::blocks::research::{innovate_and_imitate, survey_opportunities};
use model::context::Context;
use model::core::{Policy, Tally};
use model::economy::Economy;
use model::error::ModelError;
use model::opening;

/// More research than usual in the experiment (ratio).
const MORE: f64 = 0.1;
/// Quarters after which its effect is measured: fifteen years.
const QUARTERS: u32 = 60;
/// One firm in so many does more in the private experiment; few enough that the others do not copy much.
const ONE_IN: usize = 10;

/// Elasticity of a firm's technology to its own research, and to the research of all, after fifteen years.
///
/// # Errors
/// An economy that cannot be opened.
pub fn elasticities(economy: &Economy, persons_per_agent: u32, seeds: u64) -> Result<(f64, f64), ModelError> {
    let (mut private, mut social) = (0.0, 0.0);
    for seed in 0..seeds {
        let usual = technology(economy, persons_per_agent, seed, |_| 1.0, 1.0)?;
        let own = |i: usize| if i.is_multiple_of(ONE_IN) { 1.0 + MORE } else { 1.0 };
        let alone = technology(economy, persons_per_agent, seed, own, 1.0)?;
        let all = technology(economy, persons_per_agent, seed, |_| 1.0 + MORE, 1.0 + MORE)?;
        let gain = |with: &[f64], step: usize| {
            let firms = with.iter().zip(&usual).step_by(step);
            firms.clone().map(|(w, u)| w - u).sum::<f64>() / firms.count() as f64
        };
        private += gain(&alone, ONE_IN) / math::ln_1p(MORE) / seeds as f64;
        social += gain(&all, 1) / math::ln_1p(MORE) / seeds as f64;
    }
    Ok((private, social))
}

/// Technology of every firm after [`QUARTERS`] with given efforts.
fn technology(
    economy: &Economy,
    persons_per_agent: u32,
    seed: u64,
    effort: impl Fn(usize) -> f64,
    sector_effort: f64,
) -> Result<Vec<f64>, ModelError> {
    let draws = Draws::new(seed);
    let (mut world, structure, rules) = opening::open(economy, persons_per_agent, &draws)?;
    let policy = Policy::default();
    let firms = world.firms.len();
    let Some(research) = &mut world.blocks.research else {
        return Ok(Vec::new());
    };
    let knowledge = &mut research.state;
    knowledge.effort = (0..firms).map(effort).collect();
    knowledge.sector_effort.fill(sector_effort);
    knowledge.national_effort = sector_effort;
    for t in 1..=QUARTERS {
        let ctx = Context {
            t,
            quarter: Quarter::new(2025, 1).plus(t as i32),
            rules: &rules,
            structure: &structure,
            policy: &policy,
            draws,
            bounds: Tally::default(),
        };
        survey_opportunities(&ctx, &mut world.blocks.research);
        innovate_and_imitate(&ctx, &mut world.blocks.research, &mut world.firms, &world.goods);
    }
    let found = world.blocks.research.map(|research| research.state.technology);
    Ok(found.unwrap_or_default())
}

/// Seeds of the measurement.
const SEEDS: u64 = 8;

/// Private and social elasticity against the evidence, in economies with the research block.
pub(super) fn checks(
    economy: &Economy,
    bounds: &Checks,
    options: &Options,
) -> Result<Vec<Check>, ModelError> {
    if Params::find(economy)?.is_none() {
        return Ok(Vec::new());
    }
    let (private, social) = elasticities(economy, options.persons_per_agent, SEEDS)?;
    let check = |name: &str, bound: &Bound, value| Check::within(bound, name, (value, value), &bound.source);
    Ok(vec![
        check(
            "research: elasticity of a firm's technology to its own research",
            &bounds.research_private,
            private,
        ),
        check(
            "research: social over private effect after 15 years",
            &bounds.research_social,
            social / private,
        ),
    ])
}
