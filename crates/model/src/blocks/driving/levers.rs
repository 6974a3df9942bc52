//! Levers of driverless rides.

use crate::declare::levers;

levers! {
    /// Permits, cost and retraining.
    pub struct Policy in "driving";

    permits = "driving.permits" {
        title: ("Permits for driverless rides", "自动驾驶出行许可范围"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 0.98),
        possible: (0.0, 1.0),
        example: "98 %",
        meaning: "Part of the rides' market that is opened to driverless vehicles on top of the pilot cities; \
                  operators come where a ride costs less than a driver earns.",
        document: "testing and commercial use of autonomous driving made easier (document 3, CL058); E08",
        size: "a choice of the user; nearly all is the national permit of E08",
        cost: Cost::Free("a permit"),
        decided_by: &["exposed_drivers", "driverless_cost", "driverless_cost_fall", "fleet_speed",
            "driver_pay_share", "accident_rate", "suspension_quarters"],
    }
    unit_cost = "driving.unit_cost" {
        title: ("Cost of a driverless ride", "无人驾驶出行单位成本"),
        unit: Change,
        neutral: (0.0),
        range: (-0.7, 1.0),
        possible: (-0.9, 10.0),
        example: "-30 %",
        meaning: "Change in the cost of a driverless ride against its path.",
        document: "falling unit cost in E08",
        size: "fares of 0.4 to 0.9 of a driven ride (C11)",
        cost: Cost::Free("a price"),
        decided_by: &["exposed_drivers", "driverless_cost", "driverless_cost_fall", "fleet_speed",
            "driver_pay_share", "accident_rate", "suspension_quarters"],
    }
    accident_risk = "driving.accident_risk" {
        title: ("Accident risk of driverless rides", "自动驾驶事故风险"),
        unit: Change,
        neutral: (0.0),
        range: (-1.0, 9.0),
        possible: (-1.0, 100.0),
        example: "100 %",
        meaning: "Change in the chance per kilometre of an accident that is grave enough for a city to stop \
                  admitting driverless vehicles for a while; it acts on rides beyond the pilots'.",
        document: "testing and commercial use of autonomous driving made easier (document 3, CL058); E08",
        size: "from no accident to ten times as many; accidents with an injury are some forty times as frequent as \
               the central value",
        cost: Cost::Free("a chance"),
        decided_by: &["exposed_drivers", "driverless_cost", "driverless_cost_fall", "fleet_speed",
            "driver_pay_share", "accident_rate", "suspension_quarters"],
    }
    retraining = "driving.retraining" {
        title: ("Courses for displaced drivers", "失业司机再培训比例"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "50 %",
        meaning: "Part of displaced drivers without work who get a course: they are hired before others, and the \
                  budget pays.",
        document: "retraining in E08",
        size: "a choice of the user",
        cost: Cost::Paid(&["driving.permits=98 %"]),
        decided_by: &["exposed_drivers", "driverless_cost", "driverless_cost_fall", "fleet_speed",
            "driver_pay_share", "accident_rate", "suspension_quarters"],
    }
}
