//! Columns that every economy has, along sectors and household groups.

use super::{Column, Observed};
use crate::books::part_of;
use crate::declare::{ABSENT, ColumnInfo, Dimension, IndicatorInfo, Kind, Title, indicator};
use crate::structure::TechnologyGood;
use crate::world::World;

/// What their measurements look at: sums over firms and households, each of which is visited once.
struct Cut<'a> {
    world: &'a World,
    sectors: Vec<SectorSums>,
    groups: Vec<GroupSums>,
}

/// Sums over the firms of a sector.
#[derive(Clone, Copy, Default)]
struct SectorSums {
    output: f64,
    value_added: f64,
    employed: f64,
    investment: f64,
    largest_share: f64,
}

/// Sums over the households of a group.
#[derive(Clone, Copy, Default)]
struct GroupSums {
    consumption: f64,
    income: f64,
    deposits: f64,
    persons: f64,
}

/// Declares the core's columns by dimension; each gets a name in the code.
macro_rules! columns {
    ($(along $dimension:ident { $($name:ident = $id:literal {
        title: ($en:literal, $zh:literal),
        unit: $unit:literal,
        kind: $kind:ident,
        $(flow: $flow:literal,)?
        $(reported: $reported:literal,)?
        meaning: $meaning:literal,
        measure: |$c:pat_param, $member:pat_param| $measure:expr,
    })+ })+) => {
        /// Columns that every economy has, in the order in which they are listed.
        pub(super) const COLUMNS: &[ColumnInfo] = &[$($(ColumnInfo {
            dimension: Dimension::$dimension,
            info: IndicatorInfo::new(
                $id,
                Title { en: $en, zh: $zh },
                $unit,
                Kind::$kind,
                indicator!(mark $($flow)?),
                None,
                $meaning,
            ),
            reported: indicator!(mark $($reported)?),
        },)+)+];

        impl Column {
            $($(#[doc = $meaning] pub const $name: Self = Self::named($id);)+)+
        }

        /// Measures them in that order.
        pub(super) fn measure(observed: &Observed, out: &mut Vec<Vec<f64>>) {
            let cut = &Cut::of(observed);
            let members = |dimension| observed.structure.members.count(dimension);
            $($(out.push(if observed.opening && indicator!(mark $($flow)?) {
                vec![ABSENT; members(Dimension::$dimension)]
            } else {
                let $c = cut;
                (0..members(Dimension::$dimension)).map(|$member| $measure).collect()
            });)+)+
        }
    };
}

columns! {
    along Sectors {
    SECTOR_OUTPUT = "sector.output" {
        title: ("Output", "产出"),
        unit: "bn_opening_prices",
        kind: Level,
        reported: true,
        meaning: "Gross output at opening prices.",
        measure: |c, k| c.sectors[k].output,
    }
    SECTOR_VALUE_ADDED = "sector.value_added" {
        title: ("Value added", "增加值"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Value added at opening prices and producers' prices; with taxes on products paid by users it sums to real GDP.",
        measure: |c, k| c.sectors[k].value_added,
    }
    SECTOR_PRICE = "sector.price" {
        title: ("Price", "价格"),
        unit: "index",
        kind: Level,
        meaning: "Product price index, opening = 1.",
        measure: |c, k| c.world.goods.price[k],
    }
    SECTOR_EMPLOYED = "sector.employed" {
        title: ("Persons at work", "就业人数"),
        unit: "agents",
        kind: Level,
        meaning: "Persons at work, agents.",
        measure: |c, k| c.sectors[k].employed,
    }
    SECTOR_INVESTMENT = "sector.investment" {
        title: ("Fixed investment", "固定资本形成"),
        unit: "bn_opening_prices",
        kind: Level,
        flow: true,
        meaning: "Fixed investment of its firms, technology goods included, at opening prices.",
        measure: |c, k| c.sectors[k].investment,
    }
    SECTOR_LARGEST_SHARE = "sector.largest_share" {
        title: ("Share of the largest firm", "最大企业份额"),
        unit: "ratio",
        kind: Amount,
        meaning: "Largest firm's share of the sector's sales.",
        measure: |c, k| c.sectors[k].largest_share,
    }
    }

    along Groups {
    GROUP_CONSUMPTION = "group.consumption" {
        title: ("Consumption", "消费"),
        unit: "bn",
        kind: Level,
        flow: true,
        reported: true,
        meaning: "Consumption with taxes, nominal.",
        measure: |c, g| c.groups[g].consumption,
    }
    GROUP_INCOME = "group.income" {
        title: ("Disposable income", "可支配收入"),
        unit: "bn",
        kind: Level,
        reported: true,
        meaning: "Disposable income, nominal.",
        measure: |c, g| c.groups[g].income,
    }
    GROUP_DEPOSITS = "group.deposits" {
        title: ("Deposits", "存款"),
        unit: "bn",
        kind: Level,
        reported: true,
        meaning: "Deposits, nominal.",
        measure: |c, g| c.groups[g].deposits,
    }
    GROUP_PERSONS = "group.persons" {
        title: ("Persons", "人数"),
        unit: "agents",
        kind: Level,
        meaning: "Persons, agents.",
        measure: |c, g| c.groups[g].persons,
    }
    }
}

impl<'a> Cut<'a> {
    fn of(observed: &Observed<'a>) -> Self {
        let (world, members) = (observed.world, &observed.structure.members);
        Self {
            world,
            sectors: sectors(world, members.count(Dimension::Sectors)),
            groups: groups(world, members.count(Dimension::Groups)),
        }
    }
}

fn sectors(world: &World, count: usize) -> Vec<SectorSums> {
    let (firms, goods) = (&world.firms, &world.goods);
    let power = goods.technology(TechnologyGood::Electricity);
    let invested: Vec<TechnologyGood> = TechnologyGood::ALL
        .into_iter()
        .filter(|good| !good.is_intermediate())
        .collect();
    let technology = goods.technology_received(&invested);
    let mut sums = vec![SectorSums::default(); count];
    // Firms that are being built invest before they are makers.
    for i in 0..firms.len() {
        sums[firms.sector(i)].investment += firms.investment[i] + technology[i];
    }
    for (sum, makers) in sums.iter_mut().zip(&goods.makers) {
        let (mut sales, mut largest) = (0.0, 0.0_f64);
        for i in makers.iter().map(|&i| i as usize) {
            sum.output += firms.output[i];
            sum.value_added += firms.output[i] - firms.materials_used[i];
            sum.employed += f64::from(firms.heads[i]);
            sum.value_added -= power.firms[i] * power.received;
            sales += firms.sales[i];
            largest = largest.max(firms.sales[i]);
        }
        // Where nothing is sold nobody has a share.
        sum.largest_share = part_of(largest, sales);
    }
    sums
}

fn groups(world: &World, count: usize) -> Vec<GroupSums> {
    let households = &world.households;
    let taxed = 1.0 + world.government.taxes.consumption;
    let mut sums = vec![GroupSums::default(); count];
    let columns = households
        .group
        .iter()
        .zip(&households.consumption)
        .zip(&households.income)
        .zip(&households.interest)
        .zip(households.deposits.as_slice());
    for ((((group, consumption), income), interest), deposits) in columns {
        let sum = &mut sums[usize::from(*group)];
        sum.consumption += taxed * consumption;
        sum.income += income + interest;
        sum.deposits += deposits;
        sum.persons += 1.0;
    }
    sums
}
