//! Visits: buyers in random order, each drawing a seller, until all are served or all have sold out.

use crate::streams::Stream;
use engine::draws::Draws;
use engine::matching::{AliasTable, shuffle};

/// What a buyer still wants and has got, in a product.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wish {
    /// Still wanted, in units of the stage: volume for firms, money for the others.
    pub(super) wanted: f64,
    /// Firms: money paid. Others: volume received.
    pub(super) counted: f64,
}

/// A seller at a stage.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stall {
    /// What it can still sell, volume; zero if it takes no part or has sold out.
    pub(super) stock: f64,
    /// Volume sold or booked so far.
    pub(super) sold: f64,
    /// Units of the stage per volume (money: the price), and the inverse.
    unit: f64,
    per_unit: f64,
    /// What is counted per volume.
    value: f64,
}

impl Stall {
    /// A stall for buyers who reckon in money and count volume, or the other way round.
    pub(super) fn new(stock: f64, price: f64, in_money: bool) -> Self {
        let (unit, value) = if in_money { (price, 1.0) } else { (1.0, price) };
        Self {
            stock,
            sold: 0.0,
            unit,
            per_unit: 1.0 / unit,
            value,
        }
    }
}

/// One stage's buyers.
pub(super) struct Buyers<'a> {
    pub(super) wishes: &'a mut [Wish],
    /// Money or volume? Decides units at a visit.
    pub(super) in_money: bool,
    pub(super) order: Stream,
    pub(super) visit: Stream,
}

/// Working memory of visits, kept from product to product.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) queue: Vec<u32>,
    pub(super) booked: Vec<Wish>,
    pub(super) stalls: Vec<Stall>,
    /// Weight of each stall in a pick; zero once it has sold out.
    pub(super) weights: Vec<f64>,
    table: AliasTable,
    /// Stalls of the next buyers.
    picks: Vec<u32>,
    /// Words for four products at a time: order of buyers, and stall visited by each buyer; by stage.
    words: [[Vec<u32>; 2]; 2],
}

/// Passes over the queue in fresh random orders until no buyer wants more or no stall is left. Each visit picks one
/// stall: if it has more than is wanted the buyer is served and leaves, else the stall gives all and closes.
/// Returns the next pass number.
pub(super) fn visits(
    draws: &Draws,
    [quarter, product]: [u32; 2],
    mut pass: u32,
    buyers: &mut Buyers,
    scratch: &mut Scratch,
) -> u32 {
    let Scratch {
        queue,
        stalls,
        weights,
        table,
        picks,
        words,
        ..
    } = scratch;
    let mut left = weights.iter().filter(|w| **w > 0.0).count();
    table.rebuild(weights);
    let all = buyers.wishes.len();
    let [order, visit] = &mut words[usize::from(buyers.in_money)];
    let lane = (product % PRODUCTS_PER_BLOCK) as usize * all;
    while !queue.is_empty() && left > 0 {
        let k = (pass << PASS_SHIFT) | (product / PRODUCTS_PER_BLOCK);
        // The first pass is the long one: its words are made for four products at a time.
        if pass == 0 && (product % PRODUCTS_PER_BLOCK == 0 || order.len() != 4 * all) {
            order.resize(4 * all, 0);
            visit.resize(4 * all, 0);
            draws.fill_words(buyers.order, quarter, k, order);
            draws.fill_words(buyers.visit, quarter, k, visit);
        }
        let word = |stream: Stream, agent: u32| {
            draws.block(stream, quarter, agent, k)[(product % PRODUCTS_PER_BLOCK) as usize]
        };
        let visit_word = |b: u32| {
            if pass == 0 {
                visit[lane + b as usize]
            } else {
                word(buyers.visit, b)
            }
        };
        if draws.is_silent() {
            // Buyers as stored.
        } else if pass == 0 {
            shuffle(queue, &order[lane..lane + all]);
        } else {
            let words: Vec<u32> = (0..queue.len() as u32)
                .map(|place| word(buyers.order, place))
                .collect();
            shuffle(queue, &words);
        }
        let mut next = 0;
        while next < queue.len() && left > 0 {
            // Stalls of a piece are picked ahead; who finds one closed meanwhile picks again.
            let piece = &queue[next..queue.len().min(next + PIECE)];
            picks.clear();
            if draws.is_silent() {
                picks.resize(
                    piece.len(),
                    weights.iter().position(|w| *w > 0.0).unwrap_or_default() as u32,
                );
            } else if pass == 0 {
                pick_ahead(table, piece, &visit[lane..lane + all], picks);
            } else {
                picks.extend(
                    piece
                        .iter()
                        .map(|&b| table.pick(widen(word(buyers.visit, b))) as u32),
                );
            }
            let mut done = serve(piece, picks, buyers.wishes, stalls);
            while done < piece.len() {
                // The stall of this buyer is closed, or closes now.
                let b = piece[done];
                let mut f = picks[done] as usize;
                let mut redraws = 0;
                while weights[f] == 0.0 {
                    redraws += 1;
                    f = if draws.is_silent() {
                        f + 1
                    } else {
                        table.pick(remix(visit_word(b), redraws))
                    };
                }
                picks[done] = f as u32;
                if serve(&piece[done..=done], &picks[done..=done], buyers.wishes, stalls) == 0 {
                    close(&mut buyers.wishes[b as usize], &mut stalls[f]);
                    weights[f] = 0.0;
                    left -= 1;
                    if left == 0 {
                        break;
                    }
                    table.rebuild(weights);
                }
                done += 1;
                done += serve(&piece[done..], &picks[done..], buyers.wishes, stalls);
            }
            next += done;
        }
        queue.retain(|&b| buyers.wishes[b as usize].wanted > 0.0);
        queue.sort_unstable();
        pass += 1;
    }
    pass
}

/// Picks a stall for each buyer of a piece.
#[inline(never)]
fn pick_ahead(table: &AliasTable, piece: &[u32], words: &[u32], picks: &mut Vec<u32>) {
    picks.extend(piece.iter().map(|&b| table.pick(widen(words[b as usize])) as u32));
}

/// Serves buyers in order as long as each one's stall has more than is wanted; returns how many were served.
#[inline(never)]
fn serve(piece: &[u32], picks: &[u32], wishes: &mut [Wish], stalls: &mut [Stall]) -> usize {
    for (served, (&b, &f)) in piece.iter().zip(picks).enumerate() {
        let (wish, stall) = (&mut wishes[b as usize], &mut stalls[f as usize]);
        let volume = wish.wanted * stall.per_unit;
        if stall.stock <= volume {
            return served;
        }
        stall.stock -= volume;
        stall.sold += volume;
        wish.counted += volume * stall.value;
        wish.wanted = 0.0;
    }
    piece.len()
}

/// A stall gives all it has and closes.
fn close(wish: &mut Wish, stall: &mut Stall) {
    wish.counted += stall.stock * stall.value;
    wish.wanted -= stall.stock * stall.unit;
    stall.sold += stall.stock;
    stall.stock = 0.0;
}

/// Buyers whose stalls are picked ahead.
const PIECE: usize = 128;

/// Products whose words come out of one block.
const PRODUCTS_PER_BLOCK: u32 = 4;

/// Bits kept for the product group in a draw number; the pass stands above them.
const PASS_SHIFT: u32 = 16;

/// A word as the leading bits of a pick.
#[inline]
fn widen(word: u32) -> u64 {
    u64::from(word) << 32
}

/// Fresh bits from a word whose pick fell on a closed stall: the `n`-th output of SplitMix64 seeded by it.
fn remix(word: u32, n: u64) -> u64 {
    let mut x = u64::from(word).wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
