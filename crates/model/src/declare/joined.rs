//! Lists of declarations, put one after the other by the compiler: those of the core, then those of each block.

/// Rows of all lists together.
pub(crate) const fn count<T>(core: &[T], blocks: &[&[T]]) -> usize {
    let (mut rows, mut block) = (core.len(), 0);
    while block < blocks.len() {
        rows += blocks[block].len();
        block += 1;
    }
    rows
}

/// The lists one after the other; `N` is their [`count`].
pub(crate) const fn joined<T: Copy, const N: usize>(core: &[T], blocks: &[&[T]]) -> [T; N] {
    let mut rows = [core[0]; N];
    let (mut n, mut list) = (0, 0);
    while list <= blocks.len() {
        let own = if list == 0 { core } else { blocks[list - 1] };
        let mut i = 0;
        while i < own.len() {
            rows[n] = own[i];
            (n, i) = (n + 1, i + 1);
        }
        list += 1;
    }
    rows
}
