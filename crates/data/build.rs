//! Rebuilds the crate when a file of a country pack is added or removed.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a build script talks to cargo by printing"
)]
fn main() {
    println!("cargo:rerun-if-changed=../../countries");
    println!("cargo:rerun-if-changed=build.rs");
}
