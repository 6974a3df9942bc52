//! Scenarios that come with the program.

/// A scenario that comes with the program.
#[derive(Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its id, also the name under which `run` and `extends` find it.
    pub id: &'static str,
    /// Its file.
    pub text: &'static str,
}

macro_rules! presets {
    ($($id:literal),+ $(,)?) => {
        /// All presets.
        pub const PRESETS: &[Preset] = &[$(
            Preset { id: $id, text: include_str!(concat!("../../../scenarios/", $id, ".toml")) },
        )+];
    };
}

presets![
    "baseline",
    "innovation-drive",
    "ai-capex-500bn-domestic",
    "ai-capex-500bn-imported",
    "impulse-purchases",
    "impulse-purchases-permanent",
    "impulse-investment",
    "impulse-transfers",
    "impulse-transfers-targeted",
    "impulse-rate",
    "impulse-world-demand",
    "impulse-productivity",
    "E18",
    "E18-deficit",
    "support-more",
    "support-more-network",
    "E04",
    "E04-domestic",
    "E04-imported",
    "E04-demand-only",
    "E04-idle",
    "E04-used",
    "E05",
    "E05-fast",
    "E05-ceiling",
    "E05-gain-low",
    "E05-gain-high",
    "E05-lag",
    "E05-skills",
    "E05-access",
    "E06",
    "E06-upkeep",
    "E06-competition",
    "E06-duplication",
    "E06-cut-low",
    "E06-cut-high",
    "E07",
    "E07-used",
    "E07-half",
    "E07-public",
    "E07-used-public",
    "E07-half-public",
    "E02",
    "E02-share-low",
    "E02-share-full",
    "E02-private-managers",
    "E02-crowd-out",
    "E02-crowd-in",
    "E02-tail-thin",
    "E02-low-tolerance",
    "E01",
    "E01-additionality-0",
    "E01-additionality-low",
    "E01-additionality-high",
    "E01-spending-down",
    "E01-spending-half",
    "E01-crowd-out-0",
    "E01-repriced",
    "E01-capital-bound",
    "E03",
    "E03-loans",
    "E03-mostly-loans",
    "E03-equity",
    "E03-bonds",
    "E03-thirds",
    "innovation-drive-confidence",
    "E08",
    "E08-cheap",
    "E08-retraining",
    "E08-accidents-0",
    "E08-accidents-high",
    "E10",
    "E10-induced-research",
    "E10-induced-exposed",
    "E10-substitutes-1",
    "E10-markup-150",
    "E10-markup-10",
    "ROB",
    "ROB-price-800",
    "ROB-workers-6",
];

/// Text of a preset.
pub fn text(id: &str) -> Option<&'static str> {
    PRESETS.iter().find(|p| p.id == id).map(|p| p.text)
}
