//! Research by hand: knowledge, opportunity, innovation, imitation, orders, support, fields and the announced trend.

use crate::common::{Lab, island, near};
use engine::math;
use model::blocks::research::Params as Research;
use model::blocks::research::frontier::Field;
use model::blocks::research::{
    Block, Knowledge, closing_rate, innovate_and_imitate, plan_purchases, shares, survey_opportunities,
    take_stock,
};
use model::economy::{Basis, FrontierField, Text};
use model::processes::expectations::{compounded, form};
use model::state::Expectations;
use model::streams::Stream;
use model::structure::TechnologyGood;
use model::world::World;

fn parameters() -> Research {
    Research {
        research_intensity: 0.02,
        research_share: vec![1.0, 2.0, 1.0],
        research_goods: vec![0.0, 0.5, 0.5],
        innovation_hazard: 0.5,
        innovation_step: 0.4,
        imitation_hazard: 0.2,
        imitation_step: 0.5,
        knowledge_depreciation: 0.12,
        knowledge_spillover: 0.1,
        knowledge_national: 0.25,
        announced_learning: 0.1,
        user_cost_elasticity: 1.5,
        relabelled_share: 0.3,
        grant_additionality: -0.4,
    }
}

fn knowledge(world: &World) -> &Knowledge {
    &world.blocks.research.as_ref().unwrap().state
}

fn knowledge_mut(world: &mut World) -> &mut Knowledge {
    &mut world.blocks.research.as_mut().unwrap().state
}

/// The island with the block: growth of the announced path 4 % a year in all quarters.
fn lab() -> (Lab, World) {
    let economy = crate::common::island_pack();
    let (mut lab, mut world) = island();
    let g = lab.growing();
    (g.p.productivity_growth_start, g.p.productivity_growth_end) = (0.04, 0.04);
    let materials = &lab.structure.materials_per_output;
    let opening = Knowledge::open(&parameters(), &economy, materials, 1000.0, &world.firms);
    world.blocks.research = Some(Block::new(parameters(), opening));
    (lab, world)
}

/// Usual research of 20 is split 1 : 2 : 1 and set against output.
#[test]
fn the_opening_labels_research_that_is_in_the_table() {
    let economy = crate::common::island_pack();
    let (_, world) = lab();
    near(knowledge(&world).usual, 20.0);
    near(knowledge(&world).intensity[1], 10.0 / economy.sectors[1].output);
    assert_eq!(knowledge(&world).gap(), 0.0);
    assert_eq!(shares(&[1.0, 3.0]), [0.25, 0.75]);
}

/// A quarter of a sector's base is the country's research by value added.
#[test]
fn part_of_the_research_that_a_sector_rests_on_is_that_of_others() {
    let economy = crate::common::island_pack();
    let (lab, world) = lab();
    let output = |k: usize| economy.sectors[k].output;
    let added = |k: usize| (1.0 - lab.structure.materials_per_output[k]) * output(k);
    let all: f64 = (0..3).map(added).sum();
    let base = |k: usize| knowledge(&world).base[k] * output(k);
    near(base(1), 0.75 * 10.0 + 0.25 * 20.0 * added(1) / all);
    near((0..3).map(base).sum(), 20.0);
}

/// Effort 1.2 in sector 1 and 1.1 in the country: KS = 1 + (0.03 + g) 0.2 and 1 + (0.03 + g) 0.1.
#[test]
fn the_opportunity_inverts_the_path_and_adds_knowledge() {
    let (lab, mut world) = lab();
    let k = knowledge_mut(&mut world);
    k.path = 0.3;
    (k.sector_effort[1], k.national_effort) = (1.2, 1.1);
    survey_opportunities(&lab.context(), &mut world.blocks.research);
    let k = knowledge(&world);
    let growth = compounded(0.04);
    let stock = 1.0 + (0.03 + growth) * 0.2;
    let national = 1.0 + (0.03 + growth) * 0.1;
    near(k.stock[1], stock);
    near(k.national, national);
    let kappa = (1.0 - math::exp(-0.5_f64)) * 0.4;
    near(closing_rate(&parameters()), kappa);
    let usual = 0.3 + math::ln_1p(growth) / kappa;
    near(k.opportunity[0], usual + 0.1 * 0.25 * math::ln(national));
    near(
        k.opportunity[1],
        usual + 0.1 * (0.25 * math::ln(national) + 0.75 * math::ln(stock)),
    );
    near(k.path, 0.3 + math::ln_1p(growth));
}

/// Draws at their means: half is above the chance 0.39, so nobody innovates at usual effort; at double effort the
/// chance is 0.63 and a step of the mean size closes 0.4 of the gap. An imitation needs hazard above ln 2.
#[test]
fn effort_makes_innovations_and_leaders_are_imitated() {
    let (lab, mut world) = lab();
    let step = |lab: &Lab, world: &mut World| {
        model::processes::innovation::clear(&mut world.firms, &mut world.goods);
        innovate_and_imitate(
            &lab.context(),
            &mut world.blocks.research,
            &mut world.firms,
            &world.goods,
        );
    };
    knowledge_mut(&mut world).opportunity.fill(0.5);
    knowledge_mut(&mut world).technology.fill(0.1);
    step(&lab, &mut world);
    assert!(knowledge(&world).technology.iter().all(|a| *a == 0.1));
    // Innovations to be expected: the chance of each firm of the sector, less what controls cost it.
    let chance = 1.0 - math::exp(-0.5_f64);
    let all = |world: &World, k: usize, value: f64| {
        for &i in &world.goods.makers[k] {
            near(world.firms.innovation[i as usize], value);
        }
    };
    all(&world, 1, chance);
    world.goods.controls.collaboration = vec![1.0, 0.9, 1.0];
    step(&lab, &mut world);
    all(&world, 1, 0.9 * chance);
    all(&world, 0, chance);
    world.goods.controls.collaboration.clear();
    knowledge_mut(&mut world).effort.fill(2.0);
    knowledge_mut(&mut world).technology[0] = 0.7;
    step(&lab, &mut world);
    near(knowledge(&world).technology[1], 0.1 + 0.4 * 0.4);
    near(knowledge(&world).technology[0], 0.7);
    near(world.firms.technology[1], 0.26);

    // The draw at its mean names the firm in the middle of the sector.
    world.blocks.research.as_mut().unwrap().p.imitation_hazard = 0.8;
    knowledge_mut(&mut world).effort.fill(1.0);
    knowledge_mut(&mut world).technology.fill(0.1);
    let makers = &world.goods.makers[0];
    let middle = makers[makers.len() / 2] as usize;
    knowledge_mut(&mut world).technology[middle] = 0.5;
    // A successor takes over what that firm knows.
    world.firms.renew(0);
    world.blocks.follow(&mut world.firms, &mut world.goods);
    step(&lab, &mut world);
    near(knowledge(&world).technology[0], 0.5);
    near(knowledge(&world).technology[1], 0.1 + 0.5 * 0.4);
    let other = world.goods.makers[1][0] as usize;
    near(knowledge(&world).technology[other], 0.1);
}

/// A firm with draws: B is the sum of two uniform draws, one stream for each purpose.
#[test]
fn the_size_of_a_step_is_drawn() {
    let (mut lab, mut world) = lab();
    lab.draws = engine::draws::Draws::new(11);
    let r = &mut world.blocks.research.as_mut().unwrap().p;
    (r.innovation_hazard, r.imitation_hazard) = (1e6, 0.0);
    knowledge_mut(&mut world).opportunity.fill(1.0);
    innovate_and_imitate(
        &lab.context(),
        &mut world.blocks.research,
        &mut world.firms,
        &world.goods,
    );
    for i in [0, 17, 80] {
        let u = |k| lab.draws.uniform(Stream::Innovation, 1, i as u32, k);
        near(knowledge(&world).technology[i], 0.4 * (u(1) + u(2)));
    }
}

/// A credit of 19 % with elasticity 1.5 raises claims by 0.81^-1.5 - 1 = 271/729; 0.7 of it is bought. A grant of 12
/// buys 0.6 · 12.
#[test]
fn credit_and_grants_buy_research_and_cost_the_budget() {
    let (mut lab, mut world) = lab();
    lab.policy.research.credit = 0.19;
    lab.policy.research.grants = 12.0;
    lab.policy.research.mission.set(1, 3.0);
    world.adopt(&lab.policy);
    plan_purchases(&mut world.blocks.research, &mut world.firms, &mut world.goods);
    let firms = &world.firms;
    let usual = |i: usize| knowledge(&world).intensity[firms.sector(i)] * firms.price[i] * firms.output[i];
    let all: f64 = (0..firms.len()).map(usual).sum();
    near(all, 20.0);
    let orders = &world.goods.technology[TechnologyGood::Research as usize];
    let more = 271.0 / 729.0;
    for i in [0, 40, 80] {
        near(orders.firms[i], usual(i) * (0.7 * more + 0.6 * 12.0 / all));
        near(
            firms.research_support[i],
            usual(i) * (0.19 * (1.0 + more) + 12.0 / all),
        );
    }
    near(orders.government(), 3.0);
}

/// Money ordered is paid at 1.1; effort is set against the base of the firm, of the sector and of the country. Research
/// on models of 4 raises no firm's effort, but that of the sectors that provide them.
#[test]
fn effort_and_the_announced_trend_follow_what_happened() {
    let economy = crate::common::island_pack();
    let (mut lab, mut world) = lab();
    lab.growing().fields = vec![field()];
    knowledge_mut(&mut world).fields = vec![Field::open(&field())];
    lab.policy.research.mission.set(0, 2.0);
    let k = knowledge(&world);
    let i = world.goods.makers[1][0] as usize;
    let usual = k.intensity[1] * world.firms.price[i] * world.firms.output[i];
    let own = usual * k.base[1] / k.intensity[1];
    let orders = &mut world.goods.technology[TechnologyGood::Research as usize];
    orders.paid = 1.1;
    orders.firms.add(i, 0.5 * usual);
    orders.order_publicly(2.0);
    // Projects of venture funds: research of the economy, effort of no firm.
    orders.order_of_fund(0, 1.0);
    orders.order_of_fund(1, 3.0);
    let models = &mut world.goods.technology[TechnologyGood::ModelResearch as usize];
    models.paid = 1.0;
    models.firms.add(i, 4.0);
    lab.structure.ai_buyer = vec![0.25, 0.75, 0.0];
    let sector = |k: usize| knowledge(&world).base[k] * economy.sectors[k].output;
    let (first, second) = (sector(0), sector(1));
    crate::common::begin_all(&mut world.firms.technology, 0.02);
    world.technology.growth = 0.015;
    world.expectations.trend_productivity = 0.01;
    world.expectations.trend_correction = 0.001;
    world.adopt(&lab.policy);
    let World {
        blocks,
        firms,
        goods,
        technology,
        expectations,
        ..
    } = &mut world;
    take_stock(
        &lab.context(),
        &mut blocks.research,
        firms,
        goods,
        technology,
        expectations,
    );
    let knowledge = &blocks.research.as_ref().unwrap().state;
    near(knowledge.effort[i], 1.0 + 0.55 * usual / own);
    near(knowledge.sector_effort[0], 1.0 + 1.0 / first);
    near(knowledge.sector_effort[1], 1.0 + (0.55 * usual + 3.0) / second);
    near(knowledge.national_effort, 1.0 + (0.55 * usual + 4.0) / 20.0);
    near(knowledge.usual, 20.0);
    near(knowledge.extra, 0.55 * usual + 4.0 + 2.2 + 4.4);
    near(knowledge.realised, 0.02);
    near(knowledge.fields[0].effort, 1.0 + 2.2 / (0.05 * 20.0));
    let realised = math::exp(0.02_f64) * 1.005 - 1.0;
    near(
        expectations.trend_correction,
        0.001 + 0.1 * (realised - compounded(0.04) - 0.001),
    );
}

/// What was learnt is added to the path of productivity, wherever the path is used.
#[test]
fn agents_are_told_the_path_and_what_it_has_learnt() {
    let (lab, _) = lab();
    let told = |correction: f64| {
        let mut e = Expectations {
            trend_correction: correction,
            ..Expectations::default()
        };
        form(&lab.context(), &mut e);
        e
    };
    let (path, learnt) = (told(0.0), told(0.002));
    near(learnt.trend_productivity, path.trend_productivity + 0.002);
    let labour = (1.0 + path.trend_growth) / (1.0 + path.trend_productivity);
    near(learnt.trend_growth, path.trend_growth + 0.002 * labour);
    let weight = (learnt.planning_growth - path.planning_growth) / (0.002 * labour);
    near((learnt.growth - path.growth) / (0.002 * labour), weight);
    assert!(weight > 0.0 && learnt.trend_year > path.trend_year);
}

fn field() -> FrontierField {
    FrontierField {
        id: "tide".to_owned(),
        name: Text::default(),
        level: math::exp(-0.2_f64),
        frontier_growth: 0.08,
        delay: 2,
        research: 0.05,
        feeds: vec![0.0, 0.3, 0.0],
        basis: Basis::Assumed,
        source: String::new(),
    }
}

/// Usual research keeps the distance 0.2. With knowledge 1.5 it goes to 0.2 / 1.5 at the rate 0.02 · 1.5 / 0.2 = 0.15 a
/// quarter; what is closed is usable two quarters later and lifts the sector fed by 0.3 of it.
#[test]
fn a_field_catches_up_and_pays_late() {
    let (mut lab, mut world) = lab();
    lab.growing().fields = vec![field()];
    knowledge_mut(&mut world).fields = vec![Field::open(&field())];
    survey_opportunities(&lab.context(), &mut world.blocks.research);
    let usual = knowledge(&world).opportunity[0];
    near(knowledge(&world).fields[0].distance, 0.2);
    near(knowledge(&world).frontier_level(), math::exp(-0.2_f64));
    assert_eq!(knowledge(&world).opportunity[1], usual);

    let mut state = Field::open(&field());
    let mut r = parameters();
    (r.knowledge_depreciation, state.knowledge, state.effort) = (0.0, 1.5, 1.5);
    let after = |quarters: f64| 0.2 / 1.5 + (0.2 - 0.2 / 1.5) * math::exp(-0.15 * quarters);
    state.advance(&field(), &r, 0.0);
    near(state.distance, after(1.0));
    state.advance(&field(), &r, 0.0);
    near(state.distance, after(2.0));
    assert_eq!(state.usable(2), 0.0);
    near(state.usable(1), 0.2 - after(1.0));
    state.advance(&field(), &r, 0.0);
    near(state.usable(2), 0.2 - after(1.0));
    knowledge_mut(&mut world).fields[0] = state;
    knowledge_mut(&mut world).path = 0.0;
    survey_opportunities(&lab.context(), &mut world.blocks.research);
    near(knowledge(&world).opportunity[1], usual + 0.3 * (0.2 - after(2.0)));
    near(knowledge(&world).opportunity[2], usual);

    // Knowledge follows effort: (0.12 / 4 + 0.01) of the gap in a quarter.
    let mut state = Field::open(&field());
    state.note_effort(3.0, 2.0);
    near(state.effort, 2.5);
    state.advance(&field(), &parameters(), 0.01);
    near(state.knowledge, 1.06);
}
