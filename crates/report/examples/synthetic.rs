//! Writes a result folder with synthetic numbers: `cargo run -p shapan-report --example synthetic -- DIR`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a small shell: it reads arguments, writes files and prints"
)]

mod sample;

use report::{files, manifest::Made, svg, table, words::Language};
use std::path::Path;
use std::time::Instant;

fn main() {
    let Some(dir) = std::env::args().nth(1) else {
        eprintln!("usage: synthetic DIR [PAIRS]");
        std::process::exit(2);
    };
    let pairs = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(32);
    sample::with(pairs, 40, |results| {
        print!("{}", table::effects(results, table::Options::default()));
        let started = Instant::now();
        for (name, language) in [("en", Language::English), ("zh", Language::Chinese)] {
            let target = Path::new(&dir).join(name);
            let options = files::Options {
                force: true,
                language,
            };
            match files::write(&target, results, &Made::default(), options) {
                Ok(paths) => paths.iter().for_each(|p| println!("{}", p.display())),
                Err(error) => eprintln!("{error}"),
            }
        }
        let picture = svg::effect(results, model::indicators::Indicator::REAL_GDP, Language::English);
        if let Err(error) = std::fs::write(Path::new(&dir).join("gdp.svg"), picture) {
            eprintln!("{error}");
        }
        println!("two folders in {:.2} s", started.elapsed().as_secs_f64());
    });
}
