//! Where agents meet: credit, labour and goods.

pub mod credit;
pub mod goods;
pub mod labour;
pub mod relending;
pub mod technology_bonds;
