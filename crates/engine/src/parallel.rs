//! The only module that uses threads. Work is cut into pieces that depend on the size of the problem alone and
//! results are put together in index order, so the number of threads changes the time and never the bits.

use rayon::prelude::*;
use std::ops::Range;

/// Elements per piece.
const BLOCK: usize = 4096;

/// `f(0), ..., f(n − 1)` in index order, computed by a pool of `threads` threads of its own
/// (by the caller if it is one, or if the system grants no threads).
pub fn map_ordered<T: Send>(threads: usize, n: usize, f: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if threads > 1
        && let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build()
    {
        return pool.install(|| (0..n).into_par_iter().map(&f).collect());
    }
    (0..n).map(f).collect()
}

/// Sum of `f` over `0..n` cut into fixed blocks, added in block order.
pub fn sum_blocks(n: usize, f: impl Fn(Range<usize>) -> f64 + Sync) -> f64 {
    let block = |b: usize| f(b * BLOCK..n.min((b + 1) * BLOCK));
    let blocks = n.div_ceil(BLOCK);
    if blocks <= 1 {
        return if n == 0 { 0.0 } else { block(0) };
    }
    let sums: Vec<f64> = (0..blocks).into_par_iter().map(block).collect();
    sums.iter().sum()
}

/// Calls `f(start, piece)` for fixed pieces of `slice`; `start` is the index of the first element of the piece.
pub fn for_blocks_mut<T: Send>(slice: &mut [T], f: impl Fn(usize, &mut [T]) + Sync) {
    if slice.len() <= BLOCK {
        return f(0, slice);
    }
    slice
        .par_chunks_mut(BLOCK)
        .enumerate()
        .for_each(|(b, piece)| f(b * BLOCK, piece));
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: usize = 50_001;

    fn value(i: usize) -> f64 {
        (i as f64).sin() * 10f64.powi((i % 17) as i32)
    }

    fn on<T: Send>(threads: usize, f: impl FnOnce() -> T + Send) -> T {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(f)
    }

    #[test]
    fn sums_have_the_same_bits_for_any_number_of_threads() {
        let sum = || sum_blocks(N, |range| range.map(value).sum()).to_bits();
        let one = on(1, sum);
        for threads in [2, 3, 8] {
            assert_eq!(on(threads, sum), one);
        }
        assert_eq!(sum_blocks(0, |_| f64::NAN), 0.0);
    }

    #[test]
    fn results_keep_their_order() {
        let one = map_ordered(1, 1000, value);
        for threads in [2, 3, 8] {
            assert_eq!(map_ordered(threads, 1000, value), one);
        }
    }

    #[test]
    fn every_element_is_visited_once_with_its_index() {
        for threads in [1, 2, 3, 8] {
            let mut slice = vec![0.0; N];
            on(threads, || {
                for_blocks_mut(&mut slice, |start, piece| {
                    for (i, x) in piece.iter_mut().enumerate() {
                        *x += value(start + i);
                    }
                });
            });
            assert!(slice.iter().enumerate().all(|(i, x)| *x == value(i)));
        }
    }
}
