//! The experiments, their outcomes and bands, by the numbers of the evidence tables. Bands there are wide; a "derived"
//! one is a product of channel ranges and can show an error of units, not that the model is right.

use super::Reading::{Change, Deviation, PerNewRobots, PerRobotsInUse, TimeTo, Value};
use super::{Comparison, Contrast, Experiment, Outcome, Reading};
use model::indicators::Indicator as I;

/// An outcome without a band.
const fn shown(title: &'static str, indicator: I, reading: Reading) -> Outcome {
    Outcome {
        title,
        indicator,
        reading,
        band: None,
    }
}

/// An outcome with the band that evidence gives.
const fn banded(title: &'static str, indicator: I, reading: Reading, low: f64, high: f64) -> Outcome {
    Outcome {
        title,
        indicator,
        reading,
        band: Some((low, high)),
    }
}

/// All experiments.
pub const EXPERIMENTS: &[Experiment] = &[
    Experiment {
        id: "E01",
        title: "Double the re-lending quota",
        years: 5,
        outcomes: &[
            banded("GDP, year 3", I::RealGdp, Deviation(3), 0.0, 0.15),
            shown("GDP, year 5", I::RealGdp, Deviation(5)),
            banded(
                "loans to small technology firms, year 2",
                I::EligibleLoans,
                Deviation(2),
                0.5,
                10.0,
            ),
            banded(
                "their loan rate, year 2",
                I::EligibleRate,
                Deviation(2),
                -0.6,
                0.0,
            ),
            shown("all firm loans, year 3", I::FirmCredit, Deviation(3)),
            shown("technology, year 5", I::TechnologyIndex, Deviation(5)),
        ],
        contrasts: &[],
        settling: &[],
    },
    Experiment {
        id: "E02",
        title: "National guidance fund of 1 trillion yuan",
        years: 16,
        outcomes: &[
            shown("GDP, year 1", I::RealGdp, Deviation(1)),
            shown("GDP, year 5", I::RealGdp, Deviation(5)),
            shown("GDP, year 10", I::RealGdp, Deviation(10)),
            shown("GDP, year 15", I::RealGdp, Deviation(15)),
            banded("technology, year 10", I::TechnologyIndex, Deviation(10), 0.0, 0.5),
            shown("technology, year 15", I::TechnologyIndex, Deviation(15)),
            banded(
                "deals that lost money, year 10",
                I::VentureFailures,
                Value(10),
                50.0,
                80.0,
            ),
            banded(
                "public return in cash, year 10",
                I::PublicReturn,
                Value(10),
                0.3,
                2.0,
            ),
            shown("public return in cash, year 16", I::PublicReturn, Value(16)),
        ],
        contrasts: &[],
        settling: &[7, 8],
    },
    Experiment {
        id: "E03",
        title: "1.5 trillion yuan as loans, equity or bonds",
        years: 15,
        outcomes: &[
            banded("GDP, year 5", I::RealGdp, Deviation(5), -0.1, 0.6),
            shown("GDP, year 15", I::RealGdp, Deviation(15)),
            shown("technology, year 15", I::TechnologyIndex, Deviation(15)),
            shown("firm loans, year 3", I::FirmCredit, Deviation(3)),
            shown("public debt, year 5", I::PublicDebt, Deviation(5)),
            shown("public return in cash, year 15", I::PublicReturn, Value(15)),
            shown(
                "small technology firms' loans, year 2",
                I::EligibleLoans,
                Deviation(2),
            ),
        ],
        contrasts: &[
            Contrast {
                title: "spread of GDP, year 5, all equity over all loans",
                cases: ["E03-equity", "E03-loans"],
                outcome: 0,
                comparison: Comparison::SpreadRatio,
                band: Some((1.0, 8.0)),
            },
            Contrast {
                title: "spread of technology, year 15, all equity over all loans",
                cases: ["E03-equity", "E03-loans"],
                outcome: 2,
                comparison: Comparison::SpreadRatio,
                band: None,
            },
        ],
        settling: &[],
    },
    Experiment {
        id: "E04",
        title: "500 billion yuan a year more of AI capital",
        years: 10,
        outcomes: &[
            banded("GDP growth, year 1", I::RealGdp, Change(0, 1), 0.05, 0.4),
            shown("GDP growth, year 2", I::RealGdp, Change(1, 2)),
            banded("GDP growth, year 3", I::RealGdp, Change(2, 3), -0.1, 0.1),
            banded("imports, year 1", I::RealImports, Deviation(1), 0.3, 2.0),
            shown("GDP, year 3", I::RealGdp, Deviation(3)),
            shown("GDP, year 10", I::RealGdp, Deviation(10)),
            shown("AI adoption, year 5", I::AiAdoption, Deviation(5)),
            shown("technology, year 10", I::TechnologyIndex, Deviation(10)),
            shown(
                "electricity of compute, year 3",
                I::ComputeElectricity,
                Deviation(3),
            ),
            shown("return on compute, year 3", I::ComputeReturn, Deviation(3)),
        ],
        contrasts: &[],
        settling: &[],
    },
    Experiment {
        id: "E05",
        title: "Faster adoption of AI",
        years: 16,
        outcomes: &[
            shown("AI adoption, end 2030", I::AiAdoption, Value(6)),
            shown("technology, years 1-2", I::TechnologyIndex, Change(0, 2)),
            shown("technology, years 3-5", I::TechnologyIndex, Change(2, 5)),
            banded(
                "technology, mean of ten years",
                I::TechnologyIndex,
                Change(0, 10),
                0.05,
                0.8,
            ),
            shown("technology, year 16", I::TechnologyIndex, Deviation(16)),
            shown("GDP, year 10", I::RealGdp, Deviation(10)),
            banded("labour share, year 10", I::LabourShare, Deviation(10), -2.0, 0.0),
            shown(
                "labour displaced, year 5, million persons",
                I::AiDisplaced,
                Deviation(5),
            ),
            shown("unemployment, year 5", I::Unemployment, Deviation(5)),
        ],
        contrasts: &[],
        settling: &[],
    },
    Experiment {
        id: "E06",
        title: "Open instead of licensed models",
        years: 15,
        outcomes: &[
            banded("GDP, year 8", I::RealGdp, Deviation(8), 0.0, 0.6),
            shown("GDP, year 15", I::RealGdp, Deviation(15)),
            shown("technology, year 8", I::TechnologyIndex, Deviation(8)),
            shown("AI adoption, year 8", I::AiAdoption, Deviation(8)),
            banded("time to adoption of 30 %", I::AiAdoption, TimeTo(30), -40.0, 0.0),
            banded(
                "licence income of providers, year 3",
                I::LicenceIncome,
                Deviation(3),
                -80.0,
                0.0,
            ),
            shown("private AI research, year 3", I::AiResearch, Deviation(3)),
        ],
        contrasts: &[],
        settling: &[],
    },
    Experiment {
        id: "E07",
        title: "Compute build-out at high or low use",
        years: 10,
        outcomes: &[
            shown("GDP, year 1", I::RealGdp, Deviation(1)),
            shown("GDP, year 5", I::RealGdp, Deviation(5)),
            shown("GDP, year 10", I::RealGdp, Deviation(10)),
            shown("return on compute, year 3", I::ComputeReturn, Deviation(3)),
            shown("AI adoption, year 5", I::AiAdoption, Deviation(5)),
            banded("public debt, year 5", I::PublicDebt, Deviation(5), 0.0, 1.0),
        ],
        contrasts: &[
            Contrast {
                title: "return on compute, year 3, high less low use",
                cases: ["E07-used", "E07"],
                outcome: 3,
                comparison: Comparison::Difference,
                band: Some((1.0, 15.0)),
            },
            Contrast {
                title: "GDP, year 1, high less low use (the same)",
                cases: ["E07-used", "E07"],
                outcome: 0,
                comparison: Comparison::Difference,
                band: None,
            },
            Contrast {
                title: "GDP, year 10, high less low use",
                cases: ["E07-used", "E07"],
                outcome: 2,
                comparison: Comparison::Difference,
                band: None,
            },
            Contrast {
                title: "GDP, year 10, half the money well used less all of it at low use",
                cases: ["E07-half", "E07"],
                outcome: 2,
                comparison: Comparison::Difference,
                band: None,
            },
        ],
        settling: &[],
    },
    Experiment {
        id: "E08",
        title: "Autonomous-driving liberalisation",
        years: 6,
        outcomes: &[
            // 0.5 to 25 % of 7 million drivers (C11).
            banded(
                "drivers displaced by the end of 2030, million",
                I::DisplacedDrivers,
                Value(5),
                0.035,
                1.75,
            ),
            shown(
                "drivers displaced by it, year 5, million",
                I::DisplacedDrivers,
                Deviation(5),
            ),
            shown(
                "driverless share of rides, year 5",
                I::RideDriverless,
                Deviation(5),
            ),
            shown("price of rides, year 5", I::RidePrice, Deviation(5)),
            shown("unemployment, year 5", I::Unemployment, Deviation(5)),
            shown(
                "unemployment of low-paid groups, year 5",
                I::LowPaidUnemployment,
                Deviation(5),
            ),
            shown("permits suspended, year 5", I::PermitsSuspended, Deviation(5)),
            shown("real wage, year 5", I::RealWage, Deviation(5)),
            shown("GDP, year 6", I::RealGdp, Deviation(6)),
        ],
        contrasts: &[],
        settling: &[],
    },
    Experiment {
        id: "E10",
        title: "Export controls on chips",
        years: 10,
        outcomes: &[
            banded(
                "cost of AI hardware, year 1",
                I::HardwareCost,
                Deviation(1),
                5.0,
                100.0,
            ),
            banded(
                "innovations of treated sectors, year 3",
                I::Innovations,
                Deviation(3),
                -15.0,
                45.0,
            ),
            banded("technology, year 5", I::TechnologyIndex, Deviation(5), -1.0, 0.2),
            shown("technology, year 10", I::TechnologyIndex, Deviation(10)),
            shown("GDP, year 1", I::RealGdp, Deviation(1)),
            shown("GDP, year 3", I::RealGdp, Deviation(3)),
            shown("GDP, year 10", I::RealGdp, Deviation(10)),
            shown("imports, year 3", I::RealImports, Deviation(3)),
            shown("consumer prices, year 3", I::Cpi, Deviation(3)),
        ],
        contrasts: &[],
        settling: &[],
    },
    Experiment {
        id: "ROB",
        title: "Robots at half the price",
        years: 10,
        outcomes: &[
            shown(
                "robots per thousand workers, year 10",
                I::RobotDensity,
                Deviation(10),
            ),
            // C14: an estimate for workers by the robots of the industries in their city.
            banded(
                "employment per standard deviation of new robots, year 10",
                I::Employment,
                PerNewRobots(10),
                -9.0,
                -2.0,
            ),
            banded(
                "the same per standard deviation of robots in use, year 10",
                I::Employment,
                PerRobotsInUse(10),
                -9.0,
                -2.0,
            ),
            shown("employment, year 10", I::Employment, Deviation(10)),
            shown("real wage, year 10", I::RealWage, Deviation(10)),
            shown("GDP, year 10", I::RealGdp, Deviation(10)),
        ],
        contrasts: &[],
        settling: &[],
    },
    Experiment {
        id: "E18",
        title: "Halve industrial support",
        years: 8,
        outcomes: &[
            shown("total factor productivity, year 7", I::Tfp, Deviation(7)),
            shown(
                "the same at normal use of plant and staff, year 7",
                I::AdjustedTfp,
                Deviation(7),
            ),
            shown("misallocation, year 7", I::Misallocation, Deviation(7)),
            shown(
                "output of favoured sectors, year 3",
                I::FavouredOutput,
                Deviation(3),
            ),
            shown("GDP, year 3", I::RealGdp, Deviation(3)),
            shown("exports over GDP, year 3", I::ExportShare, Deviation(3)),
            shown("imports over GDP, year 3", I::ImportShare, Deviation(3)),
        ],
        contrasts: &[],
        settling: &[],
    },
];
