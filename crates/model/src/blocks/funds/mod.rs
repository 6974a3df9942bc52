//! Venture funds: government announces them, partners pay in what they have promised, projects are paid round by round,
//! and what projects are sold for goes back to the partners. A fund never lends and never borrows; its projects buy
//! research and nothing else, and what becomes of them is a lottery.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

mod exits;
mod lottery;

pub use exits::{close_deals, teach};
pub use lottery::{Fate, Odds};

use crate::context::Context;
use crate::declare::Title;
use crate::error::ModelError;
use crate::state::{GoodsMarket, Households, Seen, side_table};
use crate::structure::TechnologyGood;
use accounting::{Column, Flow, Instrument, Ledger, Party, Sector};
use engine::bounds::Bounds;
use lottery::{Draw, draw};

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Ventures>;

/// Title.
pub const TITLE: Title = Title {
    en: "Venture funds",
    zh: "引导基金",
};

/// Quarters of a year.
const YEAR: f64 = 4.0;

/// Who is government's part of a fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Level {
    /// Central government.
    Central,
    /// Local governments.
    Local,
}

/// The two kinds of partners of a fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Partner {
    /// Government, central or local.
    Public,
    /// Owners of firms.
    Private,
}

impl Partner {
    /// Both, in the order of [`Fund`]'s arrays.
    pub const ALL: [Partner; 2] = [Partner::Public, Partner::Private];

    /// Sector in the books.
    pub fn sector(self) -> Sector {
        match self {
            Partner::Public => Sector::Government,
            Partner::Private => Sector::Households,
        }
    }
}

/// One fund of one vintage. Money is nominal; arrays are by [`Partner::ALL`].
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Fund {
    /// Its public partner.
    pub level: Level,
    /// Quarter in which it was announced.
    pub opened: u32,
    /// Skill of its manager (ratio).
    pub quality: f64,
    /// Losses over money invested that it bears (ratio).
    pub tolerance: f64,
    /// Private money per unit of public money; below zero its money replaces private money (ratio).
    pub crowd_in: f64,
    /// Announced.
    pub committed: f64,
    /// Promised by the partners it found.
    pub raised: [f64; 2],
    /// Paid in by the partners.
    pub drawn: [f64; 2],
    /// Paid to projects.
    pub invested: f64,
    /// Paid to its managers.
    pub fees: f64,
    /// Paid out to the partners.
    pub returned: [f64; 2],
    /// Worth of the partners' shares: cash and stakes at cost.
    pub shares: [f64; 2],
    /// Later rounds promised to projects that run.
    pub reserved: f64,
    /// Deals begun.
    pub deals: u32,
    /// Deals ended.
    pub ended: u32,
    /// Deals that returned less than they cost.
    pub lost: u32,
    /// Money lost in them.
    pub losses: f64,
    /// Wound up.
    pub closed: bool,
}

impl Fund {
    /// It has lost more than it bears and neither begins nor continues anything.
    pub fn stopped(&self) -> bool {
        self.losses > self.tolerance * self.invested
    }
    /// Fee of the quarter: a share of what partners have promised while they pay in, then of what the fund owns at cost, until
    /// it is wound up.
    ///
    /// F = φ/4 · R while partners pay in, then φ/4 · (D + stakes at cost).
    /// Equation: VEN-10. Source: this project; the terms are those usual in the trade.
    fn fee(&self, p: &Params, years: f64) -> f64 {
        let base = if self.closed {
            0.0
        } else if years < p.fund_draw_years && !self.stopped() {
            self.raised.iter().sum()
        } else {
            self.shares.iter().sum()
        };
        p.fund_fee / YEAR * base
    }
    /// Part of each partner in what the fund owns.
    fn part(&self, partner: usize) -> f64 {
        self.shares[partner] / (self.shares[0] + self.shares[1])
    }
}

/// A project that a fund pays for.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Deal {
    /// Its fund.
    pub fund: u32,
    /// Identity in keyed draws; never reused.
    pub id: u32,
    /// Sector in which it will make something.
    pub sector: u32,
    /// Quarter of its first round.
    pub begun: u32,
    /// Rounds paid.
    pub rounds: u32,
    /// Paid to it so far.
    pub paid: f64,
    /// Ordered this quarter.
    pub ordered: f64,
    /// What becomes of it.
    pub fate: Fate,
    /// Private investors would have paid for it anyway, so nothing but the payer changes.
    pub displaced: bool,
}

side_table! {
    /// All funds, their projects, and what projects have left behind in firms.
    #[derive(Clone, serde::Serialize, serde::Deserialize)]
    pub struct Ventures {
        columns {
            /// What ventures add to a firm's technology (log), by firm.
            pub own_gain: Vec<f64> = 0.0, Reset, Stay;
            /// Stakes in a firm that owners have bought from funds, by firm.
            pub listed: Vec<f64> = 0.0, Keep, Stay;
            /// Whether the stakes are in the firm that is in the row; those in a predecessor are worth nothing.
            met: Vec<bool> = false, Reset, Stay;
        }
        tables {}
        rest {
            /// Deposits of funds; they bear no interest.
            pub deposits: Column,
            /// Account through which projects spend; empty between quarters.
            pub purse: Column,
            /// Funds in the order in which they were announced.
            pub funds: Vec<Fund>,
            /// Projects that run.
            pub deals: Vec<Deal>,
            /// Largest size announced so far.
            pub announced: f64,
            /// Spent by projects this quarter.
            pub spending: f64,
            /// What ventures add to the technology of all firms of a sector (log).
            pub knowledge: Vec<f64>,
        }
    }
}

impl Ventures {
    /// No funds yet, beside `firms` firms in `sectors` sectors.
    pub fn open(firms: usize, sectors: usize) -> Self {
        Self {
            deposits: Column::new(Sector::VentureFunds, Instrument::Deposits, Vec::new()),
            purse: Column::new(Sector::Firms, Instrument::Deposits, vec![0.0]),
            funds: Vec::new(),
            deals: Vec::new(),
            announced: 0.0,
            spending: 0.0,
            own_gain: vec![0.0; firms],
            knowledge: vec![0.0; sectors],
            listed: vec![0.0; firms],
            met: vec![true; firms],
            at: Seen::default(),
        }
    }
    /// A sum over all funds.
    pub fn sum(&self, of: impl Fn(&Fund) -> f64) -> f64 {
        self.funds.iter().map(of).sum()
    }
    /// Fund `f` pays `amount` to `market` for the services of its managers; its partners' shares are worth less by that.
    pub fn pay_managers(&mut self, f: usize, amount: f64, market: &mut Column, ledger: &mut Ledger) {
        if amount == 0.0 {
            return;
        }
        ledger.pay(
            Flow::BusinessInvestment,
            Party::Agent(&mut self.deposits, f),
            Party::Agent(market, 0),
            amount,
        );
        let fund = &mut self.funds[f];
        fund.fees += amount;
        let parts = [fund.part(0), fund.part(1)];
        for (partner, part) in Partner::ALL.into_iter().zip(parts) {
            fund.shares[partner as usize] -= part * amount;
            ledger.revalue(Instrument::FundShares, partner.sector(), -part * amount);
        }
    }
    /// Projects pay `amount` of fund `f` to `market` for research; the fund gets stakes in firms for it.
    pub fn spend(&mut self, f: usize, amount: f64, market: &mut Column, ledger: &mut Ledger) {
        let (fund, purse) = (&mut self.deposits, &mut self.purse);
        ledger.trade(
            Instrument::VentureStakes,
            Party::Agent(purse, 0),
            Party::Agent(fund, f),
            amount,
        );
        ledger.pay(
            Flow::BusinessInvestment,
            Party::Agent(purse, 0),
            Party::Agent(market, 0),
            amount,
        );
    }
}

/// The block, if the economy has it and funds have been announced.
fn active(block: &mut Option<Block>) -> Option<&mut Block> {
    block.as_mut().filter(|block| !block.state.funds.is_empty())
}

/// New funds are announced and partners pay in.
///
/// A rise ΔT of the announced size opens a central and a local fund: committed w_l ΔT; raised public R_l = ρ s w_l ΔT
/// (s government's share, ρ the share raised), raised private max(0, κ) R_l. Each quarter of the draw period T_d a fund that
/// has not stopped calls R_l / T_d of its public partner, who pays it, local governments the part that they can match, and
/// private partners add max(0, κ) per unit paid.
/// Equation: VEN-4. Source: this project; sizes in the pack.
pub fn call_capital(
    ctx: &Context,
    block: &mut Option<Block>,
    households: &mut Households,
    ledger: &mut Ledger,
) {
    let Some(Block {
        p,
        policy,
        state: ventures,
    }) = block
    else {
        return;
    };
    announce(ctx, p, policy, ventures);
    if ventures.funds.is_empty() {
        return;
    }
    let mut depth = p.owner_depth * Owners::of(households).cash;
    for f in 0..ventures.funds.len() {
        let fund = &mut ventures.funds[f];
        let quarters = YEAR * p.fund_draw_years;
        if f64::from(ctx.t - fund.opened) >= quarters || fund.stopped() {
            continue;
        }
        let matched = match fund.level {
            Level::Central => 1.0,
            Level::Local => policy.local_matching,
        };
        let public = matched * fund.raised[0] / quarters;
        // Owners do not borrow to invest.
        let private = (fund.crowd_in.at_least(0.0) * public).at_most(depth);
        depth -= private;
        for (k, amount) in [public, private].into_iter().enumerate() {
            fund.drawn[k] += amount;
            fund.shares[k] += amount;
        }
        let account = &mut ventures.deposits;
        ledger.trade(
            Instrument::FundShares,
            Party::Agent(account, f),
            Party::Government,
            public,
        );
        Owners::of(households).each(households, private, |owner, amount| {
            ledger.trade(Instrument::FundShares, Party::Agent(account, f), owner, amount);
        });
    }
}

/// Opens the funds of a new announcement.
fn announce(ctx: &Context, p: &Params, terms: &Policy, ventures: &mut Ventures) {
    let more = terms.size - ventures.announced;
    // What has been announced is not taken back.
    if more <= 0.0 {
        return;
    }
    ventures.announced = terms.size;
    for (level, part) in [
        (Level::Central, 1.0 - p.fund_local_share),
        (Level::Local, p.fund_local_share),
    ] {
        let committed = part * more;
        let public = terms.raised_share * terms.government_share * committed;
        let bound = match level {
            Level::Central => 0.0,
            // Deals that must stay at home are not picked by skill.
            Level::Local => terms.local_content,
        };
        ventures.deposits.open_account();
        ventures.funds.push(Fund {
            level,
            opened: ctx.t,
            quality: terms.manager_quality * (1.0 - bound),
            tolerance: terms.loss_tolerance,
            crowd_in: terms.crowd_in,
            committed,
            raised: [public, terms.crowd_in.at_least(0.0) * public],
            drawn: [0.0; 2],
            invested: 0.0,
            fees: 0.0,
            returned: [0.0; 2],
            shares: [0.0; 2],
            reserved: 0.0,
            deals: 0,
            ended: 0,
            lost: 0,
            losses: 0.0,
            closed: false,
        });
    }
}

/// Bits of a deal's id that count the deals of its fund.
const DEAL_BITS: u32 = 22;
/// The most deals of a fund that have ids of their own.
const MOST_DEALS: u32 = 1 << DEAL_BITS;
/// The most funds whose deals have ids of their own.
const MOST_FUNDS: u32 = 1 << (u32::BITS - DEAL_BITS);

/// Funds pay their managers, begin deals with the money that neither managers nor running deals need, and projects order
/// research for the rounds that are due.
///
/// The fee (VEN-10) is ordered as services of finance and business, at most what no running deal needs; what a fund cannot pay
/// lapses. New deals: n = floor((D - reserved - fee) / c) while partners pay in; a deal costs c in n equal rounds a gap apart; a round is ordered
/// as research goods, but the money of a displaced deal goes to those who would have paid. A fund that has stopped pays no project.
/// More funds, or more deals of a fund, than have ids of their own stop the run.
/// Order of a round = c / rounds. Equation: VEN-5. Source: gompers1995 (staging), this project.
pub fn order_rounds(
    ctx: &Context,
    block: &mut Option<Block>,
    goods: &mut GoodsMarket,
) -> Result<(), ModelError> {
    let Some(Block {
        p, state: ventures, ..
    }) = active(block)
    else {
        return Ok(());
    };
    begin_deals(ctx, p, ventures, goods)?;
    let rounds = p.deal_rounds.round();
    let orders = &mut goods.technology[TechnologyGood::Research as usize];
    for deal in &mut ventures.deals {
        let fund = &ventures.funds[deal.fund as usize];
        let age = f64::from(ctx.t - deal.begun) / YEAR;
        let paid = f64::from(deal.rounds);
        let due = paid < rounds && age >= paid * p.deal_round_gap && !fund.stopped();
        deal.ordered = if due { p.deal_size / rounds } else { 0.0 };
        if due && !deal.displaced {
            orders.order_of_fund(deal.fund as usize, deal.ordered);
        }
    }
    Ok(())
}

/// The managers' fees and the new deals of a quarter. Part of VEN-5 and VEN-10.
fn begin_deals(
    ctx: &Context,
    p: &Params,
    ventures: &mut Ventures,
    goods: &mut GoodsMarket,
) -> Result<(), ModelError> {
    let too_many = |what, most, cure| ModelError::TooMany {
        quarter: ctx.quarter,
        what,
        most: u64::from(most),
        cure,
    };
    if ventures.funds.len() > MOST_FUNDS as usize {
        let cure = "let `funds.size` rise in fewer quarters";
        return Err(too_many("funds", MOST_FUNDS, cure));
    }
    let services = &mut goods.technology[TechnologyGood::FundServices as usize];
    for f in 0..ventures.funds.len() {
        let cash = ventures.deposits.get(f);
        let fund = &mut ventures.funds[f];
        let age = f64::from(ctx.t - fund.opened) / YEAR;
        // What running deals need can exceed the cash by what prices have risen.
        let free = (cash - fund.reserved).at_least(0.0);
        let fee = fund.fee(p, age).at_most(free);
        services.order_of_fund(f, fee);
        let paying_in = age < p.fund_draw_years;
        if !paying_in || fund.stopped() {
            continue;
        }
        let affordable = ((free - fee) / p.deal_size).floor();
        if affordable > f64::from(MOST_DEALS - fund.deals) {
            let cure = "raise `deal_size`, or lower `funds.size`";
            return Err(too_many("deals of a fund", MOST_DEALS, cure));
        }
        let odds = Odds::of(p, fund.quality, fund.tolerance);
        for _ in 0..affordable as u32 {
            let id = (f as u32) << DEAL_BITS | fund.deals;
            fund.deals += 1;
            fund.reserved += p.deal_size;
            ventures.deals.push(Deal {
                fund: f as u32,
                id,
                sector: field(p, draw(&ctx.draws, id, Draw::Field)),
                begun: ctx.t,
                rounds: 0,
                paid: 0.0,
                ordered: 0.0,
                fate: odds.fate(p, &ctx.draws, id),
                displaced: draw(&ctx.draws, id, Draw::Displaced) < -fund.crowd_in,
            });
        }
    }
    Ok(())
}

/// Sector that a uniform draw falls on.
fn field(p: &Params, u: f64) -> u32 {
    let mut left = u * p.deal_field.iter().sum::<f64>();
    for (k, weight) in p.deal_field.iter().enumerate() {
        if left < *weight {
            return k as u32;
        }
        left -= weight;
    }
    // Rounding at the upper end.
    p.deal_field.iter().rposition(|w| *w > 0.0).unwrap_or(0) as u32
}

/// After the market: rounds are booked at what was paid; the money of displaced deals reaches the owners who keep theirs.
pub fn book_rounds(
    block: &mut Option<Block>,
    households: &mut Households,
    goods: &GoodsMarket,
    ledger: &mut Ledger,
) {
    let Some(Block { state: ventures, .. }) = active(block) else {
        return;
    };
    let paid = goods.technology(TechnologyGood::Research).paid;
    ventures.spending = 0.0;
    let mut replaced = vec![0.0; ventures.funds.len()];
    for deal in ventures.deals.iter_mut().filter(|deal| deal.ordered != 0.0) {
        let f = deal.fund as usize;
        let amount = if deal.displaced {
            replaced[f] += deal.ordered;
            deal.ordered
        } else {
            ventures.spending += deal.ordered * paid;
            deal.ordered * paid
        };
        deal.paid += amount;
        deal.rounds += 1;
        ventures.funds[f].invested += amount;
        ventures.funds[f].reserved -= deal.ordered;
    }
    for (f, amount) in replaced.into_iter().enumerate() {
        let purse = &mut ventures.purse;
        let fund = Party::Agent(&mut ventures.deposits, f);
        ledger.trade(Instrument::VentureStakes, Party::Agent(purse, 0), fund, amount);
        Owners::of(households).each(households, amount, |owner, part| {
            ledger.pay(Flow::Equity, Party::Agent(purse, 0), owner, part);
        });
    }
}

/// Owners of firms, who share payments in proportion to their deposits.
struct Owners {
    /// Deposits of those who have any.
    cash: f64,
}

impl Owners {
    fn of(households: &Households) -> Self {
        let cash = |&h: &u32| households.deposits.get(h as usize).at_least(0.0);
        Self {
            cash: households.bank_owners.iter().map(cash).sum(),
        }
    }

    /// Splits `amount` over the owners; evenly if nobody has any deposits.
    fn each(&self, households: &mut Households, amount: f64, mut pay: impl FnMut(Party<'_>, f64)) {
        if amount == 0.0 {
            return;
        }
        let even = 1.0 / households.bank_owners.len() as f64;
        for position in 0..households.bank_owners.len() {
            let h = households.bank_owners[position] as usize;
            let own = households.deposits.get(h).at_least(0.0);
            let part = if self.cash > 0.0 { own / self.cash } else { even };
            pay(Party::Agent(&mut households.deposits, h), part * amount);
        }
    }
}
