//! Parameters of industrial robots.

use crate::declare::parameters;

parameters! {
    /// Parameters of industrial robots.
    pub struct Params in "robots" {
        /// Robots per person at work at the opening.
        robot_density: sector,
        /// Price of a robot at work, installation included (thousand of national currency).
        robot_price in (0.001, 1e6),
        /// Fall of that price (per year).
        robot_price_fall,
        /// Life of a robot (years).
        robot_life in (0.25, 100.0),
        /// Required return on robots before the hurdle (per year).
        robot_return in (0.0, 1.0),
        /// Extra gain that firms ask for before they reorganise.
        robot_hurdle in (0.0, 100.0),
        /// Persons whose work a robot does.
        robot_workers in (0.01, 100.0),
        /// Spread of gains between tasks (log).
        robot_spread in (0.01, 10.0),
        /// Speed at which robots follow what pays (per quarter).
        robot_speed,
        /// Share of each product in spending on robots.
        robot_bundle: weights,
        /// Part of that spending that is imported.
        robot_imported in (0.0, 1.0),
    }
}
