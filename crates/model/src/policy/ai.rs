//! Policy and choices about artificial intelligence.

/// Levers of artificial intelligence; the default is neutral.
#[derive(Clone, Debug, PartialEq)]
pub struct Ai {
    /// Extra capital spending that the largest platform firm announces, billion of national currency this quarter
    /// (neutral 0).
    pub leader_capex: f64,
    /// Part of extra spending on compute that government and its vehicles pay (ratio; neutral 0).
    pub public_share: f64,
    /// Share of compute capacity that can be brought to users (ratio; `None`: today's).
    pub utilisation: Option<f64>,
    /// Speed of adoption over the baseline's (ratio; neutral 1).
    pub adoption_speed: f64,
    /// Share of firms beyond which adoption does not go (ratio; neutral 1).
    pub adoption_ceiling: f64,
    /// Staff trained to use it beyond the opening's, share of all (ratio; neutral 0).
    pub skills: f64,
    /// Part of small firms' lag in access to compute and models that is closed (ratio; neutral 0).
    pub access: f64,
    /// Openness of models: 0 licensed, 1 open (ratio; neutral 0).
    pub openness: f64,
    /// Users of open models leave their upkeep to others: 1 yes, 0 no (acts only with openness; neutral 1).
    pub free_riding: f64,
    /// Mark-up on licences over today's (ratio; neutral 1).
    pub licence_markup: f64,
}

impl Default for Ai {
    fn default() -> Self {
        Self {
            leader_capex: 0.0,
            public_share: 0.0,
            utilisation: None,
            adoption_speed: 1.0,
            adoption_ceiling: 1.0,
            skills: 0.0,
            access: 0.0,
            openness: 0.0,
            free_riding: 1.0,
            licence_markup: 1.0,
        }
    }
}
