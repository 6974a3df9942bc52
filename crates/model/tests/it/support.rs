//! Industrial support on China's economy, paired runs: entry, capacity, productivity and what drives them.

use model::blocks::support;
use model::economy::Economy;
use model::indicators::{Column, Dimension, Indicator as I, Kind, Record};
use model::policy::Policy;
use model::simulation::Simulation;

const COARSE: u32 = 200_000;
/// Neither entry nor exit reacts to support.
const DEAF: [(&str, f64); 4] = [
    ("entry_response", 0.0),
    ("soft_budget", 0.0),
    ("exit_delay", 0.0),
    ("vintage_effect", 0.0),
];

fn china(change: &[(&str, f64)]) -> Economy {
    let mut economy = data::economy("china").unwrap();
    for (id, value) in change {
        economy.parameters.get_mut(*id).unwrap().value = *value;
    }
    economy
}

/// Half of today's support more (1) or less (-1), in today's proportions, paid by households or to them.
fn support(sign: f64, network_view: f64) -> Policy {
    Policy {
        support: support::Policy {
            cash: 0.01 * sign,
            tax: 0.0075 * sign,
            land: 0.0025 * sign,
            credit: 0.002 * sign,
            network_view,
            ..support::Policy::default()
        },
        core: model::core::Policy {
            household_transfers: -0.022 * sign,
            ..Default::default()
        },
        ..Policy::default()
    }
}

fn state(change: impl Fn(&mut support::Policy)) -> Policy {
    let mut policy = Policy::default();
    change(&mut policy.support);
    policy
}

fn run(economy: &Economy, seed: u64, quarters: u32, policy: &Policy) -> Simulation {
    let mut run = Simulation::open(economy, COARSE, seed).unwrap();
    for t in 0..quarters {
        let policy = if t < 2 { &Policy::default() } else { policy };
        run.step(policy).unwrap();
    }
    run
}

/// Mean effect over seeds in the last quarter: per cent of baseline, or points for rates.
fn effects<const N: usize>(economy: &Economy, quarters: u32, policy: &Policy, of: [I; N]) -> [f64; N] {
    const SEEDS: u64 = 30;
    let mut sum = [0.0; N];
    for seed in 1..=SEEDS {
        let base = run(economy, seed, quarters, &Policy::default());
        let with = run(economy, seed, quarters, policy);
        let last = |run: &Simulation, i: I| run.records()[quarters as usize].get(i);
        for (total, i) in sum.iter_mut().zip(of) {
            let (a, b) = (last(&base, i), last(&with, i));
            *total += match i.info().kind {
                Kind::Level => 100.0 * (b / a - 1.0),
                Kind::Rate | Kind::Amount => b - a,
            } / SEEDS as f64;
        }
    }
    sum
}

fn bits(run: &Simulation) -> Vec<u64> {
    let values = run.records().iter().flat_map(|r| &r.values);
    values.map(|v| v.to_bits()).collect()
}

/// Switches without support to act on, and today's payout, leave the baseline bit for bit.
#[test]
fn neutral_support_is_no_support() {
    let economy = china(&[]);
    let base = run(&economy, 1, 12, &Policy::default());
    let idle = state(|s| (s.credit_bank_share, s.network_view) = (1.0, 1.0));
    assert!(bits(&base) == bits(&run(&economy, 1, 12, &idle)));
    let reacting = china(&[
        ("entry_response", 2.0),
        ("soft_budget", 2.0),
        ("entrant_spread", 0.9),
    ]);
    assert!(bits(&base) == bits(&run(&reacting, 1, 12, &Policy::default())));
}

/// A pack without the block is the same economy; only what the block measures is missing.
#[test]
fn without_the_block_the_economy_is_the_same() {
    let economy = china(&[]);
    let mut bare = economy.clone();
    bare.parameters.retain(|_, p| p.block != "support");
    let (with, without) = (
        run(&economy, 2, 12, &Policy::default()),
        run(&bare, 2, 12, &Policy::default()),
    );
    for (a, b) in with.records().iter().zip(without.records()) {
        assert_eq!(a.get(I::REAL_GDP).to_bits(), b.get(I::REAL_GDP).to_bits());
        assert_eq!(a.get(I::FIRM_LOANS).to_bits(), b.get(I::FIRM_LOANS).to_bits());
        for column in Column::along(Dimension::Sectors) {
            let bits = |r: &Record| r.along(column).iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(a), bits(b), "{}", column.info().info.id);
        }
        assert!([I::named("support"), I::named("favoured_firms")].map(|i| b.get(i).is_nan()) == [true; 2]);
    }
    let ordered = state(|s| (s.cash, s.tax, s.state_payout) = (0.01, 0.01, Some(0.3)));
    assert!(
        bits(&without) == bits(&run(&bare, 2, 12, &ordered)),
        "levers need the block"
    );
}

/// More firms than the market needs, idle plant, worse firms; none of the first and last if entry is deaf to support.
#[test]
fn support_brings_too_many_firms_and_idle_plant() {
    let of = [
        I::named("favoured_firms"),
        I::named("favoured_capacity_use"),
        I::named("firm_efficiency"),
        I::named("misallocation"),
    ];
    let [firms, capacity, efficiency, lost] = effects(&china(&[]), 30, &support(1.0, 0.0), of);
    assert!(
        firms > 5.0 && capacity < -2.0 && efficiency < -0.1 && lost > 0.0,
        "{firms} {capacity} {efficiency} {lost}"
    );
    let [firms_deaf, capacity_deaf, efficiency_deaf, _] = effects(&china(&DEAF), 30, &support(1.0, 0.0), of);
    // Plants still wait for an owner more or less often.
    assert!(firms_deaf.abs() < 0.3 * firms, "{firms_deaf} {firms}");
    assert!(capacity_deaf > capacity, "{capacity_deaf} {capacity}");
    assert!(
        efficiency_deaf.abs() < 0.3 * efficiency.abs(),
        "{efficiency_deaf} {efficiency}"
    );
}

/// Halved support: firms leave, plant is better used, and productivity rises by who is left. Without the response of entry
/// and the soft budget that gain is gone. (Less support also means less investment and older plant, which is left out here.)
#[test]
fn half_the_support_raises_productivity_through_entry() {
    let of = [
        I::named("favoured_firms"),
        I::named("favoured_capacity_use"),
        I::named("firm_efficiency"),
        I::named("tfp"),
    ];
    let [firms, capacity, efficiency, tfp] =
        effects(&china(&[("vintage_effect", 0.0)]), 30, &support(-1.0, 0.0), of);
    assert!(
        firms < -5.0 && capacity > 0.5 && efficiency > 0.0 && tfp > 0.0,
        "{firms} {capacity} {efficiency} {tfp}"
    );
    let [firms_deaf, _, efficiency_deaf, tfp_deaf] = effects(&china(&DEAF), 30, &support(-1.0, 0.0), of);
    assert!(firms_deaf.abs() < 0.3 * -firms, "{firms_deaf} {firms}");
    assert!(
        efficiency_deaf < 0.3 * efficiency,
        "{efficiency_deaf} {efficiency}"
    );
    assert!(tfp_deaf < tfp, "{tfp_deaf} {tfp}");
}

/// The network view turns the sign; without its coefficient much of it is gone (the rest is who fails and who does not).
#[test]
fn the_network_view_gives_the_other_sign() {
    let deaf = |gain: f64| {
        let mut change = DEAF.to_vec();
        change.push(("network_gain", gain));
        china(&change)
    };
    let of = [I::named("firm_efficiency")];
    let [plain] = effects(&china(&[]), 24, &support(1.0, 0.0), of);
    let [network] = effects(&deaf(2.0), 24, &support(1.0, 1.0), of);
    let [without] = effects(&deaf(0.0), 24, &support(1.0, 1.0), of);
    assert!(plain < 0.0 && network > 0.1, "{plain} {network}");
    assert!(without < 0.6 * network, "{without} {network}");
}

/// Each of the four forms costs the budget what the lever says.
#[test]
fn each_form_is_paid() {
    let forms: [fn(&mut support::Policy); 4] = [
        |s| s.cash = 0.005,
        |s| s.tax = 0.005,
        |s| s.land = 0.005,
        |s| s.credit = 0.004,
    ];
    for (form, size) in forms.into_iter().zip([0.5, 0.5, 0.5, 0.4]) {
        let [support, debt] = effects(
            &china(&[]),
            6,
            &state(form),
            [I::named("support"), I::PUBLIC_DEBT],
        );
        assert!((support / size - 1.0).abs() < 0.05, "{support} {size}");
        assert!(debt > 0.0, "{debt}");
    }
}

/// A bank that bears the concession earns less, and the budget saves it.
#[test]
fn the_bank_can_bear_the_concession() {
    let of = [I::BANK_CAPITAL, I::PUBLIC_DEBT];
    let [spared, budget] = effects(&china(&[]), 10, &state(|s| s.credit = 0.004), of);
    let [capital, bank] = effects(
        &china(&[]),
        10,
        &state(|s| (s.credit, s.credit_bank_share) = (0.004, 1.0)),
        of,
    );
    assert!(
        bank < budget && capital < spared,
        "{bank} {budget} {capital} {spared}"
    );
}

#[test]
fn state_firms_remit_more_and_fail_less() {
    let [remitted, debt] = effects(
        &china(&[]),
        10,
        &state(|s| s.state_payout = Some(0.3)),
        [I::named("state_dividends"), I::PUBLIC_DEBT],
    );
    assert!(remitted > 0.1 && debt < 0.0, "{remitted} {debt}");
    let none = china(&[("state_share", 0.0)]);
    let [nothing] = effects(
        &none,
        10,
        &state(|s| s.state_payout = Some(0.3)),
        [I::named("state_dividends")],
    );
    assert_eq!(nothing, 0.0);
    let [exits] = effects(&china(&[]), 20, &state(|s| s.state_soft_budget = 1.0), [I::EXITS]);
    assert!(exits < 0.0, "{exits}");
}

/// Whatever is asked, the books close: `step` fails otherwise.
#[test]
fn books_close_under_any_support() {
    let economy = china(&[("entry_response", 2.0), ("entry_rate", 0.05)]);
    for case in 0..6_u32 {
        let mut run = Simulation::open(&economy, COARSE, u64::from(case)).unwrap();
        for t in 0..40_u32 {
            // Levers that jump between their bounds every few quarters, each at its own pace.
            let at = |pace: u32, low: f64, high: f64| {
                if (t / pace + case).is_multiple_of(3) {
                    low
                } else {
                    high
                }
            };
            let support = support::Policy {
                cash: at(3, -0.02, 0.02),
                tax: at(5, 0.015, -0.015),
                land: at(7, -0.005, 0.005),
                credit: at(2, 0.004, -0.004),
                credit_bank_share: at(4, 0.0, 1.0),
                network_view: at(6, 0.0, 1.0),
                state_payout: Some(at(9, 0.0, 0.5)),
                research_mandate: at(8, 0.0, 0.05),
                state_soft_budget: at(11, 1.0, 0.0),
            };
            let policy = Policy {
                support,
                ..Policy::default()
            };
            run.step(&policy).unwrap();
        }
        assert!(run.worst_residual() < 1e-9);
    }
}
