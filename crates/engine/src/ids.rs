//! Identities of agents: a slot in a table plus a generation, so that the newcomer who takes over a slot draws
//! its own random numbers and an id is never used twice.

/// Identity of one agent over its whole life: `slot + generation × capacity`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgentId(u64);

impl AgentId {
    /// The first agent to hold `slot`.
    pub const fn first(slot: u32) -> Self {
        Self(slot as u64)
    }
    /// The agent that takes over the slot of `self` in a table of `capacity` slots.
    pub const fn successor(self, capacity: u32) -> Self {
        Self(self.0 + capacity as u64)
    }
    /// Row in a table of `capacity` slots.
    pub const fn slot(self, capacity: u32) -> u32 {
        (self.0 % capacity as u64) as u32
    }
    /// Key of the agent's draws.
    pub const fn as_u32(self) -> u32 {
        assert!(
            self.0 <= u32::MAX as u64,
            "Invariant: fewer than 2^32 agents ever live in one run"
        );
        self.0 as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_successor_keeps_the_slot_and_nothing_else() {
        let first = AgentId::first(3);
        let second = first.successor(10);
        assert_ne!(first, second);
        assert_eq!((second.slot(10), second.as_u32()), (3, 13));
    }
}
