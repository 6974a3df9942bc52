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
    "innovation-drive-confidence",
    "E08",
    "E08-cheap",
    "E08-retraining",
    "E10",
    "E10-induced-research",
    "E10-substitutes-1",
    "E10-markup-150",
    "E10-markup-10",
];

/// Text of a preset.
pub fn text(id: &str) -> Option<&'static str> {
    PRESETS.iter().find(|p| p.id == id).map(|p| p.text)
}
