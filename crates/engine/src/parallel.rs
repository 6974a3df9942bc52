//! The only module that uses threads. Work is cut into pieces that depend on the size of the problem alone and
//! results are put together in index order, so the number of threads changes the time and never the bits.

use rayon::prelude::*;

/// `f(0), ..., f(n − 1)` in index order, computed by a pool of `threads` threads of its own
/// (by the caller if it is one, or if the system grants no threads; in WebAssembly always).
pub fn map_ordered<T: Send>(threads: usize, n: usize, f: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if cfg!(not(target_family = "wasm"))
        && threads > 1
        && let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build()
    {
        return pool.install(|| (0..n).into_par_iter().map(&f).collect());
    }
    (0..n).map(f).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;

    fn value(i: usize) -> f64 {
        (i as f64).sqrt() * math::powi(10.0, (i % 17) as i32)
    }

    #[test]
    fn results_keep_their_order() {
        let one = map_ordered(1, 1000, value);
        for threads in [2, 3, 8] {
            assert_eq!(map_ordered(threads, 1000, value), one);
        }
    }
}
