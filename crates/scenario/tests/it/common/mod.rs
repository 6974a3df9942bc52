//! Helpers of the tests: a small economy and short ways to read scenarios.

use engine::time::Quarter;
use model::economy::{Basis, Economy, FinalUse, Group, GroupRole, Parameter, Population, Text, UseTable};
use scenario::{Problem, Scenario, ScenarioError};
use std::collections::BTreeMap;

/// A file with the obligatory first line.
pub fn file(body: &str) -> String {
    format!("schema = 1\nstart = \"2025Q1\"\n{body}")
}

/// Reads a file body, no other files around.
pub fn read(body: &str) -> Result<Scenario, ScenarioError> {
    Scenario::parse(&file(body), "test.toml", &|_| None)
}

/// Reads a file body that is right.
pub fn good(body: &str) -> Scenario {
    read(body).unwrap_or_else(|e| panic!("{body}\n{:?}", e.details()))
}

/// Reads a file body that is wrong in a given way; returns the error and the text it marks.
#[track_caller]
pub fn bad(body: &str, problem: Problem) -> (ScenarioError, String) {
    let error = read(body).expect_err(body);
    assert_eq!(error.problem(), problem, "{body}\n{:?}", error.details());
    assert!(!error.why().is_empty() && !error.how().is_empty());
    let marked = error
        .place()
        .map_or(String::new(), |p| p.text[p.span.clone()].to_owned());
    (error, marked)
}

pub fn q(year: i32, of_year: u8) -> Quarter {
    Quarter::new(year, of_year)
}

/// An economy with two working groups, opening at the end of 2024.
pub fn economy(groups: &[&str], money: &str) -> Economy {
    let users = 1 + FinalUse::ALL.len();
    let group = |id: &&str| Group {
        id: (*id).to_owned(),
        name: Text::default(),
        role: GroupRole::Worker,
        efficiency: 1.0,
        propensity: 0.7,
        transitory_propensity: 0.2,
        income_smoothing: 0.1,
        deposit_weight: 1.0,
    };
    let parameter = Parameter {
        title: "Elasticity of exports to relative price".to_owned(),
        block: "core".to_owned(),
        by_sector: Vec::new(),
        value: 1.2,
        unit: "ratio".to_owned(),
        range: (0.5, 2.0),
        basis: Basis::Literature,
        source: "a study".to_owned(),
        note: String::new(),
    };
    Economy {
        id: "tiny".to_owned(),
        title: Text::default(),
        money_unit: money.to_owned(),
        opening: q(2024, 4),
        sectors: Vec::new(),
        uses: UseTable {
            products: 1,
            domestic: vec![0.0; users],
            imported: vec![0.0; users],
        },
        groups: groups.iter().map(group).collect(),
        population: Population {
            labour_force: 1.0,
            unemployment: 0.05,
            retired: 0.3,
        },
        fields: Vec::new(),
        banks: Vec::new(),
        parameters: BTreeMap::from([("export_elasticity".to_owned(), parameter)]),
        persons_per_agent: [100_000, 10_000, 1_000],
        tried: None,
    }
}
