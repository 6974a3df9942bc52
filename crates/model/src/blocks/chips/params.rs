//! Parameters of chips and export controls.

use crate::declare::parameters;

parameters! {
    /// Parameters of chips and export controls.
    pub struct Params in "chips" {
        /// Part of the imports of a product that are named inputs, by product.
        controlled_product: sector,
        /// Part of a sector's imports of them that is named, by using sector.
        controlled_user: sector,
        /// Part of the cost of AI hardware that is named inputs (theta).
        ai_hardware_content in (0.0, 1.0),
        /// Fall of the mark-up per doubling of cumulated home output of named inputs.
        substitute_learning in (0.0, 0.99),
        /// Home output over all use of named inputs at the opening.
        chip_self_sufficiency in (0.0, 0.999),
        /// Cumulated home output at the opening, in quarters of the opening's home output.
        chip_experience in (0.01, 400.0),
        /// Named inputs that users hold in store at the opening, in quarters of their use.
        chip_store,
        /// Years that home makers are behind the frontier at the opening.
        chip_gap,
        /// Chance of innovation and imitation lost with full controls.
        lost_collaboration in (0.0, 1.0),
        /// 1 for sectors whose research works with partners abroad.
        collaborating: sector in (0.0, 1.0),
        /// Extra research of treated firms over their research, with full controls and exposure 1.
        induced_research,
        /// Exposure of treated firms to the controls.
        research_exposure in (0.0, 1.0),
        /// Research of treated sectors over their sales; 0 for sectors not treated.
        treated_research: sector,
        /// Distance to the best firm of the sector at which induced research falls to 1/e, log.
        research_reach in (0.01, 10.0),
    }
}
