//! Who acts: the rules of each institutional sector. What the sectors are and remember is in `state`.

pub mod bank;
pub mod central_bank;
pub mod firms;
pub mod government;
pub mod households;
pub mod rest_of_world;
