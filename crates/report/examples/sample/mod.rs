//! Synthetic results with the shape of real ones, for looking at reports and for tests. Closed formulas and
//! noise, no economy; deterministic.

use accounting::Matrices;
use engine::time::Quarter;
use experiments::pairs::{Plan, pair_seed, run_with};
use experiments::run::{Neutral, PolicyPath, Run};
use model::books::programmes::{Nature, Programme, Programmes};
use model::economy::*;
use model::error::ModelError;
use model::indicators::{ABSENT, Column, Dimension, Indicator, Record};
use model::policy::Policy;
use report::words::text;
use scenario::{Assumed, Pulled, levers};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use study::{Named, Results, Subject};

const SECTORS: [(&str, &str, &str); 18] = [
    ("AGR", "Agriculture", "农林牧渔业"),
    ("MIN", "Mining", "采矿业"),
    ("FOO", "Food and textiles", "食品与纺织"),
    ("CHE", "Chemicals and materials", "化工与材料"),
    ("MET", "Metals", "金属冶炼"),
    ("MAC", "Machinery", "机械设备"),
    ("VEH", "Vehicles", "交通运输设备"),
    ("ELE", "Electronics", "电子设备"),
    ("UTI", "Electricity, gas, water", "电力燃气水"),
    ("CON", "Construction", "建筑业"),
    ("TRD", "Trade", "批发和零售业"),
    ("TRA", "Transport", "交通运输业"),
    ("ICT", "Information services", "信息服务业"),
    ("FIN", "Finance", "金融业"),
    ("REA", "Property", "房地产业"),
    ("RND", "Research and technical services", "科研与技术服务"),
    ("EDH", "Education and health", "教育卫生"),
    ("GOV", "Public administration", "公共管理"),
];

const GROUPS: [(&str, &str, &str); 6] = [
    ("urban_formal", "Urban, formal", "城镇正规就业"),
    ("urban_private", "Urban, private", "城镇私营就业"),
    ("migrant", "Migrant workers", "农民工"),
    ("rural", "Rural", "农村居民"),
    ("retired", "Retired", "退休人员"),
    ("owner", "Owners", "企业主"),
];

/// A run made of formulas.
#[derive(Clone)]
struct Fake {
    seed: u64,
    records: Vec<Record>,
    /// Accumulated demand from policy, fading.
    demand: f64,
    capital: f64,
    debt: f64,
    noise: f64,
    drift: f64,
}

/// Uniform between -1 and 1.
fn uniform(seed: u64, key: usize) -> f64 {
    (pair_seed(seed, key) >> 11) as f64 / (1u64 << 52) as f64 - 1.0
}

impl Fake {
    fn open(seed: u64) -> Result<Self, ModelError> {
        let mut run = Self {
            seed,
            records: Vec::new(),
            demand: 0.0,
            capital: 0.0,
            debt: 62.0,
            noise: 0.0,
            drift: 0.0,
        };
        run.record(&Policy::default());
        Ok(run)
    }
    fn record(&mut self, p: &Policy) {
        let t = self.records.len();
        let u = |k: usize| uniform(self.seed, 100 * t + k);
        self.noise = 0.85 * self.noise + 0.5 * u(0);
        self.drift += 0.06 * u(1);
        let spending = 100.0
            * (p.core.government_purchases + p.core.public_investment + p.core.household_transfers)
            + p.core.ai_capex / 350.0;
        // The policy meets an economy in a different state in every run.
        let state = 1.0 + 0.10 * self.noise + 0.15 * u(2);
        self.demand = 0.82 * self.demand + 0.5 * spending * state;
        self.capital = 0.985 * self.capital + 0.035 * spending * (1.0 + 0.2 * self.drift);
        self.debt += 0.35 + 0.22 * spending - 0.15 * self.demand - 0.05 * self.noise;
        let trend = (0.045 / 4.0 * t as f64 * (1.0 - 0.004 * t as f64)).exp();
        let shift = self.demand + self.capital + self.noise + self.drift;
        let gdp = 33_700.0 * trend * (1.0 + shift / 100.0);
        let cpi = (0.0045 * t as f64).exp() * (1.0 + (0.3 * self.demand + 0.5 * self.noise) / 100.0);
        let seen = Seen {
            spending,
            trend,
            shift,
            gdp,
            cpi,
        };
        self.records.push(Record {
            programmes: programmes(p, &seen),
            quarter: Quarter::new(2025, 1).plus(t as i32),
            columns: Column::ALL.iter().map(|c| self.column(*c, &seen)).collect(),
            values: self.values(p, &seen),
        });
    }
    /// Production, prices and jobs; the rest from `levels`.
    fn values(&self, p: &Policy, seen: &Seen) -> Vec<f64> {
        let &Seen {
            trend,
            shift,
            gdp,
            cpi,
            ..
        } = seen;
        let mut v = vec![1.0; Indicator::ALL.len()];
        let mut set = |i: Indicator, x: f64| v[i.place()] = x;
        let back = self
            .records
            .len()
            .checked_sub(4)
            .map(|b| self.records[b].get(Indicator::REAL_GDP));
        let cpi_back = self
            .records
            .len()
            .checked_sub(4)
            .map(|b| self.records[b].get(Indicator::CPI));
        set(Indicator::REAL_GDP, gdp);
        set(
            Indicator::GDP_GROWTH,
            back.map_or(4.8 + self.noise, |b| 100.0 * (gdp / b - 1.0)),
        );
        set(Indicator::CPI, cpi);
        set(
            Indicator::CPI_INFLATION,
            cpi_back.map_or(1.2, |b| 100.0 * (cpi / b - 1.0)),
        );
        set(Indicator::GDP_DEFLATOR, cpi);
        set(Indicator::NOMINAL_GDP, gdp * cpi);
        set(
            Indicator::UNEMPLOYMENT,
            5.1 - 0.35 * self.demand - 0.4 * self.noise + 0.05 * self.drift,
        );
        set(Indicator::EMPLOYMENT, 734.0 * (1.0 + 0.2 * shift / 100.0));
        set(Indicator::REAL_WAGE, trend * (1.0 + 0.4 * self.demand / 100.0));
        self.spending(p, seen, &mut set);
        v
    }
    /// Spending, debt, and what blocks would show.
    fn spending(&self, p: &Policy, seen: &Seen, set: &mut dyn FnMut(Indicator, f64)) {
        let &Seen { spending, gdp, .. } = seen;
        let t = self.records.len();
        let u = |k: usize| uniform(self.seed, 100 * t + k);
        set(
            Indicator::REAL_CONSUMPTION,
            0.396 * gdp * (1.0 - 0.002 * self.demand + 0.001 * u(3)),
        );
        set(
            Indicator::REAL_INVESTMENT,
            0.41 * gdp * (1.0 + 0.012 * self.demand - 0.004 * self.noise),
        );
        set(
            Indicator::REAL_EXPORTS,
            0.20 * gdp * (1.0 - 0.013 * self.demand + 0.02 * self.drift),
        );
        set(Indicator::REAL_IMPORTS, 0.175 * gdp * (1.0 + 0.009 * self.demand));
        set(
            Indicator::CONSUMPTION_SHARE,
            39.6 - 0.10 * self.demand - 0.2 * self.noise + 0.03 * t as f64,
        );
        set(
            Indicator::INVESTMENT_SHARE,
            41.0 + 0.42 * self.demand + 0.2 * self.noise - 0.04 * t as f64,
        );
        // An effect that cannot be resolved.
        set(Indicator::STOCK_BUILDING_SHARE, 1.0 + spending * 0.2 * u(4));
        set(Indicator::PUBLIC_DEBT, self.debt);
        set(
            Indicator::PUBLIC_DEFICIT,
            4.0 + 0.6 * spending - 0.3 * self.demand - 0.1 * self.noise,
        );
        set(
            Indicator::RELENDING_STOCK,
            p.money.quota.unwrap_or(500.0) * (t as f64 / 12.0).min(1.0),
        );
        set(Indicator::CAPITAL_RATIO, 3.4);
        // Something of which the baseline has none.
        let failures = if p.core.ai_capex > 0.0 {
            60.0 + 5.0 * u(5)
        } else {
            0.0
        };
        set(Indicator::named("venture_failures"), failures);
        // A block that this economy does not have, and a flow, which the opening does not show.
        set(Indicator::named("sentiment"), ABSENT);
        if t == 0 {
            set(Indicator::EXITS, ABSENT);
        }
    }
    fn column(&self, column: Column, seen: &Seen) -> Vec<f64> {
        let &Seen {
            trend, shift, cpi, ..
        } = seen;
        let number = |m: usize| {
            let m = m as f64;
            match column {
                Column::SECTOR_OUTPUT => {
                    5_000.0 * trend * (1.0 + (shift + self.demand * 1.6 * (m * 1.7).sin()) / 100.0)
                }
                Column::SECTOR_VALUE_ADDED => 2_000.0 * trend,
                Column::SECTOR_PRICE => cpi,
                Column::SECTOR_EMPLOYED => 400.0 - m,
                Column::SECTOR_INVESTMENT => 700.0 * trend,
                Column::SECTOR_LARGEST_SHARE => 0.08,
                Column::GROUP_CONSUMPTION => {
                    (1_500.0 + 300.0 * m) * trend * (1.0 + (0.5 + 0.15 * m) * self.demand / 100.0)
                }
                Column::GROUP_INCOME => {
                    (2_400.0 + 300.0 * m) * trend * (1.0 + (0.7 - 0.1 * m) * self.demand / 100.0)
                }
                Column::GROUP_DEPOSITS => 24_000.0 * trend * (1.0 + 0.1 * self.capital / 100.0),
                Column::GROUP_PERSONS => 1_000.0,
                _ => 0.01,
            }
        };
        (0..members(column.info().dimension)).map(number).collect()
    }
}

/// Members of the sample's economy.
fn members(dimension: Dimension) -> usize {
    match dimension {
        Dimension::Sectors => SECTORS.len(),
        Dimension::Groups => GROUPS.len(),
        _ => 0,
    }
}

/// What a quarter's numbers are made of.
struct Seen {
    spending: f64,
    trend: f64,
    shift: f64,
    gdp: f64,
    cpi: f64,
}

fn programmes(p: &Policy, seen: &Seen) -> Programmes {
    let &Seen { gdp, cpi, .. } = seen;
    let mut programmes = Programmes::default();
    // Grants bring every other programme along, each larger than the one before.
    let ordered = Programme::ALL
        .iter()
        .filter(|p| p.info().nature == Nature::Ordered);
    for (k, programme) in ordered.enumerate() {
        programmes.set(*programme, p.research.grants * k as f64);
    }
    programmes.set(Programme::Purchases, p.core.government_purchases * gdp * cpi);
    programmes.set(Programme::PublicInvestment, p.core.public_investment * gdp * cpi);
    programmes.set(Programme::AiFirms, p.core.ai_capex);
    programmes.set(Programme::Taxes, -0.2 * gdp * cpi);
    programmes.set(Programme::OwnPlan, 0.24 * gdp * cpi);
    programmes
}

impl Run for Fake {
    fn step(&mut self, policy: &Policy) -> Result<(), ModelError> {
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
        3.1e-15
    }
    fn checks(&self) -> u64 {
        64 * (self.records.len() as u64 - 1)
    }
    fn books(&self) -> Matrices {
        let sectors = vec![
            "households",
            "firms",
            "bank",
            "central bank",
            "government",
            "rest of world",
        ];
        let row = |name, cells: [f64; 5]| {
            let mut row = cells.to_vec();
            row.push(-cells.iter().sum::<f64>());
            (name, row)
        };
        let balance_sheet = vec![
            row("deposits", [151_234.5, 78_210.2, -229_444.7, 0.0, 0.0]),
            row("loans", [0.0, -176_420.9, 176_420.9, 0.0, 0.0]),
            row("bonds", [0.0, 0.0, 81_000.3, 4_000.0, -85_000.3]),
            row("reserves", [0.0, 0.0, 21_870.4, -21_870.4, 0.0]),
            row("treasury account", [0.0, 0.0, 0.0, -5_120.7, 5_120.7]),
            row("foreign position", [0.0, 0.0, 0.0, 24_310.1, 0.0]),
            row("re-lending", [0.0, 0.0, -800.0, 800.0, 0.0]),
        ];
        let mut net_worth = vec![0.0; sectors.len()];
        for (_, cells) in &balance_sheet {
            cells.iter().zip(&mut net_worth).for_each(|(x, n)| *n += x);
        }
        let flows = vec![
            row("consumption", [-13_870.2, 13_870.2, 0.0, 0.0, 0.0]),
            row("government consumption", [0.0, 5_640.8, 0.0, 0.0, -5_640.8]),
            row("business investment", [0.0, 0.0, 0.0, 0.0, 0.0]),
            row("exports", [0.0, 6_910.4, 0.0, 0.0, 0.0]),
            row("imports", [-880.1, -4_920.7, 0.0, 0.0, -120.3]),
            row("wages", [17_480.6, -17_480.6, 0.0, 0.0, 0.0]),
            row("income tax", [-420.9, 0.0, 0.0, 0.0, 420.9]),
            row("loan interest", [0.0, -1_632.0, 1_632.0, 0.0, 0.0]),
            row("dividends", [2_310.7, -2_000.2, -310.5, 0.0, 0.0]),
            row("pensions", [1_905.3, 0.0, 0.0, 0.0, -1_905.3]),
        ];
        Matrices {
            sectors,
            balance_sheet,
            flows,
            revaluations: vec![0.0, 96.4, -96.4, 0.0, 0.0, 0.0],
            net_worth,
        }
    }
}

fn parameters() -> [(&'static str, Parameter); 4] {
    let parameter = |title: &str, value: f64, unit: &str, range, basis, source: &str| Parameter {
        title: title.into(),
        block: "core".into(),
        value,
        by_sector: Vec::new(),
        unit: unit.into(),
        range,
        basis,
        source: source.into(),
        note: String::new(),
    };
    [
        (
            "capital.depreciation",
            parameter(
                "Depreciation of fixed capital",
                0.0125,
                "per quarter",
                (0.005, 0.03),
                Basis::Data,
                "National Bureau of Statistics, input-output table 2020, consumption of fixed capital; see https://www.stats.gov.cn/",
            ),
        ),
        (
            "demand.wealth_mpc",
            parameter(
                "Propensity to consume out of wealth",
                0.01,
                "per quarter",
                (0.0, 0.03),
                Basis::Literature,
                "Estimates between 0.005 and 0.02 for China; upper half taken",
            ),
        ),
        (
            "investment.gap_closing",
            parameter(
                "Speed at which firms close the gap to wanted capital",
                0.05,
                "per quarter",
                (0.01, 0.2),
                Basis::Assumed,
                "This project; 0.20 explodes, see the validation",
            ),
        ),
        (
            "opening.debt",
            parameter(
                "Public debt at the opening",
                0.62,
                "ratio to GDP",
                (0.3, 1.2),
                Basis::Calibrated,
                "Set so that the balance sheet of 2025Q1 closes",
            ),
        ),
    ]
}

fn economy() -> Economy {
    let sector = |&(code, en, zh): &(&str, &str, &str)| Sector {
        code: code.into(),
        name: text(en, zh),
        output: 5_000.0,
        compensation_share: 0.3,
        production_tax_share: 0.03,
        depreciation_share: 0.06,
        surplus_share: 0.1,
        employed: 4e7,
        publicly_funded: false,
        technology_share: 0.1,
        ai_capital_share: 0.25,
        ai_buyer_share: 0.25,
        group_shares: vec![0.25; 4],
    };
    let group = |&(id, en, zh): &(&str, &str, &str)| Group {
        id: id.into(),
        name: text(en, zh),
        role: GroupRole::Worker,
        efficiency: 1.0,
        propensity: 0.8,
        transitory_propensity: 0.3,
        income_smoothing: 0.1,
        deposit_weight: 1.0,
    };
    Economy {
        id: "china".into(),
        title: text(
            "China, 2025Q1 on revised 2024 GDP",
            "中国，2025年一季度（2024年修订GDP）",
        ),
        money_unit: "bn CNY".into(),
        opening: Quarter::new(2025, 1),
        sectors: SECTORS.iter().map(sector).collect(),
        uses: UseTable {
            products: 0,
            domestic: Vec::new(),
            imported: Vec::new(),
        },
        groups: GROUPS.iter().map(group).collect(),
        population: Population {
            labour_force: 7.7e8,
            unemployment: 0.051,
            retired: 3.1e8,
        },
        fields: Vec::new(),
        banks: Vec::new(),
        parameters: parameters()
            .into_iter()
            .map(|(id, p)| (id.to_owned(), p))
            .collect(),
        persons_per_agent: [100_000, 10_000, 1_000],
        tried: None,
    }
}

fn drive(quarter: Quarter) -> Policy {
    let on = quarter >= Quarter::new(2025, 3) && quarter < Quarter::new(2030, 3);
    let mut policy = Policy::default();
    if on {
        policy.core.government_purchases = 0.002;
        policy.core.public_investment = 0.004;
        policy.core.ai_capex = 125.0;
        policy.core.ai_import_content = 0.5;
        policy.money.quota = Some(800.0);
    }
    policy
}

/// What `drive` pulls, as a scenario would say it.
fn pulled() -> Vec<Pulled> {
    let values = [
        ("government.purchases", 0.002),
        ("government.public_investment", 0.004),
        ("technology.ai_capex", 500.0),
        ("technology.ai_import_content", 0.5),
        ("relending.quota", 800.0),
    ];
    let row = |(path, value): (&str, f64)| {
        levers::find(path).map(|(lever, _)| Pulled {
            path: path.into(),
            lever,
            currency: "CNY".into(),
            values: vec![(Quarter::new(2025, 3), Some(value))],
            until: Some(Quarter::new(2030, 2)),
        })
    };
    values.into_iter().filter_map(row).collect()
}

/// Calls `f` with synthetic results of `pairs` pairs over `quarters` quarters.
pub fn with(pairs: usize, quarters: usize, f: impl FnOnce(&Results)) {
    with_policy(pairs, quarters, &drive, f);
}

/// The same for a policy of its own.
pub fn with_policy(pairs: usize, quarters: usize, scenario: &dyn PolicyPath, f: impl FnOnce(&Results)) {
    let economy = economy();
    let plan = Plan {
        economy: &economy,
        scenario,
        baseline: &Neutral,
        pairs,
        seed: 20_261_122,
        persons_per_agent: 100_000,
        quarters,
        threads: 2,
        books_quarter: None,
    };
    let ensemble = match run_with(&plan, &Fake::open, &|_| (), &AtomicBool::new(false)) {
        Ok(ensemble) => ensemble,
        Err(error) => panic!("synthetic runs do not fail: {error}"),
    };
    let subject = Subject {
        economy: Arc::new(economy),
        scenario: Named {
            id: "innovation-drive".into(),
            title: text("Innovation drive (synthetic numbers)", "创新驱动（合成数据）"),
        },
        baseline: Named {
            id: "baseline".into(),
            title: text("No new policy", "无新增政策"),
        },
        question: text(
            "What do public investment, AI capital spending and re-lending do to output, prices, jobs and debt?",
            "公共投资、人工智能资本开支与再贷款对产出、物价、就业和债务有何影响?",
        ),
        levers: pulled(),
        decided_by: vec![Assumed {
            path: "relending.additionality".into(),
            title: text("Additional lending per yuan refinanced", "每元再贷款的新增贷款"),
            value: 0.3,
            range: (0.0, 1.0),
            basis: None,
        }],
        notes: vec![text(
            "Synthetic numbers from formulas; they say nothing about any economy.",
            "由公式生成的合成数据，不说明任何经济体。",
        )],
        figures: Vec::new(),
        engine_version: "0.1.0".into(),
    };
    f(&Results::new(subject, ensemble));
}
