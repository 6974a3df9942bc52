//! What is recorded of a quarter.

use super::{Column, ColumnInfo, Indicator, along, core};
use crate::blocks::{self, every_block};
use crate::books::programmes::Programmes;
use crate::books::{MILLION, Seen};
use crate::declare::Measured;
use crate::structure::{Structure, TechnologyGood};
use crate::world::World;
use accounting::Checks;
use engine::time::Quarter;

/// The same numbers, bit for bit; what is absent on both sides is the same.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        let columns = |record: &Self| record.columns.iter().map(|c| bits(c)).collect::<Vec<_>>();
        self.quarter == other.quarter
            && bits(&self.values) == bits(&other.values)
            && columns(self) == columns(other)
            && self.programmes == other.programmes
    }
}

/// Everything recorded of one quarter.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Record {
    /// The quarter; the first record of a run is the opening.
    pub quarter: Quarter,
    /// Values in the order of `Indicator::ALL`.
    pub values: Vec<f64>,
    /// A number for each member of its dimension, by column in the order of `Column::ALL`.
    pub columns: Vec<Vec<f64>>,
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
        let Measured { values, columns } = measured(observed);
        Self {
            quarter,
            values,
            columns,
            programmes: observed.world.programmes,
        }
    }
    /// Value of one indicator.
    pub fn get(&self, indicator: Indicator) -> f64 {
        self.values[indicator.place()]
    }
    /// The numbers of a column, a member each.
    pub fn along(&self, column: Column) -> &[f64] {
        &self.columns[column.place()]
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
        for column in Column::ALL.iter().filter(|c| c.exists(&world.blocks, *opening)) {
            let ColumnInfo { dimension, info, .. } = column.info();
            for (id, &value) in structure.members.ids(*dimension).iter().zip(self.along(*column)) {
                checks.number(|| format!("{} of {id}", info.id), value);
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
        let all = |column| self.along(column).iter().sum::<f64>();
        let at_work = self.get(Indicator::EMPLOYMENT) * MILLION / observed.persons_per_agent;
        let funds = investment_of_funds(world);
        for (place, parts, total) in [
            ("output of sectors", all(Column::SECTOR_OUTPUT), a.output),
            (
                "value added of sectors with taxes on products",
                all(Column::SECTOR_VALUE_ADDED) + a.product_taxes.real,
                self.get(Indicator::REAL_GDP),
            ),
            ("persons at work by sector", all(Column::SECTOR_EMPLOYED), at_work),
            (
                "investment of sectors and funds",
                all(Column::SECTOR_INVESTMENT) + funds,
                a.firm_investment.real,
            ),
            (
                "consumption of groups",
                all(Column::GROUP_CONSUMPTION),
                a.consumption.nominal,
            ),
        ] {
            checks.equal("parts = total", || place.to_owned(), parts, total, total);
        }
    }
}

/// Numbers of all indicators and columns.
fn measured(observed: &Observed) -> Measured {
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
    let mut out = Measured::default();
    core::measure(observed, &mut out.values);
    along::measure(observed, &mut out.columns);
    macro_rules! measure {
        ($($block:ident),+) => {
            $(blocks::$block::measure(world.blocks.$block.as_ref(), &seen, &mut out);)+
        };
    }
    every_block!(measure);
    // No signed zeros: -0 + 0 = 0.
    out.values.iter_mut().for_each(|value| *value += 0.0);
    out
}

/// Technology goods that venture funds and their projects bought, at opening prices.
pub(super) fn investment_of_funds(world: &World) -> f64 {
    let goods = TechnologyGood::ALL.map(|good| world.goods.technology(good));
    goods
        .iter()
        .map(|orders| orders.funds().iter().sum::<f64>() * orders.received)
        .sum()
}
