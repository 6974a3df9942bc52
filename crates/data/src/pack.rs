//! Reads a pack into an `Economy`: every cell checked, every number with unit and source.

use crate::columns::{self, ColumnFile};
use crate::error::{Fault, PackError};
use crate::files::{PackFiles, Table, toml};
use crate::meaning;
use engine::text::echo;
use engine::time::Quarter;
use model::economy::MOST_MEMBERS;
use model::economy::{Bank, Basis, Economy, FinalUse, Group, GroupRole, Population, Sector, Text, UseTable};
use serde::Deserialize;

/// Names of the final uses in `uses.csv`, in table order.
pub(crate) const FINAL_USES: [(&str, FinalUse); 6] = [
    ("households", FinalUse::HouseholdConsumption),
    ("government", FinalUse::GovernmentConsumption),
    ("firm_investment", FinalUse::FirmInvestment),
    ("housing", FinalUse::Housing),
    ("public_investment", FinalUse::PublicInvestment),
    ("exports", FinalUse::Exports),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextFile {
    pub en: String,
    pub zh: String,
}

/// A number with its provenance, as written in TOML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sourced {
    pub value: f64,
    #[serde(default)]
    pub unit: String,
    pub basis: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    #[expect(dead_code, reason = "a remark for the reader of the file")]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    id: String,
    title: TextFile,
    money_unit: String,
    opening: String,
    persons_per_agent: [u32; 3],
    population: PopulationFile,
    columns: Vec<ColumnFile>,
    banks: Option<BanksFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BanksFile {
    unit: String,
    basis: String,
    source: String,
    bank: Vec<BankFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BankFile {
    id: String,
    name: TextFile,
    share: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PopulationFile {
    labour_force: Sourced,
    unemployment: Sourced,
    retired: Sourced,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupsFile {
    unit: String,
    basis: String,
    source: String,
    group: Vec<GroupFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    id: String,
    name: TextFile,
    role: String,
    efficiency: f64,
    propensity: f64,
    transitory_propensity: f64,
    income_smoothing: f64,
    deposit_weight: f64,
}

/// Reads and checks a whole pack.
pub(crate) fn read(files: &PackFiles) -> Result<Economy, PackError> {
    let head: PackFile = toml(files, HEAD)?;
    let fault = |fault, place: &str, what: String| PackError::new(fault, HEAD, place, what);
    identifier(&head.id, HEAD, "id")?;
    one_line(&head.title, HEAD, "title")?;
    let (_, currency) =
        meaning::money(&head.money_unit).map_err(|(kind, what)| fault(kind, "money_unit", what))?;
    meaning::sizes(head.persons_per_agent).map_err(|(kind, what)| fault(kind, "persons_per_agent", what))?;
    let opening = quarter(&head.opening).ok_or_else(|| {
        let what = format!("`{}` is not a quarter such as 2024Q4", echo(&head.opening));
        fault(Fault::Malformed, "opening", what)
    })?;
    let groups = read_groups(files)?;
    let sectors = read_sectors(files, &groups)?;
    let parameters = crate::parameters::read(files, &sectors, currency)?;
    columns::check(files, &head.columns, &head.money_unit)?;
    let uses = read_uses(files, &sectors)?;
    let fields = crate::fields::read(files, &sectors)?;
    let population = read_population(&head.population)?;
    let banks = head.banks.map_or(Ok(Vec::new()), read_banks)?;
    meaning::persons(&population, &sectors, head.persons_per_agent)
        .map_err(|(kind, place, what)| fault(kind, &place, what))?;
    let economy = Economy {
        id: head.id,
        title: Text {
            en: head.title.en,
            zh: head.title.zh,
        },
        money_unit: head.money_unit,
        opening,
        sectors,
        uses,
        groups,
        fields,
        banks,
        population,
        parameters,
        persons_per_agent: head.persons_per_agent,
        tried: crate::tried::read(files)?,
    };
    crate::check::check(&economy)?;
    crate::official::check(files, &economy)?;
    Ok(economy)
}

/// Title of a pack, without reading the rest.
pub(crate) fn title(files: &PackFiles) -> Result<Text, PackError> {
    let head: PackFile = toml(files, "pack.toml")?;
    Ok(Text {
        en: head.title.en,
        zh: head.title.zh,
    })
}

/// The file that says what the pack is.
pub(crate) const HEAD: &str = "pack.toml";
/// Most sectors; the table of uses grows with their square.
const MOST_SECTORS: usize = 200;
/// Smallest share of customers of a bank.
const SMALLEST_BANK: f64 = 0.001;
/// How far shares may miss one.
const SHARE_TOLERANCE: f64 = 1e-9;

/// Names of groups, sectors and fields stand in paths of levers, file names and columns.
pub(crate) fn identifier(text: &str, file: &str, place: &str) -> Result<(), PackError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !text.is_empty() && text.len() <= 64 && text.chars().all(plain) {
        return Ok(());
    }
    let what = format!(
        "`{}` is no short name of letters, digits, `_` and `-`",
        echo(text)
    );
    Err(PackError::new(Fault::Malformed, file, place, what))
}

/// A title or name stands in tables and headings.
pub(crate) fn one_line(text: &TextFile, file: &str, place: &str) -> Result<(), PackError> {
    if text.en.contains('\n') || text.zh.contains('\n') {
        let what = "there is a line break in it";
        return Err(PackError::new(Fault::ForbiddenCharacter, file, place, what));
    }
    Ok(())
}

fn quarter(text: &str) -> Option<Quarter> {
    let (year, of_year) = text.split_once('Q')?;
    let of_year: u8 = of_year.parse().ok().filter(|q| (1..=4).contains(q))?;
    Some(Quarter::new(
        year.parse().ok().filter(|y| (1900..2200).contains(y))?,
        of_year,
    ))
}

/// Kind of evidence by its name in the files.
pub(crate) fn basis(name: &str, file: &str, place: &str) -> Result<Basis, PackError> {
    match name {
        "data" => Ok(Basis::Data),
        "literature" => Ok(Basis::Literature),
        "calibrated" => Ok(Basis::Calibrated),
        "assumed" => Ok(Basis::Assumed),
        other => {
            let what = format!(
                "basis `{}` is none of data, literature, calibrated, assumed",
                echo(other)
            );
            Err(PackError::new(Fault::Unknown, file, place, what))
        }
    }
}

/// Unit and source must be there.
pub(crate) fn provenance(unit: &str, source: &str, file: &str, place: &str) -> Result<(), PackError> {
    if unit.trim().is_empty() {
        return Err(PackError::new(
            Fault::MissingUnit,
            file,
            place,
            "the unit is missing",
        ));
    }
    if source.trim().is_empty() {
        return Err(PackError::new(
            Fault::MissingSource,
            file,
            place,
            "the source is missing",
        ));
    }
    Ok(())
}

pub(crate) fn within(value: f64, low: f64, high: f64, file: &str, place: &str) -> Result<f64, PackError> {
    if !value.is_finite() {
        return Err(PackError::new(
            Fault::NotFinite,
            file,
            place,
            format!("{value} is not finite"),
        ));
    }
    if !(low..=high).contains(&value) {
        let what = format!("{value} is outside {low} to {high}");
        return Err(PackError::new(Fault::OutOfRange, file, place, what));
    }
    Ok(value)
}

fn read_population(p: &PopulationFile) -> Result<Population, PackError> {
    let read = |name: &str, s: &Sourced, high: f64| {
        let place = format!("population.{name}");
        basis(&s.basis, "pack.toml", &place)?;
        provenance(&s.unit, &s.source, "pack.toml", &place)?;
        within(s.value, 0.0, high, "pack.toml", &place)
    };
    Ok(Population {
        labour_force: read("labour_force", &p.labour_force, meaning::MOST_PERSONS)?,
        unemployment: read("unemployment", &p.unemployment, 0.5)?,
        retired: read("retired", &p.retired, meaning::MOST_PERSONS)?,
    })
}

/// Banks with their shares of customers.
fn read_banks(raw: BanksFile) -> Result<Vec<Bank>, PackError> {
    let fault = |fault, place: &str, what: String| PackError::new(fault, HEAD, place, what);
    basis(&raw.basis, HEAD, "banks")?;
    provenance(&raw.unit, &raw.source, HEAD, "banks")?;
    if !(1..=MOST_MEMBERS).contains(&raw.bank.len()) {
        let what = format!(
            "{} banks; an economy has 1 to {MOST_MEMBERS}, and one if the list is left out",
            raw.bank.len()
        );
        return Err(fault(Fault::TooMuch, "banks.bank", what));
    }
    let mut banks: Vec<Bank> = Vec::new();
    for bank in raw.bank {
        let place = format!("banks.{}", echo(&bank.id));
        identifier(&bank.id, HEAD, "id of a bank")?;
        one_line(&bank.name, HEAD, &place)?;
        if banks.iter().any(|other| other.id == bank.id) {
            return Err(fault(
                Fault::Duplicate,
                &place,
                "the bank is listed twice".to_owned(),
            ));
        }
        // A bank that nobody banks with has no loans to hold capital against.
        if !(SMALLEST_BANK..=1.0).contains(&bank.share) {
            let what = format!(
                "a bank has between {SMALLEST_BANK} and 1 of all customers, not {}",
                bank.share
            );
            return Err(fault(Fault::Shares, &format!("{place}.share"), what));
        }
        banks.push(Bank {
            id: bank.id,
            name: Text {
                en: bank.name.en,
                zh: bank.name.zh,
            },
            share: bank.share,
        });
    }
    let sum: f64 = banks.iter().map(|bank| bank.share).sum();
    if (sum - 1.0).abs() > SHARE_TOLERANCE {
        let what = format!(
            "the shares of all banks sum to {}, not 1",
            (sum / SHARE_TOLERANCE).round() * SHARE_TOLERANCE
        );
        return Err(fault(Fault::Shares, "banks", what));
    }
    // Thirds written with nine digits are thirds: what is missing would be money that nobody takes, quarter by quarter.
    for bank in &mut banks {
        bank.share /= sum;
    }
    Ok(banks)
}

fn read_groups(files: &PackFiles) -> Result<Vec<Group>, PackError> {
    const FILE: &str = "groups.toml";
    let raw: GroupsFile = toml(files, FILE)?;
    basis(&raw.basis, FILE, "top")?;
    provenance(&raw.unit, &raw.source, FILE, "top")?;
    if raw.group.len() > MOST_MEMBERS {
        let what = format!(
            "{} groups; an economy has at most {MOST_MEMBERS}",
            raw.group.len()
        );
        return Err(PackError::new(Fault::TooMuch, FILE, "group", what));
    }
    let mut groups: Vec<Group> = Vec::new();
    for g in raw.group {
        identifier(&g.id, FILE, "id of a group")?;
        one_line(&g.name, FILE, &g.id)?;
        let role = match g.role.as_str() {
            "worker" => GroupRole::Worker,
            "retired" => GroupRole::Retired,
            "owner" => GroupRole::Owner,
            other => {
                let what = format!("role `{}` is none of worker, retired, owner", echo(other));
                return Err(PackError::new(Fault::Unknown, FILE, g.id.as_str(), what));
            }
        };
        if groups.iter().any(|other| other.id == g.id) {
            return Err(PackError::new(
                Fault::Duplicate,
                FILE,
                g.id.as_str(),
                "the group is listed twice",
            ));
        }
        let at = |field: &str| format!("{}.{field}", g.id);
        groups.push(Group {
            name: Text {
                en: g.name.en.clone(),
                zh: g.name.zh.clone(),
            },
            role,
            efficiency: within(g.efficiency, 0.01, 100.0, FILE, &at("efficiency"))?,
            propensity: within(g.propensity, 0.0, 1.5, FILE, &at("propensity"))?,
            transitory_propensity: within(
                g.transitory_propensity,
                0.0,
                1.0,
                FILE,
                &at("transitory_propensity"),
            )?,
            income_smoothing: within(g.income_smoothing, 0.0, 1.0, FILE, &at("income_smoothing"))?,
            deposit_weight: within(g.deposit_weight, 0.0, 100.0, FILE, &at("deposit_weight"))?,
            id: g.id,
        });
    }
    // Working groups first, one retired and one owner group last: the model finds them by place.
    let roles: Vec<GroupRole> = groups.iter().map(|g| g.role).collect();
    let workers = roles.iter().take_while(|r| **r == GroupRole::Worker).count();
    if workers == 0 || roles[workers..] != [GroupRole::Retired, GroupRole::Owner] {
        let what = "groups must be one or more workers, then one retired, then one owner group";
        return Err(PackError::new(Fault::Malformed, FILE, "order of groups", what));
    }
    Ok(groups)
}

fn read_sectors(files: &PackFiles, groups: &[Group]) -> Result<Vec<Sector>, PackError> {
    let table = Table::read(files, "sectors.csv")?;
    let workers: Vec<String> = groups
        .iter()
        .filter(|g| g.role == GroupRole::Worker)
        .map(|g| format!("share_{}", g.id))
        .collect();
    if table.rows.len() > MOST_SECTORS {
        let what = format!("{} sectors; a pack can have {MOST_SECTORS}", table.rows.len());
        return Err(PackError::new(Fault::TooMuch, "sectors.csv", "rows", what));
    }
    let mut sectors: Vec<Sector> = Vec::new();
    for row in 0..table.rows.len() {
        let code = table.cell(row, "code")?;
        identifier(code, "sectors.csv", &table.place(row, "code")?)?;
        if sectors.iter().any(|s| s.code == code) {
            return Err(table.fault(Fault::Duplicate, row, "code", format!("sector `{code}` twice")));
        }
        sectors.push(sector(&table, row, &workers)?);
    }
    if sectors.is_empty() {
        let what = "no sector is listed";
        return Err(PackError::new(Fault::Missing, "sectors.csv", "rows", what));
    }
    let total = |of: fn(&Sector) -> f64| sectors.iter().map(of).sum::<f64>();
    for (name, sum) in [
        ("ai_capital_share", total(|s| s.ai_capital_share)),
        ("ai_buyer_share", total(|s| s.ai_buyer_share)),
    ] {
        if (sum - 1.0).abs() > SHARE_TOLERANCE {
            let what = format!("the shares of all sectors sum to {sum}, not 1");
            return Err(table.fault(Fault::Shares, 0, name, what));
        }
    }
    Ok(sectors)
}

/// A row of `sectors.csv`; `workers` are the columns of the working groups.
fn sector(table: &Table, row: usize, workers: &[String]) -> Result<Sector, PackError> {
    let share = |name: &str| {
        let value = table.amount(row, name)?;
        if value > 1.0 {
            return Err(table.fault(Fault::OutOfRange, row, name, format!("share {value} is above 1")));
        }
        Ok(value)
    };
    let group_shares = workers
        .iter()
        .map(|w| share(w))
        .collect::<Result<Vec<f64>, PackError>>()?;
    let sum: f64 = group_shares.iter().sum();
    if (sum - 1.0).abs() > SHARE_TOLERANCE {
        let what = format!("the shares of the working groups sum to {sum}, not 1");
        return Err(table.fault(Fault::Shares, row, &workers[0], what));
    }
    let bounded = |name: &str| {
        let value = table.number(row, name)?;
        meaning::sector(name, value).map_err(|(kind, what)| table.fault(kind, row, name, what))?;
        Ok::<f64, PackError>(value)
    };
    let (output, employed) = (table.amount(row, "output")?, table.amount(row, "employed")?);
    for name in ["output", "employed"] {
        bounded(name)?;
    }
    for (name, value) in [("output", output), ("employed", employed)] {
        if value == 0.0 {
            return Err(table.fault(Fault::OutOfRange, row, name, "a sector without it cannot open"));
        }
    }
    Ok(Sector {
        code: table.cell(row, "code")?.to_owned(),
        name: Text {
            en: table.cell(row, "name_en")?.to_owned(),
            zh: table.cell(row, "name_zh")?.to_owned(),
        },
        output,
        compensation_share: share("compensation_share")?,
        production_tax_share: bounded("production_tax_share")?,
        depreciation_share: share("depreciation_share")?,
        surplus_share: bounded("surplus_share")?,
        employed,
        publicly_funded: table.flag(row, "publicly_funded")?,
        technology_share: share("technology_share")?,
        ai_capital_share: share("ai_capital_share")?,
        ai_buyer_share: share("ai_buyer_share")?,
        group_shares,
    })
}

fn read_uses(files: &PackFiles, sectors: &[Sector]) -> Result<UseTable, PackError> {
    let table = Table::read(files, "uses.csv")?;
    let n = sectors.len();
    let mut uses = UseTable {
        products: n,
        domestic: Vec::new(),
        imported: Vec::new(),
    };
    let users = uses.users();
    uses.domestic = vec![f64::NAN; n * users];
    uses.imported = vec![f64::NAN; n * users];
    for row in 0..table.rows.len() {
        let product = table.cell(row, "product")?;
        let user = table.cell(row, "user")?;
        let g = sectors.iter().position(|s| s.code == product).ok_or_else(|| {
            table.fault(
                Fault::Unknown,
                row,
                "product",
                format!("no sector `{}`", echo(product)),
            )
        })?;
        let c = sectors
            .iter()
            .position(|s| s.code == user)
            .or_else(|| {
                FINAL_USES
                    .iter()
                    .find(|(name, _)| *name == user)
                    .map(|(_, u)| uses.column(*u))
            })
            .ok_or_else(|| {
                table.fault(
                    Fault::Unknown,
                    row,
                    "user",
                    format!("no sector or final use `{}`", echo(user)),
                )
            })?;
        if !uses.domestic[g * users + c].is_nan() {
            let what = format!("product `{product}` for user `{user}` twice");
            return Err(table.fault(Fault::Duplicate, row, "user", what));
        }
        for (name, cells) in [("domestic", &mut uses.domestic), ("imported", &mut uses.imported)] {
            let value = table.amount(row, name)?;
            meaning::sector(name, value).map_err(|(kind, what)| table.fault(kind, row, name, what))?;
            cells[g * users + c] = value;
        }
    }
    if let Some(i) = uses.domestic.iter().position(|x| x.is_nan()) {
        let (g, c) = (i / users, i % users);
        let user = sectors
            .get(c)
            .map_or_else(|| FINAL_USES[c - n].0.to_owned(), |s| s.code.clone());
        let what = format!("no row for product `{}`, user `{user}`", sectors[g].code);
        return Err(PackError::new(Fault::Missing, "uses.csv", "rows", what));
    }
    Ok(uses)
}
