//! Visits: buyers in random order, each drawing a seller, until all are served or all have sold out.

use crate::streams::Stream;
use engine::draws::Draws;
use engine::matching::{AliasTable, shuffle};

/// One stage's buyers: what each wants, what it has got so far.
pub(super) struct Buyers<'a> {
    /// Still wanted, in units of the stage: volume for firms, money for the others.
    pub(super) wanted: &'a mut [f64],
    /// Firms: money paid. Others: volume received.
    pub(super) counted: &'a mut [f64],
    /// Money or volume? Decides units at a visit.
    pub(super) in_money: bool,
    pub(super) order: Stream,
    pub(super) visit: Stream,
}

/// Scratch memory of a visit round.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) queue: Vec<u32>,
    pub(super) booked: Vec<f64>,
    pub(super) ignored: Vec<f64>,
    pub(super) weights: Vec<f64>,
    pub(super) table: AliasTable,
    /// Money per unit of the stage, and what is counted per unit of volume, by seller.
    pub(super) unit: Vec<f64>,
    pub(super) per_unit: Vec<f64>,
    pub(super) value: Vec<f64>,
    /// Sellers of the next buyers.
    pub(super) picks: Vec<u32>,
    /// Words for four products at a time: order of buyers, and seller visited by each buyer; by stage.
    pub(super) words: [[Vec<u32>; 2]; 2],
}

/// Passes over the queue in fresh random orders until no buyer wants more or no seller is left. Each visit draws one
/// seller: if it has more than is wanted the buyer is served and leaves, else the seller gives all and leaves.
/// `also` is lowered by the same volume (bookings lower what sellers see as left). Returns the next pass number.
pub(super) fn visits(
    draws: &Draws,
    [quarter, product]: [u32; 2],
    mut pass: u32,
    buyers: &mut Buyers,
    scratch: &mut Scratch,
    stock: &mut [f64],
    also: &mut [f64],
) -> u32 {
    let Scratch {
        queue,
        weights,
        table,
        unit,
        per_unit,
        value,
        words,
        picks,
        ..
    } = scratch;
    let mut left = weights.iter().filter(|w| **w > 0.0).count();
    table.rebuild(weights);
    let all = buyers.wanted.len();
    let [order, visit] = &mut words[usize::from(buyers.in_money)];
    let (weights, unit, per_unit, value) = (&mut weights[..], &unit[..], &per_unit[..], &value[..]);
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
        let word = |stream: Stream, agent: u32| one_word(draws, stream, [quarter, agent, k], product);
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
        let wanted = &mut *buyers.wanted;
        let counted = &mut *buyers.counted;
        // The word of a buyer: made in advance for the first pass, one by one later.
        let first_words = if pass == 0 { &visit[lane..lane + all] } else { &[] };
        let word_of = |b: u32| match first_words.get(b as usize) {
            Some(word) => *word,
            None => word(buyers.visit, b),
        };
        for piece in queue.chunks(PIECE) {
            // Sellers of a piece are picked ahead; who has sold out meanwhile is drawn again.
            picks.clear();
            if draws.is_silent() {
                picks.resize(piece.len(), 0);
            } else {
                picks.extend(piece.iter().map(|&b| table.pick(widen(word_of(b))) as u32));
            }
            for (&b, &f) in piece.iter().zip(picks.iter()) {
                let (b, mut f) = (b as usize, f as usize);
                let mut redraws = 0;
                while weights[f] == 0.0 {
                    f = if draws.is_silent() {
                        f + 1
                    } else {
                        redraws += 1;
                        table.pick(remix(u64::from(word_of(b as u32)), redraws))
                    };
                }
                let volume = wanted[b] * per_unit[f];
                if stock[f] > volume {
                    stock[f] -= volume;
                    wanted[b] = 0.0;
                    counted[b] += volume * value[f];
                    if let Some(also) = also.get_mut(f) {
                        *also -= volume;
                    }
                    continue;
                }
                let volume = stock[f];
                stock[f] = 0.0;
                wanted[b] -= volume * unit[f];
                counted[b] += volume * value[f];
                if let Some(also) = also.get_mut(f) {
                    *also -= volume;
                }
                weights[f] = 0.0;
                left -= 1;
                if left == 0 {
                    break;
                }
                table.rebuild(weights);
            }
            if left == 0 {
                break;
            }
        }
        queue.retain(|&b| buyers.wanted[b as usize] > 0.0);
        queue.sort_unstable();
        pass += 1;
    }
    pass
}

/// The word of one agent for one product. Never inlined: in a loop that seldom needs it the compiler would work it out
/// for every buyer.
#[inline(never)]
fn one_word(draws: &Draws, stream: Stream, [quarter, agent, k]: [u32; 3], product: u32) -> u32 {
    draws.block(stream, quarter, agent, k)[(product % PRODUCTS_PER_BLOCK) as usize]
}

/// Buyers whose sellers are picked ahead.
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

/// Fresh bits from a word whose pick fell on a seller without stock: the `n`-th output of SplitMix64 seeded by it.
fn remix(word: u64, n: u64) -> u64 {
    let mut x = word.wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
