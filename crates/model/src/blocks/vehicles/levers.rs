//! Levers of electric vehicles.

use crate::declare::levers;

levers! {
    /// Support and capacity.
    pub struct Policy in "vehicles";

    support = "vehicles.support" {
        title: ("Support for electric vehicles", "新能源汽车补贴变动"),
        unit: Change,
        neutral: (0.0),
        range: (-0.188, 0.212),
        possible: (-1.0, 0.95),
        example: "-5 pp",
        meaning: "Change in public support for electric vehicles against the level at the opening, as a share of \
                  their sales: the electric share of all that makers of vehicles sell, parts and exports included. \
                  Paid from the budget; a part reaches the price.",
        document: "support for electric vehicles in industrial policy (documents 1 and 4); row 13",
        size: "18.8 % of sales on average, 11.4 % in 2023, above 40 % before 2017 (C12): -0.188 abolishes it",
        cost: Cost::Paid(&[]),
        decided_by: &["support_pass_through", "electric_price_response", "price_war",
            "vehicle_export_elasticity"],
    }
    expansion = "vehicles.expansion" {
        title: ("Capacity built on top of plans", "汽车产能额外扩张"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 0.15),
        possible: (-0.5, 2.0),
        example: "10 %",
        meaning: "Capacity that makers of electric vehicles build on top of their own plans on credit, share of \
                  their capital per year; idle capacity leads to price cuts and exports.",
        document: "over-capacity in electric vehicles; row 13",
        size: "a choice of the user; no study gives a share",
        cost: Cost::Free("makers build on credit of their own"),
        decided_by: &["support_pass_through", "electric_price_response", "price_war",
            "vehicle_export_elasticity"],
    }
}
