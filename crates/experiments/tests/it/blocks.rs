//! All blocks together: without them the economy is the growth core, what does not act changes no bit however hard
//! everything else is pulled, and threads change nothing.

use crate::common::{COARSE, THREADS, china, quietly};
use engine::draws::{Draws, Stream};
use engine::parallel::map_ordered;
use experiments::run::Neutral;
use experiments::runs::{self, Batch};
use model::economy::Economy;
use model::indicators::{Indicator as I, Record};
use model::policy::Policy;
use model::simulation::Simulation;
use scenario::LEVERS;

/// Real GDP, consumer price index and unemployment of the core alone, China, size small, seed 1, baseline: a change here is one of
/// the core, on purpose or not.
const CORE: [(usize, [f64; 3]); 4] = [
    (1, [34763.506960562285, 1.001849518079241, 5.224363119099962]),
    (4, [35833.24412054709, 1.0097454146282125, 5.274753758424056]),
    (8, [37482.136822197215, 1.021069960735034, 5.056544910958016]),
    (20, [41727.09951943123, 1.0571366986815713, 5.351521511017843]),
];

/// China without blocks and frontier fields.
fn core() -> Economy {
    let mut core = china();
    core.parameters.retain(|_, parameter| parameter.block == "core");
    core.fields.clear();
    core
}

#[test]
fn without_blocks_the_economy_is_the_core() {
    let core = core();
    let mut run = Simulation::open(&core, core.persons_per_agent[0], 1).unwrap();
    let (last, _) = CORE[CORE.len() - 1];
    for _ in 0..last {
        run.step(&Policy::default()).unwrap();
    }
    for (quarter, figures) in CORE {
        let record = &run.records()[quarter];
        for (indicator, stored) in [I::REAL_GDP, I::CPI, I::UNEMPLOYMENT].into_iter().zip(figures) {
            let found = record.get(indicator);
            assert!(
                (found / stored - 1.0).abs() < 1e-9,
                "{} in quarter {quarter}: {found} instead of {stored}",
                indicator.info().id
            );
        }
    }
}

#[derive(Clone, Copy)]
#[repr(u32)]
enum For {
    Moves = 1,
    Lever = 2,
    Idle = 3,
}

impl Stream for For {
    fn code(self) -> u32 {
        self as u32
    }
}

/// Levers without whom others do not act, and those others.
const IDLE: [(&[&str], &[&str]); 9] = [
    (&["household.transfers"], &["household.transfer_weight.GROUP"]),
    (
        &["relending.quota", "relending.rate"],
        &[
            "relending.additionality",
            "relending.pass_through",
            "relending.first_loan_share",
            "relending.crowd_out",
            "relending.repriced_share",
        ],
    ),
    (
        &["bonds.target"],
        &["bonds.spread", "bonds.guarantee", "bonds.new_money_share"],
    ),
    (
        &["funds.size"],
        &[
            "funds.government_share",
            "funds.raised_share",
            "funds.crowd_in",
            "funds.manager_quality",
            "funds.loss_tolerance",
            "funds.local_content",
            "funds.local_matching",
        ],
    ),
    (&["support.credit"], &["support.credit_bank_share"]),
    (
        &["support.cash", "support.tax", "support.land", "support.credit"],
        &["support.network_view", "support.credit_bank_share"],
    ),
    (
        &["controls.coverage"],
        &[
            "controls.markup",
            "controls.substitutes",
            "controls.lost_collaboration",
            "controls.induced_research",
        ],
    ),
    (&["ai.openness"], &["ai.free_riding"]),
    (&["confidence.strength"], &["confidence.news"]),
];

/// Draws kept for the members of a lever.
const STRIDE: usize = 16;

/// Half of all levers at random values inside their ranges; `heads` at neutral, `idle` at neutral or at random values.
fn pulled(economy: &Economy, case: u32, heads: &[&str], idle: &[&str], idle_moves: bool) -> Policy {
    let draws = Draws::new(33);
    let mut policy = Policy::default();
    for (k, lever) in LEVERS.iter().enumerate() {
        // A rate is either shifted or held.
        if heads.contains(&lever.path) || lever.path == "central_bank.rate" {
            continue;
        }
        for member in 0..lever.entries(economy) {
            let uniform = |what: For| draws.uniform(what, 0, case, (k * STRIDE + member) as u32);
            let (low, high) = lever.range;
            let idle = idle.contains(&lever.path);
            if idle && idle_moves {
                policy.set(lever, member, Some(low + (high - low) * uniform(For::Idle)));
            } else if !idle && uniform(For::Moves) < 0.5 {
                policy.set(lever, member, Some(low + (high - low) * uniform(For::Lever)));
            }
        }
    }
    policy
}

fn records(policy: &Policy, seed: u64) -> Vec<Record> {
    let mut run = Simulation::open(&china(), COARSE, seed).unwrap();
    // Levers pulled this hard can bring all firms to a standstill; what was recorded before counts.
    for _ in 0..10 {
        if run.step(policy).is_err() {
            break;
        }
    }
    run.records().to_vec()
}

#[test]
fn what_does_not_act_changes_no_bit_while_everything_else_is_pulled() {
    for (heads, idle) in IDLE {
        for path in heads.iter().chain(idle) {
            assert!(LEVERS.iter().any(|lever| lever.path == *path), "{path}");
        }
    }
    const CASES: usize = 4;
    let economy = china();
    let wrong = map_ordered(THREADS, IDLE.len() * CASES, |k| {
        let ((heads, idle), case) = (IDLE[k / CASES], (k % CASES) as u32);
        let [rests, moves] = [false, true].map(|moves| pulled(&economy, case, heads, idle, moves));
        assert_ne!(rests, moves);
        let (rests, moves) = (records(&rests, u64::from(case)), records(&moves, u64::from(case)));
        (rests.len() < 3 || rests != moves).then_some((heads, case))
    });
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// What compute can be used for today, said as a lever, is today's.
#[test]
fn todays_use_of_compute_is_neutral_while_everything_else_is_pulled() {
    let economy = china();
    let today = economy.parameters["ai_utilisation"].value;
    for case in 0..3 {
        let mut policy = pulled(&economy, case, &["ai.utilisation"], &[], false);
        let absent = records(&policy, 1);
        policy.ai.utilisation = Some(today);
        assert!(absent == records(&policy, 1), "case {case}");
    }
}

#[test]
fn threads_change_no_bit_with_every_block_at_work() {
    let economy = china();
    let policy = pulled(&economy, 7, &[], &[], false);
    let run = |threads: usize| {
        let batch = Batch {
            economy: &economy,
            persons_per_agent: COARSE,
            seed: 1,
            seeds: 4,
            quarters: 8,
            threads,
        };
        quietly(|watch| runs::run(&batch, &[&Neutral, &policy], watch)).unwrap()
    };
    let one = run(1);
    assert!(!runs::same_bits(&one[0][0], &one[1][0]), "the levers act");
    for threads in [2, 3] {
        for (a, b) in one.iter().flatten().zip(run(threads).iter().flatten()) {
            assert!(runs::same_bits(a, b), "{threads} threads");
        }
    }
}
