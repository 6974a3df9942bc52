//! What policy and the outside world impose in one quarter. Computed anew for each quarter by a scenario;
//! never edits a parameter. Every field has a neutral value at which the run is bit for bit the baseline.

mod ai;
mod chips;
mod confidence;
mod driving;
mod money;
mod research;
mod robots;
mod support;
mod vehicles;
mod ventures;

pub use ai::Ai;
pub use chips::Chips;
pub use confidence::Confidence;
pub use driving::Driving;
pub use money::{Relending, TechnologyBonds};
pub use research::{MAX_FIELDS, Research};
pub use robots::Robots;
pub use support::Support;
pub use vehicles::Vehicles;
pub use ventures::Ventures;

/// Household groups a transfer can be aimed at, in the order of the country pack.
pub const MAX_GROUPS: usize = 8;

/// Policy of one quarter. `Policy::default()` is neutral.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Government purchases added, share of the nominal GDP expected for the quarter (ratio; neutral 0).
    pub government_purchases: f64,
    /// Public investment added, share of the nominal GDP expected for the quarter (ratio; neutral 0).
    pub public_investment: f64,
    /// Transfers to households added, share of the nominal GDP expected for the quarter (ratio; neutral 0).
    pub household_transfers: f64,
    /// Relative weight per head of each household group in the added transfers (ratio; 1 for all is untargeted).
    pub transfer_weights: [f64; MAX_GROUPS],
    /// Change in the tax on household consumption, share of the price before tax (ratio; neutral 0).
    pub consumption_tax: f64,
    /// Added to the policy rate this quarter, per year (ratio; neutral 0).
    pub policy_rate_shift: f64,
    /// Policy rate held at this value, per year; `None` lets the rule decide.
    pub policy_rate_peg: Option<f64>,
    /// Change in world demand against its path (ratio; neutral 0).
    pub world_demand: f64,
    /// Tariff that foreign buyers pay on the country's exports, on top of today's (ratio of price; neutral 0).
    pub export_tariff: f64,
    /// Change in the level of labour productivity of every firm (ratio; neutral 0).
    pub productivity: f64,
    /// Corporate spending on artificial-intelligence capital, billion of national currency this quarter (neutral 0).
    pub ai_capex: f64,
    /// Part of the AI capital spending that is imported (ratio; used only if `ai_capex` > 0).
    pub ai_import_content: f64,
    /// Central-bank re-lending window.
    pub relending: Relending,
    /// Support of research.
    pub research: Research,
    /// Industrial support and state firms.
    pub support: Support,
    /// Artificial intelligence.
    pub ai: Ai,
    /// Government guidance funds.
    pub ventures: Ventures,
    /// The technology-bond board.
    pub bonds: TechnologyBonds,
    /// Export controls on chips.
    pub chips: Chips,
    /// Support for electric vehicles.
    pub vehicles: Vehicles,
    /// The price of robots.
    pub robots: Robots,
    /// Rules of driverless rides.
    pub driving: Driving,
    /// Confidence and announcements.
    pub confidence: Confidence,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            government_purchases: 0.0,
            public_investment: 0.0,
            household_transfers: 0.0,
            transfer_weights: [1.0; MAX_GROUPS],
            consumption_tax: 0.0,
            policy_rate_shift: 0.0,
            policy_rate_peg: None,
            world_demand: 0.0,
            export_tariff: 0.0,
            productivity: 0.0,
            ai_capex: 0.0,
            ai_import_content: 0.0,
            relending: Relending::default(),
            research: Research::default(),
            support: Support::default(),
            ai: Ai::default(),
            ventures: Ventures::default(),
            bonds: TechnologyBonds::default(),
            chips: Chips::default(),
            vehicles: Vehicles::default(),
            robots: Robots::default(),
            driving: Driving::default(),
            confidence: Confidence::default(),
        }
    }
}
