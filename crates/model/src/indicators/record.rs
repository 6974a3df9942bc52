//! What is recorded of a quarter.

use super::{Indicator, core};
use crate::blocks::{self, every_block};
use crate::books::programmes::Programmes;
use crate::books::{MILLION, Seen, part_of};
use crate::declare::ABSENT;
use crate::structure::{Structure, TechnologyGood};
use crate::world::World;
use accounting::Checks;
use engine::time::Quarter;

/// One sector in one quarter.
#[derive(Clone, Copy, Debug, Default)]
pub struct SectorRecord {
    /// Gross output at opening prices.
    pub output: f64,
    /// Value added at opening prices and producers' prices; with taxes on products paid by users it sums to real GDP.
    pub value_added: f64,
    /// Product price index, opening = 1.
    pub price: f64,
    /// Persons at work, agents.
    pub employed: f64,
    /// Fixed investment of its firms, technology goods included, at opening prices; absent at the opening.
    pub investment: f64,
    /// Largest firm's share of the sector's sales.
    pub largest_share: f64,
    /// Industrial robots per person at work; absent without the block.
    pub robots: f64,
}

impl SectorRecord {
    /// Id and value of every column.
    pub fn columns(&self) -> [(&'static str, f64); 7] {
        [
            ("output", self.output),
            ("value_added", self.value_added),
            ("price", self.price),
            ("employed", self.employed),
            ("investment", self.investment),
            ("largest_share", self.largest_share),
            ("robots", self.robots),
        ]
    }
}

/// One household group in one quarter.
#[derive(Clone, Copy, Debug, Default)]
pub struct GroupRecord {
    /// Consumption with taxes, nominal; absent at the opening.
    pub consumption: f64,
    /// Disposable income, nominal.
    pub income: f64,
    /// Deposits, nominal.
    pub deposits: f64,
    /// Persons, agents.
    pub persons: f64,
}

impl GroupRecord {
    /// Id and value of every column.
    pub fn columns(&self) -> [(&'static str, f64); 4] {
        [
            ("consumption", self.consumption),
            ("income", self.income),
            ("deposits", self.deposits),
            ("persons", self.persons),
        ]
    }
}

/// The same numbers, bit for bit; what is absent on both sides is the same.
fn same(left: impl Iterator<Item = f64>, right: impl Iterator<Item = f64>) -> bool {
    left.map(f64::to_bits).eq(right.map(f64::to_bits))
}

impl PartialEq for SectorRecord {
    fn eq(&self, other: &Self) -> bool {
        let numbers = |record: &Self| record.columns().into_iter().map(|(_, value)| value);
        same(numbers(self), numbers(other))
    }
}

impl PartialEq for GroupRecord {
    fn eq(&self, other: &Self) -> bool {
        let numbers = |record: &Self| record.columns().into_iter().map(|(_, value)| value);
        same(numbers(self), numbers(other))
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.quarter == other.quarter
            && same(self.values.iter().copied(), other.values.iter().copied())
            && self.sectors == other.sectors
            && self.groups == other.groups
            && self.programmes == other.programmes
    }
}

/// Everything recorded of one quarter.
#[derive(Clone, Debug)]
pub struct Record {
    /// The quarter; the first record of a run is the opening.
    pub quarter: Quarter,
    /// Values in the order of `Indicator::ALL`.
    pub values: Vec<f64>,
    /// By sector.
    pub sectors: Vec<SectorRecord>,
    /// By household group.
    pub groups: Vec<GroupRecord>,
    /// What programmes cost, and what else the budget takes in and pays.
    pub programmes: Programmes,
}

/// What a measurement looks at.
#[derive(Clone, Copy)]
pub struct Observed<'a> {
    /// The economy at the end of the quarter.
    pub world: &'a World,
    /// What never changes in the run.
    pub structure: &'a Structure,
    /// Persons that one agent stands for.
    pub persons_per_agent: f64,
    /// True for the opening position, which shows no flows.
    pub opening: bool,
}

impl Record {
    /// Measures the world at the end of `quarter`. Persons are counted in millions.
    pub fn measure(quarter: Quarter, observed: &Observed) -> Self {
        measured(quarter, observed)
    }
    /// Value of one indicator.
    pub fn get(&self, indicator: Indicator) -> f64 {
        self.values[indicator.place()]
    }

    /// Checks that everything that exists is a number and that parts add up to what is published as their total.
    pub fn check(&self, observed: &Observed) -> Checks {
        let mut checks = Checks::new(self.quarter);
        let Observed {
            world,
            structure,
            opening,
            ..
        } = observed;
        for &indicator in Indicator::ALL
            .iter()
            .filter(|i| i.exists(&world.blocks, *opening))
        {
            checks.number(|| indicator.info().id.to_owned(), self.get(indicator));
        }
        for (k, sector) in self.sectors.iter().enumerate() {
            for (id, value) in sector.columns() {
                let known = id != "robots" || world.blocks.robots.is_some();
                if known && !(*opening && id == "investment") {
                    checks.number(|| format!("sector.{id} of {}", structure.codes[k]), value);
                }
            }
        }
        for (g, group) in self.groups.iter().enumerate() {
            for (id, value) in group.columns() {
                if !(*opening && id == "consumption") {
                    checks.number(|| format!("group.{id} of group {g}"), value);
                }
            }
        }
        if !opening {
            self.check_parts(observed, &mut checks);
        }
        checks
    }

    /// Sectors and groups add up to the totals of the accounts. Income, deposits and persons of groups are cuts of the very columns
    /// that make up their totals, so there is nothing to check.
    fn check_parts(&self, observed: &Observed, checks: &mut Checks) {
        let world = observed.world;
        let a = &world.accounts;
        let sectors = |of: fn(&SectorRecord) -> f64| self.sectors.iter().map(of).sum::<f64>();
        let groups = |of: fn(&GroupRecord) -> f64| self.groups.iter().map(of).sum::<f64>();
        let at_work = self.get(Indicator::EMPLOYMENT) * MILLION / observed.persons_per_agent;
        let funds = investment_of_funds(world);
        for (place, parts, total) in [
            ("output of sectors", sectors(|s| s.output), a.output),
            (
                "value added of sectors with taxes on products",
                sectors(|s| s.value_added) + a.product_taxes.real,
                self.get(Indicator::REAL_GDP),
            ),
            ("persons at work by sector", sectors(|s| s.employed), at_work),
            (
                "investment of sectors and funds",
                sectors(|s| s.investment) + funds,
                a.firm_investment.real,
            ),
            (
                "consumption of groups",
                groups(|g| g.consumption),
                a.consumption.nominal,
            ),
        ] {
            checks.equal("parts = total", || place.to_owned(), parts, total, total);
        }
    }
}

fn measured(quarter: Quarter, observed: &Observed) -> Record {
    let &Observed {
        world,
        structure,
        opening,
        ..
    } = observed;
    let mut record = Record {
        quarter,
        values: values(observed),
        sectors: sectors(world, structure),
        groups: groups(world),
        programmes: world.programmes,
    };
    if opening {
        record
            .sectors
            .iter_mut()
            .for_each(|sector| sector.investment = ABSENT);
        record
            .groups
            .iter_mut()
            .for_each(|group| group.consumption = ABSENT);
    }
    record
}

/// Values of all indicators.
fn values(observed: &Observed) -> Vec<f64> {
    let world = observed.world;
    let seen = Seen {
        firms: &world.firms,
        households: &world.households,
        banks: &world.banks,
        goods: &world.goods,
        rest_of_world: &world.rest_of_world,
        technology: &world.technology,
        expectations: &world.expectations,
        accounts: &world.accounts,
        ledger: &world.ledger,
        structure: observed.structure,
        research_intensity: world.blocks.research.as_ref().map_or(&[], |b| &b.state.intensity),
        persons_per_agent: observed.persons_per_agent,
        opening: observed.opening,
    };
    let mut values = Vec::with_capacity(Indicator::ALL.len());
    core::measure(observed, &mut values);
    macro_rules! measure {
        ($($block:ident),+) => {
            $(blocks::$block::measure(world.blocks.$block.as_ref(), &seen, &mut values);)+
        };
    }
    every_block!(measure);
    // No signed zeros: -0 + 0 = 0.
    values.iter_mut().for_each(|value| *value += 0.0);
    values
}

fn sectors(world: &World, structure: &Structure) -> Vec<SectorRecord> {
    let (firms, goods) = (&world.firms, &world.goods);
    let power = goods.technology(TechnologyGood::Electricity);
    let robots = world.blocks.robots.as_ref();
    let invested: Vec<TechnologyGood> = TechnologyGood::ALL
        .into_iter()
        .filter(|good| !good.is_intermediate())
        .collect();
    let technology = goods.technology_received(&invested);
    let mut investment = vec![0.0; structure.sectors];
    // Firms that are being built invest before they are makers.
    for i in 0..firms.len() {
        investment[firms.sector(i)] += firms.investment[i] + technology[i];
    }
    (0..structure.sectors)
        .map(|k| {
            let mut record = SectorRecord {
                price: goods.price[k],
                robots: robots.map_or(ABSENT, |block| block.state.density[k]),
                investment: investment[k],
                ..SectorRecord::default()
            };
            let (mut sales, mut largest) = (0.0, 0.0_f64);
            for i in goods.makers[k].iter().map(|&i| i as usize) {
                record.output += firms.output[i];
                record.value_added += firms.output[i] - firms.materials_used[i];
                record.employed += f64::from(firms.heads[i]);
                record.value_added -= power.firms[i] * power.received;
                sales += firms.sales[i];
                largest = largest.max(firms.sales[i]);
            }
            // Where nothing is sold nobody has a share.
            record.largest_share = part_of(largest, sales);
            record
        })
        .collect()
}

/// Technology goods that venture funds and their projects bought, at opening prices.
pub(super) fn investment_of_funds(world: &World) -> f64 {
    let goods = TechnologyGood::ALL.map(|good| world.goods.technology(good));
    goods
        .iter()
        .map(|orders| orders.funds.iter().sum::<f64>() * orders.received)
        .sum()
}

fn groups(world: &World) -> Vec<GroupRecord> {
    let households = &world.households;
    let taxed = 1.0 + world.government.taxes.consumption;
    let count = households
        .group
        .iter()
        .map(|g| *g as usize + 1)
        .max()
        .unwrap_or(0);
    let mut groups = vec![GroupRecord::default(); count];
    let columns = households
        .group
        .iter()
        .zip(&households.consumption)
        .zip(&households.income)
        .zip(&households.interest)
        .zip(households.deposits.as_slice());
    for ((((group, consumption), income), interest), deposits) in columns {
        let group = &mut groups[usize::from(*group)];
        group.consumption += taxed * consumption;
        group.income += income + interest;
        group.deposits += deposits;
        group.persons += 1.0;
    }
    groups
}
