//! Firms and persons of the opening: sizes, loans, capital and jobs that add up to the pack's totals.

use crate::core::Params;
use crate::economy::{Economy, FinalUse, GroupRole};
use crate::error::ModelError;
use crate::processes::entry_exit::cash_habit;
use crate::processes::expectations::compounded;
use crate::processes::innovation::{place_firms, usual_new_plant};
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
/// Bounds of the factor on loans for a firm's return. Source: this project; states of settled runs.
const LEAST_BY_RETURN: f64 = 0.45;
const MOST_BY_RETURN: f64 = 1.3;
/// Loans of a plant that waits, over those of one at work: what is left after the write-off.
const IDLE_LOANS: f64 = 0.5;
/// Largest loans of a firm over its sector's norm; the bank's limit at normal earnings is `loan_norm_multiple`.
const LOAN_NORM_LIMIT: f64 = 1.55;
/// Largest loans of a firm over its plant and stocks: nobody opens insolvent.
const SOLVENT: f64 = 0.95;
/// Rounds in which loans are scaled to their total.
const SCALING_ROUNDS: usize = 10;
/// Sectors with fewer firms have no plant that waits.
const FEWEST_FOR_IDLE: usize = 8;
/// Chances of small and other firms to wait, over the mean chance.
const SMALL_IDLE: f64 = 1.3;
const LARGE_IDLE: f64 = 0.4;

/// Highest level of exports tried, and halvings of the interval: together the last bit.
const HIGHEST_LEVEL: f64 = 1e3;
const BISECTIONS: usize = 64;

/// Size `small`: persons per agent at which `firms_maximum` is meant.
const SMALL: f64 = 100_000.0;

/// Firms and workers before money is handed out.
pub(super) struct FirmSetup {
    /// Sector of each firm.
    sector: Vec<u32>,
    /// Share of the firm in its sector's capital.
    weight: Vec<f64>,
    /// The plant waits for an owner.
    idle: Vec<bool>,
    /// Part of each sector's capital that is at work.
    pub active: Vec<f64>,
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
            // Where an agent stands for more persons firms are fewer, not smaller: one of two persons cannot follow its orders.
            let least = p.firms_minimum.min(p.firms_minimum * SMALL / scale);
            let most = (p.firms_maximum * SMALL / scale).max(least);
            let firms = (employed / p.staff_per_firm)
                .round()
                .clamp(least.ceil(), most.ceil())
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
        let (idle, active) = idle_plants(economy, p, &sector, &weight, draws);
        let mut setup = Self {
            sector,
            weight,
            idle,
            active,
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

    /// Firms' investment over capital at work, per quarter: all plants at work invest alike.
    pub fn investment_rate(&self, economy: &Economy, p: &Params) -> f64 {
        let capital = self.sector_capital(economy, p);
        let at_work: f64 = capital.iter().zip(&self.active).map(|(k, part)| k * part).sum();
        economy.uses.spent_on(FinalUse::FirmInvestment) / at_work
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
        let own_need = self.own_need(draws);
        let loans = self.loans(economy, p, structure, (&capital, &own_need), annual_gdp, draws);
        let mut firms = Firms::new(self.sector.clone(), vec![0; n], loans, vec![0.0; n]);
        let growth = compounded(p.opening_growth);
        let investment_rate = self.investment_rate(economy, p);
        let usual_new = usual_new_plant(p);
        for i in 0..n {
            let k = firms.sector(i);
            firms.size[i] = self.weight[i] / self.active[k];
            firms.own_productivity[i] =
                p.productivity_spread() * draws.normal(Stream::Entry, 0, firms.id(i), 0);
            firms.own_need[i] = own_need[i];
            firms.cash_habit[i] = cash_habit(p, draws, firms.id(i));
            firms.limited[i] = draws.uniform(Stream::LegalForm, 0, firms.id(i), 0) < p.limited_share[k];
            firms.capital[i] = self.weight[i] * capital[k];
            (firms.open[i], firms.waiting[i]) = (!self.idle[i], self.idle[i]);
            if self.idle[i] {
                continue;
            }
            let y = firms.size[i] * economy.sectors[k].output;
            firms.output[i] = y;
            firms.planned_output[i] = y;
            firms.sales[i] = y * (1.0 - p.finished_stock * growth);
            firms.orders[i] = firms.sales[i];
            firms.expected_orders[i] = firms.sales[i];
            firms.finished[i] = p.finished_stock * firms.sales[i];
            let need = math::exp(own_need[i]);
            firms.materials[i] = p.materials_stock * structure.materials_per_output[k] * need * y;
            firms.capacity[i] = structure.output_per_capital[k] * firms.capital[i];
            firms.last_investment[i] = investment_rate * firms.capital[i];
            firms.investment_ordered.begin(i, firms.last_investment[i]);
            firms.under_way[i] = p.gestation * firms.last_investment[i];
            firms.arrived[i] = usual_new * firms.capital[i];
        }
        firms
    }

    /// Each firm's need for materials over its sector's, log; the mean by size of those at work is one.
    fn own_need(&self, draws: &Draws) -> Vec<f64> {
        let drawn = |i: usize| {
            let spread = self.materials_spread[self.sector[i] as usize];
            spread * draws.normal(Stream::MaterialsNeed, 0, i as u32, 1)
        };
        let mut need: Vec<f64> = (0..self.sector.len()).map(drawn).collect();
        let (mut mean, sectors) = (vec![0.0; self.active.len()], &self.sector);
        for (i, &k) in sectors.iter().enumerate().filter(|(i, _)| !self.idle[*i]) {
            mean[k as usize] += self.weight[i] / self.active[k as usize] * math::exp(need[i]);
        }
        for (need, &k) in need.iter_mut().zip(sectors) {
            *need -= math::ln(mean[k as usize]);
        }
        need
    }

    /// Loans of each firm: drawn around the sector's norm, more where own need leaves a higher return, less where a plant waits, never
    /// so much that the bank would call some in; scaled to the economy's total.
    fn loans(
        &self,
        economy: &Economy,
        p: &Params,
        structure: &Structure,
        (capital, own_need): (&[f64], &[f64]),
        annual_gdp: f64,
        draws: &Draws,
    ) -> Vec<f64> {
        let norm = |i: usize| {
            let k = self.sector[i] as usize;
            self.loan_norm[k] * self.weight[i] * capital[k]
        };
        let drawn = |i: usize| {
            let k = self.sector[i] as usize;
            let (own_capital, y) = (
                self.weight[i] * capital[k],
                self.weight[i] * economy.sectors[k].output,
            );
            let z = draws
                .normal(Stream::FirmLoans, 0, i as u32, 0)
                .clamp(-LOAN_DRAW_LIMIT, LOAN_DRAW_LIMIT);
            let spread = p.loan_dispersion * z - p.loan_dispersion * p.loan_dispersion / 2.0;
            let gross_margin = 1.0 - structure.cost_share[k] - structure.production_tax[k];
            let extra_need = structure.materials_per_output[k] * (math::exp(own_need[i]) - 1.0);
            let return_gap = (-extra_need / gross_margin).clamp(-1.0, 1.0);
            let by_return =
                (1.0 + p.loan_return_response * return_gap).clamp(LEAST_BY_RETURN, MOST_BY_RETURN);
            let waiting = if self.idle[i] { IDLE_LOANS } else { 1.0 };
            let most = norm(i).max(LOAN_ASSET_LIMIT * (own_capital + y));
            waiting * (norm(i) * math::exp(spread) * by_return).min(most)
        };
        let mut loans: Vec<f64> = (0..self.sector.len()).map(drawn).collect();
        let total = p.opening_firm_loans * annual_gdp;
        // What the limits take from some the others get; a few rounds bring the total within rounding.
        let norms: f64 = (0..loans.len()).map(norm).sum();
        let most = LOAN_NORM_LIMIT * total / norms;
        let limits: Vec<f64> = (0..loans.len())
            .map(|i| {
                let k = self.sector[i] as usize;
                let materials =
                    p.materials_stock * structure.materials_per_output[k] * economy.sectors[k].output;
                let stocks = if self.idle[i] { 0.0 } else { materials };
                (most * norm(i)).min(SOLVENT * self.weight[i] * (capital[k] + stocks))
            })
            .collect();
        for _ in 0..SCALING_ROUNDS {
            let scale = total / loans.iter().sum::<f64>();
            for (loan, limit) in loans.iter_mut().zip(&limits) {
                *loan = (*loan * scale).min(*limit);
            }
        }
        let scale = total / loans.iter().sum::<f64>();
        loans.iter().map(|loan| loan * scale).collect()
    }

    /// Prices and market weights at which each firm sells its opening output although costs differ: P_i is the target
    /// price of FIR-8 and b_i offsets what the price does to the market share.
    pub fn place(&self, p: &Params, structure: &Structure, firms: &mut Firms, makers: &[Vec<u32>]) {
        place_firms(p.own_cost_weight, structure, 1.0, firms, makers);
        for i in 0..firms.len() {
            let k = firms.sector(i);
            let labour = structure.pay_per_staff[k] / structure.output_per_staff[k];
            let target =
                (labour * firms.priced_cost[i] + structure.materials_per_output[k]) / structure.cost_share[k];
            firms.price[i] = target;
            firms.weight[i] = firms.size[i] * math::exp(p.market_share_elasticity * (target - 1.0));
        }
    }

    /// Which firms export, and how much: a part of firms is drawn, the others export little; every firm sells its opening output.
    ///
    /// x_i = min(most, c r_i), r_i one for exporters and a small number for others, c such that Σ b_i x_i is the sector's.
    /// Equation: GDS-8. Source: bernard1999; sizes in the pack.
    pub fn share_exports(
        &self,
        economy: &Economy,
        p: &Params,
        firms: &mut Firms,
        makers: &[Vec<u32>],
        draws: &Draws,
    ) {
        let uses = &economy.uses;
        let exports = uses.column(FinalUse::Exports);
        for (k, makers) in makers.iter().enumerate() {
            let all: f64 = (0..uses.users()).map(|c| uses.domestic(k, c)).sum();
            let part = uses.domestic(k, exports) / all;
            let bent = |i: usize| {
                let exporter = draws.uniform(Stream::Exporter, 0, i as u32, 0) < p.exporter_share;
                if exporter { 1.0 } else { p.other_exports }
            };
            let size: f64 = makers.iter().map(|&i| firms.size[i as usize]).sum();
            let exported = |firms: &Firms, level: f64| -> f64 {
                let of = |i: usize| firms.size[i] * (level * bent(i)).min(p.most_exported);
                makers.iter().map(|&i| of(i as usize)).sum::<f64>() / size
            };
            let level = root(part, |level| exported(firms, level));
            for i in makers.iter().map(|&i| i as usize) {
                firms.export_part[i] = (level * bent(i)).min(p.most_exported);
            }
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
                .filter(|&i| firms.sector(i) == s && firms.open[i])
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

/// Which plants wait for an owner, small ones rather than large ones, and the part of each sector's capital that is at work.
fn idle_plants(
    economy: &Economy,
    p: &Params,
    sector: &[u32],
    weight: &[f64],
    draws: &Draws,
) -> (Vec<bool>, Vec<f64>) {
    let firms_in = |k: usize| sector.iter().filter(|&&s| s as usize == k).count();
    let count: Vec<usize> = (0..economy.sectors.len()).map(firms_in).collect();
    let mut active = vec![1.0; economy.sectors.len()];
    let mut idle = vec![false; sector.len()];
    for (i, k) in sector.iter().map(|&k| k as usize).enumerate() {
        let likely = if weight[i] * (count[k] as f64) < 1.0 {
            SMALL_IDLE
        } else {
            LARGE_IDLE
        };
        let drawn = draws.uniform(Stream::Idle, 0, i as u32, 0) < likely * p.opening_idle;
        let room = active[k] - weight[i] >= 1.0 - p.opening_idle_capital;
        if drawn && room && count[k] >= FEWEST_FOR_IDLE && !economy.sectors[k].publicly_funded {
            idle[i] = true;
            active[k] -= weight[i];
        }
    }
    (idle, active)
}

/// Level at which the rising function `of` reaches `target`, or the highest tried where it never does.
fn root(target: f64, of: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, HIGHEST_LEVEL);
    for _ in 0..BISECTIONS {
        let middle = 0.5 * (low + high);
        if of(middle) < target {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
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
