//! A handle to something declared: its place in the one list that the compiler joins from the core and all blocks.

/// Declares the handle type of a list. `$info` describes a row and has its id at `$($id).+`.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident, $info:ty, $($id:ident).+, $core:expr, $blocks:expr, $none:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u16);

        impl $name {
            const COUNT: usize = $crate::declare::count($core, $blocks);
            const INFOS: &'static [$info; Self::COUNT] = &$crate::declare::joined($core, $blocks);

            /// All of them, in the order in which they are recorded.
            pub const ALL: &'static [Self] = &{
                let mut all = [Self(0); Self::COUNT];
                let mut i = 0;
                while i < Self::COUNT {
                    all[i] = Self(i as u16);
                    i += 1;
                }
                all
            };

            /// The one with this id; for names that are written in code.
            ///
            /// # Panics
            /// If there is none: a name in code that no block declares is a mistake of the code.
            pub const fn named(id: &str) -> Self {
                let mut i = 0;
                while i < Self::COUNT {
                    if $crate::indicators::handle::same(Self::INFOS[i].$($id).+.as_bytes(), id.as_bytes()) {
                        return Self(i as u16);
                    }
                    i += 1;
                }
                panic!($none);
            }

            /// Place among all that are recorded.
            pub const fn place(self) -> usize {
                self.0 as usize
            }

            /// Its description.
            pub const fn info(self) -> &'static $info {
                &Self::INFOS[self.0 as usize]
            }
        }
    };
}
pub(super) use handle;

pub(super) const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut i = 0;
    while i < one.len() {
        if one[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}
