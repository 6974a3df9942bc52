//! Keyed draws: a random number is a pure function of (seed, stream, quarter, agent, k). No generator is stored,
//! so a draw that one scenario does not make changes no other draw, and threads never share randomness.

use crate::distributions::normal_quantile;
use crate::philox;

/// What a draw is for. The model lists its streams in one enum; each code is used once and never recycled.
pub trait Stream: Copy {
    /// Number of the stream.
    fn code(self) -> u32;
}

/// The source of all draws of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// The four words of the blocks of agents `0..out.len() / 4`, many at a time: word `j` of agent `i` at
    /// `out[j * n + i]`. A caller that needs 32 bits for each of four purposes pays one block for all.
    pub fn fill_words(&self, s: impl Stream, quarter: u32, k: u32, out: &mut [u32]) {
        let n = out.len() / 4;
        let (first, rest) = out.split_at_mut(n);
        let (second, rest) = rest.split_at_mut(n);
        let (third, fourth) = rest.split_at_mut(n);
        // Short loops with nothing but counters inside: LLVM makes vector instructions of them.
        for (start, (((a, b), c), d)) in (0..).step_by(PIECE).zip(
            first
                .chunks_mut(PIECE)
                .zip(second.chunks_mut(PIECE))
                .zip(third.chunks_mut(PIECE))
                .zip(fourth.chunks_mut(PIECE)),
        ) {
            for i in 0..a.len() {
                [a[i], b[i], c[i], d[i]] = philox::block([start + i as u32, k, quarter, s.code()], self.key);
            }
        }
    }

    /// Puts `agents` (ascending) into random order by their own bits, ties by number; silent: leaves them.
    pub fn arrange(&self, s: impl Stream, quarter: u32, k: u32, agents: &mut [u32]) {
        if !self.silent {
            agents.sort_by_cached_key(|&agent| (self.bits(s, quarter, agent, k), agent));
        }
    }
}

/// Counters per piece.
const PIECE: usize = 128;

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
        let draws = Draws::new(77);
        let n = 1000;
        let mut words = vec![0; 4 * n];
        draws.fill_words(S, 3, 1, &mut words);
        for i in 0..n {
            let one = [0, 1, 2, 3].map(|j| words[j * n + i]);
            assert_eq!(one, draws.block(S, 3, i as u32, 1));
        }
    }

    #[test]
    fn moments_are_those_of_the_distribution() {
        let draws = Draws::new(1);
        let n = 100_000u32;
        let mean = |f: &dyn Fn(u32) -> f64| (0..n).map(f).sum::<f64>() / f64::from(n);
        assert!((mean(&|i| draws.uniform(S, 0, i, 0)) - 0.5).abs() < 0.004);
        assert!(mean(&|i| draws.normal(S, 0, i, 0)).abs() < 0.015);
        assert!((mean(&|i| draws.normal(S, 0, i, 0).powi(2)) - 1.0).abs() < 0.02);
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
