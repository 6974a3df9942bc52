//! From the world to a record.

use super::{ABSENT, GroupRecord, Indicator, Observed, Record, SectorRecord};
use crate::blocks::ai::Ai;
use crate::economy::FinalUse;
use crate::state::NO_EMPLOYER;
use crate::structure::{Structure, TechnologyGood};
use crate::world::World;
use accounting::Sector;
use engine::math;
use engine::time::Quarter;

pub(super) fn record(quarter: Quarter, observed: &Observed) -> Record {
    let &Observed {
        world,
        structure,
        rules,
        persons_per_agent,
        opening,
    } = observed;
    let unemployed = world.households.unemployed();
    let values = Indicator::ALL
        .iter()
        .map(|&i| {
            if i.exists(rules, opening) {
                // No signed zeros: -0 + 0 = 0.
                value(i, world, structure, persons_per_agent, unemployed) + 0.0
            } else {
                ABSENT
            }
        })
        .collect();
    let mut record = Record {
        quarter,
        values,
        sectors: sectors(world, structure),
        groups: groups(world),
        programmes: world.programmes,
    };
    let has_robots = Indicator::RobotDensity.exists(rules, opening);
    for sector in &mut record.sectors {
        if opening {
            sector.investment = ABSENT;
        }
        if !has_robots {
            sector.robots = ABSENT;
        }
    }
    for group in record.groups.iter_mut().filter(|_| opening) {
        group.consumption = ABSENT;
    }
    record
}

/// Persons in a million.
pub(super) const MILLION: f64 = 1e6;

fn value(
    indicator: Indicator,
    world: &World,
    structure: &Structure,
    persons_per_agent: f64,
    unemployed: usize,
) -> f64 {
    use Indicator as I;
    let (a, firms, households) = (&world.accounts, &world.firms, &world.households);
    let ledger = &world.ledger;
    let gdp = a.gdp.nominal;
    let of_gdp = |amount: f64| 100.0 * amount / gdp;
    let of_year = |amount: f64| 100.0 * amount / world.annual_gdp();
    let employed = || (households.labour_force.len() - unemployed) as f64;
    let sum = |values: &[f64]| values.iter().sum::<f64>();
    let open = || firms.open.iter().filter(|open| **open).count() as f64;
    match indicator {
        I::RealGdp => a.gdp.real,
        I::GdpGrowth => 100.0 * world.expectations.growth_year,
        I::NominalGdp => gdp,
        I::CpiInflation => 100.0 * world.expectations.inflation_year,
        I::Cpi => world.goods.consumer_price,
        I::GdpDeflator => gdp / a.gdp.real,
        I::Unemployment => 100.0 * (1.0 - employed() / households.labour_force.len() as f64),
        I::Employment => employed() * persons_per_agent / MILLION,
        I::RealWage => world.labour.wage_index / world.goods.consumer_price,
        I::Productivity => {
            let opening = world.opening_productivity;
            a.gdp.real / employed() / opening
        }
        I::RealConsumption => a.consumption.real,
        I::RealInvestment => a.fixed_investment().real,
        I::RealGovernment => a.government.real,
        I::RealExports => a.exports.real,
        I::RealImports => a.imports.real,
        I::ConsumptionShare => of_gdp(a.consumption.nominal),
        I::GovernmentShare => of_gdp(a.government.nominal),
        I::InvestmentShare => of_gdp(a.fixed_investment().nominal),
        I::FirmInvestmentShare => of_gdp(a.firm_investment.nominal),
        I::StockBuildingShare => of_gdp(a.stock_building.nominal),
        I::ExportShare => of_gdp(a.exports.nominal),
        I::ImportShare => of_gdp(a.imports.nominal),
        I::LabourShare => of_gdp(a.compensation),
        I::SavingRate => 100.0 * (1.0 - a.consumption.nominal / a.disposable),
        I::PolicyRate => 400.0 * world.central_bank.policy_rate,
        I::PublicDebt => of_year(-ledger.bonds(Sector::Government)),
        I::PublicDeficit => of_gdp(world.government.deficit),
        I::FirmLoans => of_year(ledger.loans(Sector::Firms)),
        I::FirmDeposits => of_year(ledger.deposits(Sector::Firms)),
        I::HouseholdDeposits => of_year(ledger.deposits(Sector::Households)),
        I::ForeignAssets => of_year(-ledger.foreign_account()),
        I::BankCapital => 100.0 * ledger.bank_equity() / ledger.bank_credit(),
        I::WriteOffs => 100.0 * world.bank.written_off / ledger.bank_credit(),
        I::Exits => 100.0 * f64::from(world.exits.insolvent + world.exits.closed) / open(),
        I::Insolvencies => 100.0 * f64::from(world.exits.insolvent) / open(),
        I::CapacityUse => {
            let capacity: f64 = (0..firms.len())
                .map(|i| structure.output_per_capital[firms.sector(i)] * firms.capital[i])
                .sum();
            100.0 * sum(&firms.output) / capacity
        }
        I::CapitalRatio => {
            let annual: f64 = world.gdp_history.iter().rev().take(4).map(|gdp| gdp.real).sum();
            sum(&firms.capital) / annual
        }
        I::FinanceCut => {
            let cut = sum(&firms.investment_cut);
            let wanted = sum(&firms.investment_ordered) + cut;
            // Nobody wanted to invest, so nothing was cut.
            if wanted == 0.0 { 0.0 } else { 100.0 * cut / wanted }
        }
        I::RelendingStock => ledger.relending(),
        I::InsolvencyLosses => 100.0 * world.exits.insolvency_losses / ledger.bank_credit(),
        I::Recapitalisation => of_gdp(world.bank.recapitalisation),
        I::ResearchIntensity => of_gdp(world.knowledge.usual + world.knowledge.extra),
        I::TechnologyIndex => 100.0 * world.knowledge.gap(),
        I::KnowledgeStock => world.knowledge.national,
        I::FrontierLevel => 100.0 * world.knowledge.frontier_level(),
        I::AnnouncedTrend => 100.0 * (math::powi(1.0 + world.expectations.trend_productivity, 4) - 1.0),
        // Without the block these are nothing.
        I::Support => world.support.as_ref().map_or(0.0, |s| 100.0 * s.over_gdp(gdp)),
        I::FavouredFirms => favoured(world, &|_| 1.0),
        I::FavouredOutput => favoured(world, &|i| firms.output[i]),
        I::FavouredCapacityUse => {
            let capacity = favoured(world, &|i| {
                structure.output_per_capital[firms.sector(i)] * firms.capital[i]
            });
            if capacity == 0.0 {
                0.0
            } else {
                100.0 * favoured(world, &|i| firms.output[i]) / capacity
            }
        }
        I::Tfp => world
            .support
            .as_ref()
            .map_or(0.0, |s| s.productivity(world, structure)),
        I::AdjustedTfp => world
            .support
            .as_ref()
            .map_or(0.0, |s| s.adjusted_productivity(world, structure)),
        I::FirmEfficiency => {
            let (mut added, mut needed) = (0.0, 0.0);
            for i in 0..firms.len() {
                let k = firms.sector(i);
                let own = firms.output[i] * (1.0 - structure.materials_per_output[k]);
                let level = firms.productivity[i] / structure.output_per_staff[k] / world.technology.level;
                added += own;
                needed += own / level;
            }
            added / needed
        }
        I::Misallocation => world
            .support
            .as_ref()
            .map_or(0.0, |s| 100.0 * s.misallocation(world, structure)),
        I::StateOutput => {
            let state: f64 = (0..firms.len())
                .filter(|&i| firms.state_owned[i])
                .map(|i| firms.output[i])
                .sum();
            100.0 * state / sum(&firms.output)
        }
        I::StateDividends => of_gdp(world.support.as_ref().map_or(0.0, |s| s.state_dividends())),
        I::StateResearch => {
            let [own, models] = [TechnologyGood::Research, TechnologyGood::ModelResearch]
                .map(|good| world.goods.technology(good));
            let of_firm = |i: usize| {
                let intensity = world.knowledge.intensity.get(firms.sector(i));
                let bought = own.bill(i) + models.bill(i);
                intensity.map_or(0.0, |r| r * firms.price[i] * firms.output[i] + bought)
            };
            of_gdp(
                (0..firms.len())
                    .filter(|&i| firms.state_owned[i])
                    .map(of_firm)
                    .sum(),
            )
        }
        I::AiAdoption
        | I::AiProductivity
        | I::AiDisplaced
        | I::AiCapexShare
        | I::Compute
        | I::ComputePublic
        | I::ComputeUse
        | I::ComputePrice
        | I::ComputeReturn
        | I::ComputeElectricity
        | I::LicenceIncome
        | I::AiResearch => {
            // An economy without the block has none of it.
            let Some(ai) = &world.ai else { return 0.0 };
            artificial_intelligence(indicator, ai, world, persons_per_agent)
        }
        I::SpecialLoans => world.relending.stock(),
        I::EligibleLoans => world.relending.all_eligible_loans(firms),
        I::EligibleShare => 100.0 * world.relending.all_eligible_loans(firms) / ledger.loans(Sector::Firms),
        I::EligibleRate => 100.0 * world.relending.eligible_rate,
        I::FirmCredit => ledger.loans(Sector::Firms),
        I::NonPerforming => 100.0 * world.bank.non_performing(firms),
        I::TechnologyBonds => ledger.technology_bonds(),
        I::TechnologyBondSpread => 100.0 * world.bond_board.spread,
        I::ChipImports => world.goods.controls.imported,
        I::ChipSelfSufficiency => 100.0 * world.chips.self_sufficiency,
        I::ChipGap => world.chips.gap,
        I::Innovations => {
            let by_sector = world.knowledge.innovations.iter().zip(&world.chips.treated);
            by_sector
                .filter(|(_, treated)| **treated)
                .map(|(expected, _)| expected)
                .sum()
        }
        I::HardwareCost => world.chips.hardware_cost,
        I::FundCommitted => world.ventures.sum(|f| f.committed),
        I::FundRaised => world.ventures.sum(|f| f.raised.iter().sum()),
        I::FundDrawn => world.ventures.sum(|f| f.drawn.iter().sum()),
        I::FundInvested => world.ventures.sum(|f| f.invested),
        I::FundFees => world.ventures.sum(|f| f.fees),
        I::FundReturned => world.ventures.sum(|f| f.returned.iter().sum()),
        I::FundAssets => ledger.fund_shares(Sector::Government) + ledger.fund_shares(Sector::Households),
        I::VentureSpending => world.ventures.spending,
        I::VentureFailures => {
            // Losers end before winners: of those ended early on nearly all have lost.
            let begun = world.ventures.sum(|f| f64::from(f.deals));
            100.0 * of_those(world.ventures.sum(|f| f64::from(f.lost)), begun)
        }
        I::PublicReturn => of_those(
            world.ventures.sum(|f| f.returned[0]),
            world.ventures.sum(|f| f.drawn[0]),
        ),
        I::PublicValue => of_those(
            world.ventures.sum(|f| f.returned[0] + f.shares[0]),
            world.ventures.sum(|f| f.drawn[0]),
        ),
        I::VentureTechnology => 100.0 * venture_technology(world),
        I::ElectricShare => 100.0 * world.vehicles.share,
        I::VehicleCost => world.vehicles.unit_cost,
        I::VehicleExports => {
            let c = structure.column(FinalUse::Exports);
            (0..world.vehicles.weight.len())
                .map(|g| {
                    let basket = structure.share(g, c) * (1.0 + world.goods.extra_exports[g]);
                    world.vehicles.weight[g] * basket * world.rest_of_world.export_demand
                })
                .sum()
        }
        I::VehicleCapacityUse => 100.0 * world.vehicles.capacity_use,
        I::FleetEmissions => world.vehicles.emissions_avoided,
        I::RobotDensity => {
            let (mut robots, mut persons) = (0.0, 0.0);
            for i in 0..firms.len() {
                let density = robot_density(world, firms.sector(i));
                if density > 0.0 {
                    robots += density * f64::from(firms.heads[i]);
                    persons += f64::from(firms.heads[i]);
                }
            }
            // Where nobody uses robots there are none.
            if persons > 0.0 {
                1000.0 * robots / persons
            } else {
                0.0
            }
        }
        I::RideDriverless => 100.0 * world.driving.share,
        I::PermitsSuspended => 100.0 * world.driving.suspended,
        I::RidePrice => world.driving.ride_price,
        I::DisplacedDrivers => world.driving.persons * sum(&world.driving.displaced),
        I::LowPaidUnemployment => {
            let exposed = &world.driving.exposed;
            // Without the block no group is named.
            if !exposed.contains(&true) {
                return 0.0;
            }
            let (mut persons, mut idle) = (0_u32, 0_u32);
            for &h in &households.labour_force {
                let counted = u32::from(exposed[usize::from(households.group[h as usize])]);
                persons += counted;
                idle += counted * u32::from(households.employer[h as usize] == NO_EMPLOYER);
            }
            100.0 * f64::from(idle) / f64::from(persons)
        }
        I::Sentiment => 100.0 * world.confidence.mean(),
    }
}

fn artificial_intelligence(indicator: Indicator, ai: &Ai, world: &World, persons_per_agent: f64) -> f64 {
    use Indicator as I;
    let firms = &world.firms;
    let sum = |of: &dyn Fn(usize) -> f64| (0..firms.len()).map(of).sum::<f64>();
    let compute = &ai.compute;
    match indicator {
        I::AiAdoption => {
            let users = sum(&|i| if ai.adoption.has(i) { firms.output[i] } else { 0.0 });
            100.0 * users / sum(&|i| firms.output[i])
        }
        I::AiProductivity => {
            let pay = |i: usize| firms.pay_rate[i] * firms.staff[i];
            100.0 * sum(&|i| pay(i) * ai.effect[i]) / sum(&pay)
        }
        I::AiDisplaced => {
            let persons = sum(&|i| f64::from(firms.heads[i]) * math::exp_m1(ai.effect[i]));
            persons * persons_per_agent / MILLION
        }
        I::AiCapexShare => {
            let extra = world.goods.technology(TechnologyGood::AiCapital);
            100.0 * (compute.base_spending + extra.total() * extra.paid) / world.accounts.gdp.nominal
        }
        I::Compute => compute.capacity(),
        I::ComputePublic => 100.0 * compute.public / compute.capacity(),
        I::ComputePrice => compute.price,
        I::ComputeUse => 100.0 * ai.outcome.utilisation,
        I::ComputeReturn => 100.0 * ai.outcome.net_return,
        I::ComputeElectricity => ai.outcome.electricity,
        I::LicenceIncome => ai.outcome.licence_income,
        _ => ai.outcome.research,
    }
}

/// Robots per person at work in a sector; none without the block.
fn robot_density(world: &World, k: usize) -> f64 {
    world.robots.density.get(k).copied().unwrap_or(0.0)
}

/// Sum over the firms of favoured sectors.
fn favoured(world: &World, of: &dyn Fn(usize) -> f64) -> f64 {
    let support = world.support.as_ref();
    support.map_or(0.0, |s| s.favoured(&world.firms).map(of).sum())
}

/// A share of what there may be nothing of: zero then.
fn of_those(part: f64, all: f64) -> f64 {
    if all == 0.0 { 0.0 } else { part / all }
}

/// Gain from ventures, mean over firms by size and over sectors by real value added.
fn venture_technology(world: &World) -> f64 {
    let (ventures, firms) = (&world.ventures, &world.firms);
    if ventures.knowledge.is_empty() {
        return 0.0;
    }
    let (mut gain, mut total) = (0.0, 0.0);
    for (k, makers) in world.goods.makers.iter().enumerate() {
        let (mut added, mut own) = (0.0, 0.0);
        for i in makers.iter().map(|&i| i as usize) {
            added += firms.output[i] - firms.materials_used[i];
            own += firms.size[i] * ventures.own_gain[i];
        }
        gain += added * (own + ventures.knowledge[k]);
        total += added;
    }
    gain / total
}

fn sectors(world: &World, structure: &Structure) -> Vec<SectorRecord> {
    let (firms, goods) = (&world.firms, &world.goods);
    let power = goods.technology(TechnologyGood::Electricity);
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
                robots: robot_density(world, k),
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
            record.largest_share = of_those(largest, sales);
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
