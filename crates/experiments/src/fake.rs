//! A synthetic run for tests: closed formulas instead of an economy, noise from the seed alone.

use crate::pairs::{Plan, pair_seed};
use crate::run::{PolicyPath, Run};
use accounting::Matrices;
use engine::time::Quarter;
use model::books::programmes::{Programme, Programmes};
use model::economy::{Economy, Population, Text, UseTable};
use model::error::ModelError;
use model::indicators::{Column, Dimension, Indicator, Record};
use model::policy::Policy;

/// Real GDP 100 + noise(seed), raised by the purchases of the quarter; everything else constant.
#[derive(Clone)]
pub struct Fake {
    seed: u64,
    records: Vec<Record>,
    fail_at: Option<usize>,
}

impl Fake {
    pub fn open(seed: u64) -> Result<Self, ModelError> {
        let mut run = Self {
            seed,
            records: Vec::new(),
            fail_at: None,
        };
        run.record(&Policy::default());
        Ok(run)
    }
    pub fn failing(seed: u64, at: usize) -> Result<Self, ModelError> {
        Self::open(seed).map(|run| Self {
            fail_at: Some(at),
            ..run
        })
    }
    fn record(&mut self, policy: &Policy) {
        let noise = (pair_seed(self.seed, self.records.len()) % 1000) as f64 / 1000.0;
        let mut values = vec![1.0; Indicator::ALL.len()];
        values[Indicator::REAL_GDP.place()] = (100.0 + noise) * (1.0 + policy.core.government_purchases);
        values[Indicator::NOMINAL_GDP.place()] = 200.0;
        values[Indicator::GDP_DEFLATOR.place()] = 2.0;
        values[Indicator::UNEMPLOYMENT.place()] = 5.0 - policy.core.government_purchases * (1.0 + noise);
        values[Indicator::RELENDING_STOCK.place()] = 0.0;
        let column = |column: &Column| match column.info().dimension {
            Dimension::Sectors if *column == Column::SECTOR_OUTPUT => {
                vec![10.0 * (1.0 + policy.core.public_investment); 3]
            }
            Dimension::Sectors => vec![0.0; 3],
            _ => vec![5.0; 2],
        };
        let mut programmes = Programmes::default();
        let bought = policy.core.government_purchases * values[Indicator::NOMINAL_GDP.place()];
        programmes.set(Programme::Purchases, bought);
        programmes.set(Programme::Taxes, -0.1 * bought);
        let given = policy.core.household_transfers * values[Indicator::NOMINAL_GDP.place()];
        programmes.set(Programme::Transfers, given);
        let quarter = Quarter::new(2025, 1).plus(self.records.len() as i32);
        self.records.push(Record {
            quarter,
            values,
            columns: Column::ALL.iter().map(column).collect(),
            programmes,
        });
    }
}

impl Run for Fake {
    fn step(&mut self, policy: &Policy) -> Result<(), ModelError> {
        if self.fail_at == Some(self.records.len()) {
            return Err(ModelError::NotFinite {
                quarter: self.next_quarter(),
                phase: "production",
                what: "output",
            });
        }
        self.record(policy);
        Ok(())
    }
    fn next_quarter(&self) -> Quarter {
        Quarter::new(2025, 1).plus(self.records.len() as i32)
    }
    fn records(&self) -> &[Record] {
        &self.records
    }
    fn worst_residual(&self) -> f64 {
        1e-15 * self.records.len() as f64
    }
    fn checks(&self) -> u64 {
        10 * (self.records.len() as u64 - 1)
    }
    fn books(&self) -> Matrices {
        Matrices {
            sectors: vec!["households", "banks"],
            balance_sheet: vec![(
                "deposits",
                vec![self.records.len() as f64, -(self.records.len() as f64)],
            )],
            flows: Vec::new(),
            revaluations: vec![0.0; 2],
            net_worth: vec![1.0, -1.0],
        }
    }
}

pub fn economy() -> Economy {
    Economy {
        id: "toy".into(),
        title: Text::default(),
        money_unit: "bn".into(),
        opening: Quarter::new(2025, 1),
        sectors: Vec::new(),
        uses: UseTable {
            products: 0,
            domestic: Vec::new(),
            imported: Vec::new(),
        },
        groups: Vec::new(),
        population: Population {
            labour_force: 1.0,
            unemployment: 0.0,
            retired: 0.0,
        },
        fields: Vec::new(),
        banks: Vec::new(),
        parameters: Default::default(),
        persons_per_agent: [1, 1, 1],
        tried: None,
    }
}

pub fn plan<'a>(economy: &'a Economy, scenario: &'a dyn PolicyPath, threads: usize) -> Plan<'a> {
    Plan {
        economy,
        scenario,
        baseline: &crate::run::Neutral,
        pairs: 6,
        seed: 7,
        persons_per_agent: 1000,
        quarters: 9,
        threads,
        books_quarter: None,
    }
}

/// Purchases of `share` from quarter 2 (2025Q3) on.
pub fn purchases(share: f64) -> impl Fn(Quarter) -> Policy + Sync {
    move |q| Policy {
        core: model::core::Policy {
            government_purchases: if q >= Quarter::new(2025, 3) { share } else { 0.0 },
            ..Default::default()
        },
        ..Policy::default()
    }
}
