//! Levers of industrial robots.

use crate::declare::levers;

levers! {
    /// The price of robots.
    pub struct Policy in "robots";

    price = "robots.price" {
        title: ("Price of industrial robots", "工业机器人价格"),
        unit: Change,
        neutral: (0.0),
        range: (-0.7, 1.0),
        possible: (-0.9, 10.0),
        example: "-30 %",
        meaning: "Change in the price of robots against its path; a fall makes them pay in more tasks.",
        document: "robots and humanoids among the priorities of 2025 (CL003, CL081); row 16",
        size: "a choice of the user",
        cost: Cost::Free("a price"),
        decided_by: &["robot_workers", "robot_price", "robot_hurdle", "robot_spread", "robot_speed"],
    }
}
