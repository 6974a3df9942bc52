//! Levers of driverless rides.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Permits, cost and retraining.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "driving.permits",
        title: Title {
            en: "Permits for driverless rides",
            zh: "自动驾驶出行许可范围",
        },
        unit: Unit::Ratio,
        range: (0.0, 0.98),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "98 %",
        meaning: "Part of the rides' market that is opened to driverless vehicles on top of the pilot cities; operators come where a ride \
                  costs less than a driver earns.",
        source: Source {
            document: "testing and commercial use of autonomous driving made easier (document 3, CL058); E08",
            size: "a choice of the user; nearly all is the national permit of E08",
        },
        effect: Effect::Field(|p, v| p.driving.permits = v),
    },
    Lever {
        path: "driving.unit_cost",
        title: Title {
            en: "Cost of a driverless ride",
            zh: "无人驾驶出行单位成本",
        },
        unit: Unit::Change,
        range: (-0.7, 1.0),
        possible: (-0.9, 10.0),
        neutral: Some(0.0),
        example: "-30 %",
        meaning: "Change in the cost of a driverless ride against its path.",
        source: Source {
            document: "falling unit cost in E08",
            size: "fares of 0.4 to 0.9 of a driven ride (C11)",
        },
        effect: Effect::Field(|p, v| p.driving.unit_cost = v),
    },
    Lever {
        path: "driving.accident_risk",
        title: Title {
            en: "Accident risk of driverless rides",
            zh: "自动驾驶事故风险",
        },
        unit: Unit::Change,
        range: (-1.0, 9.0),
        possible: (-1.0, 100.0),
        neutral: Some(0.0),
        example: "100 %",
        meaning: "Change in the chance per kilometre of an accident that is grave enough for a city to stop admitting driverless \
                  vehicles for a while; it acts on rides beyond the pilots'.",
        source: Source {
            document: "testing and commercial use of autonomous driving made easier (document 3, CL058); E08",
            size: "from no accident to ten times as many; accidents with an injury are some forty times as frequent as the central \
                   value",
        },
        effect: Effect::Field(|p, v| p.driving.accident_risk = v),
    },
    Lever {
        path: "driving.retraining",
        title: Title {
            en: "Courses for displaced drivers",
            zh: "失业司机再培训比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "50 %",
        meaning: "Part of displaced drivers without work who get a course: they are hired before others, and the budget pays.",
        source: Source {
            document: "retraining in E08",
            size: "a choice of the user",
        },
        effect: Effect::Field(|p, v| p.driving.retraining = v),
    },
];
