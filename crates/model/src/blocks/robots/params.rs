//! Parameters of industrial robots.

use crate::declare::parameters;

parameters! {
    /// Parameters of industrial robots.
    pub struct Params in "robots" {
        /// Robots per person at work at the opening.
        robot_density: sector,
        /// Price of a robot at work, installation included (thousand of national currency).
        robot_price,
        /// Fall of that price (per year).
        robot_price_fall,
        /// Life of a robot (years).
        robot_life,
        /// Required return on robots before the hurdle (per year).
        robot_return,
        /// Extra gain that firms ask for before they reorganise.
        robot_hurdle,
        /// Persons whose work a robot does.
        robot_workers,
        /// Spread of gains between tasks (log).
        robot_spread,
        /// Speed at which robots follow what pays (per quarter).
        robot_speed,
        /// Share of each product in spending on robots.
        robot_bundle: sector,
        /// Part of that spending that is imported.
        robot_imported,
    }
}
