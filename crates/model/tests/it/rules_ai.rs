//! Artificial intelligence: the rules by hand, then what each lever moves, and that the effect is gone with its
//! coefficient.

use crate::common::near;
use accounting::{Flow, Sector};
use engine::draws::Draws;
use engine::math;
use model::blocks::ai::adoption::{Means, Terms, chance, complement, effect, gain, readiness};
use model::blocks::ai::compute::{Compute, Extra};
use model::blocks::ai::expected::Expected;
use model::blocks::ai::models::Models;
use model::blocks::ai::{self, Params};
use model::economy::Economy;
use model::indicators::Indicator as I;
use model::policy::Policy;
use model::simulation::Simulation;
use model::structure::TechnologyGood;

fn china() -> Economy {
    data::economy("china").unwrap()
}

fn parameters() -> Params {
    let mut p = Params::of(&china()).unwrap();
    (p.ai_own_adoption, p.ai_peer_adoption, p.ai_exposure_mean) = (0.004, 0.28, 0.4);
    (p.ai_cost_elasticity, p.ai_task_gain, p.ai_reinstated) = (1.0, 0.14, 0.25);
    (p.ai_dip, p.ai_dip_quarters, p.ai_gain_quarters) = (0.3, 4.0, 16.0);
    (p.ai_complement_years, p.ai_opening_adopters) = (2.0, 0.03);
    (p.ai_utilisation, p.ai_price_elasticity, p.ai_price_floor) = (0.3, 1.5, 0.2);
    (p.ai_gross_return, p.ai_electricity, p.ai_idle_power) = (0.21, 100.0, 0.5);
    (p.ai_compute_cost, p.ai_licence_cost, p.ai_open_cut) = (0.3, 0.1, 0.3);
    (p.ai_licence_markup, p.ai_duplication, p.ai_quality_elasticity) = (0.5, 0.3, 0.07);
    p
}

/// (0.004 + 0.28 · 0.2) / 4 = 0.015; twice exposed 2; speed 3; cost 1.25; ceiling 0.5: (1 - 0.4) / (1 - 0.2).
#[test]
fn exposure_peers_and_cost_decide_the_chance_of_adoption() {
    let p = parameters();
    near(chance(&p, 0.4, 1.0, 0.2, Terms::BASELINE), 0.015);
    near(chance(&p, 0.4, 1.2, 0.2, Terms::BASELINE), 0.018);
    let terms = Terms {
        speed: 3.0,
        ceiling: 0.5,
        cost: 1.25,
    };
    near(chance(&p, 0.8, 1.0, 0.2, terms), 0.015 * 2.0 * 3.0 / 1.25 * 0.75);
    near(chance(&p, 0.8, 1.0, 0.6, terms), 0.0);
}

/// Staff of the sector 0.3 skilled, 0.2 in the mean, part 0.4: 0.6 + 0.4 · 1.5; small firms, 0.8 of all, reach half of it.
#[test]
fn skills_and_access_make_a_sector_ready() {
    let mut p = parameters();
    (
        p.ai_skills[2],
        p.ai_skills_mean,
        p.ai_skill_share,
        p.ai_small_access,
    ) = (0.3, 0.2, 0.4, 0.5);
    near(readiness(&p, 2, 0.8, Means::default()), 1.2 * 0.6);
    let means = Means {
        trained: 0.05,
        access: 0.25,
    };
    near(readiness(&p, 2, 0.8, means), 1.3 * (1.0 - 0.8 * 0.5 * 0.75));
    near(readiness(&p, 2, 0.0, means), 1.3);
}

#[test]
fn adopters_lose_first_and_gain_later() {
    let p = parameters();
    near(gain(&p, 0.0), -0.3);
    near(gain(&p, 3.0), -0.3);
    near(gain(&p, 10.0), 0.35);
    near(gain(&p, 16.0), 1.0);
    near(gain(&p, 40.0), 1.0);
    let full = 0.14 * 0.5 * 0.75;
    near(effect(&p, 0.5, None, 20, 1.1), 0.0);
    near(effect(&p, 0.5, Some(18), 20, 1.1), -0.3 * full);
    near(effect(&p, 0.5, Some(4), 20, 1.1), 1.1 * full);
    near(effect(&p, 0.5, Some(0), 20, 1.1), 0.1 * full);
}

/// Two years of the pay saved, 0.14 · 0.5 of 400 a year, over four quarters.
#[test]
fn adopters_buy_software_and_training_while_they_reorganise() {
    let p = parameters();
    near(complement(&p, 0.5, Some(3), 5, 100.0), 2.0 * 0.07 * 400.0 / 4.0);
    let all: f64 = (3..20).map(|t| complement(&p, 0.5, Some(3), t, 100.0)).sum();
    near(all, 2.0 * 0.07 * 400.0);
    near(complement(&p, 0.5, Some(0), 1, 100.0), 0.0);
    near(complement(&p, 0.5, None, 1, 100.0), 0.0);
}

/// One firm of two has adopted with chance 2 · 0.03 · 0.97: the expected share of new adopters by hand.
#[test]
fn the_reference_is_the_mean_over_all_draws() {
    let p = parameters();
    let mut expected = Expected::open(&p, 2);
    expected.advance(&p, 0.4, 1.0);
    let (none, half) = (0.001, (0.004 + 0.14) / 4.0);
    let new = 0.97 * 0.97 * none + 2.0 * 0.03 * 0.97 * half / 2.0;
    near(expected.effect(&p), -0.3 * new);
}

/// The mean over many draws agrees with the exact mean.
#[test]
fn simulated_adoption_scatters_around_the_reference() {
    use model::blocks::ai::adoption::Adoption;
    let mut p = parameters();
    p.ai_exposure = vec![0.4];
    p.ai_dip = 0.0;
    let makers = vec![(0..30).collect::<Vec<u32>>()];
    let mut expected = Expected::open(&p, 30);
    (1..=40).for_each(|_| expected.advance(&p, 0.4, 1.0));
    let seeds = 800;
    let mut mean = 0.0;
    for seed in 0..seeds {
        let draws = Draws::new(seed);
        let mut run = Adoption::open(&p, 30, &draws);
        for t in 1..=40 {
            run.advance(&p, &makers, &[1.0], Terms::BASELINE, t, &draws);
        }
        let effect: f64 = (0..30).map(|i| effect(&p, 1.0, run.0[i], 40, 1.0)).sum();
        mean += effect / (0.14 * 0.75) / 30.0 / seeds as f64;
    }
    let wanted = expected.effect(&p);
    assert!((mean - wanted).abs() < 0.02, "{mean} against {wanted}");
    assert!(wanted > 0.1);
}

#[test]
fn compute_wears_out_and_hardware_cost_buys_less() {
    let mut compute = Compute {
        hardware_cost: 1.25,
        ..Compute::default()
    };
    let extra = Extra {
        private: 0.5,
        public: 0.25,
    };
    compute.install(extra, 0.05, 0.01);
    near(compute.private, 1.0 + 0.06 * (1.5 / 1.25 - 1.0));
    near(compute.public, 0.06 * 0.25 / 1.25);
    near(compute.trend, 1.01);
}

/// Supply 8 times demand: price 1/4; 27 times: the price of electricity, and the rest stands idle.
#[test]
fn price_clears_what_reaches_users_down_to_electricity() {
    let p = parameters();
    let mut compute = Compute {
        private: 4.0,
        ..Compute::default()
    };
    compute.clear(&p, 0.6);
    near(compute.price, 0.25);
    near(compute.used, 8.0);
    near(compute.utilisation(&p), 0.6);
    near(compute.net_return(&p, 0.05), 0.21 * 0.25 * 8.0 / 4.0 - 0.2);
    near(compute.electricity(&p), 100.0 * 4.0 * 0.8 / 0.65);
    compute.private = 27.0;
    compute.clear(&p, 0.3);
    near(compute.price, 0.2);
    near(compute.used, math::pow(0.2_f64, -1.5));
    assert!(compute.utilisation(&p) < 0.3);
}

#[test]
fn open_models_are_cheap_and_their_upkeep_is_contested() {
    let p = parameters();
    let at = |openness: f64, free_riding: f64, licence_markup: f64| {
        let policy = ai::Policy {
            openness,
            free_riding,
            licence_markup,
            ..ai::Policy::default()
        };
        Models::on(&p, &policy)
    };
    assert_eq!(at(0.0, 1.0, 1.0), at(0.0, 0.0, 1.0));
    let licensed = at(0.0, 1.0, 1.0);
    assert_eq!(
        (licensed.fee, licensed.research, licensed.quality),
        (1.0, 1.0, 1.0)
    );
    let open = at(1.0, 1.0, 1.0);
    near(open.fee, 0.5);
    near(open.research, 0.5);
    near(open.quality, math::pow(0.5_f64 * 1.3, 0.07));
    near(
        open.cost_of_use(&p, 1.0, 1.5),
        (1.0 + 0.3 * 0.5 - 0.1 * 0.5) * 0.7,
    );
    let upkeep = at(1.0, 0.0, 1.0);
    near(upkeep.fee, 0.5);
    near(upkeep.research, 1.0);
    near(at(0.0, 1.0, 2.0).fee, 1.5);
}

const COARSE: u32 = 400_000;

fn run(economy: &Economy, quarters: usize, policy: &dyn Fn(&mut Policy)) -> Simulation {
    let mut run = Simulation::open(economy, COARSE, 11).unwrap();
    let mut pulled = Policy::default();
    policy(&mut pulled);
    for _ in 0..quarters {
        run.step(&pulled).unwrap();
    }
    run
}

fn with(settings: &[(&str, f64)]) -> Economy {
    let mut economy = china();
    for (id, value) in settings {
        economy.parameters.get_mut(*id).unwrap().value = *value;
    }
    economy
}

fn last(run: &Simulation, indicator: I) -> f64 {
    run.records()[run.records().len() - 1].get(indicator)
}

fn same(a: &Simulation, b: &Simulation) -> bool {
    let bits = |run: &Simulation| -> Vec<u64> {
        let records = run.records().iter().flat_map(|r| &r.values);
        let firms = &run.world.firms;
        records
            .chain(&firms.output)
            .chain(firms.deposits.as_slice())
            .map(|x| x.to_bits())
            .collect()
    };
    bits(a) == bits(b)
}

/// Sizes of what does not happen leave every bit; so does each lever at its neutral value while others are pulled.
#[test]
fn neutral_levers_leave_every_bit() {
    let economy = china();
    let base = run(&economy, 6, &|_| {});
    let idle = run(&economy, 6, &|p| {
        p.core.ai_import_content = 0.7;
        p.ai.public_share = 0.5;
        p.ai.free_riding = 0.0;
        p.ai.utilisation = Some(0.3);
    });
    assert!(same(&base, &idle));
    let pulled = |p: &mut Policy| {
        p.core.ai_capex = 100.0;
        p.ai.adoption_speed = 3.0;
    };
    let other = run(&economy, 6, &|p| {
        pulled(p);
        p.ai.utilisation = Some(0.3);
        p.ai.free_riding = 0.0;
    });
    assert!(same(&run(&economy, 6, &pulled), &other));
    assert!(!same(&base, &other));
}

#[test]
fn capital_spending_builds_compute_lowers_its_price_and_imports_more() {
    let economy = china();
    let base = run(&economy, 8, &|_| {});
    let more = run(&economy, 8, &|p| {
        (p.core.ai_capex, p.core.ai_import_content) = (125.0, 0.4)
    });
    assert!(last(&more, I::Compute) > 1.1 && last(&base, I::Compute) == 1.0);
    assert!(last(&more, I::ComputePrice) < 1.0);
    assert!(last(&more, I::ComputeReturn) < last(&base, I::ComputeReturn));
    assert!(last(&more, I::ComputeElectricity) > last(&base, I::ComputeElectricity));
    assert!(last(&more, I::RealImports) > last(&base, I::RealImports));
    assert!(last(&more, I::AiCapexShare) > last(&base, I::AiCapexShare) + 0.2);
    // Platforms pay from cash: their firms' loans rise less than if they borrowed.
    let borrowed = with(&[("ai_capex_from_cash", 0.0)]);
    let on_credit = run(&borrowed, 8, &|p| {
        (p.core.ai_capex, p.core.ai_import_content) = (125.0, 0.4)
    });
    assert!(!same(&more, &on_credit));
    // Hardware that wears out faster is gone sooner.
    let short = run(&with(&[("ai_depreciation", 0.33)]), 8, &|p| p.core.ai_capex = 0.0);
    assert_eq!(last(&short, I::Compute), 1.0);
}

#[test]
fn rivals_follow_a_platform_only_if_they_watch_it() {
    let spending = |rivals: f64| {
        let economy = with(&[("ai_rivals_response", rivals), ("ai_capex_response", 0.0)]);
        let more = run(&economy, 6, &|p| p.ai.leader_capex = 31.7);
        let ai = more.world.ai.as_ref().unwrap();
        assert!(ai.platforms.len() > 1);
        ai.platforms[1..].iter().map(|x| x.plan).sum::<f64>()
    };
    assert_eq!(spending(0.0), 0.0);
    assert!(spending(0.3) > 0.0);
}

#[test]
fn platforms_build_for_the_adoption_they_expect() {
    let built = |response: f64| {
        let economy = with(&[("ai_capex_response", response)]);
        last(&run(&economy, 12, &|p| p.ai.adoption_speed = 5.0), I::Compute)
    };
    assert_eq!(built(0.0), 1.0);
    assert!(built(1.0) > 1.01);
}

#[test]
fn faster_adoption_costs_first_and_saves_labour_later() {
    let economy = china();
    let early = run(&economy, 6, &|p| p.ai.adoption_speed = 5.0);
    assert!(last(&early, I::AiAdoption) > last(&run(&economy, 6, &|_| {}), I::AiAdoption));
    assert!(last(&early, I::AiProductivity) < 0.0);
    let base = run(&economy, 28, &|_| {});
    let late = run(&economy, 28, &|p| p.ai.adoption_speed = 5.0);
    assert!(last(&late, I::AiProductivity) > last(&base, I::AiProductivity) + 0.3);
    assert!(last(&late, I::AiDisplaced) > last(&base, I::AiDisplaced));
    let half = run(&with(&[("ai_reinstated", 0.5)]), 28, &|p| {
        p.ai.adoption_speed = 5.0
    });
    assert!(last(&half, I::AiDisplaced) < 0.7 * last(&late, I::AiDisplaced));
    let stopped = run(&economy, 28, &|p| {
        (p.ai.adoption_speed, p.ai.adoption_ceiling) = (5.0, 0.3);
    });
    assert!(last(&stopped, I::AiAdoption) < last(&late, I::AiAdoption));
    let none = with(&[("ai_task_gain", 0.0)]);
    let idle = run(&none, 28, &|p| p.ai.adoption_speed = 5.0);
    assert_eq!(last(&idle, I::AiProductivity), 0.0);
    let complement = |run: &Simulation| run.world.goods.technology[2].total().abs();
    assert!(complement(&early) > 0.0 && complement(&idle) == 0.0);
}

/// The mean chance is what it would be without skills and access.
#[test]
fn trained_staff_and_access_raise_adoption() {
    let adopted = |economy: &Economy, skills: f64, access: f64| {
        last(
            &run(economy, 24, &|p| (p.ai.skills, p.ai.access) = (skills, access)),
            I::AiAdoption,
        )
    };
    let economy = china();
    let base = adopted(&economy, 0.0, 0.0);
    assert!(adopted(&economy, 0.1, 0.0) > base);
    assert!(adopted(&economy, 0.0, 1.0) > base);
    let idle = with(&[("ai_skill_share", 0.0), ("ai_small_access", 1.0)]);
    let users = |skills: f64, access: f64| {
        let run = run(&idle, 12, &|p| (p.ai.skills, p.ai.access) = (skills, access));
        run.world.ai.unwrap().adoption
    };
    assert_eq!(users(0.1, 1.0), users(0.0, 0.0));
    let ai = Simulation::open(&economy, COARSE, 11).unwrap().world.ai.unwrap();
    let p = Params::of(&economy).unwrap();
    let (mut ready, mut all) = (0.0, 0.0);
    for (k, sector) in economy.sectors.iter().enumerate() {
        ready += p.ai_exposure[k] * sector.output * ai.readiness[k];
        all += p.ai_exposure[k] * sector.output;
    }
    assert!((ready / all - 1.0).abs() < 1e-9);
}

/// Courses for 2 % of all persons at work, once, and nothing for those who have been trained.
#[test]
fn government_pays_for_courses() {
    let economy = china();
    let spent = |skills: f64, quarters: usize| {
        last(
            &run(&economy, quarters, &|p| p.ai.skills = skills),
            I::RealGovernment,
        )
    };
    let persons = 734.0;
    let first = spent(0.02, 1) - spent(0.0, 1);
    let wanted = 0.02 * persons * 5.0;
    assert!((first / wanted - 1.0).abs() < 0.15, "{first} against {wanted}");
    assert!((spent(0.02, 2) - spent(0.0, 2)).abs() < 0.2 * first);
}

/// Extra compute buys its electricity from the sector that makes it, as an input: value added does not count it.
#[test]
fn electricity_of_compute_is_bought() {
    let sold = |economy: &Economy, capex: f64| {
        let run = run(economy, 8, &|p| {
            (p.core.ai_capex, p.core.ai_import_content) = (capex, 1.0)
        });
        let energy = economy.sectors.iter().position(|s| s.code == "ENE").unwrap();
        let makers = &run.world.goods.makers[energy];
        let sales: f64 = makers.iter().map(|&i| run.world.firms.sales[i as usize]).sum();
        let good = TechnologyGood::Electricity;
        (sales, run.world.goods.technology(good).total())
    };
    let economy = china();
    let none = with(&[("ai_electricity_price", 0.0)]);
    let ((base, nothing), (more, bill)) = (sold(&economy, 0.0), sold(&economy, 125.0));
    let ((_, _), (without, free)) = (sold(&none, 0.0), sold(&none, 125.0));
    assert!(nothing == 0.0 && free == 0.0 && bill > 1.0);
    assert!(
        more > base && more > without + 0.5 * bill,
        "{base} {without} {more} {bill}"
    );
}

/// Who pays less for models plans with it: fees differ from the baseline's and add up to what government earns, nothing.
#[test]
fn fees_enter_the_plan_for_finance() {
    let open = run(&china(), 6, &|p| p.ai.openness = 1.0);
    let firms = &open.world.firms;
    assert!(firms.fees.iter().any(|fee| *fee < 0.0) && firms.fees.iter().any(|fee| *fee > 0.0));
    let scale: f64 = firms.fees.iter().map(|fee| fee.abs()).sum();
    assert!(firms.fees.iter().sum::<f64>().abs() < 1e-9 * scale);
    let base = run(&china(), 6, &|_| {});
    assert!(base.world.firms.fees.iter().all(|fee| *fee == 0.0));
}

/// Staff that adopters no longer need leave: fewer persons work for the same output, and more if new tasks take up most
/// of what is saved. Labour's share falls.
#[test]
fn displaced_staff_look_for_work_and_new_tasks_take_them_back() {
    let change = |reinstated: f64| {
        let economy = with(&[("ai_reinstated", reinstated)]);
        let at = |speed: f64| {
            let run = run(&economy, 28, &|p| p.ai.adoption_speed = speed);
            let late = &run.records()[21..];
            let mean = |i: I| late.iter().map(|r| r.get(i)).sum::<f64>() / late.len() as f64;
            let work = (100.0 - mean(I::Unemployment)) / mean(I::RealGdp);
            [mean(I::AiDisplaced), math::ln(work), mean(I::LabourShare)]
        };
        let (fast, slow) = (at(5.0), at(1.0));
        [0, 1, 2].map(|k| fast[k] - slow[k])
    };
    let (none_back, most_back) = (change(0.0), change(0.8));
    assert!(none_back[0] > 3.0 * most_back[0] && most_back[0] > 0.0);
    assert!(
        none_back[1] < 0.0 && none_back[1] < most_back[1],
        "{none_back:?} {most_back:?}"
    );
    assert!(none_back[2] < 0.0 && none_back[2] < most_back[2]);
}

/// Both signs of the contested switch, and no sign at all without a mark-up.
#[test]
fn open_models_cut_licence_income_and_research_by_the_switch() {
    let economy = china();
    let at = |economy: &Economy, open: f64, free: f64| {
        run(economy, 6, &|p| (p.ai.openness, p.ai.free_riding) = (open, free))
    };
    let (base, riding, upkeep) = (
        at(&economy, 0.0, 1.0),
        at(&economy, 1.0, 1.0),
        at(&economy, 1.0, 0.0),
    );
    assert!(last(&riding, I::LicenceIncome) < last(&base, I::LicenceIncome));
    assert!(last(&riding, I::AiResearch) < last(&base, I::AiResearch));
    assert!(last(&upkeep, I::AiResearch) > 0.99 * last(&base, I::AiResearch));
    assert!(last(&riding, I::AiProductivity) < last(&upkeep, I::AiProductivity));
    // Nothing that openness acts on: every bit stays.
    let none = with(&[
        ("ai_licence_markup", 0.0),
        ("ai_open_cut", 0.0),
        ("ai_duplication", 0.0),
    ]);
    assert!(same(&at(&none, 0.0, 1.0), &at(&none, 1.0, 1.0)));
    let dear = run(&economy, 6, &|p| p.ai.licence_markup = 2.0);
    assert!(last(&dear, I::LicenceIncome) > last(&base, I::LicenceIncome));
}

#[test]
fn compute_that_reaches_users_earns_more_and_government_its_share() {
    let economy = china();
    let at = |economy: &Economy, used: f64, public: f64| {
        run(economy, 8, &|p| {
            (p.core.ai_capex, p.ai.utilisation, p.ai.public_share) = (62.5, Some(used), public);
        })
    };
    let (low, high) = (at(&economy, 0.3, 0.0), at(&economy, 0.7, 0.0));
    assert!(last(&high, I::ComputeReturn) > last(&low, I::ComputeReturn) + 1.0);
    assert!(last(&high, I::ComputeUse) > last(&low, I::ComputeUse));
    let public = at(&economy, 0.3, 0.3);
    assert!(last(&public, I::ComputePublic) > 0.0 && last(&low, I::ComputePublic) == 0.0);
    let earned = |run: &Simulation| {
        let flows = run.world.ledger.matrices().flows;
        flows[Flow::PublicCompute as usize].1[Sector::Government as usize]
    };
    assert!(earned(&public) > 0.0 && earned(&low) == 0.0);
    // Its machines draw electricity like all others: without a price it earns at least its part of the opening's whole bill
    // more, not only of what has come on top.
    let free = at(&with(&[("ai_electricity_price", 0.0)]), 0.3, 0.3);
    let parameter = |id: &str| economy.parameters[id].value;
    let whole = parameter("ai_electricity") / 4.0 * parameter("ai_electricity_price");
    let part = last(&public, I::ComputePublic) / 100.0;
    let spared = earned(&free) - earned(&public);
    assert!(
        spared > part * whole && spared < 2.5 * part * whole,
        "{spared} {part} {whole}"
    );
    // If use does not cost compute, its price decides no adoption.
    let none = with(&[("ai_compute_cost", 0.0)]);
    let adopted = |run: &Simulation| run.world.ai.as_ref().unwrap().adoption.clone();
    assert_eq!(adopted(&at(&none, 0.3, 0.0)), adopted(&at(&none, 0.7, 0.0)));
}

#[test]
fn books_close_under_random_settings() {
    let economy = china();
    #[derive(Clone, Copy)]
    struct Any;
    impl engine::draws::Stream for Any {
        fn code(self) -> u32 {
            1
        }
    }
    let draws = Draws::new(5);
    for case in 0..4 {
        let mut run = Simulation::open(&economy, 800_000, case).unwrap();
        for t in 0..40 {
            let u = |k: u32| draws.uniform(Any, t / 8, case as u32, k);
            let mut policy = Policy {
                core: model::core::Policy {
                    ai_capex: 400.0 * u(0),
                    ai_import_content: u(1),
                    ..Default::default()
                },
                ..Policy::default()
            };
            policy.ai = ai::Policy {
                leader_capex: 200.0 * u(2),
                public_share: u(3),
                utilisation: (u(4) > 0.3).then_some(0.1 + 0.9 * u(5)),
                adoption_speed: 0.25 + 5.0 * u(6),
                adoption_ceiling: 0.1 + 0.9 * u(7),
                openness: u(8),
                free_riding: u(9),
                licence_markup: 2.0 * u(10),
                skills: 0.1 * u(11),
                access: u(12),
            };
            run.step(&policy).unwrap();
        }
        assert!(run.world.worst_residual < 1e-9);
    }
}
