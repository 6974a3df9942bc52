//! Published calibrations: a small hand-written set is read, broken ones are refused with the key named.
//! With `SHAPAN_PUBLISHED` naming a folder of real sets, each of them must be readable too.

use serde_json::{Map, Value, json};
use std::path::Path;

fn parameters() -> Map<String, Value> {
    let mut map = Map::new();
    for key in "tau_INC tau_FIRM tau_VAT tau_SIF tau_SIW tau_EXPORT tau_CF tau_G theta_UB psi psi_H theta_DIV theta mu \
                r_G zeta zeta_LTV zeta_b alpha_Y_EA beta_Y_EA sigma_Y_EA alpha_pi_EA beta_pi_EA sigma_pi_EA alpha_G \
                beta_G sigma_G alpha_E beta_E sigma_E alpha_I beta_I sigma_I rho r_star xi_pi xi_gamma pi_star"
        .split_whitespace()
    {
        map.insert(key.into(), json!(0.25));
    }
    for key in "tau_Y_s tau_K_s alpha_s beta_s kappa_s delta_s w_s b_CF_g b_CFH_g b_HH_g c_G_g c_E_g c_I_g"
        .split_whitespace()
    {
        map.insert(key.into(), json!([0.5, 0.75]));
    }
    for (key, count) in [
        ("G", 2),
        ("S", 2),
        ("T", 12),
        ("T_max", 0),
        ("T_prime", 3),
        ("H_act", 9),
        ("H_inact", 4),
        ("J", 1),
        ("L", 2),
    ] {
        map.insert(key.into(), json!(f64::from(count)));
    }
    map.insert("I_s".into(), json!([3.0, 4.0]));
    map.insert("a_sg".into(), json!([[0.1, 0.2], [0.9, 0.8]]));
    map.insert(
        "C".into(),
        json!([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]),
    );
    map.insert("use_growth_rate_ar1".into(), json!(0.0));
    map
}

fn initial() -> Map<String, Value> {
    let mut map = Map::new();
    for key in
        "D_H D_I D_RoW E_CB E_k K_H L_G L_I omega sb_inact sb_other w_UB Y_EA pi_EA r_bar".split_whitespace()
    {
        map.insert(key.into(), json!(1.5));
    }
    map.insert("N_s".into(), json!([5.0, 6.0]));
    for key in ["Y", "pi"] {
        map.insert(key.into(), json!([1.0, 2.0, 3.0]));
    }
    for key in ["C_G", "C_E", "Y_I"] {
        map.insert(key.into(), json!([1.0, 2.0, 3.0, null]));
    }
    map
}

fn read(
    parameters: &Map<String, Value>,
    initial: &Map<String, Value>,
) -> Result<model::published::PublishedSet, String> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("parameters.json"),
        serde_json::to_string(parameters).unwrap(),
    )
    .unwrap();
    std::fs::write(
        dir.path().join("initial_conditions.json"),
        serde_json::to_string(initial).unwrap(),
    )
    .unwrap();
    data::published(dir.path()).map_err(|e| e.to_string())
}

#[test]
fn a_set_is_read_with_matrices_by_row_and_null_as_not_a_number() {
    let set = read(&parameters(), &initial()).unwrap();
    assert_eq!(set.parameters.firms, [3, 4]);
    assert_eq!(
        set.parameters.materials_mix,
        [0.1, 0.2, 0.9, 0.8],
        "row-major: product, then industry"
    );
    assert_eq!(set.parameters.shock_covariance[1], [4.0, 5.0, 6.0]);
    assert!(set.initial.exports[3].is_nan() && set.initial.exports[2] == 3.0);
    assert!(set.initial.policy_rate_history.is_empty());
}

#[test]
fn a_missing_key_is_named() {
    let mut broken = parameters();
    broken.remove("psi_H");
    let message = read(&broken, &initial()).unwrap_err();
    assert!(
        message.contains("parameters.json") && message.contains("`psi_H` is missing"),
        "{message}"
    );
}

#[test]
fn a_short_vector_is_named_with_both_lengths() {
    let mut broken = initial();
    broken.insert("N_s".into(), json!([5.0]));
    let message = read(&parameters(), &broken).unwrap_err();
    assert!(
        message.contains("`N_s` has 1 values where 2 are needed"),
        "{message}"
    );
}

#[test]
fn a_ragged_matrix_and_a_text_are_refused() {
    let mut broken = parameters();
    broken.insert("a_sg".into(), json!([[0.1, 0.2], [0.9]]));
    assert!(
        read(&broken, &initial())
            .unwrap_err()
            .contains("`a_sg` has 1 values where 2")
    );
    let mut broken = parameters();
    broken.insert("rho".into(), json!("high"));
    assert!(
        read(&broken, &initial())
            .unwrap_err()
            .contains("`rho` must be a number")
    );
}

#[test]
fn a_missing_folder_says_what_a_set_is() {
    let message = data::published(Path::new("no/such/set")).unwrap_err().to_string();
    assert!(
        message.contains("parameters.json") && message.contains("a set is a folder"),
        "{message}"
    );
}

#[test]
fn real_sets_are_readable_where_they_are_at_hand() {
    let Ok(root) = std::env::var("SHAPAN_PUBLISHED") else {
        return;
    };
    for entry in std::fs::read_dir(root).unwrap() {
        let dir = entry.unwrap().path();
        if dir.join("parameters.json").is_file() {
            let set = data::published(&dir).unwrap();
            let (n, s) = (set.parameters.products, set.parameters.industries);
            for column in 0..s {
                let sum: f64 = (0..n).map(|g| set.parameters.materials_mix[g * s + column]).sum();
                assert!(
                    (sum - 1.0).abs() < 1e-6,
                    "{}: materials mix of industry {column}",
                    dir.display()
                );
            }
        }
    }
}
