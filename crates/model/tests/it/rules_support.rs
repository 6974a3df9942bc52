//! Industrial support by hand.

use crate::common::{Lab, near, open};
use accounting::{Flow, Sector};
use engine::draws::Draws;
use engine::math;
use model::blocks::{money, support};
use model::core::Rules;
use model::policy::Policy;
use model::processes::entry_exit::resolve_failures;
use model::processes::idle::reopen;
use model::simulation::Simulation;
use model::world::World;

/// Position of machinery among the sectors of China's pack.
const MCH: usize = 5;

fn china() -> (Lab, World) {
    let mut china = data::economy("china").unwrap();
    // No plant waits, so that what becomes of a failed firm is seen at once.
    for (id, value) in [("reopening", 1.0), ("plant_lost", 0.0), ("opening_idle", 0.0)] {
        china.parameters.get_mut(id).unwrap().value = value;
    }
    open(&china, 200_000, Draws::silent())
}

/// Firms that failed, borne with as policy says.
fn resolve(lab: &Lab, world: &mut World) {
    world.adopt(&lab.policy);
    let World {
        blocks,
        firms,
        households,
        banks,
        goods,
        ledger,
        ..
    } = world;
    support::bear_with(&lab.context(), &blocks.support, firms);
    money::guarantee_bonds(&blocks.money, banks);
    resolve_failures(&lab.context(), firms, households, banks, goods, ledger);
    reopen(&lab.context(), firms, households, goods, ledger);
}

fn margin(lab: &mut Lab, k: usize) -> f64 {
    let depreciation = lab.structure.depreciation[k] / lab.structure.output_per_capital[k];
    let (cost, tax) = (lab.structure.cost_share[k], lab.structure.production_tax[k]);
    let g: &mut Rules = lab.growing();
    1.0 - cost - tax - depreciation / g.p.normal_utilisation
}

fn give(lab: &Lab, world: &mut World) {
    world.adopt(&lab.policy);
    let World {
        blocks,
        firms,
        goods,
        expectations,
        ..
    } = world;
    support::give(&lab.context(), &mut blocks.support, firms, goods, expectations);
}

fn renew(lab: &Lab, world: &mut World) {
    world.adopt(&lab.policy);
    let World {
        blocks,
        firms,
        households,
        banks,
        goods,
        ledger,
        ..
    } = world;
    blocks.follow(firms, goods);
    support::renew_firms(
        &lab.context(),
        &mut blocks.support,
        firms,
        households,
        banks,
        goods,
        ledger,
    );
    blocks.follow(firms, goods);
}

/// 1 % of expected GDP in cash: favoured sectors by sales and weight; half by sales, half by size and ownership.
#[test]
fn cash_goes_to_favoured_firms_by_sales_and_connections() {
    let (mut lab, mut world) = china();
    lab.policy.support.cash = 0.01;
    let value = |w: &World, i: usize| w.firms.price[i] * w.firms.output[i];
    let unit =
        world.goods.nominal_gdp * (1.0 + world.expectations.trend_growth + world.expectations.inflation);
    let sales: Vec<f64> = world
        .goods
        .makers
        .iter()
        .map(|m| m.iter().map(|&i| value(&world, i as usize)).sum())
        .collect();
    // Materials at half: sector 4 in the pack; machinery 5, vehicles 6, electrical 7, electronics 8.
    let weighted = 0.5 * sales[4] + sales[5] + sales[6] + sales[7] + sales[8];
    let part = unit * sales[MCH] / weighted;
    let makers = world.goods.makers[MCH].clone();
    let pull = |i: usize| world.firms.size[i] * if world.firms.state_owned[i] { 1.5 } else { 1.0 };
    let all: f64 = makers.iter().map(|&i| pull(i as usize)).sum();
    let i = makers[0] as usize;
    let wanted = part * 0.01 * (0.5 * pull(i) / all + 0.5 * value(&world, i) / sales[MCH]);
    give(&lab, &mut world);
    near(world.firms.support[i], wanted);
    near(world.firms.support.iter().sum(), 0.01 * unit);
    let margin = margin(&mut lab, MCH);
    near(
        world.firms.backing[i],
        wanted / value(&world, i) / (margin + 0.044 * unit / weighted),
    );
    let plant = world.goods.capital_price * world.firms.capital[i];
    near(world.firms.concession[i], 4.0 * 0.5 * wanted / plant);
    assert!(
        world.goods.makers[0]
            .iter()
            .all(|&i| world.firms.support[i as usize] == 0.0)
    );
    near(
        world.blocks.support.as_ref().unwrap().state.open_rate[MCH],
        part * 0.005 / sales[MCH],
    );
}

/// Each form runs through its own account: subsidy, lower levy, grant, lower interest.
#[test]
fn four_forms_four_accounts() {
    let (mut lab, mut world) = china();
    let lever = &mut lab.policy.support;
    (lever.cash, lever.tax, lever.land, lever.credit) = (0.01, 0.008, 0.004, 0.002);
    lever.credit_bank_share = 0.25;
    let unit =
        world.goods.nominal_gdp * (1.0 + world.expectations.trend_growth + world.expectations.inflation);
    let (interest, profit): (f64, f64) = (
        world.firms.interest_due.iter().sum(),
        world.firms.profit.iter().sum(),
    );
    give(&lab, &mut world);
    near(
        interest - world.firms.interest_due.iter().sum::<f64>(),
        0.002 * unit,
    );
    let World {
        blocks,
        firms,
        government,
        banks,
        ledger,
        ..
    } = &mut world;
    support::settle(&mut blocks.support, firms, &government.taxes, ledger);
    let earned = banks.rows[0].profit;
    support::compensate_banks(&mut blocks.support, banks, firms, ledger);
    near(ledger.flow_total(Flow::Subsidies, Sector::Firms), 0.01 * unit);
    near(
        ledger.flow_total(Flow::ProductionTax, Sector::Firms),
        0.008 * unit,
    );
    near(
        ledger.flow_total(Flow::CapitalGrants, Sector::Firms),
        0.004 * unit,
    );
    near(
        ledger.flow_total(Flow::Transfers, Sector::Bank),
        0.75 * 0.002 * unit,
    );
    near(banks.rows[0].profit - earned, 0.75 * 0.002 * unit);
    near(firms.profit.iter().sum::<f64>() - profit, 0.018 * unit);
}

/// Half the profit again for newcomers: V = 1.5; with all draws at a half, floor(0.02 · 0.5 · N + 0.5) firms enter, each
/// 0.3 of the mean. They build for a quarter, then share the market.
#[test]
fn firms_enter_for_support_and_build_first() {
    let (mut lab, mut world) = china();
    let margin = margin(&mut lab, MCH);
    let n = world.goods.makers[MCH].len();
    world.blocks.support.as_mut().unwrap().p.entry_rate = 2.5 / (0.5 * n as f64);
    world.blocks.support.as_mut().unwrap().state.open_rate[MCH] = 0.5 * margin;
    let (rows, deposits) = (world.firms.len(), world.households.deposits.total());
    renew(&lab, &mut world);
    assert_eq!(world.firms.len(), rows + 3);
    assert_eq!(world.goods.makers[MCH].len(), n, "they build");
    let share = 0.3 / (n as f64 + 0.3);
    let orders: f64 = world.goods.makers[MCH]
        .iter()
        .map(|&i| world.firms.expected_orders[i as usize])
        .sum();
    near(world.firms.expected_orders[rows], share * orders);
    let Rules {
        p,
        cash_norm,
        loan_norm,
        ..
    } = &*lab.growing();
    let (utilisation, stock, cash_norm, norm) = (
        p.normal_utilisation,
        p.materials_stock,
        *cash_norm,
        loan_norm[MCH],
    );
    let plant = share * orders / (lab.structure.output_per_capital[MCH] * utilisation);
    near(world.firms.investment_ordered[rows], plant);
    near(world.firms.loans.get(rows), norm * plant);
    let cost = plant
        + stock * lab.structure.materials_per_output[MCH] * share * orders
        + cash_norm * world.goods.price[MCH] * share * orders;
    near(world.firms.deposits.get(rows), cost);
    // A small part of large totals: rounding leaves nine digits.
    let paid = deposits - world.households.deposits.total();
    assert!((paid / (3.0 * (cost - norm * plant)) - 1.0).abs() < 1e-9);
    // u = 0.5, spread 0.3: a quarter of the pool's width times half the profit.
    near(
        world.blocks.support.as_ref().unwrap().state.building[0].quality,
        -(12.0_f64.sqrt()) * 0.3 * 0.5 * 0.5,
    );
    // All that is kept of firms has its entry for each of them.
    let all = world.firms.len();
    let blocks = &world.blocks;
    for kept in [
        blocks.support.as_ref().unwrap().state.quality.len(),
        blocks.research.as_ref().unwrap().state.effort.len(),
        blocks.ai.as_ref().unwrap().state.adoption.0.len(),
        blocks.funds.as_ref().unwrap().state.listed.len(),
        blocks.money.as_ref().unwrap().state.relending.special.len(),
        world.goods.technology[0].firms.len(),
    ] {
        assert_eq!(kept, all);
    }
    world.blocks.support.as_mut().unwrap().state.open_rate[MCH] = 0.0;
    world.firms.capital[rows] = plant;
    renew(&lab, &mut world);
    assert_eq!(world.goods.makers[MCH].len(), n + 3);
    let sizes: f64 = world.goods.makers[MCH]
        .iter()
        .map(|&i| world.firms.size[i as usize])
        .sum();
    near(sizes, 1.0);
    assert!(world.firms.open[rows] && world.firms.id(rows) != world.firms.id(rows + 1));
    let more = (n as f64 + 0.9) / n as f64;
    near(
        world.goods.margin_given_up[MCH],
        margin - margin_left(&lab, margin, more),
    );
}

/// Margin over sales that `n` times the opening's firms of the sector leave, at an exponent of 0.2.
fn margin_left(lab: &Lab, margin: f64, n: f64) -> f64 {
    let (cost, over_cost) = (lab.structure.cost_share[MCH], margin * math::pow(n, -0.2));
    over_cost * (cost + margin) / (cost + over_cost)
}

/// However few firms are left, cost keeps a part of the price: one of thousands of makers leaves.
#[test]
fn the_last_firms_do_not_take_all_of_the_price() {
    let (mut lab, mut world) = china();
    let margin = margin(&mut lab, MCH);
    world.blocks.support.as_mut().unwrap().p.margin_response = 3.0;
    let makers = &mut world.goods.makers[MCH];
    let last = makers[0];
    makers.retain(|&i| i == last);
    renew(&lab, &mut world);
    let given_up = world.goods.margin_given_up[MCH];
    assert!(given_up < -margin, "{given_up}");
    assert!(lab.structure.cost_share[MCH] + given_up > 0.0);
}

/// Three want to enter. A bank at its capital limit lends to none, one with room for a loan and a half to one; the others wait and
/// come when there is room.
#[test]
fn founders_wait_for_room_under_the_banks_capital() {
    let founded = |loans: f64| {
        let (mut lab, mut world) = china();
        let margin = margin(&mut lab, MCH);
        let n = world.goods.makers[MCH].len();
        world.blocks.support.as_mut().unwrap().p.entry_rate = 2.5 / (0.5 * n as f64);
        world.blocks.support.as_mut().unwrap().state.open_rate[MCH] = 0.5 * margin;
        let rows = world.firms.len();
        let (_, mut other) = china();
        other.blocks.support.clone_from(&world.blocks.support);
        renew(&lab, &mut other);
        let first = other.firms.loans.get(rows);
        let usual = lab.growing().p.bank_capital_minimum;
        let (equity, credit) = (world.ledger.bank_equity(), world.ledger.bank_credit());
        lab.growing().p.bank_capital_minimum = equity / (credit + loans * first);
        renew(&lab, &mut world);
        let now = world.firms.len() - rows;
        assert!(world.ledger.bank_credit() <= credit + loans.max(0.0) * first + 1e-6);
        lab.growing().p.bank_capital_minimum = usual;
        renew(&lab, &mut world);
        (now, world.firms.len() - rows > now)
    };
    assert_eq!(founded(-1.0), (0, true));
    assert_eq!(founded(1.5), (1, true));
    assert_eq!(founded(10.0).0, 3);
}

/// Two sectors attract 2.5 founders each; with room for two loans and a half in all, each has one, though one is looked at first.
#[test]
fn founders_of_all_sectors_share_the_room() {
    let founded = |room: Option<f64>| {
        let (mut lab, mut world) = china();
        let sectors = [MCH, MCH + 1];
        for k in sectors {
            let margin = margin(&mut lab, k);
            world.blocks.support.as_mut().unwrap().state.open_rate[k] = 0.5 * margin;
        }
        let n = world.goods.makers[MCH].len();
        world.blocks.support.as_mut().unwrap().p.entry_rate = 2.5 / (0.5 * n as f64);
        let (rows, credit) = (world.firms.len(), world.ledger.bank_credit());
        if let Some(room) = room {
            let equity = world.ledger.bank_equity();
            lab.growing().p.bank_capital_minimum = equity / (credit + room);
        }
        renew(&lab, &mut world);
        let of = |k: usize| {
            (rows..world.firms.len())
                .filter(|&i| world.firms.sector(i) == k)
                .count()
        };
        (sectors.map(of), world.ledger.bank_credit() - credit)
    };
    let (all, lent) = founded(None);
    let (some, lent_then) = founded(Some(0.4 * lent));
    assert_eq!((all, some), ([3, 3], [1, 1]));
    assert!(lent_then <= 0.4 * lent);
}

/// Support beyond all profit is taken away: who leaves is not succeeded, rivals take over what is left.
#[test]
fn without_profit_nobody_succeeds() {
    let (mut lab, mut world) = china();
    let margin = margin(&mut lab, MCH);
    let i = world.goods.makers[MCH][1] as usize;
    world.firms.equity[i] = -1.0;
    world.blocks.support.as_mut().unwrap().state.open_rate[MCH] = -margin;
    let n = world.goods.makers[MCH].len();
    let capital: f64 = world.firms.capital.iter().sum();
    resolve(&lab, &mut world);
    let (loans, cash) = (world.firms.loans.total(), world.firms.deposits.total());
    renew(&lab, &mut world);
    assert_eq!(world.goods.makers[MCH].len(), n - 1);
    assert!(!world.firms.open[i]);
    near(world.firms.capital.iter().sum(), capital);
    near(world.firms.loans.total(), loans);
    near(world.firms.deposits.total(), cash);
    near(world.firms.deposits.get(i), 0.0);
    near(world.firms.loans.get(i), 0.0);
    let sizes: f64 = world.goods.makers[MCH]
        .iter()
        .map(|&i| world.firms.size[i as usize])
        .sum();
    near(sizes, 1.0);
}

/// A firm that has closed for good issues no bonds, uses nothing new and builds no compute; its machines go to rivals.
#[test]
fn who_has_closed_takes_part_in_nothing() {
    for closes in [false, true] {
        let (mut lab, mut world) = china();
        let margin = margin(&mut lab, MCH);
        (lab.policy.money.bond_target, lab.policy.money.bond_guarantee) = (500.0, 1.0);
        let small = world.blocks.money.as_ref().unwrap().state.relending.small.clone();
        let makers = world.goods.makers[MCH].iter().map(|&i| i as usize);
        let i = makers
            .reduce(|a, b| if small[b] < small[a] { b } else { a })
            .unwrap();
        world.firms.machines[0][i] = 3.0;
        let ai = &mut world.blocks.ai.as_mut().unwrap().state;
        (ai.platforms[0].firm, ai.adoption.0[i], ai.baseline.0[i]) = (i, Some(0), Some(0));
        if closes {
            world.firms.equity[i] = -1.0;
            world.blocks.support.as_mut().unwrap().state.open_rate[MCH] = -margin;
        }
        resolve(&lab, &mut world);
        renew(&lab, &mut world);
        assert_eq!(world.firms.open[i], !closes);
        near(world.firms.machines[0].iter().sum(), 3.0);
        let World {
            blocks,
            firms,
            goods,
            expectations,
            banks,
            central_bank,
            ledger,
            ..
        } = &mut world;
        model::blocks::ai::advance(&lab.context(), &mut blocks.ai, firms, goods, expectations);
        let ai = &blocks.ai.as_ref().unwrap().state;
        assert_eq!(ai.adoption.has(i), !closes);
        assert_eq!(ai.platforms[0].firm == i, !closes);
        assert!(firms.open[ai.platforms[0].firm]);
        model::blocks::money::bonds::issue(
            &lab.context(),
            &mut blocks.money,
            banks,
            central_bank,
            firms,
            goods,
            ledger,
        );
        assert_eq!(firms.bonds_issued[i] > 0.0, !closes);
    }
}

/// Two quarters without cash are the limit; a backing of 0.6 makes it 3.2, one of -0.6 makes it one.
#[test]
fn creditors_wait_longer_for_supported_firms() {
    for (backing, arrears, fails) in [
        (0.0, 2, true),
        (0.0, 1, false),
        (0.6, 3, false),
        (0.6, 4, true),
        (-0.6, 1, true),
        (-0.6, 0, false),
    ] {
        let (lab, mut world) = china();
        let i = world.goods.makers[MCH][0] as usize;
        // Rich in cash, so that loans play no part.
        world.firms.equity[i] = 1e6;
        world.firms.capital[i] = 1e6;
        (world.firms.backing[i], world.firms.arrears[i]) = (backing, arrears);
        resolve(&lab, &mut world);
        assert_eq!(world.firms.generation[i] == 1, fails, "{backing} {arrears}");
    }
}

/// Who usually pays out 70 % of profit after tax remits 47.6 points at a payout of 50 %, and 52.4 % are left for the other owners:
/// together all of the profit and not 117.6 % of it. A private firm, and everybody at today's payout, pays out 70 %.
#[test]
fn state_firms_never_distribute_more_than_they_earn() {
    let (mut lab, mut world) = china();
    let state = world.firms.state_owned.iter().position(|s| *s).unwrap();
    let private = world.firms.state_owned.iter().position(|s| !*s).unwrap();
    let mut usual = |lab: &Lab, i: usize| {
        give(lab, &mut world);
        world.firms.usual_payout(i, 0.7)
    };
    assert_eq!([usual(&lab, state), usual(&lab, private)], [0.7, 0.7]);
    lab.policy.support.state_payout = Some(0.5);
    near(usual(&lab, state), 0.524);
    assert_eq!(usual(&lab, private), 0.7);
    lab.policy.support.state_payout = Some(0.3);
    assert_eq!(usual(&lab, state), 0.7);
}

/// Over a quarter with a payout of 50 % and research that state firms must buy: dividends to owners and budget stay within
/// profit after tax for every state firm, idle cash of earlier profit left out.
#[test]
fn remittance_and_dividend_stay_within_profit_under_a_mandate() {
    let mut economy = data::economy("china").unwrap();
    economy.parameters.get_mut("extra_dividend").unwrap().value = 0.0;
    let mut run = Simulation::open(&economy, 200_000, 5).unwrap();
    let mut policy = Policy::default();
    policy.support.state_payout = Some(0.5);
    policy.support.research_mandate = 0.01;
    for _ in 0..6 {
        run.step(&policy).unwrap();
        let (firms, taxes) = (&run.world.firms, &run.world.government.taxes);
        for i in (0..firms.len()).filter(|&i| firms.state_owned[i] && firms.open[i]) {
            let net = firms.profit[i].max(0.0) * (1.0 - taxes.profit);
            assert!(firms.dividend[i] + 0.476 * net <= net * (1.0 + 1e-12), "firm {i}");
        }
    }
}

/// A payout of 30 % against 2.4 % today: 27.6 % of profit after tax, of state firms only.
#[test]
fn state_firms_remit_what_exceeds_todays_share() {
    let (mut lab, mut world) = china();
    lab.policy.support.state_payout = Some(0.3);
    crate::common::begin_all(&mut world.firms.profit, 10.0);
    let state = world.firms.state_owned.iter().filter(|s| **s).count() as f64;
    assert!(state > 0.0);
    give(&lab, &mut world);
    let World {
        blocks,
        firms,
        government,
        ledger,
        ..
    } = &mut world;
    support::settle(&mut blocks.support, firms, &government.taxes, ledger);
    let after_tax = 10.0 * (1.0 - government.taxes.profit);
    near(
        ledger.flow_total(Flow::Dividends, Sector::Government),
        0.276 * state * after_tax,
    );
}
