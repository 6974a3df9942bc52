//! All columns, whatever they run along: what files, hash and reports iterate over.

use super::handle::handle;
use super::{along, exists};
use crate::blocks::{Blocks, COLUMNS};
use crate::declare::{ColumnInfo, Dimension};

handle! {
    /// A column: its place among all that are recorded every quarter.
    Column, ColumnInfo, info.id, along::COLUMNS, COLUMNS, "no block declares a column of this name"
}

impl Column {
    /// Columns along a dimension, in order.
    pub fn along(dimension: Dimension) -> impl Iterator<Item = Column> {
        let own = move |column: &Column| column.info().dimension == dimension;
        Self::ALL.iter().copied().filter(own)
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
