//! Levers of money for technology.

/// Central-bank re-lending: banks lend to eligible firms first, then refinance a share at the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Relending {
    /// Ceiling on the stock that banks can draw, billion of national currency (`None`: what the opening contains).
    pub quota: Option<f64>,
    /// Rate banks pay on what they draw, per year (`None`: that of the opening).
    pub rate: Option<f64>,
    /// Share of an eligible loan that can be refinanced (ratio).
    pub refinanced_share: f64,
    /// How often a draw of a year is rolled over before it must be repaid.
    pub rollovers: f64,
    /// New lending per unit of eligible lending (ratio; an assumption without agreed size).
    pub additionality: f64,
    /// Part of the extra credit kept for firms that have no loans (ratio).
    pub first_loan_share: f64,
    /// Loans taken from borrowers that are not eligible, per unit of extra credit (ratio).
    pub crowd_out: f64,
    /// Capital spending per unit of extra credit, of special loans and of bonds (ratio; sign contested).
    pub spending_share: f64,
    /// Pass-through of the bank's cheaper funding to the rate of special loans (ratio).
    pub pass_through: f64,
    /// Part of the refinanced loans that would have been lent anyway and still get the lower rate (ratio).
    pub repriced_share: f64,
}

impl Default for Relending {
    fn default() -> Self {
        Self {
            quota: None,
            rate: None,
            refinanced_share: 0.6,
            rollovers: 2.0,
            additionality: 0.0,
            first_loan_share: 0.0,
            crowd_out: 0.0,
            spending_share: 0.1,
            pass_through: 0.0,
            repriced_share: 0.0,
        }
    }
}

/// The technology-bond board.
#[derive(Clone, Debug, PartialEq)]
pub struct TechnologyBonds {
    /// Stock that issuers aim at, billion of national currency (neutral 0).
    pub target: f64,
    /// Coupon of a sound issuer over the policy rate, per year.
    pub spread: f64,
    /// Part of a failed issuer's bonds that government pays (ratio).
    pub guarantee: f64,
    /// Part of an issue that does not replace bank loans (ratio).
    pub new_money_share: f64,
}

impl Default for TechnologyBonds {
    fn default() -> Self {
        Self {
            target: 0.0,
            spread: 0.005,
            guarantee: 0.0,
            new_money_share: 0.3,
        }
    }
}
