//! `pack <name> [--check]`: official figures to `sectors.csv` and `uses.csv` of a country pack; with `--check` the
//! committed files are compared with what would be written.

use std::path::Path;
use std::process::ExitCode;

/// Runs the task.
pub fn run(words: &[&str]) -> ExitCode {
    let check = words.contains(&"--check");
    let names: Vec<&&str> = words.iter().filter(|w| !w.starts_with("--")).collect();
    let [name] = names.as_slice() else {
        eprintln!("usage: cargo run -p xtask -- pack <name> [--check]");
        return ExitCode::from(2);
    };
    match build(name, check) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn build(name: &str, check: bool) -> Result<String, String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../countries")
        .join(name);
    let opening = data::opening(&dir).map_err(|e| e.to_string())?;
    for (file, text) in [("sectors.csv", &opening.sectors), ("uses.csv", &opening.uses)] {
        let path = dir.join(file);
        if check {
            let found = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            if found != *text {
                let line = found
                    .lines()
                    .zip(text.lines())
                    .take_while(|(a, b)| a == b)
                    .count()
                    + 1;
                return Err(format!(
                    "countries/{name}/{file}, line {line}: not what the official figures give; \
                     run `cargo run -p xtask -- pack {name}` and commit the result"
                ));
            }
        } else {
            std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    let economy = data::economy(&dir.display().to_string()).map_err(|e| e.to_string())?;
    let a = data::Aggregates::of(&economy);
    let share = |x: f64| 100.0 * x / a.gdp;
    Ok(format!(
        "{name}: GDP {:.1} {} per quarter; per cent of GDP: households {:.2}, government {:.2}, firms {:.2}, dwellings \
         {:.2}, public investment {:.2}, stocks {:.2}, exports {:.2}, imports {:.2}; compensation {:.2}, production taxes \
         {:.2}, depreciation {:.2}, surplus {:.2}; misses: product {:.1e}, sector {:.1e}, income {:.1e}, expenditure {:.1e}; \
         {} rounds",
        a.gdp,
        economy.money_unit,
        share(a.finals[0]),
        share(a.finals[1]),
        share(a.finals[2]),
        share(a.finals[3]),
        share(a.finals[4]),
        share(a.stock_building),
        share(a.finals[5]),
        share(a.imports),
        share(a.incomes[0]),
        share(a.incomes[1]),
        share(a.incomes[2]),
        share(a.incomes[3]),
        a.product_miss,
        a.sector_miss,
        (a.gdp_income / a.gdp - 1.0).abs(),
        (a.gdp_expenditure / a.gdp - 1.0).abs(),
        opening.balanced.rounds,
    ))
}
