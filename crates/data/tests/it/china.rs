//! The China pack: it loads, balances, meets the official figures of 2024, can be rebuilt, and falls back to the
//! table of 2020 when it is given the totals of 2020.

use data::balance::{Stocks, Structure, Targets, balance};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn dir() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../countries/china")
}

fn figure(id: &str) -> f64 {
    data::figures("china")
        .unwrap()
        .iter()
        .find(|f| f.id == id)
        .unwrap_or_else(|| panic!("no figure {id}"))
        .value
}

#[test]
fn the_opening_balances_to_rounding() {
    let a = data::Aggregates::of(&data::economy("china").unwrap());
    assert!(a.product_miss < 1e-12, "{:e}", a.product_miss);
    assert!(a.sector_miss < 1e-12, "{:e}", a.sector_miss);
    assert!((a.gdp_income / a.gdp - 1.0).abs() < 1e-12);
    assert!((a.gdp_expenditure / a.gdp - 1.0).abs() < 1e-12);
    let level = 134_806.6 / 4.0 * 1.049_f64.powf(1.5 / 4.0);
    assert!(
        (a.gdp / level - 1.0).abs() < 1e-12,
        "{} bn CNY per quarter",
        a.gdp
    );
}

#[test]
fn final_uses_meet_the_official_shares_of_2024() {
    let near =
        |id: &str, official: f64| assert!((figure(id) - official).abs() < 1e-9, "{id}: {}", figure(id));
    near(
        "opening_household_consumption",
        figure("household_consumption_share"),
    );
    near("opening_exports", figure("exports_share"));
    near("opening_housing", figure("housing_share"));
    let formation = figure("opening_fixed_investment") + figure("opening_stock_building");
    assert!((formation - figure("capital_formation_share")).abs() < 1e-9);
    let net = figure("opening_exports") - figure("opening_imports");
    assert!((net - figure("net_exports_share")).abs() < 1e-9);
}

#[test]
fn derived_figures_follow_from_their_parts() {
    let rate = figure("current_account_cny") / figure("current_account_usd");
    let net = (figure("balance_goods") + figure("balance_services")) * rate / (figure("gdp") / 10.0) * 100.0;
    assert!((net - figure("net_exports_share")).abs() < 1e-3, "{net}");
    let named = [
        "va_agriculture",
        "va_industry",
        "va_construction",
        "va_trade",
        "va_transport",
        "va_hotels",
    ];
    let more = ["va_finance", "va_real_estate", "va_information", "va_business"];
    let others = figure("gdp") - named.iter().chain(&more).map(|id| figure(id)).sum::<f64>();
    let market = figure("va_hotels") + figure("va_business") + 23_528.7 / 160_873.6 * others;
    assert!(
        (market / figure("va_other_market") - 1.0).abs() < 1e-4,
        "{market}"
    );
    // 10 thousand CNY to billion CNY: 1e4 / 1e9.
    let residential = figure("investment_residential_construction") * 1e-5;
    let construction = figure("investment_construction") * 1e-5;
    let technical = figure("investment_technical_services") * 1e-5 * residential / construction;
    let dwellings = residential + figure("investment_real_estate_services") * 1e-5 + technical;
    let change = figure("real_estate_investment_2024") / figure("real_estate_investment_2020");
    let share = dwellings * change / (figure("gdp") / 10.0) * 100.0;
    assert!((share - figure("housing_share")).abs() < 1e-3, "{share}");
    // The same construction figure in the 18-sector table, 100 million CNY.
    let table = uses_2020()[&("CON".to_owned(), "fixed_investment".to_owned())];
    assert!(
        ((table.0 + table.1) * 0.1 / construction - 1.0).abs() < 1e-6,
        "units differ"
    );
}

#[test]
fn value_added_meets_the_verified_accounts_by_industry() {
    let china = data::economy("china").unwrap();
    let gdp = data::Aggregates::of(&china).gdp;
    let share = |codes: &[&str]| -> f64 {
        let members = china.sectors.iter().filter(|s| codes.contains(&s.code.as_str()));
        let added = members.map(|s| {
            s.output
                * (s.compensation_share + s.production_tax_share + s.depreciation_share + s.surplus_share)
        });
        added.sum::<f64>() / gdp
    };
    let official = |id: &str| figure(id) / figure("gdp");
    let industry = ["MIN", "ENE", "LGT", "BMT", "MCH", "VEH", "ELE", "ICT"];
    for (codes, wanted) in [
        (&["AGR"][..], official("va_agriculture")),
        (&industry[..], official("va_industry")),
        (&["CON"][..], official("va_construction")),
        (&["TTR"][..], official("va_trade") + official("va_transport")),
        (&["FIN"][..], official("va_finance")),
        (&["REA"][..], official("va_real_estate")),
        (&["SWS"][..], official("va_information")),
        (&["OSV"][..], official("va_other_market")),
    ] {
        assert!(
            (share(codes) - wanted).abs() < 1e-9,
            "{codes:?}: {} against {wanted}",
            share(codes)
        );
    }
}

#[test]
fn the_committed_files_are_what_the_official_figures_give() {
    let opening = data::opening(&dir()).unwrap();
    let read = |file: &str| std::fs::read_to_string(dir().join(file)).unwrap();
    assert_eq!(
        opening.sectors,
        read("sectors.csv"),
        "run `cargo run -p xtask -- pack china`"
    );
    assert_eq!(
        opening.uses,
        read("uses.csv"),
        "run `cargo run -p xtask -- pack china`"
    );
}

#[test]
fn embedded_and_directory_are_the_same_pack() {
    let path = dir();
    let path = path.to_str().unwrap();
    assert_eq!(data::pack_hash("china").unwrap(), data::pack_hash(path).unwrap());
    assert_eq!(data::pack_hash("china").unwrap().len(), 64);
    assert_eq!(data::economy(path).unwrap().title.zh, "中国");
    assert!(
        data::economies()
            .iter()
            .any(|(name, title)| name == "china" && title.en == "China")
    );
}

#[test]
fn every_figure_and_parameter_has_unit_and_source() {
    let china = data::economy("china").unwrap();
    assert!(
        data::figures("china")
            .unwrap()
            .iter()
            .all(|f| !f.unit.is_empty() && !f.source.is_empty())
    );
    assert!(
        china
            .parameters
            .values()
            .all(|p| !p.unit.is_empty() && !p.source.is_empty())
    );
    model::core::Params::of(&china).unwrap();
}

#[test]
fn people_add_up() {
    let china = data::economy("china").unwrap();
    let employed: f64 = china.sectors.iter().map(|s| s.employed).sum();
    let expected = china.population.labour_force * (1.0 - china.population.unemployment);
    assert!(
        (employed / expected - 1.0).abs() < 1e-3,
        "{employed} employed, {expected} expected"
    );
    assert!((employed / 734.39e6 - 1.0).abs() < 1e-6);
}

type Cells = BTreeMap<(String, String), (f64, f64)>;

fn uses_2020() -> Cells {
    let mut reader = csv::Reader::from_path(dir().join("official/uses-2020.csv")).unwrap();
    let row = |r: csv::StringRecord| {
        (
            (r[0].to_owned(), r[1].to_owned()),
            (r[2].parse().unwrap(), r[3].parse().unwrap()),
        )
    };
    reader.records().map(|r| row(r.unwrap())).collect()
}

/// 2020 as an anchor: from a starting table with every row and column distorted, the totals of 2020 lead back to the
/// table of 2020.
#[test]
fn the_totals_of_2020_give_the_table_of_2020_back() {
    let cells = uses_2020();
    let mut reader = csv::Reader::from_path(dir().join("official/value-added-2020.csv")).unwrap();
    let incomes: Vec<(String, f64)> = reader
        .records()
        .map(|r| {
            let r = r.unwrap();
            (
                r[0].to_owned(),
                (1..5).map(|i| r[i].parse::<f64>().unwrap()).sum(),
            )
        })
        .collect();
    let n = incomes.len();
    // Dwellings and public investment have no column of their own in 2020; firms take all fixed investment.
    let finals = ["households", "government", "fixed_investment", "", "", "exports"];
    let users: Vec<&str> = incomes
        .iter()
        .map(|(code, _)| code.as_str())
        .chain(finals)
        .collect();
    let cell = |p: usize, user: &str| {
        cells
            .get(&(incomes[p].0.clone(), user.to_owned()))
            .copied()
            .unwrap_or((0.0, 0.0))
    };
    let sum = |user: &str| (0..n).map(|p| cell(p, user).0 + cell(p, user).1).sum::<f64>();
    let (mut domestic, mut imported) = (Vec::new(), Vec::new());
    for p in 0..n {
        for (u, user) in users.iter().enumerate() {
            let column = 1.0 + 0.3 * (u as f64 * 1.7).sin();
            let row = 1.0 + 0.3 * (p as f64 * 0.9).cos();
            domestic.push(cell(p, user).0 * row * column);
            imported.push(cell(p, user).1 * 0.7 * column);
        }
    }
    // The table holds 4 decimals: output as the cost of the sector and as the use of its product differ by that.
    let used = |p: usize| users.iter().map(|u| cell(p, u).0).sum::<f64>() + cell(p, "inventories").0;
    let cost: Vec<f64> = (0..n).map(|s| sum(&incomes[s].0) + incomes[s].1).collect();
    assert!((0..n).all(|p| (used(p) / cost[p] - 1.0).abs() < 1e-6));
    let targets = Targets {
        value_added: incomes.iter().map(|(_, v)| *v).collect(),
        finals: std::array::from_fn(|f| sum(finals[f])),
        other_stocks: (0..n)
            .map(|p| cell(p, "inventories").0 + cost[p] - used(p))
            .collect(),
    };
    let share: Vec<f64> = (0..n).map(|s| incomes[s].1 / cost[s]).collect();
    let from = Structure {
        products: n,
        domestic,
        imported,
        value_added_share: share,
    };
    let none = Stocks {
        materials: 1.1,
        finished: 0.1,
        growth: 0.0,
    };
    let found = balance(&from, &targets, none).unwrap();
    for (p, (code, _)) in incomes.iter().enumerate() {
        for (u, user) in users.iter().enumerate() {
            let i = p * users.len() + u;
            let (home, abroad) = cell(p, user);
            assert!(
                (found.domestic[i] - home).abs() < 1e-6 * (1.0 + home),
                "{} for {user}",
                code
            );
            assert!(
                (found.imported[i] - abroad).abs() < 1e-6 * (1.0 + abroad),
                "{} for {user}",
                code
            );
        }
    }
}

#[test]
fn totals_that_contradict_each_other_are_refused() {
    let from = Structure {
        products: 1,
        domestic: vec![1.0; 7],
        imported: vec![0.0; 7],
        value_added_share: vec![0.5],
    };
    let targets = Targets {
        value_added: vec![-1.0],
        finals: [1.0; 6],
        other_stocks: vec![0.0],
    };
    let stocks = Stocks {
        materials: 1.0,
        finished: 0.1,
        growth: 0.01,
    };
    assert!(
        balance(&from, &targets, stocks)
            .unwrap_err()
            .to_string()
            .contains("negative")
    );
}
