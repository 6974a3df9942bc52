//! Where agents meet: credit, labour and goods.

pub mod credit;
pub mod goods;
pub mod labour;
