//! The purposes of random draws. A draw belongs to an agent, a purpose and a date, so adding a draw for one
//! purpose never moves another, and a firm that a policy touches does not change its neighbours' luck.

/// Purpose of a draw. Numbers are part of the published behaviour: append, never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Stream {
    /// Sizes of firms at the opening.
    FirmSize = 1,
    /// Loans of firms at the opening.
    FirmLoans = 2,
    /// Household group of a worker at the opening.
    WorkerGroup = 3,
    /// Growth of common productivity.
    Productivity = 10,
    /// Who retires.
    Retirement = 11,
    /// World demand (published base model: euro-area output, exports and imports).
    WorldDemand = 12,
    /// Government consumption.
    GovernmentSpending = 13,
    /// Expected growth (published base model).
    ExpectedGrowth = 14,
    /// Expected inflation (published base model).
    ExpectedInflation = 15,
    /// Foreign inflation (published base model).
    ForeignInflation = 16,
    /// Public investment.
    PublicInvestment = 17,
    /// A firm's appeal to buyers.
    Appeal = 20,
    /// A firm's own productivity.
    FirmProductivity = 21,
    /// Order of persons at dismissal.
    DismissalOrder = 30,
    /// Order of persons at hiring.
    HiringOrder = 31,
    /// Order of firms at hiring.
    VacancyOrder = 32,
    /// Order of borrowers at the bank.
    BorrowerOrder = 33,
    /// A firm is given up by its owner.
    Exit = 40,
    /// Productivity of a successor.
    Entry = 41,
    /// Firms of the state at the opening, and whether a failing one is rolled over.
    StateOwnership = 42,
    /// Entry beyond one successor for each firm that leaves: how many, who owns, how productive.
    NetEntry = 43,
    /// Order of firms as buyers of a product.
    FirmBuyerOrder = 50,
    /// Seller that a firm visits.
    FirmVisit = 51,
    /// Order of retail buyers of a product.
    RetailOrder = 52,
    /// Seller that a retail buyer visits.
    RetailVisit = 53,
    /// A firm innovates, and by how much.
    Innovation = 63,
    /// A firm imitates, and whom.
    Imitation = 67,
    /// Whose technology a successor takes over.
    Succession = 69,
    /// A firm uses artificial intelligence at the opening.
    AiOpening = 80,
    /// A firm adopts artificial intelligence.
    AiAdoption = 81,
    /// Fate of a venture: field, outcome, multiple, dates, buyer; by deal, whatever the date.
    VentureDeal = 90,
    /// Which drivers lose their job to driverless vehicles.
    Displacement = 100,
    /// Who is offered a course for another job.
    Retraining = 101,
    /// A grave accident of driverless rides in a city.
    RideAccident = 102,
    /// The bank of a firm, once for each; drawn only where there are several banks.
    BankOfFirm = 120,
    /// The bank of a household, likewise.
    BankOfPerson = 121,
    /// Whether the last part of a match is one.
    Matching = 122,
    /// Shock to the costs of a sector.
    CostShock = 123,
    /// Shock to import prices.
    ImportPrice = 124,
    /// A firm's own need for materials.
    MaterialsNeed = 125,
    /// Cash that a firm keeps.
    CashHabit = 126,
    /// Legal form of a firm.
    LegalForm = 127,
    /// A plant that waits is opened again.
    Reopening = 128,
    /// A plant waits at the opening.
    Idle = 129,
    /// A firm exports in earnest.
    Exporter = 130,
}

impl engine::draws::Stream for Stream {
    fn code(self) -> u32 {
        self as u32
    }
}
