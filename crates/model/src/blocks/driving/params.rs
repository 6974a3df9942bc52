//! Parameters of driverless rides.

use crate::declare::parameters;

parameters! {
    /// Parameters of driverless rides.
    pub struct Params in "driving" {
        /// Drivers whose rides can be driverless, over persons at work in the sector.
        exposed_drivers: sector in (0.0, 0.95),
        /// Part of the rides' market that is open to driverless vehicles at the opening.
        pilot_permits in (0.0, 1.0),
        /// Cost of a driverless ride over the fare of a driven one at the opening.
        driverless_cost in (0.001, 100.0),
        /// Fall of that cost (per year).
        driverless_cost_fall,
        /// Part of the fare of a driven ride that is the driver's pay.
        driver_pay_share in (0.01, 1.0),
        /// Spread of cost between operators and cities (log).
        driverless_spread in (0.01, 10.0),
        /// Speed at which the driverless share follows what pays (per quarter).
        fleet_speed,
        /// Drivers that a driverless vehicle replaces.
        drivers_per_vehicle in (0.01, 100.0),
        /// Price of a driverless vehicle (thousand of national currency).
        driverless_vehicle_price,
        /// Life of a driverless vehicle (years).
        driverless_life in (0.25, 100.0),
        /// Share of each product in spending on driverless vehicles.
        driverless_bundle: weights,
        /// Mark-up of operators over cost while they are few.
        fare_markup,
        /// Accidents of driverless rides that are grave enough to suspend permits (per billion kilometres).
        accident_rate,
        /// Distance that a driverless vehicle drives (thousand kilometres per year).
        vehicle_distance,
        /// Cities that give permits, each with the same part of the rides' market.
        permit_cities in (1.0, 10_000.0),
        /// Quarters for which a city admits no further vehicles after an accident.
        suspension_quarters,
        /// Course for another job (thousand of national currency per person and quarter).
        retraining_cost,
    }
}
