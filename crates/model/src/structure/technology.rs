//! Technology goods: what programmes buy on top of the opening's uses, as bundles of products.

use accounting::Flow;

/// A bundle of products that programmes buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TechnologyGood {
    /// Servers, chips and data centres.
    AiCapital,
    /// Research and development.
    Research,
    /// Software, training and reorganisation that the use of a new technology needs.
    Complement,
    /// Industrial robots.
    Robots,
    /// Driverless vehicles.
    Fleet,
    /// Services of those who manage venture funds.
    FundServices,
    /// Research on models of artificial intelligence; the same bundle as other research.
    ModelResearch,
    /// Electricity of compute, used up in the quarter.
    Electricity,
}

impl TechnologyGood {
    /// All of them.
    pub const ALL: [TechnologyGood; 8] = [
        TechnologyGood::AiCapital,
        TechnologyGood::Research,
        TechnologyGood::Complement,
        TechnologyGood::Robots,
        TechnologyGood::Fleet,
        TechnologyGood::FundServices,
        TechnologyGood::ModelResearch,
        TechnologyGood::Electricity,
    ];

    /// True if it is used up in the quarter as materials are, not invested.
    pub fn is_intermediate(self) -> bool {
        self == TechnologyGood::Electricity
    }

    /// Those whose bill is cost of the quarter in a firm's own accounts, in the order in which profit deducts them. The rest
    /// stands in its capital and costs as it wears.
    pub const EXPENSED: [TechnologyGood; 4] = [
        TechnologyGood::Research,
        TechnologyGood::ModelResearch,
        TechnologyGood::Complement,
        TechnologyGood::Electricity,
    ];

    /// The flow in which a firm pays for it.
    pub fn flow(self) -> Flow {
        if self.is_intermediate() {
            Flow::Intermediate
        } else if Self::EXPENSED.contains(&self) {
            Flow::IntangibleInvestment
        } else {
            Flow::BusinessInvestment
        }
    }

    /// Those that firms hold as machines outside capacity, in the order of `Firms::machines`.
    pub const MACHINES: [TechnologyGood; 2] = [TechnologyGood::Robots, TechnologyGood::Fleet];
}

/// What a unit of a technology good consists of.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Bundle {
    /// Share of each product in spending, sums to 1 (all zero: the good does not exist here).
    pub share: Vec<f64>,
    /// Part of each product's spending that is bought abroad (ratio).
    pub imported: Vec<f64>,
    /// Part that wears out per quarter, for machines (ratio).
    pub wear: f64,
}

impl Bundle {
    /// A good that does not exist here.
    pub fn none(products: usize) -> Self {
        Self {
            share: vec![0.0; products],
            imported: vec![0.0; products],
            wear: 0.0,
        }
    }
}
