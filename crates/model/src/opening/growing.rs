//! Opening position of the growing economy: firms, persons and balance sheets that add up to the country pack.

use super::banks::{self, Totals};
use super::blocks::{BlockParams, OpenBlocks};
use super::incomes;
use super::setup::{self, FirmSetup};
use crate::blocks::research::shares;
use crate::books::accounts::{Accounts, Valued};
use crate::books::identities::Stocks;
use crate::core::{Params, Rules};
use crate::declare::ParameterError;
use crate::economy::{Economy, FinalUse, GroupRole};
use crate::error::ModelError;
use crate::processes::expectations::{compounded, trend_productivity_growth};
use crate::state::{
    Bought, CentralBank, Exits, Expectations, GoodsMarket, Government, LabourMarket, RestOfWorld, Technology,
};
use crate::structure::{Bundle, Structure, Taxes, TechnologyGood};
use crate::world::World;
use accounting::Ledger;
use engine::draws::Draws;
use engine::math;

/// Persons in a million.
const MILLION: f64 = 1e6;

/// Opens a country pack with one agent for `persons_per_agent` persons.
pub fn open(
    economy: &Economy,
    persons_per_agent: u32,
    draws: &Draws,
) -> Result<(World, Structure, Rules), ModelError> {
    let p = Params::of(economy)?;
    setup::check_size(economy, &p, persons_per_agent)?;
    let mut setup = FirmSetup::draw(economy, &p, persons_per_agent, draws);
    let blocks = BlockParams::find(economy)?;
    if blocks.funds.is_some() && blocks.research.is_none() {
        // Ventures buy research, so they need its goods.
        return Err(ParameterError::Missing("research_goods").into());
    }
    let structure = structure(economy, &p, &setup, &blocks);
    let gdp = gdp(economy);
    let mut firms = setup.firms(economy, &p, &structure, 4.0 * gdp, draws);
    setup.scale_norms(&firms);
    let mut goods = GoodsMarket::new(structure.sectors, structure.columns(), &firms);
    setup.place(&p, &structure, &mut firms, &goods.makers);
    let mut households = setup.households(economy, &mut firms);
    let rates = OpeningRates::of(&p);
    let bank_equity = p.bank_capital_target * firms.loans.total();
    let reserves = p.opening_foreign_assets * 4.0 * gdp;
    let public_debt = p.opening_government_debt * 4.0 * gdp;
    let relending = blocks.money.as_ref().map_or(0.0, |m| m.relending_inside);
    let household_deposits = p.opening_household_deposits * 4.0 * gdp;
    let firm_deposits = firms.loans.total() + public_debt + reserves - household_deposits - bank_equity;
    possible(
        "cash of firms over GDP",
        firm_deposits / (4.0 * gdp),
        "move opening_firm_loans, opening_household_deposits, opening_government_debt or opening_foreign_assets \
         towards their defaults",
    )?;
    let cash_norm = incomes::give_cash(&mut firms, firm_deposits);

    let pension_total = p.pension_share * gdp;
    let retired = households.len() - households.labour_force.len() - households.bank_owners.len();
    let pension = pension_total / retired as f64;
    let mean_pay = incomes::mean_pay(&firms, &structure);
    let bank_profit = rates.loan * firms.loans.total() + rates.bond * public_debt + rates.policy * reserves
        - rates.deposit * (firm_deposits + household_deposits);
    possible(
        "profit of the bank over GDP",
        bank_profit / gdp,
        "move the spreads of loan, deposit and bond rates or the neutral policy rate towards their defaults",
    )?;
    let bank_dividend = p.bank_payout * (1.0 - p.profit_levy * p.bank_tax_base) * bank_profit;
    let income = incomes::Income {
        pension,
        benefit_per_unit: p.benefit_replacement * mean_pay,
        net_pay: (1.0 - p.contribution_rate) * (1.0 - p.income_tax_rate),
        dividend_kept: 1.0 - p.income_tax_rate,
        bank_dividend,
        interest: rates.deposit * household_deposits,
    };
    incomes::reckon_profits(&mut firms, &structure, rates.loan, rates.deposit);
    let column = |user: FinalUse| {
        let c = economy.uses.column(user);
        (0..economy.uses.products)
            .map(|g| economy.uses.domestic(g, c) + economy.uses.imported(g, c))
            .sum::<f64>()
    };
    let consumption = column(FinalUse::HouseholdConsumption);
    let disposable = consumption / (1.0 - p.saving_rate);
    let payout = income.solve_payout(&households, &firms, p.profit_levy, disposable);
    possible(
        "payout of firms' profit",
        payout,
        "pay, pensions and benefits after tax leave households more than consumption and saving need: move saving_rate, \
         pension_share, benefit_replacement, income_tax_rate or contribution_rate towards their defaults",
    )?;
    let consumers = incomes::endow_households(
        economy,
        &mut households,
        &mut firms,
        &income,
        payout * (1.0 - p.profit_levy),
        household_deposits,
        consumption,
    );

    let growth = compounded(p.opening_growth);
    for user in FinalUse::ALL {
        let real = column(user);
        goods.bought[user as usize] = Bought { nominal: real, real };
    }
    for g in 0..structure.sectors {
        let users = structure.columns();
        let all = |c: usize| economy.uses.imported(g, c);
        let materials: f64 = (0..structure.sectors).map(all).sum();
        goods.imports[g] = (0..users).map(all).sum::<f64>() + p.materials_stock * growth * materials;
    }
    let imported = goods.imports.iter().sum();
    goods.imported = Bought {
        nominal: imported,
        real: imported,
    };
    for i in 0..firms.len() {
        let used = structure.materials_per_output[firms.sector(i)] * firms.output[i];
        firms.materials_used[i] = used;
        firms.materials_received[i] = used * (1.0 + p.materials_stock * growth);
    }

    let institutions = banks::institutions(economy);
    let mut banks = banks::rows(economy, &institutions);
    banks::open_accounts(&banks, &mut firms, &mut households, draws);
    let totals = Totals {
        reserves,
        bonds: public_debt,
        relending,
    };
    let books = banks::balances(institutions, &banks, &p, (&firms, &households), &totals);
    banks.bond_rate = rates.bond;
    for bank in &mut banks.rows {
        (bank.loan_rate, bank.deposit_rate) = (rates.loan, rates.deposit);
        (bank.profit, bank.dividend) = (bank.share * bank_profit, bank.share * bank_dividend);
    }
    let columns = crate::books::accounts::columns(&firms, &households);
    let ledger = Ledger::open(economy.opening.plus(1), &books, &columns);
    let rules = Rules {
        fields: economy.fields.clone(),
        groups: economy.groups.clone(),
        propensity: consumers.propensity,
        wealth_norm: consumers.wealth_norm,
        housing_propensity: column(FinalUse::Housing) / consumers.income,
        dividend_payout: payout,
        loan_norm: setup.loan_norm.clone(),
        cash_norm,
        publicly_funded: economy.sectors.iter().map(|s| s.publicly_funded).collect(),
        technology_share: economy.sectors.iter().map(|s| s.technology_share).collect(),
        opening_gdp: gdp,
        government_share: column(FinalUse::GovernmentConsumption) / gdp,
        public_investment_share: column(FinalUse::PublicInvestment) / gdp,
        opening_exports: column(FinalUse::Exports),
        pension,
        mean_pay,
        opening_real_rate: 4.0 * rates.loan - p.inflation_target,
        p: p.clone(),
    };
    let persons = f64::from(persons_per_agent) / MILLION;
    let unemployment = households.unemployed() as f64 / households.labour_force.len() as f64;
    let blocks = OpenBlocks {
        economy,
        rules: &rules,
        structure: &structure,
        persons,
        gdp,
        draws,
    }
    .open(blocks, &mut firms, &mut goods);
    let mut world = World {
        banks,
        central_bank: CentralBank {
            policy_rate: rates.policy,
            smoothed_rate: p.policy_rate_neutral,
            ..CentralBank::default()
        },
        government: Government {
            taxes: structure.taxes,
            consumption_path: column(FinalUse::GovernmentConsumption),
            investment_path: column(FinalUse::PublicInvestment),
            pension,
            benefit_per_unit: income.benefit_per_unit,
            potential: 1.0,
            debt_ratio: p.opening_government_debt,
            ..Government::default()
        },
        rest_of_world: RestOfWorld {
            export_demand: column(FinalUse::Exports),
            world_demand: 1.0,
            price: 1.0,
            exchange_rate: 1.0,
            ..RestOfWorld::default()
        },
        labour: LabourMarket {
            wage_index: 1.0,
            previous_index: 1.0,
        },
        technology: Technology {
            level: 1.0,
            growth: 0.0,
            expected_growth: 0.0,
            found_by_firms: blocks.research.is_some(),
        },
        expectations: Expectations {
            growth_memory: growth,
            inflation_memory: p.inflation_target / 4.0,
            inflation_year: p.inflation_target,
            growth_year: p.opening_growth,
            trend_year: (1.0 + trend_productivity_growth(&p, 1)) * (1.0 + p.labour_force_growth) - 1.0,
            unemployment,
            unemployment_smoothed: unemployment,
            ..Expectations::default()
        },
        blocks,
        exits: Exits::default(),
        accounts: Accounts::default(),
        programmes: Default::default(),
        stocks: Vec::new(),
        consumer_prices: past(1.0, p.inflation_target),
        gdp_history: Vec::new(),
        opening_productivity: gdp / (households.labour_force.len() - households.unemployed()) as f64,
        ledger,
        checks: 0,
        worst_residual: 0.0,
        firms,
        households,
        goods,
    };
    world.stocks = Stocks::by_sector(&structure, &world.firms);
    world.accounts = world.measure(&structure);
    world.goods.nominal_gdp = world.accounts.gdp.nominal;
    let real = past(world.accounts.gdp.real, p.opening_growth);
    let prices = past(1.0, p.inflation_target);
    world.gdp_history = real
        .iter()
        .zip(prices)
        .map(|(real, price)| Valued {
            nominal: real * price,
            real: *real,
        })
        .collect();
    Ok((world, structure, rules))
}

/// Five quarters ending at `last` that grow at `per_year`.
fn past(last: f64, per_year: f64) -> Vec<f64> {
    (0..5)
        .map(|k| last * math::pow(1.0 + per_year, f64::from(k - 4) / 4.0))
        .collect()
}

/// GDP of the opening quarter: Σ_s x_s (1 - materials used per output).
fn gdp(economy: &Economy) -> f64 {
    let materials: f64 = (0..economy.uses.products)
        .flat_map(|g| (0..economy.uses.products).map(move |s| (g, s)))
        .map(|(g, s)| economy.uses.domestic(g, s) + economy.uses.imported(g, s))
        .sum();
    economy.sectors.iter().map(|s| s.output).sum::<f64>() - materials
}

/// Refuses an opening in which what is left over would be negative: nobody can hold or pay out less than nothing, and
/// owners with negative incomes would get negative deposits in proportion.
fn possible(what: &'static str, value: f64, cure: &'static str) -> Result<(), ModelError> {
    if value < 0.0 {
        return Err(ModelError::Opening { what, value, cure });
    }
    Ok(())
}

/// Interest rates at the opening, per quarter.
struct OpeningRates {
    policy: f64,
    loan: f64,
    bond: f64,
    deposit: f64,
}

impl OpeningRates {
    fn of(p: &Params) -> Self {
        let over = |spread: f64| (p.policy_rate_neutral + spread) / 4.0;
        Self {
            policy: over(0.0),
            loan: over(p.loan_spread),
            bond: over(p.bond_spread),
            deposit: over(p.deposit_spread),
        }
    }
}

/// Technology and baskets of a country pack.
fn structure(economy: &Economy, p: &Params, setup: &FirmSetup, blocks: &BlockParams) -> Structure {
    let uses = &economy.uses;
    let (n, columns) = (uses.products, uses.users());
    let total = |c: usize| {
        (0..n)
            .map(|g| uses.domestic(g, c) + uses.imported(g, c))
            .sum::<f64>()
    };
    let totals: Vec<f64> = (0..columns).map(total).collect();
    let mut basket = vec![0.0; n * columns];
    let mut imported = vec![0.0; n * columns];
    for g in 0..n {
        for c in 0..columns {
            let cell = uses.domestic(g, c) + uses.imported(g, c);
            if totals[c] > 0.0 {
                basket[g * columns + c] = cell / totals[c];
            }
            if cell > 0.0 {
                imported[g * columns + c] = uses.imported(g, c) / cell;
            }
        }
    }
    let investment = uses.column(FinalUse::FirmInvestment);
    let as_investment = || (0..n).map(|g| imported[g * columns + investment]).collect();
    let sectors = &economy.sectors;
    let depreciation = p.depreciation / 4.0;
    let capital = setup.sector_capital(economy, p);
    Structure {
        sectors: n,
        codes: sectors.iter().map(|s| s.code.clone()).collect(),
        bundles: TechnologyGood::ALL.map(|good| match good {
            TechnologyGood::AiCapital => Bundle {
                share: sectors.iter().map(|s| s.ai_capital_share).collect(),
                imported: vec![0.0; n],
                wear: 0.0,
            },
            TechnologyGood::Research | TechnologyGood::ModelResearch => {
                blocks.research.as_ref().map_or(Bundle::none(n), |r| Bundle {
                    share: shares(&r.research_goods),
                    imported: as_investment(),
                    wear: 0.0,
                })
            }
            TechnologyGood::Complement => blocks.ai.as_ref().map_or(Bundle::none(n), |ai| Bundle {
                share: ai.ai_complement.clone(),
                imported: as_investment(),
                wear: 0.0,
            }),
            TechnologyGood::Electricity => blocks.ai.as_ref().map_or(Bundle::none(n), |ai| Bundle {
                share: ai.ai_electricity_goods.clone(),
                imported: vec![0.0; n],
                wear: 0.0,
            }),
            TechnologyGood::Robots => blocks.robots.as_ref().map_or(Bundle::none(n), |p| Bundle {
                share: p.robot_bundle.clone(),
                imported: vec![p.robot_imported; n],
                wear: 1.0 / (4.0 * p.robot_life),
            }),
            TechnologyGood::Fleet => blocks.driving.as_ref().map_or(Bundle::none(n), |p| Bundle {
                share: p.driverless_bundle.clone(),
                imported: vec![0.0; n],
                wear: 1.0 / (4.0 * p.driverless_life),
            }),
            TechnologyGood::FundServices => blocks.funds.as_ref().map_or(Bundle::none(n), |p| Bundle {
                share: shares(&p.fund_services),
                imported: vec![0.0; n],
                wear: 0.0,
            }),
        }),
        ai_buyer: sectors.iter().map(|s| s.ai_buyer_share).collect(),
        ai_depreciation: p.ai_depreciation / 4.0,
        materials_per_output: (0..n).map(|s| totals[s] / sectors[s].output).collect(),
        output_per_capital: (0..n)
            .map(|s| sectors[s].output / (p.normal_utilisation * capital[s]))
            .collect(),
        depreciation: vec![depreciation; n],
        output_per_staff: (0..n).map(|s| sectors[s].output / setup.units[s]).collect(),
        units_per_person: setup.units_per_person(),
        pay_per_staff: (0..n)
            .map(|s| sectors[s].compensation_share * sectors[s].output / setup.units[s])
            .collect(),
        product_tax: vec![0.0; n],
        production_tax: sectors.iter().map(|s| s.production_tax_share).collect(),
        cost_share: sectors
            .iter()
            .map(|s| 1.0 - s.production_tax_share - s.depreciation_share - s.surplus_share)
            .collect(),
        taxes: Taxes {
            employee_contribution: p.contribution_rate,
            income: p.income_tax_rate,
            profit: p.profit_levy,
            ..Taxes::default()
        },
        basket,
        imported,
    }
}

/// The group with a role; every pack has one of each, the reader checks it.
pub(super) fn group_with(economy: &Economy, role: GroupRole) -> u8 {
    economy.groups.iter().position(|g| g.role == role).unwrap_or(0) as u8
}
