//! What no economy can have is refused whatever range the pack states, and a pack agrees with its own official figures.

use crate::common::{copy, expect, replace};
use data::{Fault, PackError};

/// The error after the number or text in one cell of a table is replaced.
fn cell(file: &str, row: &str, column: &str, value: &str) -> PackError {
    crate::common::broken(file, |text| {
        let at = text
            .lines()
            .next()
            .unwrap()
            .split(',')
            .position(|h| h == column)
            .unwrap();
        let edit = |line: &str| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if line.starts_with(row) {
                cells[at] = value;
            }
            cells.join(",") + "\n"
        };
        text.lines().map(edit).collect::<String>().into_bytes()
    })
}

#[test]
fn persons_employed_that_nobody_can_count_are_refused_with_row_and_column() {
    let error = cell("sectors.csv", "FARM,", "employed", "1e300");
    let place = "sectors.csv, line 2 (FARM), column `employed`";
    expect(&error, Fault::Meaningless, &[place, "persons"]);
}

#[test]
fn a_labour_force_that_contradicts_the_sectors_is_refused() {
    for value in ["0.0", "1e10", "1.0", "200000.0"] {
        let error = replace("pack.toml", "value = 190000.0", &format!("value = {value}"));
        expect(
            &error,
            Fault::Meaningless,
            &["pack.toml, population.labour_force", "180000 employed"],
        );
    }
    let error = replace("pack.toml", "value = 190000.0", "value = 1e11");
    expect(&error, Fault::OutOfRange, &["population.labour_force"]);
    let error = replace("pack.toml", "value = 50000.0", "value = 0.0");
    expect(&error, Fault::Meaningless, &["population.retired", "one agent"]);
}

#[test]
fn a_production_tax_of_five_hundred_per_cent_is_refused() {
    let error = cell("sectors.csv", "MAKE,", "production_tax_share", "5");
    expect(
        &error,
        Fault::Meaningless,
        &[
            "sectors.csv, line 3 (MAKE), column `production_tax_share`",
            "-0.5 to 0.5",
        ],
    );
}

#[test]
fn money_without_meaning_is_refused() {
    for (column, value) in [
        ("output", "1e13"),
        ("surplus_share", "2"),
        ("surplus_share", "-0.6"),
    ] {
        let error = cell("sectors.csv", "MAKE,", column, value);
        expect(&error, Fault::Meaningless, &["line 3 (MAKE)", column]);
    }
    let error = cell("uses.csv", "FARM,MAKE", "imported", "1e200");
    expect(
        &error,
        Fault::Meaningless,
        &["uses.csv, line 3 (FARM), column `imported`"],
    );
    let error = replace("pack.toml", "money_unit = \"m ISL\"", "money_unit = \"bananas\"");
    expect(
        &error,
        Fault::WrongUnit,
        &["pack.toml, money_unit", "`bananas`", "bn CNY"],
    );
    let error = replace(
        "pack.toml",
        "unit = \"m ISL per quarter\"",
        "unit = \"m ISL per year\"",
    );
    expect(
        &error,
        Fault::WrongUnit,
        &["`output`", "`m ISL per year`", "`m ISL per quarter` is needed"],
    );
}

#[test]
fn a_parameter_cannot_allow_itself_everything() {
    let wide = |id: &str, from: &str, to: &str| {
        crate::common::broken("parameters.toml", |text| {
            let at = text.find(&format!("[{id}]")).unwrap();
            (text[..at].to_owned() + &text[at..].replacen(from, to, 1)).into_bytes()
        })
    };
    let error = wide("income_tax_rate", "range = [0.0, 0.5]", "range = [-5.0, 5.0]");
    expect(
        &error,
        Fault::Meaningless,
        &["parameters.toml, income_tax_rate", "-5 to 5", "0 to 0.99"],
    );
    let error = wide("export_elasticity", "range = [0.5, 3.0]", "range = [0.5, 1e9]");
    expect(
        &error,
        Fault::Meaningless,
        &["parameters.toml, export_elasticity"],
    );
    let error = wide("export_elasticity", "unit = \"ratio\"", "unit = \"bananas\"");
    expect(&error, Fault::WrongUnit, &["export_elasticity", "`bananas`"]);
    let error = wide(
        "labour_force_growth",
        "unit = \"per year\"",
        "unit = \"per quarter\"",
    );
    expect(&error, Fault::WrongUnit, &["labour_force_growth", "per year"]);
}

#[test]
fn parameters_that_must_follow_each_other_are_compared() {
    let dir = tempfile::tempdir().unwrap();
    let china = format!("{}/../../countries/china", env!("CARGO_MANIFEST_DIR"));
    for folder in ["", "blocks", "official"] {
        std::fs::create_dir_all(dir.path().join(folder)).unwrap();
        for entry in std::fs::read_dir(format!("{china}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let to = dir.path().join(folder).join(path.file_name().unwrap());
                std::fs::copy(&path, to).unwrap();
            }
        }
    }
    let pack = dir.path().to_str().unwrap();
    assert!(data::economy(pack).is_ok());
    let file = dir.path().join("blocks/vehicles.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let edited = text
        .replace("0.409", "0.97")
        .replace("[0.05, 0.9]", "[0.05, 0.98]");
    std::fs::write(&file, edited).unwrap();
    let error = data::economy(pack).unwrap_err();
    let place = "blocks/vehicles.toml, electric_share";
    expect(
        &error,
        Fault::Meaningless,
        &[place, "`electric_share` is not below `electric_ceiling`"],
    );
}

#[test]
fn sizes_must_fall() {
    for to in ["[10, 100, 1000]", "[100000000, 100, 10]"] {
        let error = replace("pack.toml", "[1000, 100, 10]", to);
        expect(&error, Fault::Meaningless, &["persons_per_agent"]);
    }
}

#[test]
fn more_groups_than_an_economy_can_have_are_refused_with_the_limit() {
    let worker = "[[group]]\nid = \"islander\"";
    for count in [257, 300] {
        let error = crate::common::broken("groups.toml", |text| {
            let at = text.find(worker).unwrap();
            let end = at + 1 + text[at + 1..].find("[[group]]").unwrap();
            let more = |k: usize| text[at..end].replace("islander", &format!("islander{k}"));
            (text.to_owned() + &(3..count).map(more).collect::<String>()).into_bytes()
        });
        expect(
            &error,
            Fault::TooMuch,
            &["groups.toml", &format!("{count} groups"), "256"],
        );
    }
}

#[test]
fn more_sectors_than_a_table_can_have_are_refused_with_the_limit() {
    let error = crate::common::broken("sectors.csv", |text| {
        let row = text.lines().last().unwrap();
        let more = |k: usize| row.replace("SERVE", &format!("S{k}")) + "\n";
        (text.to_owned() + &(0..198).map(more).collect::<String>()).into_bytes()
    });
    expect(&error, Fault::TooMuch, &["201 sectors", "200"]);
}

/// The island with official figures and with all money times `factor`.
fn beside_official(factor: f64, figures: &str) -> Result<(), PackError> {
    let dir = copy();
    for (file, first, columns) in [("sectors.csv", 3, 1), ("uses.csv", 2, 2)] {
        let path = dir.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let scaled = text.lines().enumerate().map(|(row, line)| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            for cell in cells.iter_mut().skip(first).take(columns).filter(|_| row > 0) {
                *cell = (cell.parse::<f64>().unwrap() * factor).to_string();
            }
            cells.join(",") + "\n"
        });
        std::fs::write(&path, scaled.collect::<String>()).unwrap();
    }
    std::fs::create_dir(dir.path().join("official")).unwrap();
    let head = "id,title,value,unit,year,basis,source,address,note\n";
    std::fs::write(
        dir.path().join("official/figures.csv"),
        format!("{head}{figures}"),
    )
    .unwrap();
    data::economy(dir.path().to_str().unwrap()).map(|_| ())
}

#[test]
fn all_money_times_a_thousand_beside_an_official_gdp_is_refused() {
    let island = data::economy(&crate::common::island()).unwrap();
    let gdp = 4.0 * data::Aggregates::of(&island).gdp;
    let official = format!("gdp,Gross domestic product,{gdp},million ISL,2024,data,example,,\n");
    beside_official(1.0, &official).unwrap();
    let error = beside_official(1000.0, &official).unwrap_err();
    expect(
        &error,
        Fault::Official,
        &[
            "official/figures.csv, line 2 (gdp), column `value`",
            "million ISL",
        ],
    );
    // The same figure in another scale of money is the same figure; a figure of another year is none of the opening.
    let billion = format!(
        "gdp,Gross domestic product,{},billion ISL,2024,data,example,,\n",
        gdp / 1000.0
    );
    beside_official(1.0, &billion).unwrap();
    beside_official(1000.0, &billion).unwrap_err();
    beside_official(1000.0, &official.replace(",2024,", ",1990,")).unwrap();
    let error = beside_official(1.0, &official.replace("million ISL", "bananas")).unwrap_err();
    expect(
        &error,
        Fault::WrongUnit,
        &["line 2 (gdp), column `unit`", "`bananas`"],
    );
}

#[test]
fn shares_debt_and_persons_agree_with_the_official_figures() {
    let row = |id: &str, value: f64, unit: &str| format!("{id},title,{value},{unit},2024,data,example,,\n");
    let a = data::Aggregates::of(&data::economy(&crate::common::island()).unwrap());
    let consumption = 100.0 * a.finals[0] / a.gdp;
    for (id, right, wrong, unit) in [
        (
            "household_consumption_share",
            consumption,
            consumption + 5.0,
            "per cent of GDP",
        ),
        (
            "exports_share",
            100.0 * a.finals[5] / a.gdp,
            1.0,
            "per cent of GDP",
        ),
        ("government_debt_share", 60.0, 600.0, "per cent of GDP"),
        ("unemployment", 5.0, 15.0, "per cent"),
        ("employed", 0.18, 180.0, "million persons"),
        ("population_60", 0.05, 0.5, "million persons"),
    ] {
        beside_official(1.0, &row(id, right, unit)).unwrap_or_else(|e| panic!("{e}"));
        let error = beside_official(1.0, &row(id, wrong, unit)).unwrap_err();
        expect(&error, Fault::Official, &[id, "column `value`"]);
    }
}
