//! Every lever moves the economy: none is a label.

use model::blocks::LEVERS;
use model::declare::Lever;
use model::policy::Policy;
use model::simulation::Simulation;
use model::world::World;

/// Quarters that are run: long enough for deals of funds to end and for drivers to be displaced.
const QUARTERS: u32 = 28;

/// Programmes that other levers shape, all on at once.
fn busy() -> Policy {
    let mut policy = Policy::default();
    let on = [
        ("household.transfers", 0.01),
        ("technology.ai_capex", 400.0),
        ("support.cash", 0.01),
        ("support.credit", 0.003),
        ("funds.size", 2000.0),
        ("funds.manager_quality", 1.0),
        ("relending.quota", 3000.0),
        ("relending.pass_through", 0.5),
        ("relending.additionality", 0.6),
        ("bonds.target", 3000.0),
        ("ai.leader_capex", 500.0),
        ("ai.openness", 0.5),
        ("controls.coverage", 0.5),
        ("controls.induced_research", 0.5),
        ("driving.permits", 0.8),
        ("driving.unit_cost", -0.5),
        ("driving.retraining", 0.5),
        ("confidence.strength", 1.0),
    ];
    for (path, value) in on {
        let lever = LEVERS.iter().find(|lever| lever.path == path).unwrap();
        policy.set(lever, 0, Some(value));
    }
    policy
}

/// What a policy makes of the economy, to the last bit.
fn outcome(policy: &Policy) -> Vec<u64> {
    let mut run = Simulation::open(&data::economy("china").unwrap(), 400_000, 5).unwrap();
    for _ in 0..QUARTERS {
        run.step(policy).unwrap();
    }
    let World {
        firms,
        households,
        ledger,
        ..
    } = &run.world;
    let households = households.deposits.as_slice().iter();
    let columns = firms.output.iter().chain(&firms.price).chain(households);
    columns
        .copied()
        .chain([ledger.bank_equity(), ledger.treasury_account()])
        .map(f64::to_bits)
        .collect()
}

#[test]
fn every_lever_moves_the_economy() {
    let base = busy();
    let before = outcome(&base);
    let idle: Vec<&str> = LEVERS
        .iter()
        .filter(|lever| {
            let ends = [lever.range.0, lever.range.1];
            ends.iter().all(|end| {
                let mut policy = base.clone();
                policy.set(lever, 0, Some(*end));
                policy == base || outcome(&policy) == before
            })
        })
        .map(|lever: &Lever| lever.path)
        .collect();
    assert_eq!(idle, Vec::<&str>::new());
}
