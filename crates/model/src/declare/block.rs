//! A block at work.

/// A block at work in a run: what the pack says of it, what policy imposes on it in the quarter, and what it has come to.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Block<P, L, S> {
    /// Its parameters.
    pub p: P,
    /// Its levers in this quarter.
    pub policy: L,
    /// Its state.
    pub state: S,
}

impl<P, L: Default, S> Block<P, L, S> {
    /// A block before any policy.
    pub fn new(p: P, state: S) -> Self {
        Self {
            p,
            policy: L::default(),
            state,
        }
    }
}
