//! Institutions: rows of a table, each with a number, a sector and a name. Their accounts are in the ledger.

use crate::Sector;
use serde::{Deserialize, Serialize};

/// The number of an institution: a bank, a government, a bloc abroad, the central bank; or all agents of a sector of customers
/// together. The first of each sector comes first, further ones follow in the order of their list ([`Institutions`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Institution {
    sector: Sector,
    number: u16,
}

impl Institution {
    /// The first bank.
    pub const BANK: Self = Self::first(Sector::Bank);
    /// The central bank, of which there is one.
    pub const CENTRAL_BANK: Self = Self::first(Sector::CentralBank);
    /// The first government.
    pub const GOVERNMENT: Self = Self::first(Sector::Government);
    /// The first bloc abroad.
    pub const REST_OF_WORLD: Self = Self::first(Sector::RestOfWorld);

    /// The first institution of a sector; of a sector of customers all its agents together.
    #[inline(always)]
    pub const fn first(sector: Sector) -> Self {
        Self {
            sector,
            number: sector as u16,
        }
    }
    /// Its sector.
    #[inline(always)]
    pub const fn sector(self) -> Sector {
        self.sector
    }
    /// True if it is the first of its sector.
    #[inline(always)]
    pub const fn is_first(self) -> bool {
        (self.number as usize) < Sector::COUNT
    }
    /// Its place among those that are not the first of their sector: the number of its page.
    #[inline(always)]
    pub(crate) const fn page(self) -> Option<usize> {
        (self.number as usize).checked_sub(Sector::COUNT)
    }
}

impl From<Sector> for Institution {
    fn from(sector: Sector) -> Self {
        Self::first(sector)
    }
}

/// The institutions of a run, with their names. Default: one of each sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institutions {
    first: [String; Sector::COUNT],
    further: Vec<(Sector, String)>,
}

impl Default for Institutions {
    fn default() -> Self {
        Self::of(&[])
    }
}

impl Institutions {
    /// The institutions on a list of sectors and names; a sector that is not on it has one institution with the sector's name.
    /// The order among institutions of one sector is that of the list.
    pub fn of(list: &[(Sector, &str)]) -> Self {
        let mut institutions = Self {
            first: Sector::ALL.map(|sector| sector.name().to_owned()),
            further: Vec::new(),
        };
        let mut named = [false; Sector::COUNT];
        for &(sector, name) in list {
            assert!(
                !sector.banks_at_the_bank(),
                "Invariant: {} are agents with rows in columns, not institutions on a list",
                sector.name()
            );
            if !named[sector as usize] {
                named[sector as usize] = true;
                institutions.first[sector as usize] = name.to_owned();
                continue;
            }
            assert!(
                sector != Sector::CentralBank,
                "Invariant: there is one central bank"
            );
            institutions.further.push((sector, name.to_owned()));
        }
        assert!(
            u16::try_from(Sector::COUNT + institutions.further.len()).is_ok(),
            "Invariant: the books have room for 65,535 institutions"
        );
        institutions
    }

    /// All in order: the first of each sector, then further ones.
    pub fn all(&self) -> impl Iterator<Item = Institution> + '_ {
        let further = self.further.iter().zip(Sector::COUNT as u16..);
        let further = further.map(|((sector, _), number)| Institution {
            sector: *sector,
            number,
        });
        Sector::ALL.map(Institution::first).into_iter().chain(further)
    }

    /// Those of a sector in the order of the list; of a sector of customers one, which stands for all its agents.
    pub fn in_sector(&self, sector: Sector) -> impl Iterator<Item = Institution> + '_ {
        self.all().filter(move |one| one.sector == sector)
    }

    /// Number `row` (from 0) of a sector, if there are as many.
    pub fn get(&self, sector: Sector, row: usize) -> Option<Institution> {
        self.in_sector(sector).nth(row)
    }

    /// Name of an institution.
    pub fn name(&self, one: Institution) -> &str {
        match one.page() {
            None => &self.first[one.sector as usize],
            Some(page) => &self.further[page].1,
        }
    }

    /// Which institution of its sector, where there are several: a comma and its name.
    pub(crate) fn which(&self, one: Institution) -> String {
        match self.further().any(|sector| sector == one.sector) {
            true => format!(", {}", self.name(one)),
            false => String::new(),
        }
    }

    /// Sectors of those that are not the first of their sector, in order.
    pub(crate) fn further(&self) -> impl Iterator<Item = Sector> + '_ {
        self.further.iter().map(|(sector, _)| *sector)
    }
}

/// Whose money is asked for: that of a sector, which is the sum of its institutions, or of one institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A sector's.
    Sector(Sector),
    /// An institution's.
    One(Institution),
}

impl Whose {
    /// The sector that is meant, or in which the institution is.
    pub(crate) fn sector(self) -> Sector {
        match self {
            Whose::Sector(sector) => sector,
            Whose::One(one) => one.sector(),
        }
    }
}

impl From<Sector> for Whose {
    fn from(sector: Sector) -> Self {
        Self::Sector(sector)
    }
}

impl From<Institution> for Whose {
    fn from(one: Institution) -> Self {
        Self::One(one)
    }
}
