//! Parameters of artificial intelligence: adoption by firms, compute, models.

use crate::declare::parameters;

parameters! {
    /// Parameters of the block of artificial intelligence.
    pub struct Params in "ai" {
        // Adoption
        /// Part of a sector's tasks that artificial intelligence can help with (x).
        ai_exposure: weights in (0.0, 1.0),
        /// Mean exposure to which the chances of adoption refer (x̄).
        ai_exposure_mean in (0.001, 1.0),
        /// Firms that use it at the opening, share (F0).
        ai_opening_adopters in (0.0, 1.0),
        /// Chance of adoption without peers (p, per year).
        ai_own_adoption in (0.0, 1.0),
        /// Chance of adoption added if all peers have adopted (q, per year).
        ai_peer_adoption in (0.0, 1.0),
        /// Elasticity of the chance of adoption to the cost of use (β).
        ai_cost_elasticity in (0.0, 20.0),
        /// Staff with tertiary education, share (h).
        ai_skills: sector in (0.0, 1.0),
        /// Mean of that share over all staff (h̄).
        ai_skills_mean in (0.001, 1.0),
        /// Part of adoption that goes with skilled staff (η).
        ai_skill_share in (0.0, 1.0),
        /// Access of small and medium firms to compute and models over that of large ones.
        ai_small_access in (0.0, 1.0),
        /// Training of a person to work with it (thousand).
        ai_training_cost,
        /// Labour saved on exposed tasks once a firm has reorganised (log).
        ai_task_gain,
        /// Share of the labour saved that new tasks of the same firm take up again.
        ai_reinstated in (0.0, 1.0),
        /// Loss while a firm reorganises, share of the later gain.
        ai_dip in (0.0, 1.0),
        /// Quarters a firm reorganises.
        ai_dip_quarters below ai_gain_quarters in (1.0, 400.0),
        /// Quarters after adoption at which the gain is complete.
        ai_gain_quarters in (1.0, 400.0),
        /// Software, training and reorganisation an adopter buys, years of the pay it will save.
        ai_complement_years,
        /// Share of each product in what it buys for that.
        ai_complement: weights in (0.0, 1.0),
        // Compute
        /// Spending on artificial-intelligence capital that the opening contains, over GDP.
        ai_capex_share,
        /// Part of a buying sector's output made by its platform firms.
        ai_platform_share in (0.001, 1.0),
        /// Use of compute capacity today.
        ai_utilisation in (0.01, 1.0),
        /// Compute that providers and consumers use, over all firms' use if all had adopted.
        ai_other_use in (0.001, 100.0),
        /// Elasticity of the demand for compute to its price (ε).
        ai_price_elasticity in (0.05, 20.0),
        /// Price of compute below which it is not worth its electricity, over today's.
        ai_price_floor in (0.001, 1.0),
        /// Share of compute in the cost of use.
        ai_compute_cost in (0.0, 1.0),
        /// Revenue of a year over the value of compute, today.
        ai_gross_return,
        /// Response of platforms' planned capital spending to expected demand for compute.
        ai_capex_response,
        /// Response to rivals' planned capital spending.
        ai_rivals_response,
        /// Inertia of plans for capital spending (per quarter).
        ai_capex_inertia,
        /// Speed at which demand expected follows demand seen (per quarter).
        ai_demand_memory,
        /// Share of spending on artificial-intelligence capital that firms pay from cash they hold.
        ai_capex_from_cash in (0.0, 1.0),
        /// Electricity of compute at the opening, TWh per year.
        ai_electricity,
        /// Electricity of an idle server over that of a busy one.
        ai_idle_power,
        /// Price of electricity at the opening (money per kWh).
        ai_electricity_price,
        /// Share of each product in electricity bought.
        ai_electricity_goods: weights in (0.0, 1.0),
        // Models
        /// Licence fees of an adopter over its sales, today.
        ai_licence_fee in (0.0, 1.0),
        /// Part of the fee that is mark-up (μ).
        ai_licence_markup,
        /// Share of licences in the cost of use.
        ai_licence_cost in (0.0, 1.0),
        /// Cut in the cost of use by open models.
        ai_open_cut,
        /// Research freed by open models that is not done twice any more, share of all.
        ai_duplication in (0.0, 1.0),
        /// Elasticity of the gain to research on models.
        ai_quality_elasticity in (0.0, 20.0),
        /// Research of providers over their licence income.
        ai_licence_research,
    }
}
