//! Published sets: each key has a range, and a bad value is reported as what it is before a run begins.

use experiments::published::{PublishedPlan, run};
use experiments::published_input::check;
use std::sync::atomic::AtomicBool;

const PARAMETERS: &str = include_str!("../published_set/parameters.json");
const INITIAL: &str = include_str!("../published_set/initial_conditions.json");

/// What is said about the set after the value of `key` is replaced.
#[track_caller]
fn refused(key: &str, value: &str) -> String {
    let edit = |text: &str| {
        let named = format!("\"{key}\": ");
        let Some(at) = text.find(&named).map(|at| at + named.len()) else {
            return text.to_owned();
        };
        let rest = &text[at..];
        let end = match rest.strip_prefix('[') {
            Some(list) if list.starts_with('[') => rest.find("]]").unwrap() + 2,
            Some(_) => rest.find(']').unwrap() + 1,
            None => rest.find([',', '\n']).unwrap(),
        };
        format!("{}{value}{}", &text[..at], &rest[end..])
    };
    let (parameters, initial) = (edit(PARAMETERS), edit(INITIAL));
    assert!(parameters != PARAMETERS || initial != INITIAL, "no key `{key}`");
    match data::published_of(&parameters, &initial) {
        Err(error) => error.to_string(),
        Ok(set) => check(&set, true).expect_err(key).to_string(),
    }
}

#[test]
fn a_sound_set_passes_and_runs() {
    let set = data::published_of(PARAMETERS, INITIAL).unwrap();
    check(&set, true).unwrap();
    check(&set, false).unwrap();
    let plan = PublishedPlan {
        set: &set,
        quarters: 4,
        runs: 2,
        seed: 1,
        noise: true,
        threads: 1,
    };
    assert_eq!(run(&plan, &|_| {}, &AtomicBool::new(false)).unwrap().runs, 2);
}

#[test]
fn a_value_outside_its_range_is_named_with_the_range() {
    for (key, value, words) in [
        ("alpha_I", "1e12", "1000000000000 is outside -1 to 1.1"),
        ("sigma_E", "null", "there is no number"),
        ("sigma_E", "-0.1", "-0.1 is outside 0 to 1"),
        ("sigma_I", "null", "there is no number"),
        ("sigma_Y_EA", "1e300", "outside"),
        ("E_CB", "null", "there is no number"),
        ("tau_VAT", "-1", "outside 0 to 2"),
        ("tau_INC", "5", "outside 0 to 1"),
        ("theta", "1.5", "outside 0 to 1"),
        ("zeta", "0", "above zero"),
        ("omega", "-0.85", "above zero"),
        ("rho", "1e9", "outside 0 to 1"),
        ("xi_pi", "-1e9", "outside"),
        ("beta_E", "1e6", "outside"),
        ("r_bar", "7", "outside"),
        ("D_H", "1e200", "outside"),
        (
            "w_s",
            "[2, -2, 1.7]",
            "-2 is outside 0 to 1000000000000, outside which it has no meaning (value 2)",
        ),
        ("tau_K_s", "[0.01, 5, 0.02]", "(value 2)"),
        ("delta_s", "[0.02, 0.02, null]", "(value 3)"),
        ("w_s", "[2e3, 2e3, 2e3]", "no industry a surplus"),
        (
            "a_sg",
            "[[0.5, 0.2, 0.3], [0.3, 0.6, 0.2], [0.2, 0.2, 0.9]]",
            "industry 3 sum to 1.4",
        ),
        ("b_HH_g", "[0.3, 0.3, 0.5]", "sum to 1.1, not 1"),
        ("b_HH_g", "[1.3, 0.3, -0.6]", "1.3 is outside 0 to 1"),
        ("C", "[[5, 6, 6], [6, 4, 3], [6, 3, 4]]", "outside -1 to 1"),
        ("T_max", "1e9", "quarters are more than"),
        ("I_s", "[3, 4, -5]", "whole numbers"),
        ("N_s", "[12, 16]", "2 values where 3"),
        ("H_act", "\"many\"", "must be a number"),
    ] {
        let message = refused(key, value);
        assert!(
            message.contains(&format!("`{key}`")) && message.contains(words),
            "{key} = {value}: {message}"
        );
    }
    // Beyond the sample a value may be open, but not absurd.
    let series = INITIAL.replace("\"C_E\": [", "\"C_E\": [-1, ");
    let set = data::published_of(PARAMETERS, &series).unwrap();
    assert_eq!(check(&set, true).unwrap_err().key, "C_E");
}
