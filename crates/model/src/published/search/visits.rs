//! Visits: buyers in random order, each drawing a seller, until all are served or all have sold out.

use crate::published::Context;
use crate::streams::Stream;
use engine::draws::Words;
use engine::matching::{AliasTable, shuffle};

/// The buyers of one stage: firms, who reckon in volume, or retail, who reckon in money.
pub(super) struct Stage {
    /// What each buyer wants of a product, in units of the stage. Who is short: what is still wanted.
    pub(super) wanted: Vec<f64>,
    /// What each buyer got of it. Firms: money paid. Others: volume received.
    pub(super) counted: Vec<f64>,
    /// Buyers who did not get all they want.
    pub(super) short: Vec<u32>,
    /// Money or volume?
    pub(super) in_money: bool,
    /// Words that put buyers in order and send them to stalls.
    order: Words,
    visit: Words,
    silent: bool,
    /// Number of the next pass of the product.
    pass: u32,
}

impl Stage {
    /// Opens a stage for the quarter.
    pub(super) fn new(ctx: &Context, buyers: usize, in_money: bool) -> Self {
        let (order, visit) = if in_money {
            (Stream::RetailOrder, Stream::RetailVisit)
        } else {
            (Stream::FirmBuyerOrder, Stream::FirmVisit)
        };
        let words = |stream| Words::new(&ctx.draws, stream, ctx.t, buyers);
        Self {
            wanted: vec![0.0; buyers],
            counted: vec![0.0; buyers],
            short: Vec::new(),
            in_money,
            order: words(order),
            visit: words(visit),
            silent: ctx.draws.is_silent(),
            pass: 0,
        }
    }

    /// Begins with a product.
    pub(super) fn begin(&mut self) {
        self.pass = 0;
        self.short.clear();
        self.counted.fill(0.0);
    }

    /// Ends the purchases: if no seller had anything, all who want something are short.
    pub(super) fn leave_first_pass(&mut self) {
        if self.pass == 0 {
            let buyers = 0..self.wanted.len() as u32;
            self.short
                .extend(buyers.filter(|&b| self.wanted[b as usize] > 0.0));
            self.pass = 1;
        }
    }

    /// Who is short, what each still wants, and what is counted for it.
    pub(super) fn wishes_of_short(&self) -> Vec<(u32, f64, f64)> {
        let of = |&b: &u32| (b, self.wanted[b as usize], self.counted[b as usize]);
        self.short.iter().map(of).collect()
    }

    /// Puts wishes back as they were noted.
    pub(super) fn restore(&mut self, wishes: Vec<(u32, f64, f64)>) {
        self.short.clear();
        for (b, wanted, counted) in wishes {
            self.short.push(b);
            self.wanted[b as usize] = wanted;
            self.counted[b as usize] = counted;
        }
    }
}

/// A seller at a stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stall {
    /// What it can sell, volume; zero if it takes no part.
    stock: f64,
    /// The same in units of the stage.
    limit: f64,
    /// Sold or booked so far, in units of the stage; the limit once it has closed.
    sold: f64,
    /// What is counted for the buyer per unit of the stage. Firms: money paid. Others: volume received.
    rate: f64,
}

impl Stall {
    /// A stall for buyers who reckon in money and count volume, or the other way round.
    pub(super) fn new(stock: f64, price: f64, in_money: bool) -> Self {
        let (limit, rate) = if in_money {
            (stock * price, 1.0 / price)
        } else {
            (stock, price)
        };
        Self {
            stock,
            limit,
            sold: 0.0,
            rate,
        }
    }

    /// Volume sold or booked: to the last bit what there was if the stall has closed.
    pub(super) fn volume(&self, in_money: bool) -> f64 {
        if self.sold >= self.limit {
            self.stock
        } else if in_money {
            self.sold * self.rate
        } else {
            self.sold
        }
    }
}

/// Working memory of visits, kept from product to product.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) stalls: Vec<Stall>,
    /// Weight of each stall in a pick; zero once it has closed.
    pub(super) weights: Vec<f64>,
    /// Picks stalls by the weights as they were when it was made.
    table: AliasTable,
    /// Weights without chance.
    only: Vec<f64>,
    /// Buyers of a pass in order of their visits, and the word of each visit.
    queue: Vec<u32>,
    words: Vec<u32>,
}

/// Passes in fresh random orders over those who are short until nobody is or no stall is left; the first pass of the
/// product is over all buyers. Each visit picks one stall: if it has more than is wanted the buyer is served and
/// leaves, else the stall gives all and closes.
pub(super) fn visits(product: u32, stage: &mut Stage, scratch: &mut Scratch) {
    let mut left = scratch.weights.iter().filter(|w| **w > 0.0).count();
    scratch.freeze(stage.silent);
    while left > 0 && (stage.pass == 0 || !stage.short.is_empty()) {
        scratch.line_up(stage, product);
        left = scratch.visit_all(stage, left);
        stage.pass += 1;
    }
}

impl Scratch {
    /// Makes the table of picks: by weight; without chance all go to the first open stall.
    fn freeze(&mut self, silent: bool) {
        if !silent {
            return self.table.rebuild(&self.weights);
        }
        let first = self.weights.iter().position(|w| *w > 0.0);
        self.only.clear();
        self.only
            .extend((0..self.weights.len()).map(|f| f64::from(u8::from(Some(f) == first))));
        self.table.rebuild(&self.only);
    }

    /// Puts the buyers of a pass into the order of their visits, with the word of each visit.
    fn line_up(&mut self, stage: &mut Stage, product: u32) {
        let n = stage.pass << PASS_SHIFT | product;
        self.queue.clear();
        if stage.pass == 0 {
            self.queue.extend(0..stage.wanted.len() as u32);
        } else {
            self.queue.append(&mut stage.short);
        }
        if !stage.silent {
            stage.order.fill(n, self.queue.len(), &mut self.words);
            shuffle(&mut self.queue, &self.words);
        }
        self.words.clear();
        self.words
            .extend(self.queue.iter().map(|&b| stage.visit.word(b, n)));
    }

    /// Visits of one pass; who is still short goes to the stage's list. Returns how many stalls are left.
    fn visit_all(&mut self, stage: &mut Stage, mut left: usize) -> usize {
        let Stage {
            wanted,
            counted,
            short,
            ..
        } = stage;
        let (mut at, mut redraws) = (0, 0);
        loop {
            at += serve(
                (&self.queue[at..], &self.words[at..]),
                wanted,
                &self.table,
                &mut self.stalls,
                counted,
            );
            if at == self.queue.len() {
                return left;
            }
            // The stall of this buyer is closed, or closes now.
            let b = self.queue[at] as usize;
            let mut f = self.table.pick(self.words[at]);
            let mut again = 0;
            while self.weights[f] == 0.0 {
                // As long as few picks fall on closed stalls it is cheaper to pick again than to make a new table.
                redraws += 1;
                if redraws > left {
                    self.table.rebuild(&self.weights);
                    redraws = 0;
                }
                again += 1;
                f = self.table.pick(remix(self.words[at], again));
            }
            let stall = &mut self.stalls[f];
            let rest = stall.limit - stall.sold;
            if wanted[b] < rest {
                stall.sold += wanted[b];
                counted[b] += wanted[b] * stall.rate;
            } else {
                counted[b] += rest * stall.rate;
                stall.sold = stall.limit;
                wanted[b] -= rest;
                if wanted[b] > 0.0 {
                    short.push(b as u32);
                }
                self.weights[f] = 0.0;
                left -= 1;
                if left == 0 {
                    let rest = self.queue[at + 1..].iter().copied();
                    short.extend(rest.filter(|&b| wanted[b as usize] > 0.0));
                    return 0;
                }
                if stage.silent {
                    self.freeze(true);
                }
            }
            at += 1;
        }
    }
}

/// Serves buyers in order as long as each one's stall has more than is wanted; returns how many were served.
fn serve(
    (queue, words): (&[u32], &[u32]),
    wanted: &[f64],
    table: &AliasTable,
    stalls: &mut [Stall],
    counted: &mut [f64],
) -> usize {
    for (served, (&b, &word)) in queue.iter().zip(words).enumerate() {
        let stall = &mut stalls[table.pick(word)];
        let wish = wanted[b as usize];
        let sold = stall.sold + wish;
        if stall.limit <= sold {
            return served;
        }
        stall.sold = sold;
        counted[b as usize] += wish * stall.rate;
    }
    queue.len()
}

/// Bits kept for the product in the number of a word; the pass stands above them.
const PASS_SHIFT: u32 = 16;

/// A fresh word from one whose pick fell on a closed stall: upper half of the `n`-th output of SplitMix64 seeded by it.
fn remix(word: u32, n: u64) -> u32 {
    let mut x = u64::from(word).wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x >> 32) as u32
}
