//! Firms and persons of the opening: sizes, loans, capital and jobs that add up to the pack's totals.

use crate::core::Params;
use crate::economy::{Economy, FinalUse, GroupRole};
use crate::error::ModelError;
use crate::processes::entry_exit::cash_habit;
use crate::processes::expectations::compounded;
use crate::processes::innovation::{normalise_need, place_firms, usual_new_plant};
use crate::state::{Firms, Households, NO_EMPLOYER, Role, employ};
use crate::streams::Stream;
use crate::structure::Structure;
use accounting::{Column, Instrument, Sector};
use engine::draws::Draws;
use engine::math;
use std::collections::BinaryHeap;

/// Years of gross surplus that loans of a sector can amount to. Source: this project; lenders look at earnings.
const LOAN_YEARS: f64 = 5.0;
/// Part of depreciation that counts as surplus for it.
const DEPRECIATION_COUNTED: f64 = 0.3;
/// Draws of loans beyond this many standard deviations are cut.
const LOAN_DRAW_LIMIT: f64 = 1.8;
/// Loans of a firm never exceed this share of capital and a quarter's output, or its sector's norm.
const LOAN_ASSET_LIMIT: f64 = 0.85;
/// Size `small`: persons per agent at which `firms_maximum` is meant.
const SMALL: f64 = 100_000.0;

/// Firms and workers before money is handed out.
pub(super) struct FirmSetup {
    /// Sector of each firm.
    sector: Vec<u32>,
    /// Share of the firm in its sector.
    weight: Vec<f64>,
    /// Workers by sector, with their group; the unemployed follow last.
    workers: Vec<Vec<u8>>,
    unemployed: Vec<u8>,
    retired: usize,
    /// Units of labour employed by sector.
    pub units: Vec<f64>,
    /// Loan over capital by sector before scaling, then after it.
    pub loan_norm: Vec<f64>,
    /// Spread of firms' need for materials by sector.
    pub materials_spread: Vec<f64>,
}

/// Refuses sizes that cannot hold the economy's sectors or this machine's counters.
pub(super) fn check_size(economy: &Economy, p: &Params, persons_per_agent: u32) -> Result<(), ModelError> {
    let smallest = economy
        .sectors
        .iter()
        .map(|s| s.employed)
        .fold(f64::INFINITY, f64::min);
    // Every sector needs a handful of workers; agents are counted in 32 bits.
    let high = (smallest / p.staff_per_firm) as u32;
    let low =
        ((economy.population.labour_force + economy.population.retired) / f64::from(1 << 28)).ceil() as u32;
    if (low..=high).contains(&persons_per_agent) && persons_per_agent > 0 {
        return Ok(());
    }
    let problem = if persons_per_agent > high {
        "fewer workers than one firm needs in the smallest sector".to_owned()
    } else {
        "more agents than can be counted".to_owned()
    };
    Err(ModelError::Size {
        persons_per_agent,
        problem,
        low: low.max(1),
        high,
    })
}

impl FirmSetup {
    /// Draws firm sizes and the groups of workers.
    pub fn draw(economy: &Economy, p: &Params, persons_per_agent: u32, draws: &Draws) -> Self {
        let scale = f64::from(persons_per_agent);
        let (mut sector, mut weight) = (Vec::new(), Vec::new());
        let mut workers = Vec::new();
        let mut units = Vec::new();
        let mut person = 0;
        for (s, data) in economy.sectors.iter().enumerate() {
            let employed = (data.employed / scale).round();
            let most = (p.firms_maximum * SMALL / scale).max(p.firms_minimum);
            let firms = (employed / p.staff_per_firm)
                .round()
                .clamp(p.firms_minimum, most)
                .min(employed) as usize;
            let first = sector.len() as u32;
            let sizes: Vec<f64> = (0..firms as u32)
                .map(|j| {
                    let u = draws.uniform(Stream::FirmSize, 0, first + j, 0);
                    math::pow(1.0 - u, -1.0 / p.firm_size_tail).min(p.firm_size_ceiling)
                })
                .collect();
            let sum: f64 = sizes.iter().sum();
            weight.extend(sizes.iter().map(|size| size / sum));
            sector.extend(std::iter::repeat_n(s as u32, firms));
            let groups: Vec<u8> = (0..employed as usize)
                .map(|_| {
                    person += 1;
                    group_of(
                        &data.group_shares,
                        draws.uniform(Stream::WorkerGroup, 0, person, 0),
                    )
                })
                .collect();
            units.push(
                groups
                    .iter()
                    .map(|g| economy.groups[*g as usize].efficiency)
                    .sum(),
            );
            workers.push(groups);
        }
        let employed: usize = workers.iter().map(Vec::len).sum();
        let total = (employed as f64 / (1.0 - economy.population.unemployment)).round() as usize;
        let shares = mean_group_shares(economy);
        let unemployed = (employed..total)
            .map(|_| {
                person += 1;
                group_of(&shares, draws.uniform(Stream::WorkerGroup, 0, person, 0))
            })
            .collect();
        let retired = (economy.population.retired / scale).round() as usize;
        let mut setup = Self {
            sector,
            weight,
            workers,
            unemployed,
            retired,
            units,
            loan_norm: Vec::new(),
            materials_spread: Vec::new(),
        };
        setup.loan_norm = setup.sector_loan_norms(economy, p);
        setup.materials_spread = setup.spread_of_need(economy, p);
        setup
    }

    /// Units of labour per worker, by sector.
    pub fn units_per_person(&self) -> Vec<f64> {
        self.units
            .iter()
            .zip(&self.workers)
            .map(|(units, workers)| units / workers.len() as f64)
            .collect()
    }

    /// Capital by sector that gives the table's depreciation: K = dep x / δ.
    pub fn sector_capital(&self, economy: &Economy, p: &Params) -> Vec<f64> {
        economy
            .sectors
            .iter()
            .map(|s| s.depreciation_share * s.output / (p.depreciation / 4.0))
            .collect()
    }

    /// Loans a sector can carry relative to its capital, unscaled: min(K, years of surplus) / K.
    fn sector_loan_norms(&self, economy: &Economy, p: &Params) -> Vec<f64> {
        let capital = self.sector_capital(economy, p);
        economy
            .sectors
            .iter()
            .zip(capital)
            .map(|(s, k)| {
                let earnings = s.output * (s.surplus_share + DEPRECIATION_COUNTED * s.depreciation_share);
                k.min(LOAN_YEARS * 4.0 * earnings) / k
            })
            .collect()
    }

    /// Spread of firms' need for materials by sector: S_k = η · net margin_k / share of materials_k, the margin after wear and interest
    /// on loans at the norm, within bounds. Part of INN-4.
    fn spread_of_need(&self, economy: &Economy, p: &Params) -> Vec<f64> {
        let capital = self.sector_capital(economy, p);
        let norms = || self.loan_norm.iter().zip(&capital).map(|(norm, k)| norm * k);
        let scale = 4.0 * economy.gdp() * p.opening_firm_loans / norms().sum::<f64>();
        let interest = (p.policy_rate_neutral + p.loan_spread) / 4.0;
        norms()
            .enumerate()
            .map(|(k, loans)| {
                let sector = &economy.sectors[k];
                let margin = sector.surplus_share - interest * scale * loans / sector.output;
                let materials = economy.uses.total(k) / sector.output;
                p.materials_spread * margin.clamp(p.least_margin, p.most_margin) / materials
            })
            .collect()
    }

    /// Firms with stocks, capital and loans; scales the loan norms so that loans add up.
    pub fn firms(
        &self,
        economy: &Economy,
        p: &Params,
        structure: &Structure,
        annual_gdp: f64,
        draws: &Draws,
    ) -> Firms {
        let n = self.sector.len();
        let capital = self.sector_capital(economy, p);
        let output = |i: usize| self.weight[i] * economy.sectors[self.sector[i] as usize].output;
        let own_capital = |i: usize| self.weight[i] * capital[self.sector[i] as usize];
        let raw: Vec<f64> = (0..n)
            .map(|i| {
                let norm = self.loan_norm[self.sector[i] as usize] * own_capital(i);
                let z = draws
                    .normal(Stream::FirmLoans, 0, i as u32, 0)
                    .clamp(-LOAN_DRAW_LIMIT, LOAN_DRAW_LIMIT);
                let drawn =
                    norm * math::exp(p.loan_dispersion * z - p.loan_dispersion * p.loan_dispersion / 2.0);
                drawn.min(norm.max(LOAN_ASSET_LIMIT * (own_capital(i) + output(i))))
            })
            .collect();
        let scale = p.opening_firm_loans * annual_gdp / raw.iter().sum::<f64>();
        let loans = raw.iter().map(|l| l * scale).collect();
        let mut firms = Firms::new(self.sector.clone(), vec![0; n], loans, vec![0.0; n]);
        let growth = compounded(p.opening_growth);
        let investment = economy.uses.spent_on(FinalUse::FirmInvestment);
        let investment_rate = investment / capital.iter().sum::<f64>();
        let usual_new = usual_new_plant(p);
        for i in 0..n {
            let k = firms.sector(i);
            let y = output(i);
            firms.size[i] = self.weight[i];
            firms.own_productivity[i] =
                p.productivity_spread() * draws.normal(Stream::Entry, 0, firms.id(i), 0);
            firms.own_need[i] =
                self.materials_spread[k] * draws.normal(Stream::MaterialsNeed, 0, firms.id(i), 1);
            firms.cash_habit[i] = cash_habit(p, draws, firms.id(i));
            firms.limited[i] = draws.uniform(Stream::LegalForm, 0, firms.id(i), 0) < p.limited_share[k];
            firms.output[i] = y;
            firms.planned_output[i] = y;
            firms.sales[i] = y * (1.0 - p.finished_stock * growth);
            firms.orders[i] = firms.sales[i];
            firms.expected_orders[i] = firms.sales[i];
            firms.finished[i] = p.finished_stock * firms.sales[i];
            firms.materials[i] = p.materials_stock * structure.materials_per_output[k] * y;
            firms.capital[i] = own_capital(i);
            firms.capacity[i] = structure.output_per_capital[k] * firms.capital[i];
            firms.last_investment[i] = investment_rate * firms.capital[i];
            firms.investment_ordered.begin(i, firms.last_investment[i]);
            firms.under_way[i] = p.gestation * firms.last_investment[i];
            firms.arrived[i] = usual_new * firms.capital[i];
            firms.pay_rate[i] = structure.pay_per_staff[k];
        }
        firms
    }

    /// Prices and market weights at which each firm sells its opening output although costs differ: P_i is the target
    /// price of FIR-8 and b_i offsets what the price does to the market share.
    pub fn place(&self, p: &Params, structure: &Structure, firms: &mut Firms, makers: &[Vec<u32>]) {
        place_firms(p.own_cost_weight, structure, 1.0, firms, makers);
        for makers in makers {
            normalise_need(firms, makers);
        }
        for i in 0..firms.len() {
            let k = firms.sector(i);
            let labour = structure.pay_per_staff[k] / structure.output_per_staff[k];
            let target =
                (labour * firms.priced_cost[i] + structure.materials_per_output[k]) / structure.cost_share[k];
            firms.price[i] = target;
            firms.weight[i] = firms.size[i] * math::exp(p.market_share_elasticity * (target - 1.0));
        }
    }

    /// Factor by which drawn loans were scaled is part of the sector norm from now on.
    pub fn scale_norms(&mut self, firms: &Firms) {
        let n = self.loan_norm.len();
        let (mut loans, mut capital) = (vec![0.0; n], vec![0.0; n]);
        for i in 0..firms.len() {
            loans[firms.sector(i)] += firms.loans.get(i);
            capital[firms.sector(i)] += firms.capital[i];
        }
        self.loan_norm = loans.iter().zip(capital).map(|(l, k)| l / k).collect();
    }

    /// Households: workers by sector, the unemployed, retired persons, one owner per firm. Workers of a sector are given
    /// one by one to the firm with the largest need left.
    pub fn households(&self, economy: &Economy, firms: &mut Firms) -> Households {
        let (retired, owner) = (
            group_with(economy, GroupRole::Retired),
            group_with(economy, GroupRole::Owner),
        );
        let workers: usize = self.workers.iter().map(Vec::len).sum();
        let labour_force = workers + self.unemployed.len();
        let first_owner = labour_force + self.retired;
        let n = first_owner + firms.len();
        let mut group: Vec<u8> = self
            .workers
            .iter()
            .flatten()
            .chain(&self.unemployed)
            .copied()
            .collect();
        group.extend(std::iter::repeat_n(retired, self.retired));
        group.extend(std::iter::repeat_n(owner, firms.len()));
        let mut role = vec![Role::Worker; labour_force];
        role.extend(std::iter::repeat_n(Role::Retired, self.retired));
        role.extend((0..firms.len() as u32).map(Role::FirmOwner));
        let units = group
            .iter()
            .map(|g| economy.groups[*g as usize].efficiency)
            .collect();
        let zero = || vec![0.0; n];
        let mut households = Households {
            role,
            units,
            group,
            employer: vec![NO_EMPLOYER; n],
            deposits: Column::new(Sector::Households, Instrument::Deposits, zero()),
            technology_bonds: Column::new(Sector::Households, Instrument::TechnologyBonds, zero()),
            dwellings: zero(),
            permanent_income: zero(),
            income: zero(),
            transfer: zero(),
            consumption_budget: zero(),
            housing_budget: zero(),
            consumption: zero(),
            housing: zero(),
            interest: zero(),
            labour_force: (0..labour_force as u32).collect(),
            bank_owners: (first_owner as u32..n as u32).collect(),
            opening_labour_force: labour_force,
            first_in_line: Vec::new(),
        };
        for i in 0..firms.len() {
            firms.owner[i] = (first_owner + i) as u32;
        }
        let mut h = 0;
        for (s, members) in self.workers.iter().enumerate() {
            let mut needs: BinaryHeap<Need> = (0..firms.len())
                .filter(|&i| firms.sector(i) == s)
                .map(|i| Need {
                    units: firms.output[i] / firms.productivity[i],
                    firm: i,
                })
                .collect();
            for _ in members {
                if let Some(need) = needs.pop() {
                    employ(&mut households, firms, h, need.firm);
                    needs.push(Need {
                        units: need.units - households.units[h],
                        ..need
                    });
                }
                h += 1;
            }
        }
        households
    }
}

/// Labour a firm still needs; the largest need is served first, ties by firm.
#[derive(PartialEq)]
struct Need {
    units: f64,
    firm: usize,
}

impl Eq for Need {}

impl Ord for Need {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.units
            .total_cmp(&other.units)
            .then(other.firm.cmp(&self.firm))
    }
}

impl PartialOrd for Need {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The group with a role; every pack has one of each, the reader checks it.
fn group_with(economy: &Economy, role: GroupRole) -> u8 {
    economy.groups.iter().position(|g| g.role == role).unwrap_or(0) as u8
}

/// Group that a uniform draw falls on.
fn group_of(shares: &[f64], u: f64) -> u8 {
    let mut below = 0.0;
    for (g, share) in shares.iter().enumerate() {
        below += share;
        if u < below {
            return g as u8;
        }
    }
    shares.iter().rposition(|share| *share > 0.0).unwrap_or(0) as u8
}

/// Group shares of all workers.
fn mean_group_shares(economy: &Economy) -> Vec<f64> {
    let total: f64 = economy.sectors.iter().map(|s| s.employed).sum();
    let mut shares = vec![0.0; economy.groups.len()];
    for s in &economy.sectors {
        for (mean, share) in shares.iter_mut().zip(&s.group_shares) {
            *mean += share * s.employed / total;
        }
    }
    shares
}
