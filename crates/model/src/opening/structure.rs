//! Technology, baskets and tax rates of the opening, as the country pack has them.

use super::blocks::BlockParams;
use super::setup::FirmSetup;
use crate::blocks::research::shares;
use crate::core::Params;
use crate::declare::Members;
use crate::economy::{Economy, FinalUse, Sector, UseTable};
use crate::structure::{Bundle, Structure, Taxes, TechnologyGood};

/// What stays fixed in a run.
pub(super) fn of(economy: &Economy, p: &Params, setup: &FirmSetup, blocks: &BlockParams) -> Structure {
    let uses = &economy.uses;
    let n = uses.products;
    let (basket, imported) = baskets(uses);
    let sectors = &economy.sectors;
    let capital = setup.sector_capital(economy, p);
    let per_staff = |amount: &dyn Fn(&Sector) -> f64| -> Vec<f64> {
        let units = setup.units.iter();
        sectors
            .iter()
            .zip(units)
            .map(|(s, units)| amount(s) / units)
            .collect()
    };
    Structure {
        sectors: n,
        members: Members::of(economy),
        bundles: bundles(economy, blocks, &imported),
        ai_buyer: sectors.iter().map(|s| s.ai_buyer_share).collect(),
        ai_depreciation: p.ai_depreciation / 4.0,
        materials_per_output: (0..n).map(|k| uses.total(k) / sectors[k].output).collect(),
        output_per_capital: (0..n)
            .map(|k| sectors[k].output / (p.normal_utilisation * setup.active[k] * capital[k]))
            .collect(),
        depreciation: vec![p.depreciation / 4.0; n],
        output_per_staff: per_staff(&|s| s.output),
        units_per_person: setup.units_per_person(),
        pay_correction: vec![1.0; n],
        pay_per_staff: per_staff(&|s| s.compensation_share * s.output),
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

/// Share of each product in each column of the table, and the imported part of each cell; `[product][column]`.
fn baskets(uses: &UseTable) -> (Vec<f64>, Vec<f64>) {
    let (n, columns) = (uses.products, uses.users());
    let totals: Vec<f64> = (0..columns).map(|c| uses.total(c)).collect();
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
    (basket, imported)
}

/// What a unit of each technology good consists of; a good that no block of the pack buys does not exist. `imported` is the
/// imported part of each cell of the table.
fn bundles(economy: &Economy, blocks: &BlockParams, imported: &[f64]) -> [Bundle; TechnologyGood::ALL.len()] {
    let uses = &economy.uses;
    let (n, columns) = (uses.products, uses.users());
    let investment = uses.column(FinalUse::FirmInvestment);
    let none = || Bundle::none(n);
    let domestic = |share: Vec<f64>| Bundle { share, ..none() };
    let as_investment = |share: Vec<f64>| Bundle {
        share,
        imported: (0..n).map(|g| imported[g * columns + investment]).collect(),
        wear: 0.0,
    };
    TechnologyGood::ALL.map(|good| match good {
        TechnologyGood::AiCapital => domestic(economy.sectors.iter().map(|s| s.ai_capital_share).collect()),
        TechnologyGood::Research | TechnologyGood::ModelResearch => {
            let p = blocks.research.as_ref();
            p.map_or_else(none, |p| as_investment(shares(&p.research_goods)))
        }
        TechnologyGood::Complement => {
            let p = blocks.ai.as_ref();
            p.map_or_else(none, |p| as_investment(p.ai_complement.clone()))
        }
        TechnologyGood::Electricity => {
            let p = blocks.ai.as_ref();
            p.map_or_else(none, |p| domestic(p.ai_electricity_goods.clone()))
        }
        TechnologyGood::Robots => blocks.robots.as_ref().map_or_else(none, |p| Bundle {
            share: p.robot_bundle.clone(),
            imported: vec![p.robot_imported; n],
            wear: 1.0 / (4.0 * p.robot_life),
        }),
        TechnologyGood::Fleet => blocks.driving.as_ref().map_or_else(none, |p| Bundle {
            wear: 1.0 / (4.0 * p.driverless_life),
            ..domestic(p.driverless_bundle.clone())
        }),
        TechnologyGood::FundServices => {
            let p = blocks.funds.as_ref();
            p.map_or_else(none, |p| domestic(shares(&p.fund_services)))
        }
    })
}
