//! All columns, whatever they run along: what files, hash and reports iterate over.

use super::{along, exists, same};
use crate::blocks::{BLOCKS, Blocks};
use crate::declare::{ColumnInfo, Dimension};

/// A column: its place among all that are recorded every quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(u16);

/// Number of columns.
const COUNT: usize = {
    let (mut n, mut block) = (along::COLUMNS.len(), 0);
    while block < BLOCKS.len() {
        n += BLOCKS[block].columns.len();
        block += 1;
    }
    n
};

/// Descriptions of all columns: those of the core, then those of each block.
const INFOS: [ColumnInfo; COUNT] = {
    let mut infos = [along::COLUMNS[0]; COUNT];
    let (mut n, mut i) = (0, 0);
    while i < along::COLUMNS.len() {
        infos[n] = along::COLUMNS[i];
        (n, i) = (n + 1, i + 1);
    }
    let mut block = 0;
    while block < BLOCKS.len() {
        let own = BLOCKS[block].columns;
        let mut i = 0;
        while i < own.len() {
            infos[n] = own[i];
            (n, i) = (n + 1, i + 1);
        }
        block += 1;
    }
    infos
};

impl Column {
    /// All columns, in the order of `Record::columns`.
    pub const ALL: &'static [Column] = &{
        let mut all = [Column(0); COUNT];
        let mut i = 0;
        while i < COUNT {
            all[i] = Column(i as u16);
            i += 1;
        }
        all
    };

    /// The column with this id; for names that are written in code.
    ///
    /// # Panics
    /// If there is none: a name in code that no block declares is a mistake of the code.
    pub const fn named(id: &str) -> Self {
        let mut i = 0;
        while i < COUNT {
            if same(INFOS[i].info.id.as_bytes(), id.as_bytes()) {
                return Self(i as u16);
            }
            i += 1;
        }
        panic!("no block declares a column of this name");
    }

    /// Columns along a dimension, in order.
    pub fn along(dimension: Dimension) -> impl Iterator<Item = Column> {
        let own = move |column: &Column| column.info().dimension == dimension;
        Self::ALL.iter().copied().filter(own)
    }

    /// Place in `Record::columns`.
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    /// Its description.
    pub const fn info(self) -> &'static ColumnInfo {
        const ALL: &[ColumnInfo] = &INFOS;
        &ALL[self.0 as usize]
    }

    /// Whether an economy with these blocks shows it, in the opening position or after a quarter.
    pub fn exists(self, blocks: &Blocks, opening: bool) -> bool {
        exists(&self.info().info, blocks, opening)
    }
}

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn every_id_is_declared_once_and_begins_with_its_dimension() {
        for &column in Column::ALL {
            let info = column.info();
            assert_eq!(Column::named(info.info.id), column);
            let key = info.info.id.split_once('.').unwrap().0;
            assert_eq!(key, info.dimension.key(), "{}", info.info.id);
        }
    }
}
