use model::policy::Policy;
use model::published_series::*;
use model::simulation::Simulation;
use std::path::Path;
#[test]
fn trial() {
    let dir = Path::new("/work/shared/reference/beforeit");
    let set = data::published(&dir.join("austria_2010Q1")).unwrap();
    let mut run = Simulation::open_published(&set, 1, false);
    let r: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(dir.join("deterministic_oracle/phase_values_austria_t1.json")).unwrap(),
    )
    .unwrap();
    let o: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(dir.join("deterministic_oracle/austria_deterministic_12q_port.json"))
            .unwrap(),
    )
    .unwrap();
    for t in 1..=12 {
        if let Err(e) = run.step(&Policy::default()) {
            println!("{t} {e}");
            break;
        }
        if t == 1 {
            for (n, v) in phase_values(&run) {
                let x = r[n].as_f64().unwrap();
                println!("{n:15} {v:20.10} {x:20.10} {:.1e}", (v / x - 1.0));
            }
        }
        let s = series(&run);
        let mut worst: f64 = 0.0;
        let mut w = "";
        for (n, v) in SERIES.iter().chain(EXTRA_SERIES.iter()).zip(&s) {
            let x = o[*n][t].as_f64().unwrap();
            let d = (v / x - 1.0).abs();
            if t == 1 && d > 1e-10 {
                println!("   {n} {v} {x} {d:.1e}");
            }
            if d > worst {
                worst = d;
                w = n;
            }
        }
        println!(
            "t {t} worst {worst:.2e} {w} residual {:.1e}",
            run.worst_residual()
        );
    }
}
