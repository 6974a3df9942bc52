//! Rebuilds the crate when a file of a country pack is added or removed.
fn main() {
    println!("cargo:rerun-if-changed=../../countries");
    println!("cargo:rerun-if-changed=build.rs");
}
