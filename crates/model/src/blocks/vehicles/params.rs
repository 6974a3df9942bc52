//! Parameters of electric vehicles.

use crate::declare::parameters;

parameters! {
    /// Parameters of electric vehicles.
    pub struct Params in "vehicles" {
        /// Part of a sector's output that goes into vehicles as they become electric.
        vehicle_maker: weights,
        /// Electric share of vehicles sold at the opening.
        electric_share below electric_ceiling in (0.001, 0.999),
        /// Electric share that is approached in the long run.
        electric_ceiling in (0.001, 1.0),
        /// Speed of the path of the electric share (log odds per year).
        electric_speed,
        /// Response of the electric share to the price of electric vehicles (log odds per log).
        electric_price_response,
        /// Fall of unit cost per doubling of cumulated output.
        vehicle_learning in (0.0, 0.99),
        /// Cumulated electric output at the opening, in quarters of the opening's electric output.
        electric_experience in (0.01, 400.0),
        /// Part of support above today's that makers pass on in their price.
        support_pass_through in (0.0, 1.0),
        /// Use of capacity below the economy's at which a price war begins.
        tolerated_idle,
        /// Cut of the target price per unit of further idle capacity.
        price_war,
        /// Elasticity of exports of the product to its price against other exports.
        vehicle_export_elasticity in (0.0, 50.0),
        /// Vehicles on the road at the opening (millions).
        fleet in (0.001, 10_000.0),
        /// Electric vehicles among them (millions).
        fleet_electric below fleet,
        /// Vehicles sold at home at the opening (millions per quarter).
        vehicles_sold,
        /// Part of the fleet that is scrapped (per year).
        fleet_scrapped,
        /// Emissions of a vehicle with an engine (tonnes of CO2 per year).
        emissions_engine,
        /// Emissions of an electric vehicle, power stations included (tonnes of CO2 per year).
        emissions_electric,
    }
}
