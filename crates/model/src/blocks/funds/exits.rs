//! The end of projects and of funds: what is lost is written down, what is left is sold, the partners are paid, and a
//! success becomes a firm that others feel.

use super::Params;
use super::lottery::{Draw, draw};
use super::{Block, Deal, Owners, Partner, Ventures, YEAR, active};
use crate::context::Context;
use crate::core::Rules;
use crate::processes::entry_exit::hand_over;
use crate::state::{Firms, GoodsMarket, Households, SideTable};
use accounting::{Instrument, Ledger, Party, Sector};
use engine::bounds::Bounds;
use engine::math;

/// Ends the deals whose time has come, pays the partners, and winds up funds at the end of their life.
///
/// A deal ends at its date, with its fund, or when its fund has stopped before its last round; then it loses. It is worth
/// V = M · paid. The fund's stake moves from cost to V, and the partners' shares with it; it is sold at V to the incumbent of
/// its sector with most cash, if that is enough, always after a loss and else with the chance of a trade sale, or listed
/// and bought by owners, who together pay at most a share of their deposits in a quarter.
/// Equation: VEN-6. Source: this project.
pub fn close_deals(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    households: &mut Households,
    goods: &GoodsMarket,
    ledger: &mut Ledger,
) {
    let Some(Block {
        p, state: ventures, ..
    }) = active(block)
    else {
        return;
    };
    for i in 0..firms.len() {
        give_up_stakes(ventures, i, ledger);
    }
    let mut exit = Exit {
        ctx,
        g: ctx.rules,
        p,
        ventures,
        firms,
        households,
        goods,
        ledger,
        depth: 0.0,
    };
    exit.depth = p.owner_depth * Owners::of(exit.households).cash;
    let mut running = Vec::with_capacity(exit.ventures.deals.len());
    for deal in std::mem::take(&mut exit.ventures.deals) {
        match exit.verdict(&deal) {
            None => running.push(deal),
            Some((wins, multiple)) => exit.end(&deal, wins, multiple),
        }
    }
    exit.ventures.deals = running;
    exit.pay_partners();
}

/// Ventures' contribution to technology: a_i += own gain + knowledge of the sector.
pub fn teach(block: &Option<Block>, firms: &mut Firms) {
    let Some(Block { state: ventures, .. }) = block else {
        return;
    };
    if ventures.funds.is_empty() {
        return;
    }
    for i in 0..firms.len() {
        let gain = ventures.own_gain[i] + ventures.knowledge[firms.sector(i)];
        firms.technology.add(i, gain);
    }
}

/// A successor does not have the shareholders of the firm before it: their stakes are written off.
fn give_up_stakes(ventures: &mut Ventures, i: usize, ledger: &mut Ledger) {
    if std::mem::replace(&mut ventures.met[i], true) {
        return;
    }
    ledger.revalue(Instrument::VentureStakes, Sector::Households, -ventures.listed[i]);
    ventures.listed[i] = 0.0;
}

/// Everything an exit touches.
struct Exit<'a, 'c> {
    ctx: &'a Context<'c>,
    g: &'a Rules,
    p: &'a Params,
    ventures: &'a mut Ventures,
    firms: &'a mut Firms,
    households: &'a mut Households,
    goods: &'a GoodsMarket,
    ledger: &'a mut Ledger,
    /// What owners can still pay for listings this quarter.
    depth: f64,
}

impl Exit<'_, '_> {
    /// Whether a deal ends this quarter, and as what: a success, and its multiple.
    fn verdict(&self, deal: &Deal) -> Option<(bool, f64)> {
        let fund = &self.ventures.funds[deal.fund as usize];
        let years = |since: u32| f64::from(self.ctx.t - since) / YEAR;
        let wound_up = years(fund.opened) >= self.p.fund_life;
        if years(deal.begun) >= deal.fate.years || wound_up {
            return Some((deal.fate.wins, deal.fate.multiple));
        }
        let unfinished = f64::from(deal.rounds) < self.p.deal_rounds.round();
        if fund.stopped() && unfinished {
            let multiple = draw(&self.ctx.draws, deal.id, Draw::Multiple) * self.p.deal_loss_multiple;
            return Some((false, multiple));
        }
        None
    }

    fn end(&mut self, deal: &Deal, wins: bool, multiple: f64) {
        let (f, k) = (deal.fund as usize, deal.sector as usize);
        let value = multiple * deal.paid;
        let buyer = self.buyer(deal, wins, value);
        let price = match buyer {
            Some(_) => value,
            // Beyond what owners can pay in a quarter the price falls.
            None => value.at_most(self.depth),
        };
        let left = self.p.deal_size * (1.0 - f64::from(deal.rounds) / self.p.deal_rounds.round());
        let fund = &mut self.ventures.funds[f];
        fund.reserved -= left;
        fund.ended += 1;
        if price < deal.paid {
            fund.lost += 1;
            fund.losses += deal.paid - price;
        }
        let gain = price - deal.paid;
        self.ledger
            .revalue(Instrument::VentureStakes, Sector::VentureFunds, gain);
        let parts = [fund.part(0), fund.part(1)];
        for (partner, part) in Partner::ALL.into_iter().zip(parts) {
            fund.shares[partner as usize] += part * gain;
            self.ledger
                .revalue(Instrument::FundShares, partner.sector(), part * gain);
        }
        let host = match buyer {
            Some(i) => {
                let (account, firm) = (&mut self.ventures.deposits, &mut self.firms.deposits);
                self.ledger.trade(
                    Instrument::VentureStakes,
                    Party::Agent(account, f),
                    Party::Agent(firm, i),
                    price,
                );
                self.firms.stakes[i] += price;
                i
            }
            None => self.list(deal, f, k, wins, price),
        };
        if wins && !deal.displaced {
            self.found(host, k, value);
        }
    }

    /// The incumbent that buys, if there is one with the cash.
    fn buyer(&self, deal: &Deal, wins: bool, value: f64) -> Option<usize> {
        if wins && draw(&self.ctx.draws, deal.id, Draw::TradeSale) >= self.p.exit_trade_sale {
            return None;
        }
        let cash = |i: usize| self.firms.deposits.get(i);
        let richest = self.goods.makers[deal.sector as usize]
            .iter()
            .map(|&i| i as usize)
            .reduce(|best, i| if cash(i) > cash(best) { i } else { best })?;
        (self.p.exit_buyer_cash * cash(richest) >= value).then_some(richest)
    }

    /// Owners buy a listed venture. A success takes over the plant of a small firm of its sector and is a new firm from now on.
    /// slot = floor(u · n), n the firms of the sector with less staff than small firms have (all, if there is none).
    /// Equation: VEN-7. Source: dunne1989 (entrants replace small firms), this project.
    fn list(&mut self, deal: &Deal, f: usize, k: usize, wins: bool, price: f64) -> usize {
        let makers = &self.goods.makers[k];
        let small: Vec<u32> = makers
            .iter()
            .copied()
            .filter(|&i| self.firms.staff[i as usize] < self.g.p.small_firm_staff)
            .collect();
        let slots = if small.is_empty() { makers } else { &small };
        let u = draw(&self.ctx.draws, deal.id, Draw::Slot);
        let host = slots[(u * slots.len() as f64) as usize] as usize;
        if wins && !deal.displaced {
            hand_over(self.ctx, self.g, self.firms, host);
            // It is written about at once, so it must not be met as a new firm later.
            self.ventures.follow(self.firms);
            give_up_stakes(self.ventures, host, self.ledger);
        }
        let account = &mut self.ventures.deposits;
        let ledger = &mut *self.ledger;
        Owners::of(self.households).each(self.households, price, |owner, amount| {
            ledger.trade(Instrument::VentureStakes, Party::Agent(account, f), owner, amount);
        });
        self.ventures.listed[host] += price;
        self.depth -= price;
        host
    }

    /// A success raises what its firm makes of its staff, its market place, and what all firms of the sector know.
    ///
    /// The extra value added that justifies the value at exit is y V a year; x = y V / (s_i VA_k). Output per unit of staff and
    /// market place both rise by the factor 1 + x: a_i += ln(1 + x), b_i and s_i times 1 + x, so rivals lose what the firm gains.
    /// Knowledge of the sector: v_k += (r - 1) y V / VA_k, r the ratio of social to private gain.
    /// Equation: VEN-8. Source: bloom2013 (r), this project. To first order it is linear in V, so the size of deals does not matter.
    fn found(&mut self, host: usize, k: usize, value: f64) {
        let added: f64 = self.goods.makers[k]
            .iter()
            .map(|&i| i as usize)
            .map(|i| {
                let firms = &self.firms;
                firms.price[i] * firms.output[i] - firms.materials_price[i] * firms.materials_used[i]
            })
            .sum();
        // A sector that adds no value has nothing that could be raised.
        if added <= 0.0 {
            return;
        }
        let extra = self.p.exit_profit_yield * value / (YEAR * added);
        let firms = &mut *self.firms;
        let factor = 1.0 + extra / firms.size[host];
        firms.weight[host] *= factor;
        firms.size[host] *= factor;
        let total: f64 = self.goods.makers[k].iter().map(|&i| firms.size[i as usize]).sum();
        for &i in &self.goods.makers[k] {
            firms.size[i as usize] /= total;
        }
        self.ventures.own_gain[host] += math::ln(factor);
        self.ventures.knowledge[k] += (self.p.exit_social_ratio - 1.0) * extra;
    }

    /// Partners get what exits have brought and, once they no longer pay in, what no running deal needs.
    /// A fund at the end of its life pays out everything: paid = D - reserved - kept, kept = drawn - fees - invested - reserved
    /// while partners pay in, else a quarter's fee on today's shares; each partner gets its part of the shares. Equation: VEN-9. Source: this project.
    fn pay_partners(&mut self) {
        for f in 0..self.ventures.funds.len() {
            let fund = &mut self.ventures.funds[f];
            let age = f64::from(self.ctx.t - fund.opened) / YEAR;
            if fund.closed || age == 0.0 {
                continue;
            }
            let idle = self.ventures.deposits.get(f) - fund.reserved;
            fund.closed = age >= self.p.fund_life;
            // Money never invested stays for new deals while there are any.
            let uninvested = fund.drawn[0] + fund.drawn[1] - fund.fees - fund.invested - fund.reserved;
            let kept = if age < self.p.fund_draw_years && !fund.stopped() {
                uninvested.at_least(0.0)
            } else {
                fund.fee(self.p, age)
            };
            // Rounding can leave a fund with less than nothing to pay out.
            let amount = (idle - kept).at_least(0.0);
            if amount == 0.0 {
                continue;
            }
            let parts = [fund.part(0), fund.part(1)];
            let account = &mut self.ventures.deposits;
            let ledger = &mut *self.ledger;
            for (partner, part) in Partner::ALL.into_iter().zip(parts) {
                let paid = part * amount;
                fund.returned[partner as usize] += paid;
                fund.shares[partner as usize] -= paid;
                match partner {
                    Partner::Public => {
                        ledger.trade(
                            Instrument::FundShares,
                            Party::Agent(account, f),
                            Party::Government,
                            -paid,
                        );
                    }
                    Partner::Private => {
                        Owners::of(self.households).each(self.households, paid, |owner, x| {
                            ledger.trade(Instrument::FundShares, Party::Agent(account, f), owner, -x);
                        });
                    }
                }
            }
        }
    }
}
