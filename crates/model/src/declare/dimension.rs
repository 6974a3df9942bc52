//! What an economy has several of. How many there are, and their names, come from its pack.

use crate::economy::Economy;

/// Something that an economy has several of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Sectors of production.
    Sectors,
    /// Household groups.
    Groups,
    /// Frontier fields.
    Fields,
}

/// What is said of a dimension.
struct Said {
    /// Placeholder in the path of a lever that exists once per member.
    placeholder: &'static str,
    /// What a member is called in messages.
    noun: &'static str,
    /// A member of the China pack, for examples.
    example: &'static str,
    /// Ids of an economy's members, in pack order.
    members: fn(&Economy) -> Vec<String>,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sectors, Self::Groups, Self::Fields];

    const fn said(self) -> Said {
        match self {
            Self::Sectors => Said {
                placeholder: "SECTOR",
                noun: "sector",
                example: "electronics",
                members: |economy| economy.sectors.iter().map(|s| s.code.clone()).collect(),
            },
            Self::Groups => Said {
                placeholder: "GROUP",
                noun: "household group",
                example: "migrant",
                members: |economy| economy.groups.iter().map(|g| g.id.clone()).collect(),
            },
            Self::Fields => Said {
                placeholder: "FIELD",
                noun: "frontier field",
                example: "quantum",
                members: |economy| economy.fields.iter().map(|f| f.id.clone()).collect(),
            },
        }
    }
    /// Placeholder in the path of a lever that exists once per member.
    pub const fn placeholder(self) -> &'static str {
        self.said().placeholder
    }
    /// What a member is called in messages.
    pub const fn noun(self) -> &'static str {
        self.said().noun
    }
    /// A member in the China pack, for examples.
    pub const fn example(self) -> &'static str {
        self.said().example
    }
    /// Ids of an economy's members in pack order.
    pub fn of(self, economy: &Economy) -> Vec<String> {
        (self.said().members)(economy)
    }
}
