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

    /// `out[i]` = [`Draws::bits`] of agent `i`, many at a time.
    pub fn fill_bits(&self, s: impl Stream, quarter: u32, k: u32, out: &mut [u64]) {
        if self.silent {
            return out.fill(MIDDLE);
        }
        // Short loops with nothing but counters inside: LLVM makes vector instructions of them.
        let mut first = 0;
        for piece in out.chunks_mut(PIECE) {
            for (agent, bits) in (first..).zip(piece) {
                let [low, high, ..] = philox::block([agent, k, quarter, s.code()], self.key);
                *bits = join(low, high);
            }
            first += PIECE as u32;
        }
    }

    /// A uniform permutation of `0..n`: agents sorted by their own bits, ties by index. Which of two agents comes
    /// first depends on these two alone, however many others there are.
    pub fn order(&self, s: impl Stream, quarter: u32, k: u32, n: usize, out: &mut Vec<u32>) {
        out.clear();
        out.extend(0..n as u32);
        if self.silent || n < 2 {
            return;
        }
        let mut keys = vec![0; n];
        self.fill_bits(s, quarter, k, &mut keys);
        // Two stable counting passes sort by the leading 22 bits. Keys are uniform, so hardly a neighbour is still
        // out of place, and an insertion sort, which is stable too, ends in linear time.
        let mut by_low = vec![0; n];
        scatter(&keys, 0..n as u32, 64 - 2 * DIGIT, &mut by_low);
        scatter(&keys, by_low.into_iter(), 64 - DIGIT, out);
        for i in 1..n {
            let agent = out[i];
            let key = keys[agent as usize];
            let mut place = i;
            while place > 0 && keys[out[place - 1] as usize] > key {
                out[place] = out[place - 1];
                place -= 1;
            }
            out[place] = agent;
        }
    }

    /// Puts `agents` (ascending) into random order by their own bits, ties by number; silent: leaves them.
    pub fn arrange(&self, s: impl Stream, quarter: u32, k: u32, agents: &mut [u32]) {
        if !self.silent {
            agents.sort_by_cached_key(|&agent| (self.bits(s, quarter, agent, k), agent));
        }
    }

    /// A uniform permutation of `0..n` by Fisher-Yates with 64 bits per position. Faster than [`Draws::order`],
    /// but one more agent may move all others.
    pub fn shuffle(&self, s: impl Stream, quarter: u32, k: u32, out: &mut Vec<u32>, n: usize) {
        out.clear();
        out.extend(0..n as u32);
        if self.silent {
            return;
        }
        let mut bits = [[0; 2]; PIECE];
        for start in (0..n).step_by(2 * PIECE) {
            for (pair, bits) in (start as u32 / 2..).zip(&mut bits) {
                let [a, b, c, d] = philox::block([pair, k, quarter, s.code()], self.key);
                *bits = [join(a, b), join(c, d)];
            }
            for (i, bits) in (start..n).zip(bits.as_flattened()) {
                let other = (u128::from(*bits) * (i as u128 + 1)) >> 64;
                out.swap(i, other as usize);
            }
        }
    }
}

/// Counters per piece.
const PIECE: usize = 128;

/// Bits of a counting pass.
const DIGIT: u32 = 11;

/// Writes `agents` into `out`, sorted by the digit of their key that begins at bit `shift`, otherwise in the order
/// given.
fn scatter(keys: &[u64], agents: impl Iterator<Item = u32>, shift: u32, out: &mut [u32]) {
    let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT) - 1);
    let mut next = [0u32; 1 << DIGIT];
    for key in keys {
        next[digit(*key)] += 1;
    }
    let mut start = 0;
    for count in &mut next {
        start += std::mem::replace(count, start);
    }
    for agent in agents {
        let place = &mut next[digit(keys[agent as usize])];
        out[*place as usize] = agent;
        *place += 1;
    }
}

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
        let draws = Draws::new(42);
        let mut many = [0; 37];
        draws.fill_bits(S, 3, 1, &mut many);
        for (i, bits) in many.iter().enumerate() {
            assert_eq!(*bits, draws.bits(S, 3, i as u32, 1));
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
    fn order_is_the_sort_by_bits_and_ignores_bystanders() {
        let draws = Draws::new(9);
        let (mut large, mut small) = (Vec::new(), Vec::new());
        for n in [0, 1, 2, 3, 1000, 12_345] {
            draws.order(S, 2, 0, n, &mut large);
            let mut expected: Vec<u32> = (0..n as u32).collect();
            expected.sort_by_key(|i| (draws.bits(S, 2, *i, 0), *i));
            assert_eq!(large, expected);
        }
        draws.order(S, 2, 0, 1000, &mut small);
        large.retain(|i| *i < 1000);
        assert_eq!(large, small);
    }

    #[test]
    fn shuffle_gives_each_permutation_equally_often() {
        let mut counts = [0u32; 6];
        let mut out = Vec::new();
        for quarter in 0..60_000 {
            Draws::new(5).shuffle(S, quarter, 0, &mut out, 3);
            counts[(out[0] * 2 + u32::from(out[1] > out[2])) as usize] += 1;
        }
        assert!(counts.iter().all(|c| c.abs_diff(10_000) < 400), "{counts:?}");
        Draws::new(5).shuffle(S, 0, 0, &mut out, 1000);
        out.sort_unstable();
        assert!(out.iter().enumerate().all(|(i, x)| i as u32 == *x));
    }

    #[test]
    fn a_silent_source_gives_the_means() {
        let draws = Draws::silent();
        assert!(draws.is_silent());
        assert_eq!(draws.uniform(S, 1, 2, 3), 0.5);
        assert_eq!(draws.normal(S, 1, 2, 3), 0.0);
        let mut many = [0; 3];
        draws.fill_bits(S, 0, 0, &mut many);
        assert_eq!(many, [draws.bits(S, 0, 1, 0); 3]);
        let mut out = Vec::new();
        draws.order(S, 0, 0, 3, &mut out);
        assert_eq!(out, [0, 1, 2]);
        draws.shuffle(S, 0, 0, &mut out, 4);
        assert_eq!(out, [0, 1, 2, 3]);
    }
}
