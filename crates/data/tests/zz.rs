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
#[test]
fn china() {
    use model::indicators::Indicator as I;
    let mut e = data::economy("china").unwrap();
    for kv in std::env::var("SET").unwrap_or_default().split(',') {
        if let Some((k, v)) = kv.split_once('=') {
            e.parameters.get_mut(k).unwrap().value = v.parse().unwrap();
        }
    }
    let seeds: u64 = std::env::var("SEEDS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(4);
    let quarters: usize = std::env::var("Q").ok().and_then(|s| s.parse().ok()).unwrap_or(40);
    let mut all: Vec<Vec<model::indicators::Record>> = vec![];
    let t0 = std::time::Instant::now();
    let mut time = std::collections::BTreeMap::new();
    for seed in 0..seeds {
        let mut run = Simulation::open(&e, 100_000, seed).unwrap();
        if seed == 0 {
            println!(
                "payout firms {} hh {}",
                run.world.firms.len(),
                run.world.households.len()
            );
        }
        for _ in 0..quarters {
            let mut last: Option<(model::quarter::Phase, std::time::Instant)> = None;
            let r = run.step_observed(&Policy::default(), &mut |p| {
                let now = std::time::Instant::now();
                if let Some((q, s)) = last {
                    *time.entry(format!("{q:?}")).or_insert(0.0) += (now - s).as_secs_f64();
                }
                last = Some((p, now));
            });
            if let Err(x) = r {
                println!("seed {seed} {x}");
                break;
            }
            if let Some((q, s)) = last {
                *time.entry(format!("{q:?}")).or_insert(0.0) += s.elapsed().as_secs_f64();
            }
        }
        if seed == 0 {
            println!("residual {:.1e} checks {}", run.worst_residual(), run.checks());
        }
        all.push(run.records().to_vec());
    }
    println!(
        "ms/quarter {:.3}",
        t0.elapsed().as_secs_f64() * 1e3 / (seeds as f64 * quarters as f64)
    );
    for (k, v) in &time {
        print!("{k} {:.3} ", v * 1e3 / (seeds as f64 * quarters as f64));
    }
    println!();
    let n = all.iter().map(|a| a.len()).min().unwrap();
    print!("{:24}", "q");
    let qs = [0, 1, 2, 3, 4, 5, 8, 12, 16, 20, 24, 28, 32, 36, 40, 60, 80, 100];
    for q in qs {
        if q < n {
            print!("{q:9}");
        }
    }
    println!();
    for i in I::ALL {
        print!("{:24}", i.info().id);
        for q in qs {
            if q < n {
                print!(
                    "{:9.3}",
                    all.iter().map(|a| a[q].get(*i)).sum::<f64>() / all.len() as f64
                );
            }
        }
        println!();
    }
    print!("max largest share by sector: ");
    for k in 0..all[0][0].sectors.len() {
        print!(
            "{:.2} ",
            all.iter()
                .flat_map(|a| a.iter().skip(1).map(move |r| r.sectors[k].largest_share))
                .fold(0.0_f64, f64::max)
        );
    }
    println!();
}
#[test]
fn jump() {
    let e = data::economy("china").unwrap();
    let mut run = Simulation::open(&e, 100_000, 1).unwrap();
    let before: Vec<f64> = run.world.firms.staff.clone();
    let hb = run.world.firms.heads.clone();
    let need0: Vec<f64> = (0..before.len())
        .map(|i| run.world.firms.output[i] / run.world.firms.productivity[i])
        .collect();
    run.step(&Policy::default()).unwrap();
    let f = &run.world.firms;
    for k in 0..18 {
        let (mut n0, mut n1, mut w, mut h0, mut h1, mut need, mut r) = (0.0, 0.0, 0.0, 0, 0, 0.0, 0.0_f64);
        for i in 0..f.len() {
            if f.sector(i) == k {
                n0 += before[i];
                n1 += f.staff[i];
                w += f.staff_wanted[i];
                h0 += hb[i];
                h1 += f.heads[i];
                need += need0[i];
                r = r.max((before[i] - need0[i]).abs());
            }
        }
        println!("{k} units {n0:.2} need0 {need:.2} -> {n1:.2} wanted {w:.2} heads {h0} {h1} maxres {r:.2}");
    }
}
#[test]
fn austria_speed() {
    let dir = Path::new("/work/shared/reference/beforeit");
    let set = data::published(&dir.join("austria_2010Q1")).unwrap();
    let runs: u64 = std::env::var("RUNS").ok().and_then(|s| s.parse().ok()).unwrap_or(8);
    let mut sums = vec![vec![(0.0_f64, 0.0_f64); 13]; 42];
    let t0 = std::time::Instant::now();
    let mut time = std::collections::BTreeMap::new();
    for seed in 0..runs {
        let mut run = Simulation::open_published(&set, seed, true);
        for (k, v) in series(&run).iter().enumerate() { sums[k][0].0 += v; sums[k][0].1 += v * v; }
        for t in 1..=12 {
            let mut last: Option<(model::quarter::Phase, std::time::Instant)> = None;
            run.step_observed(&Policy::default(), &mut |p| { let now = std::time::Instant::now(); if let Some((q, s)) = last { *time.entry(format!("{q:?}")).or_insert(0.0) += (now - s).as_secs_f64(); } last = Some((p, now)); }).unwrap();
            for (k, v) in series(&run).iter().enumerate() { sums[k][t].0 += v; sums[k][t].1 += v * v; }
        }
        if seed == 0 { println!("residual {:.1e}", run.worst_residual()); }
    }
    println!("ms/quarter {:.3}", t0.elapsed().as_secs_f64() * 1e3 / (runs * 12) as f64);
    for (k, v) in &time { print!("{k} {:.3} ", v * 1e3 / (runs * 12) as f64); } println!();
    let text = std::fs::read_to_string(dir.join("montecarlo/austria_2010Q1_julia_rules_summary.csv")).unwrap();
    let mut zs = vec![];
    for (k, n) in SERIES.iter().chain(EXTRA_SERIES.iter()).enumerate() {
        for line in text.lines().filter(|l| l.starts_with(&format!("{n},"))) {
            let f: Vec<&str> = line.split(',').collect();
            let t: usize = f[1].parse().unwrap(); if ![0, 1, 4, 8, 12].contains(&t) { continue; }
            let (m, sd): (f64, f64) = (f[2].parse().unwrap(), f[3].parse().unwrap());
            let mean = sums[k][t].0 / runs as f64; let var = (sums[k][t].1 / runs as f64 - mean * mean).max(0.0) * runs as f64 / (runs as f64 - 1.0);
            let se = (sd * sd / 400.0 + var / runs as f64).sqrt();
            let z = (mean - m) / se.max(1e-9 * m.abs());
            zs.push(z.abs());
            if z.abs() > 2.5 { println!("{n} t{t} mean {mean:.4} ref {m:.4} z {z:.2} sd {:.3}/{sd:.3}", var.sqrt()); }
        }
    }
    zs.sort_by(|a, b| a.total_cmp(b)); println!("n {} max {:.2} over3 {} over2 {}", zs.len(), zs[zs.len() - 1], zs.iter().filter(|z| **z > 3.0).count(), zs.iter().filter(|z| **z > 2.0).count());
}
