//! Who acts: each institutional sector with its state and its rules.

pub mod bank;
pub mod central_bank;
pub mod firms;
pub mod government;
pub mod households;
pub mod rest_of_world;
