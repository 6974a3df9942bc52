//! Research in whole runs: levers move what they should, not at all without their key coefficient, and what agents are
//! told must stay slow.

use crate::common::{COARSE, THREADS, china, effect, pairs};
use engine::draws::{Draws, Stream};
use engine::math;
use engine::parallel::map_ordered;
use engine::time::Quarter;
use experiments::validate::limits::with_parameter;
use experiments::validate::research::elasticities;
use model::blocks::research::Policy as Research;
use model::blocks::research::{Knowledge, innovate_and_imitate, survey_opportunities, take_stock};
use model::context::Context;
use model::core::Tally;
use model::economy::Economy;
use model::indicators::{Indicator as I, Record};
use model::opening;
use model::policy::Policy;
use model::processes::innovation::clear;
use model::simulation::Simulation;
use model::structure::TechnologyGood;
use model::world::World;

fn run(economy: &Economy, seed: u64, quarters: usize, policy: &Policy) -> Simulation {
    let mut run = Simulation::open(economy, COARSE, seed).unwrap();
    for _ in 0..quarters {
        run.step(policy).unwrap();
    }
    run
}

fn knowledge(world: &World) -> &Knowledge {
    &world.blocks.research.as_ref().unwrap().state
}

fn credit(share: f64) -> Policy {
    research(Research {
        credit: share,
        ..Research::default()
    })
}

fn research(research: Research) -> Policy {
    Policy {
        research,
        ..Policy::default()
    }
}

fn mission(field: usize, billion: f64) -> Policy {
    let mut policy = Policy::default();
    policy.research.mission.set(field, billion);
    policy
}

fn records(run: &Simulation) -> &[Record] {
    run.records()
}

#[test]
fn a_credit_raises_research_knowledge_and_technology() {
    let ensemble = pairs(&china(), 4, 24, &|p| p.research.credit = 0.1);
    let effect = |i| crate::common::effect(&ensemble, i, 5);
    assert!(effect(I::named("research_intensity")) > 0.1);
    assert!(effect(I::named("knowledge_stock")) > 2.0);
    assert!(
        effect(I::named("technology_index")) > 0.2,
        "{}",
        effect(I::named("technology_index"))
    );
}

/// Each lever with its key coefficient at zero finds nothing, so the tests above could fail.
#[test]
fn without_their_coefficients_the_levers_find_nothing() {
    let base = china();
    let technology = |economy: &Economy, policy: &Policy| {
        let run = run(economy, 3, 10, policy);
        (
            knowledge(&run.world).opportunity.clone(),
            knowledge(&run.world).effort.clone(),
        )
    };
    let same = |economy: &Economy, policy: &Policy| {
        technology(economy, policy) == technology(economy, &Policy::default())
    };
    assert!(!same(&base, &credit(0.1)));
    assert!(same(
        &with_parameter(&base, "user_cost_elasticity", 0.0),
        &credit(0.1)
    ));
    assert!(same(
        &with_parameter(&base, "relabelled_share", 1.0),
        &credit(0.1)
    ));
    let grants = research(Research {
        grants: 25.0,
        ..Research::default()
    });
    assert!(!same(&base, &grants));
    assert!(same(&with_parameter(&base, "grant_additionality", -1.0), &grants));
    let mut barren = base.clone();
    for field in &mut barren.fields {
        field.feeds.fill(0.0);
    }
    let ai = mission(0, 25.0);
    assert!(!same(&base, &ai));
    assert!(same(&barren, &ai));
}

/// Grants that replace own research and grants that draw it after them: both signs of the contested assumption.
#[test]
fn the_sign_of_own_research_is_a_switch() {
    let grants = research(Research {
        grants: 25.0,
        ..Research::default()
    });
    let own = |additionality: f64| {
        let run = run(
            &with_parameter(&china(), "grant_additionality", additionality),
            3,
            6,
            &grants,
        );
        knowledge(&run.world).extra - 25.0
    };
    assert!(own(-0.5) < -10.0 && own(0.6) > 10.0);
}

/// Quantum technology needs twelve years: money closes the distance at once, firms can reach no more before.
#[test]
fn a_mission_closes_the_distance_early_and_pays_late() {
    let mut economy = china();
    let quantum = economy.fields.iter().position(|f| f.id == "quantum").unwrap();
    assert!(economy.fields[quantum].delay >= 40);
    economy.fields[quantum].delay = 12;
    let opportunity = |quarters: usize, policy: &Policy| {
        let run = run(&economy, 2, quarters, policy);
        (
            knowledge(&run.world).opportunity.clone(),
            knowledge(&run.world).frontier_level(),
        )
    };
    let (money, none) = (mission(quantum, 10.0), Policy::default());
    let (early, early_level) = opportunity(12, &money);
    let (usual, usual_level) = opportunity(12, &none);
    assert_eq!(early, usual);
    assert!(early_level > usual_level);
    let (late, _) = opportunity(18, &money);
    let (usual, _) = opportunity(18, &none);
    let fed = &economy.fields[quantum].feeds;
    for k in 0..fed.len() {
        assert_eq!(late[k] > usual[k], fed[k] > 0.0, "sector {k}");
    }
}

#[test]
fn neutral_levers_are_the_baseline_and_a_pack_without_the_block_ignores_them() {
    let mut core = china();
    core.parameters.retain(|_, p| p.block == "core");
    for economy in [&china(), &core] {
        let neutral = run(economy, 5, 8, &Policy::default());
        let zero = run(economy, 5, 8, &credit(0.0));
        assert_eq!(records(&neutral), records(&zero));
    }
    let (plain, pulled) = (
        run(&core, 5, 8, &Policy::default()),
        run(&core, 5, 8, &credit(0.2)),
    );
    assert_eq!(records(&plain), records(&pulled));
    assert!(plain.records()[8].get(I::named("research_intensity")).is_nan());
}

/// Agents who are told what productivity did last quarter make the cycle a third wider or more.
#[test]
fn fast_learning_of_realised_productivity_widens_the_cycle() {
    let spread = |speed: f64| {
        let economy = with_parameter(&china(), "announced_learning", speed);
        let runs = map_ordered(THREADS, 6, |seed| {
            let run = run(&economy, seed as u64, 40, &Policy::default());
            let gdp: Vec<f64> = run.records().iter().map(|r| r.get(I::REAL_GDP)).collect();
            gdp.windows(2)
                .map(|w| 100.0 * (w[1] / w[0] - 1.0))
                .collect::<Vec<_>>()
        });
        // Standard deviation over seeds around their common path, mean of quarters.
        let deviation = |t: usize| {
            let mean = runs.iter().map(|r| r[t]).sum::<f64>() / 6.0;
            (runs.iter().map(|r| math::powi(r[t] - mean, 2)).sum::<f64>() / 6.0).sqrt()
        };
        (8..40).map(deviation).sum::<f64>() / 32.0
    };
    let (slow, fast) = (spread(0.02), spread(1.0));
    assert!(fast > 1.3 * slow, "slow {slow}, fast {fast}");
}

/// The private effect lies inside the estimates for firms, the social one is a few times larger; without the social
/// term it is the private one and what imitation adds.
#[test]
fn social_and_private_elasticities_are_measured() {
    let (private, social) = elasticities(&china(), COARSE, 8).unwrap();
    assert!((0.01..0.10).contains(&private), "{private}");
    assert!((1.5..5.0).contains(&(social / private)), "{private} {social}");
    let (_, alone) = elasticities(&with_parameter(&china(), "knowledge_spillover", 0.0), COARSE, 8).unwrap();
    assert!(alone < social / 2.0);
}

/// Technology of the economy (log) after ten years in which the firms of one sector buy more research, `share` of GDP,
/// by the rules of research alone.
fn technology_if_bought_by(economy: &Economy, sector: usize, share: f64) -> f64 {
    let draws = Draws::new(5);
    let (mut world, structure, rules) = opening::open(economy, COARSE, &draws).unwrap();
    let (policy, gdp) = (Policy::default(), world.goods.nominal_gdp);
    let makers = world.goods.makers[sector].clone();
    let sold: f64 = makers.iter().map(|&i| world.firms.output[i as usize]).sum();
    for t in 1..=40 {
        let ctx = Context {
            t,
            quarter: Quarter::new(2025, 1).plus(t as i32),
            rules: &rules,
            structure: &structure,
            policy: &policy.core,
            draws,
            bounds: Tally::default(),
        };
        let World {
            blocks,
            firms,
            goods,
            technology,
            expectations,
            ..
        } = &mut world;
        clear(firms, goods);
        let research = &mut blocks.research;
        survey_opportunities(&ctx, research);
        innovate_and_imitate(&ctx, research, firms, goods);
        let orders = &mut goods.technology[TechnologyGood::Research as usize];
        orders.paid = 1.0;
        for i in makers.iter().map(|&i| i as usize) {
            orders.firms.add(i, share * gdp * firms.output[i] / sold);
        }
        take_stock(&ctx, research, firms, goods, technology, expectations);
    }
    knowledge(&world).realised
}

/// Research does not work wonders where little of it is usual: the same money, 0.05 % of GDP, moves technology at most
/// four times as much in the sector where it does most (other services) as in that where it does least (electronics,
/// which does over sixty times as much research). Measured against the buyer's own sector alone it is more than ten times.
#[test]
fn a_yuan_of_research_hardly_depends_on_how_little_its_buyer_usually_does() {
    let ratio = |economy: &Economy| {
        let share = &model::blocks::research::Params::of(economy)
            .unwrap()
            .research_share;
        let usual = technology_if_bought_by(economy, 0, 0.0);
        let gains: Vec<f64> = (0..share.len())
            .filter(|&k| share[k] > 0.0)
            .map(|k| technology_if_bought_by(economy, k, 5e-4) - usual)
            .collect();
        let largest = gains.iter().copied().fold(f64::MIN, f64::max);
        largest / gains.iter().copied().fold(f64::MAX, f64::min)
    };
    let mixed = ratio(&china());
    assert!(mixed < 4.0, "{mixed}");
    let own = ratio(&with_parameter(&china(), "knowledge_national", 0.0));
    assert!(own > 10.0, "{own}");
    // A sector without usual research gains too.
    let gain = |share| technology_if_bought_by(&china(), 0, share);
    assert!(gain(5e-4) > gain(0.0));
}

#[derive(Clone, Copy)]
struct Setting;
impl Stream for Setting {
    fn code(self) -> u32 {
        1
    }
}

/// Random settings of all levers of research that change in every quarter: the books close for ten years.
#[test]
fn books_close_whatever_is_asked_of_research() {
    let economy = china();
    let worst = map_ordered(THREADS, 6, |case| {
        let draws = Draws::new(77);
        let mut run = Simulation::open(&economy, COARSE, case as u64).unwrap();
        for quarter in 0..40 {
            let u = |k| draws.uniform(Setting, quarter, case as u32, k);
            let mut policy = research(Research {
                credit: -0.2 + 0.7 * u(0),
                grants: 250.0 * u(1),
                ..Research::default()
            });
            for field in 0..economy.fields.len() {
                policy.research.mission.set(field, 125.0 * u(2 + field as u32));
            }
            run.step(&policy).unwrap();
        }
        run.worst_residual()
    });
    assert!(worst.iter().all(|w| *w < 1e-9), "{worst:?}");
}

#[test]
fn fast_adoption_of_ai_loses_at_first_and_changes_timing_more_than_the_level() {
    let economy = china();
    let fast = pairs(&economy, 2, 200, &|p| p.ai.adoption_speed = 7.0);
    let gain = |year| effect(&fast, I::named("ai_productivity"), year);
    assert!(gain(1) < 0.0, "{}", gain(1));
    // Full adoption would add the task gain times exposure, some 5 %; the lead of the fast case shrinks to less than a fifth.
    let full =
        100.0 * economy.parameters["ai_task_gain"].value * economy.parameters["ai_exposure_mean"].value;
    let (soon, late) = (gain(10), gain(49));
    assert!(
        late > 0.0 && late < 0.2 * full && soon > 2.0 * late,
        "{soon} {late} {full}"
    );
}
