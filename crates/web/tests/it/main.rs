//! The golden run: one hash for every number of threads, every machine and, by `scripts/wasm`, WebAssembly.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

#[test]
fn the_golden_run_gives_the_hash_that_is_written_down() {
    let written = include_str!("../../golden/hash.txt").trim();
    for threads in [1, 2, 3] {
        let found = web::golden(threads).unwrap();
        assert!(
            found == written,
            "the bits of a small run with every block have moved.\n\
             written: {written}\n\
             found:   {found} ({threads} threads)\n\
             If no result should move, the last change did more than it says: look for an order of additions, a new draw, \
             an iteration or an elementary function that is not of engine::math.\n\
             If it moves on purpose, put the hash found into crates/web/golden/hash.txt in the same commit, say why in its \
             message, and announce it in CHANGELOG.md under \"Results change\".\n\
             If only this machine or this number of threads gives another hash, it is a bug: docs/book/determinism.md."
        );
    }
}
