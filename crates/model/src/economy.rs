//! What a country pack hands to the model: sectors, uses, groups, opening stocks and parameters.
//! Plain data, already validated by the reader; nothing here decides anything.

use engine::time::Quarter;
use std::collections::BTreeMap;

/// Most members of any dimension of an economy: an agent remembers its household group in one byte.
pub const MOST_MEMBERS: usize = 256;

/// A label in the two languages of the reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Text {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// A country as the model needs it.
#[derive(Clone, Debug)]
pub struct Economy {
    /// Name of the pack, for example `china`.
    pub id: String,
    /// Title shown to users.
    pub title: Text,
    /// Money unit of every amount, for example `bn CNY`.
    pub money_unit: String,
    /// Quarter whose end is the opening position; the first simulated quarter follows it.
    pub opening: Quarter,
    /// Production sectors; sector `s` makes product `s`.
    pub sectors: Vec<Sector>,
    /// Who uses which product, at home and from abroad.
    pub uses: UseTable,
    /// Household groups; working groups first, retired and owners last.
    pub groups: Vec<Group>,
    /// Banks, first to last; an economy that names none has one.
    pub banks: Vec<Bank>,
    /// Persons.
    pub population: Population,
    /// Frontier fields of research, if the pack names any.
    pub fields: Vec<FrontierField>,
    /// Values of the behavioural parameters and opening ratios with their provenance, by id; a block's `params.rs` says
    /// what each means.
    pub parameters: BTreeMap<String, Parameter>,
    /// Persons that one agent stands for at the sizes `small`, `medium`, `large`.
    pub persons_per_agent: [u32; 3],
    /// Range in which it was tried, if the pack says so.
    pub tried: Option<Tried>,
}

/// Range in which an economy was tried: what lies outside was seen by nobody.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Longest run, quarters.
    pub quarters: u32,
    /// Persons that one agent stands for, at the finest and the coarsest size.
    pub persons_per_agent: (u32, u32),
    /// Ids of indicators with the smallest and the largest value of any quarter of any run.
    pub ranges: Vec<(&'static str, f64, f64)>,
}

impl Economy {
    /// Code of its currency: the last word of the money unit.
    pub fn currency(&self) -> &str {
        self.money_unit.rsplit(' ').next().unwrap_or_default()
    }

    /// GDP of the opening quarter: Σ_s x_s (1 - materials used per output).
    pub fn gdp(&self) -> f64 {
        let uses = &self.uses;
        let materials: f64 = (0..uses.products)
            .flat_map(|g| (0..uses.products).map(move |k| (g, k)))
            .map(|(g, k)| uses.domestic(g, k) + uses.imported(g, k))
            .sum();
        self.sectors.iter().map(|s| s.output).sum::<f64>() - materials
    }
}

/// One production sector at the opening. Money in `money_unit` per quarter; persons are heads.
#[derive(Clone, Debug)]
pub struct Sector {
    /// Short code, for example `AGR`.
    pub code: String,
    /// Name in both languages.
    pub name: Text,
    /// Gross output.
    pub output: f64,
    /// Compensation of employees over output (ratio).
    pub compensation_share: f64,
    /// Net taxes on production over output (ratio).
    pub production_tax_share: f64,
    /// Consumption of fixed capital over output (ratio).
    pub depreciation_share: f64,
    /// Net operating surplus over output (ratio).
    pub surplus_share: f64,
    /// Persons employed.
    pub employed: f64,
    /// Receives a grant from government for net investment (public services).
    pub publicly_funded: bool,
    /// Share of its sales that eligible technology firms make, for re-lending (ratio).
    pub technology_share: f64,
    /// Share of its product in spending on artificial-intelligence capital (ratio; all sectors sum to 1).
    pub ai_capital_share: f64,
    /// Share of that spending that its firms do (ratio; all sectors sum to 1).
    pub ai_buyer_share: f64,
    /// Household groups of its workers: probability of each working group (ratios, sum 1).
    pub group_shares: Vec<f64>,
}

/// Final users of products besides the producing sectors, in the order of the use table's last columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FinalUse {
    /// Household consumption.
    HouseholdConsumption,
    /// Government consumption.
    GovernmentConsumption,
    /// Fixed investment of firms.
    FirmInvestment,
    /// Household investment in dwellings.
    Housing,
    /// Fixed investment of government.
    PublicInvestment,
    /// Exports.
    Exports,
}

impl FinalUse {
    /// All final uses in table order.
    pub const ALL: [FinalUse; 6] = [
        FinalUse::HouseholdConsumption,
        FinalUse::GovernmentConsumption,
        FinalUse::FirmInvestment,
        FinalUse::Housing,
        FinalUse::PublicInvestment,
        FinalUse::Exports,
    ];
}

/// Product-by-user table at producers' prices, money per quarter at the opening, without stock building: column `s`
/// holds the materials *used* by sector `s`; after the sectors come the final uses.
///
/// Stocks grow with the opening trend: with materials stocks of `nu_M` quarters of use, finished stocks of `nu_S`
/// quarters of sales and quarterly growth `g` (parameters `materials_stock`, `finished_stock`, and the fourth root of
/// `1 + opening_growth`, less 1), materials bought for stock come on top of materials used, domestic and imported in
/// the proportions of use. For every product `p`:
///
/// ```text
/// output_p  = Σ_users domestic(p,u) + nu_M g Σ_sectors domestic(p,s) + nu_S g output_p
/// imports_p = Σ_users imported(p,u) + nu_M g Σ_sectors imported(p,s)
/// output_s  = Σ_products (domestic + imported)(p,s) + compensation + production taxes + depreciation + surplus
/// ```
///
/// Gross domestic product is the same as Σ (output - materials used), as Σ incomes, and as final uses (domestic and
/// imported) + stock building - imports, with stock building
/// `nu_M g Σ_p,s (domestic + imported)(p,s) + nu_S g Σ_p output_p`. The reader of packs refuses a relative miss above
/// 1e-9. The column `FirmInvestment` sums to depreciation x (1 + gK / (delta/4)), with `gK` the growth of capital that
/// firms plan in the first quarter.
#[derive(Clone, Debug)]
pub struct UseTable {
    /// Number of products (= sectors).
    pub products: usize,
    /// Domestic uses, row-major `[product][user]`, users = sectors then `FinalUse::ALL`.
    pub domestic: Vec<f64>,
    /// Imported uses, same shape.
    pub imported: Vec<f64>,
}

impl UseTable {
    /// Number of columns.
    pub fn users(&self) -> usize {
        self.products + FinalUse::ALL.len()
    }
    /// Column of a final use.
    pub fn column(&self, user: FinalUse) -> usize {
        self.products + user as usize
    }
    /// All that column `c` uses, domestic and imported.
    pub fn total(&self, c: usize) -> f64 {
        (0..self.products)
            .map(|g| self.domestic(g, c) + self.imported(g, c))
            .sum()
    }
    /// All that goes to a final use.
    pub fn spent_on(&self, user: FinalUse) -> f64 {
        self.total(self.column(user))
    }
    /// Domestic use of product `g` by column `c`.
    pub fn domestic(&self, g: usize, c: usize) -> f64 {
        self.domestic[g * self.users() + c]
    }
    /// Imported use of product `g` by column `c`.
    pub fn imported(&self, g: usize, c: usize) -> f64 {
        self.imported[g * self.users() + c]
    }
}

/// What a household group does in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum GroupRole {
    /// In the labour force.
    Worker,
    /// Draws a pension.
    Retired,
    /// Owns a firm and a share of the bank.
    Owner,
}

/// A household group.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Group {
    /// Short id, for example `migrant`.
    pub id: String,
    /// Name in both languages.
    pub name: Text,
    /// Role.
    pub role: GroupRole,
    /// Pay relative to the mean of non-farm pay: efficiency units per person (ratio; workers only).
    pub efficiency: f64,
    /// Propensity to consume out of permanent income before the common scaling (ratio).
    pub propensity: f64,
    /// Propensity to consume out of transitory income (ratio per quarter).
    pub transitory_propensity: f64,
    /// Speed at which permanent income follows income (per quarter).
    pub income_smoothing: f64,
    /// Opening deposits relative to income, compared with other groups (ratio).
    pub deposit_weight: f64,
}

/// A bank of an economy that has several.
#[derive(Clone, Debug)]
pub struct Bank {
    /// Short id, for example `rural`.
    pub id: String,
    /// Name in both languages.
    pub name: Text,
    /// Its part of firms and households, and of government bonds and re-lending (ratio; all banks sum to 1).
    pub share: f64,
}

/// Persons at the opening.
#[derive(Clone, Copy, Debug)]
pub struct Population {
    /// Employed and unemployed, heads.
    pub labour_force: f64,
    /// Without work, share of the labour force (ratio).
    pub unemployment: f64,
    /// Drawing a pension, heads.
    pub retired: f64,
}

/// A field of research with a foreign frontier.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct FrontierField {
    /// Short id, for example `quantum`.
    pub id: String,
    /// Name in both languages.
    pub name: Text,
    /// Domestic over foreign knowledge at the opening (ratio, below 1).
    pub level: f64,
    /// Growth of the foreign frontier, per year.
    pub frontier_growth: f64,
    /// Quarters before what is learnt reaches the firms it feeds.
    pub delay: u32,
    /// Share of the country's research (ratio).
    pub research: f64,
    /// Part of each sector's technology that rests on the field (ratio).
    pub feeds: Vec<f64>,
    /// Kind of evidence.
    pub basis: Basis,
    /// Source of level and sizes.
    pub source: String,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Basis {
    /// Official statistics or accounting.
    Data,
    /// A published estimate.
    Literature,
    /// Set so that the opening position holds.
    Calibrated,
    /// Our assumption; no source for the size.
    Assumed,
}

/// One parameter with its provenance.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// One-line title.
    pub title: String,
    /// Block that reads it, for example `core`.
    pub block: String,
    /// Value in `unit`; of a parameter by sector the factor that multiplies all of `by_sector`.
    pub value: f64,
    /// One value per sector, in the order of the sectors; empty if there is just one for all.
    pub by_sector: Vec<f64>,
    /// Unit, for example `ratio`, `per year`, `per quarter`, `quarters`.
    pub unit: String,
    /// Smallest and largest admissible value.
    pub range: (f64, f64),
    /// Kind of evidence.
    pub basis: Basis,
    /// Source, complete enough to find it again.
    pub source: String,
    /// Remarks.
    pub note: String,
}
