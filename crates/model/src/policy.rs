//! What policy and the outside world impose in one quarter. Computed anew for each quarter by a scenario;
//! never edits a parameter. Every field has a neutral value at which the run is bit for bit the baseline.

use crate::blocks::{self, every_block};
use crate::core;
use crate::declare::Lever;

macro_rules! policy {
    ($($block:ident),+) => {
        /// Policy of one quarter. `Policy::default()` is neutral.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Policy {
            /// Levers of the core.
            pub core: core::Policy,
            $(#[doc = concat!("Levers of the block `", stringify!($block), "`.")]
            pub $block: blocks::$block::Policy,)+
        }

        impl Policy {
            /// Sets a lever, of a member for levers along a dimension. `value` is in the unit's measure, `None` is neutral.
            pub fn set(&mut self, lever: &Lever, member: usize, value: Option<f64>) {
                match lever.block {
                    $(stringify!($block) => self.$block.set(lever.index, member, value),)+
                    _ => self.core.set(lever.index, member, value),
                }
            }

            /// Makes a lever neutral, for all members.
            pub fn clear(&mut self, lever: &Lever) {
                match lever.block {
                    $(stringify!($block) => self.$block.clear(lever.index),)+
                    _ => self.core.clear(lever.index),
                }
            }
        }
    };
}
every_block!(policy);
