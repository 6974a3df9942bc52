//! Opening positions: how a world is built from a country pack. Firms, persons and balance sheets that add up to the pack.
//! Runs once; after it only `quarter` changes the world.

mod balances;
mod banks;
mod blocks;
mod incomes;
mod institutions;
mod setup;
mod structure;

use crate::agents::firms::hours;
use crate::books::accounts::{self, Accounts, Valued};
use crate::books::identities::Stocks;
use crate::core::{Bindings, Bound, Params, Rules};
use crate::economy::{Economy, FinalUse};
use crate::error::ModelError;
use crate::processes::expectations::{compounded, opening_trend, planned_growth};
use crate::processes::innovation::usual_age;
use crate::state::{Bought, Exits, Expectations, Firms, GoodsMarket, Households, LabourMarket, Technology};
use crate::structure::Structure;
use crate::world::World;
use accounting::{Ledger, Opening};
use balances::{Balances, BankIncome, Rates};
use blocks::{BlockParams, OpenBlocks};
use engine::draws::Draws;
use engine::math;
use incomes::Incomes;
use setup::FirmSetup;

/// Persons in a million.
const MILLION: f64 = 1e6;

/// Opens a country pack with one agent for `persons_per_agent` persons: firms and persons are drawn, then get money so that
/// incomes and balance sheets add up, and what agents will follow is fixed from there.
pub fn open(
    economy: &Economy,
    persons_per_agent: u32,
    draws: &Draws,
) -> Result<(World, Structure, Rules), ModelError> {
    let p = Params::of(economy)?;
    setup::check_size(economy, &p, persons_per_agent)?;
    let mut setup = FirmSetup::draw(economy, &p, persons_per_agent, draws);
    let blocks = BlockParams::find(economy)?;
    let mut structure = structure::of(economy, &p, &setup, &blocks);
    let gdp = economy.gdp();
    let mut firms = setup.firms(economy, &p, &structure, 4.0 * gdp, draws);
    setup.scale_norms(&firms);
    let size = (structure.sectors, structure.columns());
    let mut goods = GoodsMarket::new(size, p.normal_utilisation, &firms);
    setup.place(&p, &structure, &mut firms, &goods.makers);
    setup.share_exports(economy, &p, &mut firms, &goods.makers, draws);
    let mut households = setup.households(economy, &mut firms);
    pay_for_hours(&p, &mut structure, &mut firms);

    let rates = Rates::of(&p);
    let balances = Balances::of(&p, 4.0 * gdp, firms.loans.total(), blocks.relending())?;
    let bank_income = BankIncome::of(&p, &rates, &balances, gdp)?;
    let incomes = incomes::hand_out(
        economy,
        &p,
        &structure,
        (&rates, &balances, &bank_income),
        &mut firms,
        &mut households,
    )?;
    fill_market(economy, &p, &structure, &mut goods, &mut firms);
    let institutions = banks::institutions(economy);
    let banks = banks::rows(economy, &institutions, &rates, &bank_income);
    banks::open_accounts(&banks, &mut firms, &mut households, draws);
    let books = banks::books(institutions, &banks, &p, (&firms, &households), &balances);
    let ledger = open_ledger(economy, &books, &firms, &households);

    let rules = rules(economy, p, &structure, (&setup, &incomes), &rates, gdp);
    let p = &rules.p;
    let blocks = OpenBlocks {
        economy,
        rules: &rules,
        structure: &structure,
        persons: f64::from(persons_per_agent) / MILLION,
        gdp,
        draws,
    }
    .open(blocks, &mut firms, &mut goods);
    let mut world = World {
        banks,
        central_bank: institutions::central_bank(p, &rates),
        government: institutions::government(economy, p, &structure, &incomes),
        rest_of_world: institutions::rest_of_world(economy),
        labour: LabourMarket::new(p.vacancy_norm),
        technology: technology(p, blocks.research.is_some()),
        expectations: expectations(p, &households),
        blocks,
        exits: Exits::default(),
        accounts: Accounts::default(),
        programmes: Default::default(),
        stocks: Vec::new(),
        consumer_prices: past(1.0, p.inflation_target),
        consumer_inflation: p.inflation_target,
        prices_before_tax: past(1.0, p.inflation_target),
        gdp_history: Vec::new(),
        opening_productivity: gdp / (households.labour_force.len() - households.unemployed()) as f64,
        ledger,
        checks: 0,
        bindings: vec![Bindings::default(); Bound::ALL.len()],
        worst_residual: 0.0,
        firms,
        households,
        goods,
    };
    keep_first_books(p, &structure, &mut world);
    Ok((world, structure, rules))
}

/// Pay of every firm for the hours its staff works, and the correction that leaves a sector's pay as the table has it: staff is whole
/// persons, so hours differ, and those paid differ more.
fn pay_for_hours(p: &Params, structure: &mut Structure, firms: &mut Firms) {
    let (mut staff, mut paid) = (vec![0.0; structure.sectors], vec![0.0; structure.sectors]);
    let of_firm = |firms: &Firms, structure: &Structure, i: usize| {
        hours(p, p.paid_hours_floor, structure, firms, i, firms.output[i]).1
    };
    for i in 0..firms.len() {
        staff[firms.sector(i)] += firms.staff[i];
        paid[firms.sector(i)] += firms.staff[i] * of_firm(firms, structure, i);
    }
    structure.pay_correction = staff.iter().zip(paid).map(|(staff, paid)| staff / paid).collect();
    for i in 0..firms.len() {
        firms.pay_rate[i] = structure.paid_per_staff(firms.sector(i)) * of_firm(firms, structure, i);
    }
}

/// The ledger in the first quarter, with what everybody has at its beginning.
fn open_ledger(economy: &Economy, books: &Opening, firms: &Firms, households: &Households) -> Ledger {
    let columns = accounts::columns(firms, households);
    Ledger::open(economy.opening.plus(1), books, &columns)
}

/// Purchases, imports and materials of the opening quarter. Materials bought for stock come on top of those used.
fn fill_market(
    economy: &Economy,
    p: &Params,
    structure: &Structure,
    goods: &mut GoodsMarket,
    firms: &mut Firms,
) {
    let growth = compounded(p.opening_growth);
    for user in FinalUse::ALL {
        let real = economy.uses.spent_on(user);
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
    fill_materials(p, structure, firms);
}

/// Materials that firms used and received in the opening quarter.
fn fill_materials(p: &Params, structure: &Structure, firms: &mut Firms) {
    let growth = compounded(p.opening_growth);
    for i in 0..firms.len() {
        let need = math::exp(firms.own_need[i]);
        let used = structure.materials_per_output[firms.sector(i)] * need * firms.output[i];
        firms.materials_used[i] = used;
        firms.materials_received[i] = used * (1.0 + p.materials_stock * growth);
    }
}

/// What agents follow from now on: the parameters, and the constants at which the opening position stays as it is.
fn rules(
    economy: &Economy,
    p: Params,
    structure: &Structure,
    (setup, incomes): (&FirmSetup, &Incomes),
    rates: &Rates,
    gdp: f64,
) -> Rules {
    let uses = &economy.uses;
    Rules {
        fields: economy.fields.clone(),
        groups: economy.groups.clone(),
        propensity: incomes.consumers.propensity.clone(),
        wealth_norm: incomes.consumers.wealth_norm.clone(),
        housing_propensity: uses.spent_on(FinalUse::Housing) / incomes.consumers.income,
        dividend_payout: incomes.payout,
        loan_norm: setup.loan_norm.clone(),
        normal_return: normal_return(&p, structure),
        investment_norm: investment_norm(&p, setup.investment_rate(economy, &p)),
        materials_spread: setup.materials_spread.clone(),
        cash_norm: incomes.cash_norm,
        publicly_funded: economy.sectors.iter().map(|s| s.publicly_funded).collect(),
        technology_share: economy.sectors.iter().map(|s| s.technology_share).collect(),
        opening_gdp: gdp,
        government_share: uses.spent_on(FinalUse::GovernmentConsumption) / gdp,
        public_investment_share: uses.spent_on(FinalUse::PublicInvestment) / gdp,
        opening_exports: uses.spent_on(FinalUse::Exports),
        pension: incomes.pension,
        mean_pay: incomes.mean_pay,
        opening_loan_rate: 4.0 * rates.loan,
        opening_real_rate: 4.0 * rates.loan - p.inflation_target,
        p,
    }
}

/// Return on capital before interest and wear at normal use, by sector: what price leaves over cost and taxes.
fn normal_return(p: &Params, structure: &Structure) -> Vec<f64> {
    let parts = structure.cost_share.iter().zip(&structure.production_tax);
    parts
        .zip(&structure.output_per_capital)
        .map(|((cost, tax), output)| (1.0 - cost - tax) * output * p.normal_utilisation)
        .collect()
}

/// The opening's `rate` of investment over capital, a quarter on, over what plans ask for where capital is as wanted (ι of FIR-10).
fn investment_norm(p: &Params, rate: f64) -> f64 {
    let anchor = p.growth_anchor_weight;
    let growth = anchor * planned_growth(p, 1, 0.0) + (1.0 - anchor) * compounded(p.opening_growth);
    let planned = (p.depreciation / 4.0 + growth) * math::pow(1.0 + growth, p.gestation);
    rate * (1.0 + growth) / planned
}

/// Common productivity at the opening, and the age of plant.
fn technology(p: &Params, found_by_firms: bool) -> Technology {
    Technology {
        level: 1.0,
        growth: 0.0,
        expected_growth: 0.0,
        usual_age: usual_age(p),
        found_by_firms,
    }
}

/// What agents expect at the opening: the growth and inflation that the position is built for.
fn expectations(p: &Params, households: &Households) -> Expectations {
    let unemployment = households.unemployed() as f64 / households.labour_force.len() as f64;
    Expectations {
        growth_memory: compounded(p.opening_growth),
        inflation_memory: p.inflation_target / 4.0,
        inflation_year: p.inflation_target,
        growth_year: p.opening_growth,
        trend_year: opening_trend(p),
        unemployment,
        unemployment_smoothed: unemployment,
        ..Expectations::default()
    }
}

/// Stocks and accounts of the opening quarter, and the GDP of the year before it.
fn keep_first_books(p: &Params, structure: &Structure, world: &mut World) {
    world.stocks = Stocks::by_sector(structure, &world.firms);
    world.accounts = world.measure(structure);
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
}

/// Five quarters ending at `last` that grow at `per_year`.
fn past(last: f64, per_year: f64) -> Vec<f64> {
    (0..5)
        .map(|k| last * math::pow(1.0 + per_year, f64::from(k - 4) / 4.0))
        .collect()
}
