//! Parameters of research, innovation and imitation.

use crate::declare::parameters;

parameters! {
    /// Parameters of research and of the productivity that comes out of it.
    pub struct Params in "research" {
        // What the opening contains
        /// Research over GDP that the opening table already contains (ratio).
        research_intensity in (0.0, 1.0),
        /// Share of each sector in that research; normalised to sum to 1.
        research_share: weights,
        /// Share of each product in what research buys; normalised to sum to 1.
        research_goods: weights,
        // From research to technology
        /// Hazard of an innovation at the opening's effort (z1, per quarter).
        innovation_hazard in (0.001, 2.0),
        /// Part of the gap to the opportunity that an innovation closes on average (phi1).
        innovation_step in (0.001, 1.0),
        /// Hazard of an imitation at the opening's effort (z2, per quarter).
        imitation_hazard in (0.0, 2.0),
        /// Part of the gap to the firm imitated that an imitation closes (phi2).
        imitation_step in (0.0, 1.0),
        /// Wear of knowledge (dR, per year).
        knowledge_depreciation,
        /// Elasticity of the opportunity to knowledge that others made (gs).
        knowledge_spillover,
        /// Part of a sector's knowledge that comes from research of all sectors, the rest from its own (n).
        knowledge_national in (0.0, 1.0),
        /// Speed at which the announced trend follows realised productivity (lam_ann, per quarter).
        announced_learning,
        // Support
        /// Elasticity of the research that firms claim to its user cost.
        user_cost_elasticity,
        /// Part of extra claimed research that is other spending under a new name.
        relabelled_share,
        /// Own research that a firm adds per unit of grant; below zero grants replace it.
        grant_additionality,
    }
}
