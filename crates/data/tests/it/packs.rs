//! A made-up pack needs no code, and a broken pack is refused with the place, the reason and the repair named.

use crate::common::copy;
use crate::common::{broken, expect, island, replace};
use data::Fault;
use std::path::Path;

#[test]
fn a_made_up_pack_loads_and_balances() {
    let island = data::economy(&island()).unwrap();
    assert_eq!((island.sectors.len(), island.groups.len()), (3, 3));
    assert_eq!(island.opening.to_string(), "2024Q4");
    let a = data::Aggregates::of(&island);
    assert!(a.product_miss < 1e-12 && a.sector_miss < 1e-12);
    assert!((a.gdp_income / a.gdp - 1.0).abs() < 1e-12 && (a.gdp_expenditure / a.gdp - 1.0).abs() < 1e-12);
    // By hand: final uses 140 with stock building, less imports 26 and those for stock.
    let growth = 1.02_f64.powf(0.25) - 1.0;
    let imports = 26.0 + 1.1 * growth * 14.0;
    assert!(
        (a.imports - imports).abs() < 1e-12,
        "{} against {imports}",
        a.imports
    );
    assert!((a.finals[0] - 68.0).abs() < 1e-12 && (a.finals[5] - 26.0).abs() < 1e-12);
    assert!(
        data::figures(&crate::common::island())
            .unwrap()
            .iter()
            .any(|f| f.id == "opening_gdp")
    );
}

#[test]
fn an_unknown_name_lists_the_packs() {
    let error = data::economy("atlantis").unwrap_err();
    expect(&error, Fault::NoSuchPack, &["atlantis", "china"]);
}

#[test]
fn a_missing_file_is_named() {
    let dir = tempfile::tempdir().unwrap();
    for file in ["pack.toml", "groups.toml", "parameters.toml", "uses.csv"] {
        std::fs::copy(Path::new(&island()).join(file), dir.path().join(file)).unwrap();
    }
    let error = data::economy(dir.path().to_str().unwrap()).unwrap_err();
    expect(&error, Fault::MissingFile, &["sectors.csv", "missing"]);
}

#[test]
fn a_missing_column_is_named() {
    let error = replace("sectors.csv", "depreciation_share", "wear_share");
    expect(
        &error,
        Fault::Missing,
        &["sectors.csv, header", "`depreciation_share`"],
    );
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let error = broken("uses.csv", |text| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[40] = 0xff;
        bytes
    });
    expect(&error, Fault::NotText, &["uses.csv, line 2", "UTF-8"]);
}

#[test]
fn a_truncated_file_is_refused() {
    let error = broken("uses.csv", |text| text.as_bytes()[..text.len() - 3].to_vec());
    expect(&error, Fault::Truncated, &["uses.csv, line 28"]);
}

#[test]
fn a_short_row_is_refused() {
    let error = replace("uses.csv", "FARM,MAKE,6,1\n", "FARM,MAKE,6\n");
    expect(&error, Fault::Malformed, &["uses.csv, line 3"]);
}

#[test]
fn a_missing_row_is_named() {
    let error = replace("uses.csv", "MAKE,exports,18,0\n", "");
    expect(&error, Fault::Missing, &["`MAKE`", "`exports`"]);
}

#[test]
fn a_row_twice_is_refused() {
    let error = replace("uses.csv", "FARM,MAKE,6,1\n", "FARM,MAKE,6,1\nFARM,MAKE,6,1\n");
    expect(
        &error,
        Fault::Duplicate,
        &["uses.csv, line 4", "`FARM`", "`MAKE`"],
    );
}

#[test]
fn an_unknown_user_is_named() {
    let error = replace("uses.csv", "FARM,housing", "FARM,castles");
    expect(&error, Fault::Unknown, &["column `user`", "`castles`"]);
}

#[test]
fn an_unknown_parameter_is_named() {
    let error = replace("parameters.toml", "[stock_adjustment]", "[stock_adjustmnet]");
    expect(&error, Fault::Unknown, &["parameters.toml, stock_adjustmnet"]);
}

#[test]
fn a_missing_parameter_is_named_with_its_meaning() {
    let error = broken("parameters.toml", |text| {
        let start = text.find("[hours_ceiling]").unwrap();
        let end = start + text[start..].find("\n\n").unwrap() + 2;
        format!("{}{}", &text[..start], &text[end..]).into_bytes()
    });
    expect(
        &error,
        Fault::Missing,
        &["parameters.toml, hours_ceiling", "Highest hours factor"],
    );
}

#[test]
fn a_value_out_of_range_shows_value_and_range() {
    let error = replace("parameters.toml", "value = 0.85", "value = 8.5");
    expect(
        &error,
        Fault::OutOfRange,
        &["parameters.toml", "8.5 is outside 0.5 to 1"],
    );
}

#[test]
fn a_misspelt_field_is_named() {
    let error = replace("parameters.toml", "basis = ", "bassi = ");
    expect(&error, Fault::Unknown, &["parameters.toml, line", "bassi"]);
}

#[test]
fn a_missing_unit_is_refused() {
    let error = replace("parameters.toml", "unit = \"per year\"\n", "");
    expect(
        &error,
        Fault::MissingUnit,
        &["parameters.toml, productivity_growth_start"],
    );
}

#[test]
fn a_missing_source_is_refused() {
    let error = replace("parameters.toml", "source = \"example\"\n", "source = \"\"\n");
    expect(&error, Fault::MissingSource, &["parameters.toml"]);
    let error = replace("pack.toml", "\"employed\"", "\"output\"");
    expect(
        &error,
        Fault::MissingSource,
        &["pack.toml, columns", "`employed`", "sectors.csv"],
    );
}

#[test]
fn numbers_must_be_finite_numbers() {
    let error = replace("uses.csv", "FARM,MAKE,6,1\n", "FARM,MAKE,NaN,1\n");
    expect(
        &error,
        Fault::NotFinite,
        &["uses.csv, line 3 (FARM), column `domestic`"],
    );
    let error = replace("uses.csv", "FARM,MAKE,6,1\n", "FARM,MAKE,six,1\n");
    expect(
        &error,
        Fault::NotANumber,
        &["uses.csv, line 3 (FARM), column `domestic`", "`six`"],
    );
}

#[test]
fn a_negative_use_is_refused() {
    let error = replace("uses.csv", "FARM,MAKE,6,1\n", "FARM,MAKE,-6,1\n");
    expect(
        &error,
        Fault::Negative,
        &["uses.csv, line 3 (FARM), column `domestic`", "-6"],
    );
}

#[test]
fn group_shares_must_sum_to_one() {
    let error = replace("sectors.csv", "no,0.1,1,0,1\n", "no,0.1,1,0,0.9\n");
    expect(
        &error,
        Fault::Shares,
        &["sectors.csv, line 3 (MAKE), column `share_islander`", "0.9"],
    );
}

#[test]
fn groups_must_come_in_order() {
    let error = replace("groups.toml", "role = \"retired\"", "role = \"owner\"");
    expect(&error, Fault::Malformed, &["groups.toml", "order of groups"]);
}

#[test]
fn an_unbalanced_product_is_named() {
    let error = replace(
        "uses.csv",
        "SERVE,households,30,2\n",
        "SERVE,households,30.000001,2\n",
    );
    expect(
        &error,
        Fault::Unbalanced,
        &["uses.csv, rows of product SERVE", "miss output by", "households"],
    );
}

#[test]
fn an_unbalanced_sector_is_named() {
    let error = replace("uses.csv", "FARM,MAKE,6,1\n", "FARM,MAKE,6,1.001\n");
    expect(
        &error,
        Fault::Unbalanced,
        &["sectors.csv, row MAKE", "materials and incomes"],
    );
}

#[test]
fn a_wrong_quarter_is_refused() {
    let error = replace("pack.toml", "2024Q4", "2024Q5");
    expect(&error, Fault::Malformed, &["pack.toml, opening", "2024Q5"]);
}

#[test]
fn the_evidence_of_a_pack_is_no_part_of_it_and_may_be_missing() {
    let china = data::evidence("china").unwrap();
    assert!(china.targets.len() >= 8 && !china.prototype.is_empty());
    let folder = copy();
    let path = folder.path().to_str().unwrap();
    let hash = data::pack_hash(path).unwrap();
    let none = data::evidence(path).unwrap();
    assert!(none.targets.is_empty() && none.prototype.is_empty());

    std::fs::create_dir(folder.path().join("evidence")).unwrap();
    let targets = folder.path().join("evidence/targets.csv");
    let text = include_str!("../../../../countries/china/evidence/targets.csv");
    std::fs::write(&targets, text).unwrap();
    assert_eq!(data::evidence(path).unwrap().targets, china.targets);
    assert_eq!(data::pack_hash(path).unwrap(), hash);

    std::fs::write(&targets, text.replace("saving_rate", "savings")).unwrap();
    let said = data::evidence(path).unwrap_err().to_string();
    assert!(
        said.starts_with(
            "evidence/targets.csv, line 8, column `indicator`: no indicator is called `savings`"
        ),
        "{said}"
    );
    std::fs::write(&targets, text.trim_end()).unwrap();
    let said = data::evidence(path).unwrap_err().to_string();
    assert!(said.contains("the last line has no line break"), "{said}");
    let nowhere = data::evidence("atlantis").unwrap_err().to_string();
    assert!(
        nowhere.contains("neither an embedded pack nor a directory"),
        "{nowhere}"
    );
}

/// Two banks, as a pack lists them.
const BANKS: &str = r#"
[banks]
unit = "ratio"
basis = "assumed"
source = "example"

[[banks.bank]]
id = "town"
name = { en = "Town bank", zh = "城市银行" }
share = 0.75

[[banks.bank]]
id = "harbour"
name = { en = "Harbour bank", zh = "海港银行" }
share = 0.25
"#;

#[test]
fn a_pack_may_name_several_banks() {
    let folder = copy();
    let path = folder.path().join("pack.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text + BANKS).unwrap();
    let banks = data::economy(folder.path().to_str().unwrap()).unwrap().banks;
    let found: Vec<_> = banks.iter().map(|bank| (bank.id.as_str(), bank.share)).collect();
    assert_eq!(found, [("town", 0.75), ("harbour", 0.25)]);
    assert!(data::economy(&island()).unwrap().banks.is_empty());
}

#[test]
fn banks_that_do_not_fit_are_refused() {
    let with = |from: &str, to: &str| {
        let banks = BANKS.replacen(from, to, 1);
        assert_ne!(banks, BANKS);
        broken("pack.toml", |text| format!("{text}{banks}").into_bytes())
    };
    expect(&with("0.25", "0.5"), Fault::Shares, &["pack.toml, banks", "1.25"]);
    expect(
        &with("\"harbour\"", "\"town\""),
        Fault::Duplicate,
        &["banks.town"],
    );
    expect(&with("0.25", "0"), Fault::Shares, &["banks.harbour.share"]);
    expect(
        &with("\"ratio\"", "\"\""),
        Fault::MissingUnit,
        &["pack.toml, banks"],
    );
    expect(
        &with("\"example\"", "\"\""),
        Fault::MissingSource,
        &["pack.toml, banks"],
    );
}
