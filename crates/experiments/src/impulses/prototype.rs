//! The experiments, and what the prototype of this project gave for them: 64 pairs, years 1 to 6 after the shock.
//! For comparison only; the prototype's numbers are not targets.

use model::indicators::Indicator as I;

/// One experiment.
pub struct Experiment {
    /// Title for readers.
    pub title: &'static str,
    /// Scenario that does it.
    pub preset: &'static str,
    /// Effect on GDP in year 1 that evidence suggests, per cent of GDP.
    pub evidence: Option<(f64, f64)>,
    /// Where the band comes from.
    pub source: &'static str,
    /// What is claimed about the effect.
    pub claim: Claim,
    /// The prototype's numbers by year.
    pub prototype: Option<&'static [Year; 6]>,
}

/// What must be true of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nothing.
    None,
    /// One pair is precise in year 1.
    Precise,
    /// Growth is raised at first and not for ever.
    LiftsGrowthOnce,
}

/// Effects in one year: per cent of baseline, percentage points for unemployment and debt.
pub struct Year {
    /// Real GDP.
    pub gdp: f64,
    /// Standard deviation of one pair's effect on it.
    pub sd: f64,
    /// Standard error of its mean.
    pub se: f64,
    unemployment: f64,
    cpi: f64,
    consumption: f64,
    investment: f64,
    imports: f64,
    debt: f64,
}

impl Year {
    /// Effect on another indicator, if the prototype has it.
    pub fn other(&self, indicator: I) -> Option<f64> {
        Some(match indicator {
            I::Unemployment => self.unemployment,
            I::Cpi => self.cpi,
            I::RealConsumption => self.consumption,
            I::RealInvestment => self.investment,
            I::RealImports => self.imports,
            I::PublicDebt => self.debt,
            _ => return None,
        })
    }
}

/// All experiments.
pub const EXPERIMENTS: &[Experiment] = &[
    Experiment {
        title: "Purchases +1 % of GDP, 4 quarters",
        preset: "impulse-purchases",
        evidence: Some((0.5, 1.4)),
        source: "0.5 to 1.4, centre 0.8 (IMF WP/17/273)",
        claim: Claim::Precise,
        prototype: Some(&PURCHASES),
    },
    Experiment {
        title: "Public investment +1 % of GDP, 4 quarters",
        preset: "impulse-investment",
        evidence: Some((0.5, 1.4)),
        source: "0.5 to 1.4 (IMF WP/17/273)",
        claim: Claim::None,
        prototype: Some(&INVESTMENT),
    },
    Experiment {
        title: "Transfers +1 % of GDP, 4 quarters, equal per head",
        preset: "impulse-transfers",
        evidence: None,
        source: "no evidence for untargeted transfers",
        claim: Claim::None,
        prototype: Some(&TRANSFERS),
    },
    Experiment {
        title: "Transfers +1 % of GDP, 4 quarters, targeted",
        preset: "impulse-transfers-targeted",
        evidence: Some((0.5, 1.6)),
        source: "means-tested transfers beat investment by 0 to 0.8 (IMF 2023)",
        claim: Claim::None,
        prototype: None,
    },
    Experiment {
        title: "Policy rate +100 bp, 4 quarters",
        preset: "impulse-rate",
        evidence: None,
        source: "none taken",
        claim: Claim::None,
        prototype: Some(&RATE),
    },
    Experiment {
        title: "World demand -5 %, permanent",
        preset: "impulse-world-demand",
        evidence: None,
        source: "none taken",
        claim: Claim::None,
        prototype: Some(&WORLD),
    },
    Experiment {
        title: "Purchases +1 % of GDP, permanent",
        preset: "impulse-purchases-permanent",
        evidence: None,
        source: "see the temporary rise",
        claim: Claim::LiftsGrowthOnce,
        prototype: Some(&PERMANENT),
    },
    Experiment {
        title: "Productivity +1 %, permanent",
        preset: "impulse-productivity",
        evidence: None,
        source: "none taken",
        claim: Claim::None,
        prototype: Some(&PRODUCTIVITY),
    },
    Experiment {
        title: "AI capital spending 500 bn yuan a year, all made at home",
        preset: "ai-capex-500bn-domestic",
        evidence: Some((0.3, 0.5)),
        source: "a policy document claims +0.4 percentage points of growth; the band is 0.1 around it",
        claim: Claim::None,
        prototype: None,
    },
    Experiment {
        title: "AI capital spending 500 bn yuan a year, half imported",
        preset: "ai-capex-500bn-imported",
        evidence: Some((0.3, 0.5)),
        source: "a policy document claims +0.4 percentage points of growth; the band is 0.1 around it",
        claim: Claim::None,
        prototype: None,
    },
];

/// One year from its numbers in the order of the fields.
const fn year(x: [f64; 9]) -> Year {
    let [
        gdp,
        sd,
        se,
        unemployment,
        cpi,
        consumption,
        investment,
        imports,
        debt,
    ] = x;
    Year {
        gdp,
        sd,
        se,
        unemployment,
        cpi,
        consumption,
        investment,
        imports,
        debt,
    }
}

// Prototype, 64 seeds.
const PURCHASES: [Year; 6] = [
    year([0.74, 0.0133, 0.00166, -0.192, 0.018, 0.138, 0.242, 0.368, 0.0362]),
    year([
        0.494, 0.0271, 0.00339, -0.509, 0.0396, 0.393, 0.0333, 0.381, 0.385,
    ]),
    year([
        0.123, 0.041, 0.00512, -0.236, 0.0563, 0.401, -0.652, 0.0468, 0.574,
    ]),
    year([-0.119, 0.05, 0.00626, 0.0627, 0.088, 0.345, -0.634, -0.15, 0.778]),
    year([
        -0.157, 0.0563, 0.00704, 0.204, 0.115, 0.256, -0.227, -0.129, 0.867,
    ]),
    year([-0.0486, 0.0617, 0.00772, 0.185, 0.129, 0.175, 0.195, 0.0288, 0.79]),
];

// Prototype, 64 seeds.
const INVESTMENT: [Year; 6] = [
    year([0.594, 0.0194, 0.00242, -0.14, 0.00983, 0.0887, 2.77, 0.789, 0.114]),
    year([0.545, 0.0262, 0.00328, -0.444, 0.037, 0.293, 0.131, 0.563, 0.233]),
    year([0.175, 0.0371, 0.00463, -0.269, 0.0561, 0.335, -0.58, 0.123, 0.352]),
    year([-0.121, 0.048, 0.006, 0.0328, 0.0806, 0.295, -0.695, -0.178, 0.585]),
    year([-0.209, 0.0524, 0.00655, 0.213, 0.103, 0.208, -0.329, -0.22, 0.74]),
    year([
        -0.112, 0.0588, 0.00735, 0.225, 0.115, 0.123, 0.139, -0.0689, 0.715,
    ]),
];

// Prototype, 64 seeds.
const TRANSFERS: [Year; 6] = [
    year([
        0.282, 0.00605, 0.000757, -0.0677, 0.00984, 1.09, 0.2, 0.303, 0.387,
    ]),
    year([0.326, 0.0171, 0.00214, -0.243, 0.0258, 0.482, 0.158, 0.305, 0.568]),
    year([0.18, 0.0285, 0.00357, -0.195, 0.0323, 0.391, -0.223, 0.145, 0.555]),
    year([
        0.0281, 0.0452, 0.00565, -0.0476, 0.0474, 0.322, -0.345, -0.00213, 0.624,
    ]),
    year([
        -0.0454, 0.0561, 0.00702, 0.0563, 0.0644, 0.248, -0.223, -0.0512, 0.681,
    ]),
    year([
        -0.0343, 0.0535, 0.00669, 0.0899, 0.0777, 0.18, -0.0181, -0.0111, 0.668,
    ]),
];

// Prototype, 64 seeds.
const RATE: [Year; 6] = [
    year([
        -0.353, 0.00988, 0.00123, 0.0796, -0.00643, -0.135, -1.64, -0.467, 0.61,
    ]),
    year([
        -0.371, 0.0179, 0.00224, 0.304, -0.0224, 0.0939, -0.438, -0.404, 0.939,
    ]),
    year([
        -0.0502, 0.0367, 0.00458, 0.173, -0.0327, 0.027, 0.499, -0.0158, 0.747,
    ]),
    year([
        0.204, 0.0495, 0.00619, -0.0645, -0.0464, 0.0457, 0.625, 0.246, 0.469,
    ]),
    year([
        0.276, 0.0559, 0.00698, -0.223, -0.0578, 0.0936, 0.32, 0.284, 0.253,
    ]),
    year([
        0.176, 0.0548, 0.00685, -0.229, -0.0603, 0.13, -0.104, 0.141, 0.196,
    ]),
];

// Prototype, 64 seeds.
const WORLD: [Year; 6] = [
    year([
        -0.523, 0.0148, 0.00185, 0.152, -0.0141, -0.0691, -0.218, -0.997, 0.45,
    ]),
    year([
        -0.967, 0.0209, 0.00261, 0.591, -0.0507, -0.314, -0.263, -1.63, 1.12,
    ]),
    year([-1.05, 0.043, 0.00537, 0.79, -0.0929, -0.601, 0.341, -1.74, 1.63]),
    year([-0.9, 0.0626, 0.00783, 0.724, -0.15, -0.874, 0.917, -1.6, 1.9]),
    year([-0.749, 0.0934, 0.0117, 0.521, -0.222, -1.1, 1.01, -1.5, 2.02]),
    year([-0.73, 0.141, 0.0177, 0.336, -0.301, -1.28, 0.664, -1.6, 2.16]),
];

// Prototype, 64 seeds.
const PERMANENT: [Year; 6] = [
    year([0.74, 0.0133, 0.00166, -0.192, 0.018, 0.138, 0.242, 0.368, 0.0362]),
    year([1.24, 0.0304, 0.0038, -0.696, 0.0582, 0.527, 0.286, 0.752, 0.392]),
    year([1.35, 0.0525, 0.00657, -0.92, 0.115, 0.914, -0.369, 0.787, 0.943]),
    year([1.22, 0.0663, 0.00829, -0.84, 0.201, 1.24, -0.975, 0.634, 1.7]),
    year([1.08, 0.0767, 0.00959, -0.651, 0.315, 1.49, -1.16, 0.524, 2.52]),
    year([1.05, 0.0785, 0.00981, -0.495, 0.443, 1.66, -0.946, 0.569, 3.26]),
];

// Prototype, 64 seeds.
const PRODUCTIVITY: [Year; 6] = [
    year([
        0.128, 0.0118, 0.00147, 0.717, -0.237, -0.121, 0.622, 0.0328, 0.115,
    ]),
    year([0.682, 0.0358, 0.00447, 0.568, -0.541, 0.0681, 2.09, 0.497, -0.113]),
    year([1.24, 0.0553, 0.00691, 0.0553, -0.776, 0.201, 2.71, 0.93, -0.7]),
    year([1.45, 0.0672, 0.0084, -0.329, -0.949, 0.337, 2.18, 0.965, -1.26]),
    year([1.28, 0.0757, 0.00946, -0.412, -1.06, 0.445, 1.19, 0.63, -1.52]),
    year([0.922, 0.0739, 0.00923, -0.226, -1.12, 0.483, 0.407, 0.16, -1.45]),
];
