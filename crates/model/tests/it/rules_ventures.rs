//! Venture funds: terms by numbers worked out by hand, whole lives of funds, and each lever with its key coefficient off.

use crate::common::{Lab, near, open};
use accounting::Sector;
use engine::draws::Draws;
use engine::math;
use model::blocks::Blocks;
use model::blocks::funds;
use model::blocks::funds::{Deal, Fate, Odds, Ventures, call_capital, close_deals, order_rounds, teach};
use model::economy::Economy;
use model::indicators::Indicator as I;
use model::policy::Policy;
use model::processes::entry_exit::hand_over;
use model::simulation::Simulation;
use model::structure::TechnologyGood;
use model::world::World;

/// Persons per agent: half the agents of the pack's small size.
const COARSE: u32 = 200_000;
/// Quarters until deals have been lost and some have been won.
const EIGHT_YEARS: usize = 32;

fn china() -> Economy {
    data::economy("china").unwrap()
}

fn with(changes: &[(&str, f64)]) -> Economy {
    let mut economy = china();
    for (id, value) in changes {
        economy.parameters.get_mut(*id).unwrap().value = *value;
    }
    economy
}

fn policy(change: impl Fn(&mut funds::Policy)) -> Policy {
    let mut policy = Policy::default();
    policy.funds.size = 1000.0;
    change(&mut policy.funds);
    policy
}

fn run(economy: &Economy, policy: &Policy, quarters: usize) -> Simulation {
    let mut run = Simulation::open(economy, COARSE, 5).unwrap();
    for _ in 0..quarters {
        run.step(policy).unwrap();
    }
    run
}

fn last(run: &Simulation, indicator: I) -> f64 {
    run.records()[run.records().len() - 1].get(indicator)
}

fn laboratory() -> (Lab, World) {
    open(&china(), COARSE, Draws::new(5))
}

fn ventures(w: &World) -> &Ventures {
    &w.blocks.funds.as_ref().unwrap().state
}

fn ventures_mut(blocks: &mut Blocks) -> &mut Ventures {
    &mut blocks.funds.as_mut().unwrap().state
}

/// Capital is called on the terms of the laboratory.
fn call(lab: &Lab, w: &mut World) {
    w.adopt(&lab.policy);
    call_capital(
        &lab.context(),
        &mut w.blocks.funds,
        &mut w.households,
        &mut w.ledger,
    );
}

#[test]
fn terms_without_a_fund_change_nothing() {
    let base = run(&china(), &Policy::default(), 10);
    let mut other = policy(|v| {
        v.government_share = 1.0;
        v.raised_share = 0.8;
        v.crowd_in = 0.93;
        v.manager_quality = 1.0;
        v.loss_tolerance = 0.1;
        v.local_content = 1.0;
        v.local_matching = 0.2;
    });
    other.funds.size = 0.0;
    assert!(base.records() == run(&china(), &other, 10).records());
    // And a fund for which nothing is raised pays and gets nothing.
    let empty = run(&china(), &policy(|v| v.raised_share = 0.0), 10);
    assert_eq!(last(&base, I::NOMINAL_GDP), last(&empty, I::NOMINAL_GDP));
    assert_eq!(last(&empty, I::named("fund_committed")), 1000.0);
}

#[test]
fn partners_pay_in_what_they_promised_by_quarters() {
    let (mut lab, mut w) = laboratory();
    lab.policy = policy(|v| {
        v.government_share = 0.8;
        v.raised_share = 0.25;
        v.crowd_in = 0.6;
        v.local_matching = 0.5;
    });
    let own = &mut w.blocks.funds.as_mut().unwrap().p;
    own.fund_local_share = 0.3;
    own.deal_size = 0.5;
    call(&lab, &mut w);
    // 1000 x 0.8 x 0.25 = 200 of public money: 140 central, 60 local; private 0.6 of it; 28 quarters; local half.
    let [central, local] = &ventures(&w).funds[..] else {
        panic!()
    };
    near(central.raised[0], 140.0);
    near(local.raised[1], 36.0);
    near(central.drawn[0], 5.0);
    near(central.drawn[1], 3.0);
    near(local.drawn[0], 60.0 / 56.0);
    near(local.drawn[1], 36.0 / 56.0);
    near(w.ledger.treasury_account(), -5.0 - 60.0 / 56.0);
    // Fees of 2 % a year of 224 and 96 promised. What can be begun: 6.88 / 0.5 and 1.23 / 0.5 deals; a third of the cost is
    // ordered at once.
    order_rounds(&lab.context(), &mut w.blocks.funds, &mut w.goods).unwrap();
    let services = w.goods.technology(TechnologyGood::FundServices).funds();
    near(services[0], 0.005 * 224.0);
    near(services[1], 0.005 * 96.0);
    assert_eq!(
        (ventures(&w).funds[0].deals, ventures(&w).funds[1].deals),
        (13, 2)
    );
    near(ventures(&w).funds[0].reserved, 6.5);
    let orders = w.goods.technology[1].funds();
    near(orders[0], 13.0 * 0.5 / 3.0);
    near(orders[1], 2.0 * 0.5 / 3.0);
    // A rise opens further funds, a fall none, and the old ones keep their terms.
    lab.policy.funds.size = 1500.0;
    call(&lab, &mut w);
    lab.policy.funds.size = 100.0;
    call(&lab, &mut w);
    assert_eq!(ventures(&w).funds.len(), 4);
    near(ventures(&w).funds[2].committed, 350.0);
}

/// A deal's draws are those of its fund's number and its own: beyond 1,024 funds or 2^22 deals of a fund two would share them.
#[test]
fn more_funds_or_deals_than_have_draws_of_their_own_stop_the_run() {
    let (mut lab, mut w) = laboratory();
    lab.policy = policy(|_| {});
    call(&lab, &mut w);
    let context = &lab.context();
    let mut many = w.clone();
    ventures_mut(&mut many.blocks).funds[0].deals = (1 << 22) - 1;
    let error = order_rounds(context, &mut many.blocks.funds, &mut many.goods).unwrap_err();
    assert!(
        error.to_string().contains("more than 4194304 deals of a fund"),
        "{error}"
    );
    let fund = ventures(&w).funds[0].clone();
    ventures_mut(&mut w.blocks).funds.resize(1024, fund.clone());
    while ventures(&w).deposits.len() < 1025 {
        ventures_mut(&mut w.blocks).deposits.open_account();
    }
    let mut room = w.clone();
    order_rounds(context, &mut room.blocks.funds, &mut room.goods).unwrap();
    ventures_mut(&mut w.blocks).funds.push(fund);
    let error = order_rounds(context, &mut w.blocks.funds, &mut w.goods).unwrap_err();
    assert!(error.to_string().contains("more than 1024 funds"), "{error}");
}

/// Managers get 1 out of 8 in cash: partners' shares fall by as much, by their parts, and the market has the money. Without a fee
/// nothing is ordered and all is left for deals.
#[test]
fn managers_are_paid_out_of_the_partners_shares() {
    let (mut lab, mut w) = laboratory();
    lab.policy = policy(|v| (v.government_share, v.raised_share, v.crowd_in) = (0.8, 0.25, 0.6));
    w.blocks.funds.as_mut().unwrap().p.fund_local_share = 0.3;
    call(&lab, &mut w);
    let (shares, sold) = (ventures(&w).funds[0].shares, w.goods.account.total());
    near(shares[0], 5.0);
    let before = w.ledger.fund_shares(Sector::Government);
    ventures_mut(&mut w.blocks).pay_managers(0, 1.0, &mut w.goods.account, &mut w.ledger);
    let fund = &ventures(&w).funds[0];
    near(fund.fees, 1.0);
    near(fund.shares[0], 5.0 - 5.0 / 8.0);
    near(fund.shares[1], 3.0 - 3.0 / 8.0);
    near(w.ledger.fund_shares(Sector::Government), before - 5.0 / 8.0);
    near(w.goods.account.total(), sold + 1.0);
    assert!(w.ledger.net_worth(Sector::VentureFunds).abs() < 1e-12);
    let own = &mut w.blocks.funds.as_mut().unwrap().p;
    (own.fund_fee, own.deal_size) = (0.0, 0.49);
    order_rounds(&lab.context(), &mut w.blocks.funds, &mut w.goods).unwrap();
    assert_eq!(w.goods.technology(TechnologyGood::FundServices).total(), 0.0);
    assert_eq!(ventures(&w).funds[0].deals, 14);
}

/// Fees take part of what is invested, and buy services for it; a fund without them invests all it has drawn.
#[test]
fn fees_lower_what_is_invested_and_what_partners_get_back() {
    let free = run(&with(&[("fund_fee", 0.0)]), &policy(|_| ()), EIGHT_YEARS);
    let paid = run(&china(), &policy(|_| ()), EIGHT_YEARS);
    assert_eq!(last(&free, I::named("fund_fees")), 0.0);
    // 2 % of 375 in each of seven years, then less.
    let fees = last(&paid, I::named("fund_fees"));
    assert!((52.5..60.0).contains(&fees), "{fees}");
    assert!(last(&paid, I::named("fund_invested")) < last(&free, I::named("fund_invested")) - 0.8 * fees);
    assert!(last(&paid, I::named("public_value")) < last(&free, I::named("public_value")));
}

/// An incumbent with enough cash buys the venture: it is as rich as before, until it fails.
#[test]
fn a_buyer_owns_what_it_has_paid_for() {
    let (mut lab, mut w) = laboratory();
    {
        let p = &mut w.blocks.funds.as_mut().unwrap().p;
        (p.exit_trade_sale, p.exit_buyer_cash) = (1.0, 0.5);
    }
    lab.policy = policy(|_| ());
    call(&lab, &mut w);
    let paid = ventures(&w).deposits.get(0);
    ventures_mut(&mut w.blocks).spend(0, paid, &mut w.goods.account, &mut w.ledger);
    ventures_mut(&mut w.blocks).funds[0].invested = paid;
    ventures_mut(&mut w.blocks).deals.push(Deal {
        fund: 0,
        id: 0,
        sector: 0,
        begun: lab.t,
        rounds: 3,
        paid,
        ordered: 0.0,
        fate: Fate {
            wins: true,
            multiple: 2.0,
            years: 5.0,
        },
        displaced: false,
    });
    let cash = w.firms.deposits.as_slice().to_vec();
    lab.t += 20;
    close_deals(
        &lab.context(),
        &mut w.blocks.funds,
        &mut w.firms,
        &mut w.households,
        &w.goods,
        &mut w.ledger,
    );
    let buyer = w.firms.stakes.iter().position(|v| *v > 0.0).unwrap();
    near(w.firms.stakes[buyer], 2.0 * paid);
    near(w.firms.deposits.get(buyer), cash[buyer] - 2.0 * paid);
    hand_over(&lab.context(), &lab.rules, &mut w.firms, buyer);
    assert_eq!(w.firms.stakes[buyer], 0.0);
}

#[test]
fn odds_by_hand() {
    let (_, w) = laboratory();
    let p = &w.blocks.funds.as_ref().unwrap().p;
    let odds = Odds::of(p, 0.5, 0.25);
    // Loss share 0.6 - 0.75 x 0.1 = 0.525; skill half: 1 - 0.475 x 0.9; exponent 0.92 + 0.75 x 0.58.
    near(odds.loss, 1.0 - 0.475 * 0.9);
    near(odds.tail, 1.355);
    near(odds.multiple(false, 0.5), 0.3);
    near(odds.multiple(true, 0.0), 1.0);
    near(odds.multiple(true, 1.0), 230.0);
    let bold = Odds::of(p, 1.0, 1.0);
    near(
        bold.multiple(true, 0.5),
        math::pow(1.0 - 0.5 * (1.0 - math::pow(230f64, -0.92)), -1.0 / 0.92),
    );
}

/// One deal that has cost 30 and is worth ten times as much, sold to owners: a new firm.
fn success(displaced: bool, yields: f64) -> (Lab, World, usize, f64) {
    let (mut lab, mut w) = laboratory();
    {
        let p = &mut w.blocks.funds.as_mut().unwrap().p;
        p.exit_trade_sale = 0.0;
        p.exit_profit_yield = yields;
        p.owner_depth = 0.2;
    }
    lab.policy = policy(|v| v.crowd_in = 1.0);
    call(&lab, &mut w);
    let k = w.goods.makers.len() - 1;
    let i = w.goods.makers[k][0] as usize;
    w.firms.materials_price.fill(1.0);
    // The first round of the deal has been paid out of the fund, which is as large as the deal.
    let fund = &mut ventures_mut(&mut w.blocks).funds[0];
    let paid = fund.drawn[0] + fund.drawn[1];
    fund.invested = paid;
    ventures_mut(&mut w.blocks).spend(0, paid, &mut w.goods.account, &mut w.ledger);
    ventures_mut(&mut w.blocks).deals.push(Deal {
        fund: 0,
        id: 0,
        sector: k as u32,
        begun: lab.t,
        rounds: 3,
        paid,
        ordered: 0.0,
        fate: Fate {
            wins: true,
            multiple: 10.0,
            years: 5.0,
        },
        displaced,
    });
    lab.t += 20;
    let ctx = lab.context();
    close_deals(
        &ctx,
        &mut w.blocks.funds,
        &mut w.firms,
        &mut w.households,
        &w.goods,
        &mut w.ledger,
    );
    teach(&w.blocks.funds, &mut w.firms);
    (lab, w, i, paid)
}

#[test]
fn a_success_pays_its_partners_and_becomes_a_firm() {
    let (_, base) = laboratory();
    let (_, w, _, paid) = success(false, 0.1);
    let fund = &ventures(&w).funds[0];
    // Partners have paid in one to one and share ten times the money.
    near(fund.returned[0], 5.0 * paid);
    near(fund.returned[1], 5.0 * paid);
    assert!(fund.shares.iter().all(|x| x.abs() < 1e-9) && ventures(&w).deposits.get(0).abs() < 1e-9);
    assert_eq!((fund.ended, fund.lost), (1, 0));
    near(ventures(&w).listed.iter().sum(), 10.0 * paid);
    // Extra value added of 10 % of the value, and twice as much for the sector.
    let makers = w.goods.makers.last().unwrap();
    let k = w.goods.makers.len() - 1;
    let added: f64 = makers
        .iter()
        .map(|&i| {
            base.firms.price[i as usize] * base.firms.output[i as usize]
                - base.firms.materials_used[i as usize]
        })
        .sum();
    let extra = 0.1 * 10.0 * paid / (4.0 * added);
    near(ventures(&w).knowledge[k], 2.0 * extra);
    let host = makers
        .iter()
        .map(|&i| i as usize)
        .find(|&i| ventures(&w).own_gain[i] != 0.0)
        .unwrap();
    let factor = 1.0 + extra / base.firms.size[host];
    near(ventures(&w).own_gain[host], math::ln(factor));
    near(w.firms.technology[host], math::ln(factor) + 2.0 * extra);
    near(w.firms.weight[host], base.firms.weight[host] * factor);
    assert_eq!(w.firms.generation[host], base.firms.generation[host] + 1);
    // Rivals are a smaller part of the sector, which is as large as before.
    let sizes: f64 = makers.iter().map(|&i| w.firms.size[i as usize]).sum();
    near(sizes, 1.0);
    let rival = makers.iter().map(|&i| i as usize).find(|&i| i != host).unwrap();
    assert!(w.firms.size[rival] < base.firms.size[rival]);
}

#[test]
fn a_success_without_yield_or_that_would_have_been_anyway_teaches_nobody() {
    for (displaced, yields) in [(false, 0.0), (true, 0.1)] {
        let (_, w, _, paid) = success(displaced, yields);
        near(ventures(&w).funds[0].returned[0], 5.0 * paid);
        assert!(w.firms.technology.iter().all(|x| *x == 0.0));
    }
}

#[test]
fn a_fund_lives_and_ends_and_its_books_close() {
    let run = run(&china(), &policy(|_| ()), 84);
    assert!(run.worst_residual() < 1e-9);
    let at = |quarter: usize, i: I| run.records()[quarter].get(i);
    for quarter in 4..80 {
        let [committed, raised, drawn, invested] = [
            I::named("fund_committed"),
            I::named("fund_raised"),
            I::named("fund_drawn"),
            I::named("fund_invested"),
        ]
        .map(|i| at(quarter, i));
        assert!(committed > raised && raised >= drawn - 1e-9, "quarter {quarter}");
        assert!(drawn > invested && invested > 0.0, "quarter {quarter}");
    }
    near(at(40, I::named("fund_raised")), 375.0);
    assert!((at(40, I::named("fund_drawn")) - 375.0).abs() < 1e-6);
    assert!(at(8, I::named("fund_returned")) < at(40, I::named("fund_returned")));
    // After twenty years everything has been sold and paid out.
    assert!(ventures(&run.world).deals.is_empty() && ventures(&run.world).funds.iter().all(|f| f.closed));
    assert!(last(&run, I::named("fund_assets")).abs() < 1e-6);
    // 375 bn less fees at 0.3 bn a deal, and a few out of what returns while partners still pay in.
    let deals: u32 = ventures(&run.world).funds.iter().map(|f| f.deals).sum();
    assert!((1040..=1200).contains(&deals), "{deals}");
    let failures = last(&run, I::named("venture_failures"));
    assert!((60.0..76.0).contains(&failures), "{failures}");
    let books = run.books();
    let column = books.sectors.iter().position(|s| *s == "venture funds").unwrap();
    assert!(books.net_worth[column].abs() < 1e-6);
}

#[test]
fn the_books_show_the_funds() {
    let run = run(&china(), &policy(|_| ()), 20);
    let books = run.books();
    let column = |name: &str| books.sectors.iter().position(|s| *s == name).unwrap();
    let row = |name: &str| {
        &books
            .balance_sheet
            .iter()
            .find(|(label, _)| *label == name)
            .unwrap()
            .1
    };
    let (stakes, shares, deposits) = (row("venture stakes"), row("fund shares"), row("deposits"));
    let funds = column("venture funds");
    assert!(stakes[funds] > 0.0 && deposits[funds] > 0.0 && shares[column("government")] > 0.0);
    assert!(shares[column("households")] > 0.0 && stakes[column("firms")] < 0.0);
    for row in [stakes, shares] {
        assert!(row.iter().sum::<f64>().abs() < 1e-9);
    }
    // Partners own what the funds own.
    assert!((stakes[funds] + deposits[funds] + shares[funds]).abs() < 1e-9);
    let (_, spending) = books
        .flows
        .iter()
        .find(|(label, _)| *label == "business investment")
        .unwrap();
    // Projects spend, funds hold their stakes; they pay their managers.
    assert!(
        (-spending[funds] - 0.005 * 375.0).abs() < 0.01,
        "{}",
        spending[funds]
    );
}

/// The lever moves its observable, and with its key coefficient at `off` it does not.
#[track_caller]
fn moves(indicator: I, up: bool, change: &dyn Fn(&mut funds::Policy), off: &[(&str, f64)]) {
    let gap = |economy: &Economy| {
        let with = last(&run(economy, &policy(change), EIGHT_YEARS), indicator);
        with - last(&run(economy, &policy(|_| ()), EIGHT_YEARS), indicator)
    };
    let found = gap(&china());
    assert!(
        if up { found > 0.0 } else { found < 0.0 },
        "{}: {found}",
        indicator.info().id
    );
    if !off.is_empty() {
        let without = gap(&with(off));
        assert_eq!(
            without,
            0.0,
            "{} moves without its coefficient",
            indicator.info().id
        );
    }
}

#[test]
fn levers_move_their_observables() {
    moves(
        I::named("fund_invested"),
        true,
        &|v| v.government_share = 1.0,
        &[],
    );
    moves(I::named("fund_invested"), true, &|v| v.raised_share = 0.8, &[]);
    moves(I::named("fund_invested"), true, &|v| v.crowd_in = 0.93, &[]);
    moves(I::named("venture_spending"), false, &|v| v.crowd_in = -0.2, &[]);
    moves(
        I::named("venture_failures"),
        false,
        &|v| v.manager_quality = 1.0,
        &[("deal_manager_penalty", 0.0)],
    );
    moves(
        I::named("fund_drawn"),
        false,
        &|v| v.local_matching = 0.3,
        &[("fund_local_share", 0.0)],
    );
    moves(I::named("fund_invested"), false, &|v| v.loss_tolerance = 0.2, &[]);
}

#[test]
fn local_content_spoils_the_choice_of_good_managers_only() {
    let failures = |quality: f64, content: f64| {
        let policy = policy(|v| {
            v.manager_quality = quality;
            v.local_content = content;
        });
        last(&run(&china(), &policy, EIGHT_YEARS), I::named("venture_failures"))
    };
    assert!(failures(1.0, 1.0) > failures(1.0, 0.0));
    assert_eq!(failures(0.0, 1.0), failures(0.0, 0.0));
}

#[test]
fn deals_that_would_have_been_made_anyway_change_the_payer_and_nothing_else() {
    let all = run(&china(), &policy(|v| v.crowd_in = -1.0), EIGHT_YEARS);
    assert_eq!(last(&all, I::named("venture_spending")), 0.0);
    assert_eq!(last(&all, I::named("venture_technology")), 0.0);
    assert!(last(&all, I::named("fund_invested")) > 0.0 && last(&all, I::named("public_return")) > 0.0);
    assert!(all.worst_residual() < 1e-9);
}

#[test]
fn technology_comes_from_successes_and_not_from_spending() {
    let with_yield = run(&china(), &policy(|_| ()), EIGHT_YEARS);
    assert!(last(&with_yield, I::named("venture_technology")) > 0.0);
    assert_eq!(
        with_yield.records()[12].get(I::named("venture_technology")),
        0.0,
        "before any exit"
    );
    let without = run(&with(&[("exit_profit_yield", 0.0)]), &policy(|_| ()), EIGHT_YEARS);
    assert_eq!(last(&without, I::named("venture_technology")), 0.0);
}

#[test]
fn a_low_tolerance_stops_a_fund_after_early_losses() {
    let run = run(&china(), &policy(|v| v.loss_tolerance = 0.2), EIGHT_YEARS);
    let ventures = ventures(&run.world);
    assert!(ventures.funds.iter().any(|f| f.stopped()));
    for (f, fund) in ventures
        .funds
        .iter()
        .enumerate()
        .filter(|(_, fund)| fund.stopped())
    {
        let unfinished = |d: &&Deal| d.fund as usize == f && d.rounds < 3;
        assert_eq!(ventures.deals.iter().filter(unfinished).count(), 0);
        assert!(fund.drawn[0] < fund.raised[0]);
    }
}
