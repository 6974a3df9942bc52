//! Picking partners by weight: Vose's alias table, one random number per pick whatever the number of cells.
//! Source: Vose (1991), A linear algorithm for generating random numbers with a given distribution.

use crate::math;
use serde::{Deserialize, Serialize};
/// Shuffles `agents` by Fisher-Yates with one random word per place (the bias is below places / 2^32).
pub fn shuffle(agents: &mut [u32], words: &[u32]) {
    let places = agents.len().min(words.len());
    let (agents, words) = (&mut agents[..places], &words[..places]);
    for i in 0..places {
        let other = (u64::from(words[i]) * (i as u64 + 1)) >> 32;
        agents.swap(i, other as usize);
    }
}

/// Frozen weights from which cells are picked in constant time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AliasTable {
    /// Threshold and alias by cell: a point below `threshold / 2^32` stays in the cell, the rest goes to its alias.
    cells: Vec<(u32, u32)>,
    scaled: Vec<f64>,
    light: Vec<u32>,
    heavy: Vec<u32>,
}

impl AliasTable {
    /// Freezes `weights` (finite, not negative; only their proportions matter), reusing all buffers.
    /// If they sum to zero the table is empty.
    pub fn rebuild(&mut self, weights: &[f64]) {
        let total: f64 = weights.iter().sum();
        assert!(
            total.is_finite() && weights.iter().all(|w| *w >= 0.0),
            "Invariant: weights are finite and not negative"
        );
        self.cells.clear();
        if total == 0.0 {
            return;
        }
        let n = weights.len();
        self.cells.extend((0..n as u32).map(|i| (u32::MAX, i)));
        self.scaled.clear();
        self.scaled.extend(weights.iter().map(|w| w / total * n as f64));
        self.light.clear();
        self.heavy.clear();
        for (i, share) in self.scaled.iter().enumerate() {
            let side = if *share < 1.0 {
                &mut self.light
            } else {
                &mut self.heavy
            };
            side.push(i as u32);
        }
        self.pair();
    }

    /// Fills each light cell up to one with a piece of a heavy one.
    fn pair(&mut self) {
        let mut donor = 0;
        while let (Some(&heavy), Some(light)) = (self.heavy.last(), self.light.pop()) {
            let (h, l) = (heavy as usize, light as usize);
            donor = heavy;
            self.cells[l] = (fixed_point(self.scaled[l]), heavy);
            self.scaled[h] -= 1.0 - self.scaled[l];
            if self.scaled[h] < 1.0 {
                self.heavy.pop();
                self.light.push(heavy);
            }
        }
        // What is left is one but for rounding; a cell of weight zero must still never be picked.
        while let Some(light) = self.light.pop() {
            if self.scaled[light as usize] == 0.0 {
                self.cells[light as usize] = (0, donor);
            }
        }
    }

    /// The cell that a random word selects; its probability is right to within 2^-32.
    #[inline]
    pub fn pick(&self, word: u32) -> usize {
        debug_assert!(
            !self.is_empty(),
            "Invariant: nothing is picked from an empty table"
        );
        let product = u64::from(word) * self.cells.len() as u64;
        let (cell, point) = ((product >> 32) as usize, product as u32);
        let (threshold, alias) = self.cells[cell];
        // Which of the two it is nobody can predict: a selection without a branch.
        let stays = u64::from(point < threshold).wrapping_neg();
        ((cell as u64 & stays) | (u64::from(alias) & !stays)) as usize
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// True if nothing can be picked.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// `share` of 2^32, below which a point stays in its cell.
fn fixed_point(share: f64) -> u32 {
    (share * math::powi(2f64, 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probability of each cell as the table holds it.
    fn probabilities(table: &AliasTable) -> Vec<f64> {
        let n = table.len();
        let mut p = vec![0.0; n];
        for i in 0..n {
            let stays = f64::from(table.cells[i].0) / math::powi(2f64, 32);
            p[i] += stays / n as f64;
            p[table.cells[i].1 as usize] += (1.0 - stays) / n as f64;
        }
        p
    }

    #[test]
    fn shuffle_gives_each_permutation_equally_often() {
        let mut counts = [0u32; 6];
        let mut state = 1u32;
        for _ in 0..60_000 {
            let words = [0; 3].map(|_: u32| {
                // A full-period generator is enough to count with.
                state = state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
                (state >> ((state >> 28) + 4) ^ state).wrapping_mul(277_803_737)
            });
            let mut agents = [0, 1, 2];
            shuffle(&mut agents, &words);
            counts[(agents[0] * 2 + u32::from(agents[1] > agents[2])) as usize] += 1;
        }
        assert!(counts.iter().all(|c| c.abs_diff(10_000) < 400), "{counts:?}");
    }

    #[test]
    fn the_table_holds_the_exact_probabilities() {
        let mut table = AliasTable::default();
        let cases: [Vec<f64>; 5] = [
            vec![3.0],
            vec![1.0, 0.0, 3.0],
            vec![0.0, 0.0, 1e-9, 0.0],
            vec![0.1; 10],
            (0..5000)
                .map(|i| {
                    if i % 7 == 0 {
                        0.0
                    } else {
                        math::powi(f64::from(i), 3)
                    }
                })
                .collect(),
        ];
        for weights in cases {
            table.rebuild(&weights);
            let total: f64 = weights.iter().sum();
            for (p, w) in probabilities(&table).iter().zip(&weights) {
                assert!((p - w / total).abs() < math::powi(2f64, -32));
                assert!(
                    *w > 0.0 || *p == 0.0,
                    "a cell of weight zero has probability {p:e}"
                );
            }
        }
    }

    #[test]
    fn picks_fall_where_the_weights_are() {
        let mut table = AliasTable::default();
        table.rebuild(&[1.0, 0.0, 3.0]);
        assert_eq!(table.pick(0), 0);
        let last: Vec<usize> = (0..12).map(|i| table.pick(u32::MAX / 12 * i + 9)).collect();
        assert_eq!(last.iter().filter(|c| **c == 0).count(), 3);
        assert_eq!(last.iter().filter(|c| **c == 2).count(), 9);
        assert_eq!(table.pick(u32::MAX), 2);
        table.rebuild(&[0.0, 0.0]);
        assert!(table.is_empty());
    }
}
