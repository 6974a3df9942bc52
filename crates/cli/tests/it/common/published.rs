//! A small invented calibration of the base model: three industries, twelve firms, 120 persons.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A calibration as its two files hold it.
#[derive(Clone)]
pub struct Set {
    pub parameters: Value,
    pub initial: Value,
}

impl Set {
    pub fn new() -> Self {
        Self {
            parameters: parameters(),
            initial: initial(),
        }
    }

    /// Writes it as folder `name` in `dir`.
    pub fn write(&self, dir: &Path, name: &str) -> PathBuf {
        let folder = dir.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("parameters.json"), self.parameters.to_string()).unwrap();
        fs::write(folder.join("initial_conditions.json"), self.initial.to_string()).unwrap();
        folder
    }
}

fn parameters() -> Value {
    serde_json::from_str(PARAMETERS).unwrap()
}

fn initial() -> Value {
    let path = |level: f64| -> Vec<f64> {
        (0..20)
            .map(|t| level * (1.0 + 0.001 * f64::from(t - 19) + 0.004 * f64::from(t * 7 % 5 - 2)))
            .collect()
    };
    let inflation: Vec<f64> = (0..20)
        .map(|t| 0.004 + 0.002 * f64::from(t * 3 % 4 - 1))
        .collect();
    json!({
        "D_H": 400, "D_I": 80, "D_RoW": 0, "E_CB": 0, "E_k": 100, "K_H": 800, "L_G": 300, "L_I": 300,
        "omega": 0.85, "sb_inact": 0.9, "sb_other": 0.2, "w_UB": 1.0,
        "Y_EA": 2.35e6, "pi_EA": 0.002, "r_bar": 0.0016,
        "N_s": [12, 16, 24],
        "Y": path(504.0), "pi": inflation, "C_G": path(40.0), "C_E": path(60.0), "Y_I": path(55.0),
    })
}

const PARAMETERS: &str = r#"{
    "G": 3, "S": 3, "T": 12, "T_max": 0, "T_prime": 20,
    "H_act": 70, "H_inact": 50, "J": 2, "L": 3,
    "I_s": [3, 4, 5],
    "tau_INC": 0.2, "tau_FIRM": 0.08, "tau_VAT": 0.15, "tau_SIF": 0.2, "tau_SIW": 0.17,
    "tau_EXPORT": 0.003, "tau_CF": 0.09, "tau_G": 0.01,
    "tau_Y_s": [0.01, 0.02, 0.015], "tau_K_s": [0.01, -0.01, 0.02],
    "theta_UB": 0.36, "psi": 0.9, "psi_H": 0.07, "theta_DIV": 0.78, "theta": 0.05, "mu": 0.02, "r_G": 0.009,
    "zeta": 0.03, "zeta_LTV": 0.6, "zeta_b": 0.5,
    "alpha_Y_EA": 0.96, "beta_Y_EA": 0.587, "sigma_Y_EA": 0.007,
    "alpha_pi_EA": 0.4, "beta_pi_EA": 0.0026, "sigma_pi_EA": 0.0025,
    "alpha_G": 0.99, "beta_G": 0.037, "sigma_G": 0.011,
    "alpha_E": 0.96, "beta_E": 0.164, "sigma_E": 0.02,
    "alpha_I": 0.96, "beta_I": 0.16, "sigma_I": 0.02,
    "C": [[5e-5, 6e-5, 6e-5], [6e-5, 4e-4, 3e-4], [6e-5, 3e-4, 4e-4]],
    "rho": 0.93, "r_star": -0.003, "xi_pi": 0.3, "xi_gamma": 1.3, "pi_star": 0.005,
    "alpha_s": [10, 12, 8], "beta_s": [2, 1.8, 2.5], "kappa_s": [0.25, 0.3, 0.2], "delta_s": [0.02, 0.02, 0.015],
    "w_s": [2, 2.2, 1.7],
    "a_sg": [[0.5, 0.2, 0.3], [0.3, 0.6, 0.2], [0.2, 0.2, 0.5]],
    "b_CF_g": [0.2, 0.6, 0.2], "b_CFH_g": [0.1, 0.8, 0.1], "b_HH_g": [0.3, 0.3, 0.4],
    "c_G_g": [0.1, 0.1, 0.8], "c_E_g": [0.3, 0.6, 0.1], "c_I_g": [0.3, 0.6, 0.1]
}"#;
