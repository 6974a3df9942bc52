//! What an economy has several of. How many there are, and their names, come from its pack.

use super::Title;
use crate::economy::{Economy, FrontierField, Group, Sector, Text};

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
    /// First word of the ids of its columns.
    key: &'static str,
    /// What a member is called in messages.
    noun: &'static str,
    /// Heads what reports show of it.
    title: Title,
    /// Heads a list of its members.
    member: Title,
    /// A member of the China pack, for examples.
    example: &'static str,
    /// Ids and names of an economy's members, in pack order.
    members: fn(&Economy) -> Vec<(String, Text)>,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sectors, Self::Groups, Self::Fields];

    const fn said(self) -> Said {
        match self {
            Self::Sectors => Said {
                placeholder: "SECTOR",
                key: "sector",
                noun: "sector",
                title: Title {
                    en: "Sectors",
                    zh: "分部门",
                },
                member: Title {
                    en: "Sector",
                    zh: "部门",
                },
                example: "electronics",
                members: |economy| {
                    let own = |s: &Sector| (s.code.clone(), s.name.clone());
                    economy.sectors.iter().map(own).collect()
                },
            },
            Self::Groups => Said {
                placeholder: "GROUP",
                key: "group",
                noun: "household group",
                title: Title {
                    en: "Household groups",
                    zh: "居民群体",
                },
                member: Title {
                    en: "Group",
                    zh: "群体",
                },
                example: "migrant",
                members: |economy| {
                    let own = |g: &Group| (g.id.clone(), g.name.clone());
                    economy.groups.iter().map(own).collect()
                },
            },
            Self::Fields => Said {
                placeholder: "FIELD",
                key: "field",
                noun: "frontier field",
                title: Title {
                    en: "Frontier fields",
                    zh: "前沿领域",
                },
                member: Title {
                    en: "Field",
                    zh: "领域",
                },
                example: "quantum",
                members: |economy| {
                    let own = |f: &FrontierField| (f.id.clone(), f.name.clone());
                    economy.fields.iter().map(own).collect()
                },
            },
        }
    }
    /// Placeholder in the path of a lever that exists once per member.
    pub const fn placeholder(self) -> &'static str {
        self.said().placeholder
    }
    /// First word of the ids of its columns, as in `sector.output`.
    pub const fn key(self) -> &'static str {
        self.said().key
    }
    /// Heads what reports show of it.
    pub const fn title(self) -> Title {
        self.said().title
    }
    /// Heads a list of its members.
    pub const fn member(self) -> Title {
        self.said().member
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
            .into_iter()
            .map(|(id, _)| id)
            .collect()
    }
    /// Names of an economy's members for readers, in pack order.
    pub fn names(self, economy: &Economy) -> Vec<Text> {
        (self.said().members)(economy)
            .into_iter()
            .map(|(_, name)| name)
            .collect()
    }
}

/// Ids of the members of every dimension, in pack order; a dimension that is not set has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Members([Vec<String>; Dimension::ALL.len()]);

impl Members {
    /// Those of an economy.
    pub fn of(economy: &Economy) -> Self {
        Self(Dimension::ALL.map(|dimension| dimension.of(economy)))
    }
    /// With these ids along one dimension.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, ids: Vec<String>) -> Self {
        self.0[dimension as usize] = ids;
        self
    }
    /// Ids along a dimension.
    pub fn ids(&self, dimension: Dimension) -> &[String] {
        &self.0[dimension as usize]
    }
    /// How many there are along a dimension.
    pub fn count(&self, dimension: Dimension) -> usize {
        self.ids(dimension).len()
    }
}
