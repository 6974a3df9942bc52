//! Opening position of the published base model. Source: poledna2023, section A.2.

use super::PublishedSet;
use super::abroad::Abroad;
use super::bank::Bank;
use super::expectations::Expectations;
use super::government::Government;
use super::world::World;
use crate::books::accounts::Accounts;
use crate::books::identities::Stocks;
use crate::declare::{Dimension, Members};
use crate::economy::FinalUse;
use crate::state::{Bought, Firms, GoodsMarket, Households, NO_EMPLOYER, Role, employ};
use crate::streams::Stream;
use crate::structure::{Structure, Taxes};
use accounting::{Column, Instrument, Ledger, Opening, Sector};
use engine::bounds::Bounds;
use engine::draws::Draws;
use engine::math;
use engine::time::Quarter;

/// Tail exponent of firm sizes (α). Source: poledna2023, section A.2.
const SIZE_TAIL: f64 = 2.0;

/// Technology and baskets of a published set.
pub fn structure(set: &PublishedSet) -> Structure {
    let p = &set.parameters;
    let n = p.industries;
    let none = vec![0.0; n];
    let finals = FinalUse::ALL.map(|user| match user {
        FinalUse::HouseholdConsumption => &p.consumption_mix,
        FinalUse::GovernmentConsumption => &p.government_mix,
        FinalUse::FirmInvestment => &p.capital_mix,
        FinalUse::Housing => &p.housing_mix,
        FinalUse::PublicInvestment => &none,
        FinalUse::Exports => &p.exports_mix,
    });
    let mut basket = Vec::with_capacity(n * (n + finals.len()));
    for g in 0..n {
        basket.extend_from_slice(&p.materials_mix[g * n..(g + 1) * n]);
        basket.extend(finals.iter().map(|mix| mix[g]));
    }
    Structure {
        sectors: n,
        members: Members::default().with(Dimension::Sectors, (1..=n).map(|s| s.to_string()).collect()),
        imported: vec![0.0; basket.len()],
        basket,
        materials_per_output: p.materials_productivity.iter().map(|beta| 1.0 / beta).collect(),
        output_per_capital: p.capital_productivity.clone(),
        depreciation: p.depreciation.clone(),
        output_per_staff: p.labour_productivity.clone(),
        units_per_person: vec![1.0; n],
        pay_per_staff: p.wage.clone(),
        pay_correction: vec![1.0; p.wage.len()],
        product_tax: p.product_tax.clone(),
        production_tax: p.production_tax.clone(),
        bundles: Default::default(),
        ai_buyer: none,
        ai_depreciation: 0.0,
        cost_share: vec![1.0; n],
        taxes: Taxes {
            employer_contribution: p.employer_contributions,
            employee_contribution: p.employee_contributions,
            income: p.income_tax,
            profit: p.corporate_tax,
            consumption: p.consumption_tax,
            dwellings: p.capital_formation_tax,
            government: p.government_consumption_tax,
            export: p.export_tax,
        },
    }
}

/// The opening world. Firm sizes are drawn; with silent draws all firms of an industry are alike.
pub fn open(set: &PublishedSet, structure: &Structure, opening: Quarter, draws: &Draws) -> World {
    let (p, x) = (&set.parameters, &set.initial);
    let taxes = structure.taxes;
    let staff = firm_sizes(set, draws);
    let mut firms = firms(set, &staff);
    let n = firms.len();
    let bank_profit = p.loan_spread * x.firm_loans + x.policy_rate * x.bank_equity;
    let (mut households, last_wage) = households(set, &mut firms, &staff, bank_profit);
    scale_deposits(set, &mut households);
    let ledger = ledger(set, &firms, &households, opening);
    let goods = market(set, structure, &firms, &households);
    use_materials_and_pay(set, &mut firms);
    let last = p.history_quarters - 1;
    World {
        expected_profit: vec![0.0; n],
        real_wage: firms.sector.iter().map(|&k| p.wage[k as usize]).collect(),
        capital_price: vec![1.0; n],
        last_wage,
        bank: Bank {
            loan_rate: x.policy_rate + p.loan_spread,
            deposit_rate: x.policy_rate,
            profit: bank_profit,
            ..Bank::default()
        },
        policy_rate: x.policy_rate,
        government: Government {
            taxes,
            consumption_path: x.government_consumption[last],
            inactive_benefit: x.inactive_benefit,
            other_benefit: x.other_benefit,
            ..Government::default()
        },
        abroad: Abroad {
            output: x.foreign_gdp,
            inflation: x.foreign_inflation,
            export_demand: x.exports[last],
            import_supply: x.imports[last],
            ..Abroad::default()
        },
        import_orders: vec![0.0; p.industries],
        expectations: Expectations {
            output_history: x.output_history.clone(),
            inflation_history: x.inflation_history.clone(),
            ..Expectations::default()
        },
        insolvent: 0,
        accounts: Accounts::measure(structure, &firms, &households, &goods, &taxes, 0.0),
        stocks: Stocks::by_sector(structure, &firms),
        ledger,
        checks: 0,
        worst_residual: 0.0,
        firms,
        households,
        goods,
    }
}

/// Firms as drawn: capital by normal use, loans by capital, deposits by surplus.
fn firms(set: &PublishedSet, staff: &[f64]) -> Firms {
    let (p, x) = (&set.parameters, &set.initial);
    let sector: Vec<u32> = (0..p.industries)
        .flat_map(|k| vec![k as u32; p.firms[k]])
        .collect();
    let n = sector.len();
    let workers = p.active_persons - n - 1;
    let first_owner = (workers + p.inactive_persons) as u32;
    let output: Vec<f64> = (0..n)
        .map(|i| p.labour_productivity[sector[i] as usize] * staff[i])
        .collect();
    let capital: Vec<f64> = (0..n)
        .map(|i| output[i] / (x.utilisation * p.capital_productivity[sector[i] as usize]))
        .collect();
    let total_capital: f64 = capital.iter().sum();
    let loans: Vec<f64> = capital
        .iter()
        .map(|own| x.firm_loans * own / total_capital)
        .collect();
    let margin = |k: usize| {
        1.0 - (1.0 + p.employer_contributions) * p.wage[k] / p.labour_productivity[k]
            - p.depreciation[k] / p.capital_productivity[k]
            - 1.0 / p.materials_productivity[k]
            - p.production_tax[k]
            - p.product_tax[k]
    };
    let surplus: Vec<f64> = (0..n).map(|i| margin(sector[i] as usize) * output[i]).collect();
    let positive: f64 = surplus.iter().map(|v| v.at_least(0.0)).sum();
    let deposits: Vec<f64> = surplus
        .iter()
        .map(|v| x.firm_deposits * v.at_least(0.0) / positive)
        .collect();
    let owner = (0..n as u32).map(|i| first_owner + i).collect();
    let mut firms = Firms::new(sector, owner, loans, deposits);
    let loan_rate = x.policy_rate + p.loan_spread;
    for i in 0..n {
        let k = firms.sector(i);
        firms.output[i] = output[i];
        firms.sales[i] = output[i];
        firms.orders[i] = output[i];
        firms.expected_orders[i] = output[i];
        firms.productivity[i] = p.labour_productivity[k];
        firms.capital[i] = capital[i];
        firms.materials[i] = output[i] / (x.utilisation * p.materials_productivity[k]);
        let profit =
            surplus[i] - loan_rate * firms.loans.get(i) + x.policy_rate * firms.deposits.get(i).at_least(0.0);
        firms.profit.begin(i, profit);
    }
    firms
}

/// Positions of institutions beside those of firms and households; the bank's reserves are what is left.
fn ledger(set: &PublishedSet, firms: &Firms, households: &Households, opening: Quarter) -> Ledger {
    let x = &set.initial;
    let deposits_total = households.deposits.total() + firms.deposits.total();
    let reserves = deposits_total + x.bank_equity - firms.loans.total();
    let columns = [&firms.deposits, &firms.loans, &households.deposits];
    let books = Opening::default()
        .with(Instrument::Reserves, Sector::Bank, reserves)
        .with(
            Instrument::ForeignPosition,
            Sector::RestOfWorld,
            x.foreign_deposits,
        )
        .with(Instrument::Bonds, Sector::CentralBank, x.government_debt);
    Ledger::open(opening.plus(1), &books, &columns)
}

/// The goods market after the opening quarter: what final users bought, and imports.
fn market(set: &PublishedSet, structure: &Structure, firms: &Firms, households: &Households) -> GoodsMarket {
    let (p, x, taxes) = (&set.parameters, &set.initial, &structure.taxes);
    let last = p.history_quarters - 1;
    let mut goods = GoodsMarket::new((structure.sectors, structure.columns()), 1.0, firms);
    let spent = |share: f64, tax: f64| share * households.income.iter().sum::<f64>() / (1.0 + tax);
    for (user, real) in [
        (
            FinalUse::HouseholdConsumption,
            spent(p.consumption_propensity, taxes.consumption),
        ),
        (FinalUse::Housing, spent(p.housing_propensity, taxes.dwellings)),
        (FinalUse::GovernmentConsumption, x.government_consumption[last]),
        (FinalUse::Exports, x.exports[last]),
        (
            FinalUse::FirmInvestment,
            (0..firms.len()).map(|i| replaced(structure, firms, i)).sum(),
        ),
    ] {
        goods.bought[user as usize] = Bought { nominal: real, real };
    }
    goods.imported = Bought {
        nominal: x.imports[last],
        real: x.imports[last],
    };
    goods
}

/// Materials that firms used, and received anew, and the pay of their staff in the opening quarter.
fn use_materials_and_pay(set: &PublishedSet, firms: &mut Firms) {
    let p = &set.parameters;
    for i in 0..firms.len() {
        let k = firms.sector(i);
        firms.materials_used[i] = firms.output[i] / p.materials_productivity[k];
        firms.materials_received[i] = firms.materials_used[i];
        firms.pay_rate[i] = p.wage[k];
        firms.pay[i] = p.wage[k] * firms.staff[i] * (1.0 + p.employer_contributions);
    }
}

/// Capital that production uses up and investment replaces.
fn replaced(s: &Structure, firms: &Firms, i: usize) -> f64 {
    let k = firms.sector(i);
    s.depreciation[k] / s.output_per_capital[k] * firms.output[i]
}

/// Employees of each firm: a discretised Pareto draw that adds up to the industry, at least one each.
fn firm_sizes(set: &PublishedSet, draws: &Draws) -> Vec<f64> {
    let p = &set.parameters;
    let mut sizes = Vec::new();
    let mut first = 0u32;
    for industry in 0..p.industries {
        let (count, total) = (p.firms[industry], set.initial.employees[industry]);
        if draws.is_silent() {
            let mean = (total as f64 / count as f64).round();
            sizes.extend(std::iter::repeat_n(mean, count));
            continue;
        }
        let weights: Vec<f64> = (0..count as u32)
            .map(|j| {
                math::pow(
                    1.0 - draws.uniform(Stream::FirmSize, 0, first + j, 0),
                    -1.0 / (SIZE_TAIL - 1.0),
                )
            })
            .collect();
        let sum: f64 = weights.iter().sum();
        let mut staff: Vec<i64> = weights
            .iter()
            .map(|w| ((w / sum * total as f64).round() as i64).max(1))
            .collect();
        // Rounding is undone one person at a time at random firms.
        let mut k = 1;
        loop {
            let gap = total as i64 - staff.iter().sum::<i64>();
            if gap == 0 {
                break;
            }
            let j = (draws.uniform(Stream::FirmSize, 0, first, k) * count as f64) as usize;
            k += 1;
            if gap > 0 {
                staff[j] += 1;
            } else if staff[j] > 1 {
                staff[j] -= 1;
            }
        }
        sizes.extend(staff.iter().map(|n| *n as f64));
        first += count as u32;
    }
    sizes
}

/// Households in table order: workers, persons outside the labour force, firm owners, the bank's owner; and the last real wage
/// of each.
fn households(
    set: &PublishedSet,
    firms: &mut Firms,
    staff: &[f64],
    bank_profit: f64,
) -> (Households, Vec<f64>) {
    let (p, x) = (&set.parameters, &set.initial);
    let workers = p.active_persons - firms.len() - 1;
    let mut role = vec![Role::Worker; workers];
    role.extend(vec![Role::Retired; p.inactive_persons]);
    role.extend((0..firms.len() as u32).map(Role::FirmOwner));
    role.push(Role::BankOwner);
    let n = role.len();
    let mut households = Households {
        role,
        group: vec![0; n],
        employer: vec![NO_EMPLOYER; n],
        units: vec![1.0; n],
        deposits: Column::new(Sector::Households, Instrument::Deposits, vec![0.0; n]),
        technology_bonds: Column::new(Sector::Households, Instrument::TechnologyBonds, vec![0.0; n]),
        dwellings: vec![0.0; n],
        permanent_income: vec![0.0; n],
        income: vec![0.0; n],
        transfer: vec![0.0; n],
        consumption_budget: vec![0.0; n],
        housing_budget: vec![0.0; n],
        consumption: vec![0.0; n],
        housing: vec![0.0; n],
        interest: vec![0.0; n],
        labour_force: (0..workers as u32).collect(),
        bank_owners: vec![n as u32 - 1],
        opening_labour_force: workers,
        first_in_line: Vec::new(),
    };
    let mut last_wage = vec![x.unemployment_benefit / p.benefit_replacement; n];
    let mut h = 0;
    for (i, staff) in staff.iter().enumerate() {
        for _ in 0..*staff as usize {
            employ(&mut households, firms, h, i);
            last_wage[h] = p.wage[firms.sector(i)];
            h += 1;
        }
    }
    let net_wage = 1.0 - p.employee_contributions - p.income_tax * (1.0 - p.employee_contributions);
    let kept = p.dividend_payout * (1.0 - p.income_tax) * (1.0 - p.corporate_tax);
    for h in 0..n {
        let own = match households.role[h] {
            Role::Worker if households.employer[h] != NO_EMPLOYER => last_wage[h] * net_wage,
            Role::Worker => p.benefit_replacement * last_wage[h],
            Role::Retired => x.inactive_benefit,
            Role::FirmOwner(i) => kept * firms.profit[i as usize].at_least(0.0),
            Role::BankOwner => kept * bank_profit.at_least(0.0),
        };
        households.income[h] = own + x.other_benefit;
    }
    (households, last_wage)
}

/// All household wealth is proportional to income.
fn scale_deposits(set: &PublishedSet, households: &mut Households) {
    let total: f64 = households.income.iter().sum();
    let share = |wealth: f64| -> Vec<f64> { households.income.iter().map(|y| wealth * y / total).collect() };
    let deposits = share(set.initial.household_deposits);
    households.dwellings = share(set.initial.household_capital);
    households.deposits = Column::new(Sector::Households, Instrument::Deposits, deposits);
}
