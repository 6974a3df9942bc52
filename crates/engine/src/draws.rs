//! Keyed draws: a random number is a pure function of (seed, stream, quarter, agent, k). No generator is stored,
//! so a draw that one scenario does not make changes no other draw, and threads never share randomness.

use crate::distributions::normal_quantile;
use crate::philox;
use serde::{Deserialize, Serialize};

/// What a draw is for. The model lists its streams in one enum; each code is used once and never recycled.
pub trait Stream: Copy {
    /// Number of the stream.
    fn code(self) -> u32;
}

/// The source of all draws of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draws {
    key: [u32; 2],
    silent: bool,
}

/// What a silent source gives instead of bits: the middle of the range.
const MIDDLE: u64 = 1 << 63;

impl Draws {
    /// The draws of the run with this seed.
    pub const fn new(seed: u64) -> Self {
        Self {
            key: [seed as u32, (seed >> 32) as u32],
            silent: false,
        }
    }

    /// A source without chance: uniform draws are 0.5, normal draws 0, orders the identity.
    pub const fn silent() -> Self {
        Self {
            key: [0; 2],
            silent: true,
        }
    }

    /// True if all draws are at their means.
    pub const fn is_silent(&self) -> bool {
        self.silent
    }

    /// 128 random bits: Philox at the counter `[agent, k, quarter, stream]`.
    #[inline]
    pub fn block(&self, s: impl Stream, quarter: u32, agent: u32, k: u32) -> [u32; 4] {
        if self.silent {
            let [low, high] = [MIDDLE as u32, (MIDDLE >> 32) as u32];
            return [low, high, low, high];
        }
        philox::block([agent, k, quarter, s.code()], self.key)
    }

    /// 64 random bits: the first two words of the block.
    #[inline]
    pub fn bits(&self, s: impl Stream, quarter: u32, agent: u32, k: u32) -> u64 {
        let [low, high, ..] = self.block(s, quarter, agent, k);
        join(low, high)
    }

    /// Uniform on the open interval (0, 1), on a grid of 2^52 points.
    #[inline]
    pub fn uniform(&self, s: impl Stream, quarter: u32, agent: u32, k: u32) -> f64 {
        if self.silent {
            return 0.5;
        }
        open_unit(self.bits(s, quarter, agent, k))
    }

    /// Standard normal, by inverse transform of [`Draws::uniform`].
    #[inline]
    pub fn normal(&self, s: impl Stream, quarter: u32, agent: u32, k: u32) -> f64 {
        if self.silent {
            return 0.0;
        }
        normal_quantile(self.uniform(s, quarter, agent, k))
    }

    /// Two independent standard normals out of one block.
    #[inline]
    pub fn normals(&self, s: impl Stream, quarter: u32, agent: u32, k: u32) -> [f64; 2] {
        if self.silent {
            return [0.0; 2];
        }
        let [a, b, c, d] = self.block(s, quarter, agent, k);
        [join(a, b), join(c, d)].map(|bits| normal_quantile(open_unit(bits)))
    }

    /// Puts `agents` (ascending) into random order by their own bits, ties by number; silent: leaves them.
    pub fn arrange(&self, s: impl Stream, quarter: u32, k: u32, agents: &mut [u32]) {
        if !self.silent {
            agents.sort_by_cached_key(|&agent| (self.bits(s, quarter, agent, k), agent));
        }
    }
}

/// Words of many agents in a quarter, as many for each as are asked for: 64 bits of the agent's block, mixed with the
/// number of the word. An agent pays one block however many words follow from it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    first: Vec<u32>,
    second: Vec<u32>,
}

impl Words {
    /// The words of agents `0..agents` in a quarter; silent: the same for all.
    pub fn new(draws: &Draws, s: impl Stream, quarter: u32, agents: usize) -> Self {
        let [mut first, mut second] = [vec![0; agents], vec![0; agents]];
        if draws.silent {
            return Self { first, second };
        }
        // Short loops with nothing but counters inside: LLVM makes vector instructions of them.
        let pieces = first.chunks_mut(PIECE).zip(second.chunks_mut(PIECE));
        for (start, (a, b)) in (0..).step_by(PIECE).zip(pieces) {
            for i in 0..a.len() {
                [a[i], b[i], ..] = philox::block([start + i as u32, 0, quarter, s.code()], draws.key);
            }
        }
        Self { first, second }
    }

    /// Word `n` of an agent.
    #[inline]
    pub fn word(&self, agent: u32, n: u32) -> u32 {
        mix(self.first[agent as usize], self.second[agent as usize], n)
    }

    /// Word `n` of each of the first `agents` agents.
    pub fn fill(&self, n: u32, agents: usize, out: &mut Vec<u32>) {
        out.clear();
        let pairs = self.first.iter().zip(&self.second).take(agents);
        out.extend(pairs.map(|(a, b)| mix(*a, *b, n)));
    }
}

/// Word `n` that follows from 64 random bits: steps of the golden ratio, then a mixer of 32 bits in which each input
/// bit changes each output bit almost half the time. For one agent all words differ.
/// Source: Wellons (2018), hash-prospector; the second word joins between the two multiplications.
#[inline]
fn mix(first: u32, second: u32, n: u32) -> u32 {
    let mut x = first.wrapping_add(n.wrapping_mul(WEYL));
    x = (x ^ (x >> 16)).wrapping_mul(0x21f0_aaad) ^ second;
    x = (x ^ (x >> 15)).wrapping_mul(0x735a_2d97);
    x ^ (x >> 15)
}

/// Counters per piece.
const PIECE: usize = 128;

/// 2^32 over the golden ratio.
const WEYL: u32 = 0x9e37_79b9;

/// The open interval (0, 1) on a grid of 2^52 points.
#[inline]
fn open_unit(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
}

#[inline]
fn join(low: u32, high: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;

    #[derive(Clone, Copy)]
    struct Test(u32);
    impl Stream for Test {
        fn code(self) -> u32 {
            self.0
        }
    }
    const S: Test = Test(7);

    #[test]
    fn the_counter_is_agent_k_quarter_stream() {
        let draws = Draws::new(0x299f_31d0_a409_3822);
        let block = draws.block(Test(0x0370_7344), 0x1319_8a2e, 0x243f_6a88, 0x85a3_08d3);
        assert_eq!(block, [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]);
    }

    #[test]
    fn many_at_a_time_are_the_same_as_one_by_one() {
        let words = Words::new(&Draws::new(77), S, 3, 1000);
        let mut many = Vec::new();
        words.fill(5, 900, &mut many);
        let one_by_one: Vec<u32> = (0..900).map(|i| words.word(i, 5)).collect();
        assert_eq!(many, one_by_one);
    }

    /// Pairs of words, of neighbours and of one agent, fall into 16 x 16 cells as often as chance has it.
    #[test]
    fn words_of_an_agent_are_as_good_as_independent() {
        let agents = 200_000u32;
        let words = Words::new(&Draws::new(3), S, 0, agents as usize);
        let pass = 1 << 16;
        for (agent_step, n, m) in [(0, 0, 1), (0, 0, 4), (0, 7, pass + 7), (1, 5, 5), (1, 5, 6)] {
            for shift in [0, 13, 28] {
                let mut counts = [0.0f64; 256];
                for i in 0..agents - agent_step {
                    let digit = |word: u32| (word >> shift & 15) as usize;
                    counts[16 * digit(words.word(i, n)) + digit(words.word(i + agent_step, m))] += 1.0;
                }
                let expected = f64::from(agents - agent_step) / 256.0;
                let distance: f64 = counts
                    .iter()
                    .map(|c| math::powi(c - expected, 2) / expected)
                    .sum();
                // Chi-squared with 255 degrees of freedom: mean 255, standard deviation 23.
                assert!((165.0..345.0).contains(&distance), "{n} {m} {shift}: {distance}");
            }
        }
    }

    #[test]
    fn moments_are_those_of_the_distribution() {
        let draws = Draws::new(1);
        let n = 100_000u32;
        let mean = |f: &dyn Fn(u32) -> f64| (0..n).map(f).sum::<f64>() / f64::from(n);
        assert!((mean(&|i| draws.uniform(S, 0, i, 0)) - 0.5).abs() < 0.004);
        assert!(mean(&|i| draws.normal(S, 0, i, 0)).abs() < 0.015);
        assert!((mean(&|i| math::powi(draws.normal(S, 0, i, 0), 2)) - 1.0).abs() < 0.02);
        let lag = mean(&|i| draws.normal(S, 0, i, 0) * draws.normal(S, 1, i, 0));
        assert!(lag.abs() < 0.015);
    }

    #[test]
    fn order_depends_on_the_agents_alone() {
        let draws = Draws::new(5);
        let mut all: Vec<u32> = (0..1000).collect();
        draws.arrange(S, 2, 0, &mut all);
        let mut some: Vec<u32> = (0..1000).filter(|a| a % 7 == 0).collect();
        draws.arrange(S, 2, 0, &mut some);
        all.retain(|a| a % 7 == 0);
        assert_eq!(all, some);
        let sorted: Vec<u32> = (0..1000).filter(|a| a % 7 == 0).collect();
        assert_ne!(some, sorted);
    }

    #[test]
    fn a_silent_source_gives_the_means() {
        let draws = Draws::silent();
        assert!(draws.is_silent());
        assert_eq!(draws.uniform(S, 1, 2, 3), 0.5);
        assert_eq!(draws.normal(S, 1, 2, 3), 0.0);
        let mut agents = [3, 5, 8];
        draws.arrange(S, 0, 0, &mut agents);
        assert_eq!(agents, [3, 5, 8]);
    }
}
