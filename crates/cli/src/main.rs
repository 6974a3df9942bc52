//! Shapan: a sand table for economic policy.
fn main() {}
