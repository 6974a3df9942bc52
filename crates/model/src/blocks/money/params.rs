//! Parameters of money for technology: re-lending, special loans and the technology-bond board.

use crate::declare::parameters;

parameters! {
    /// Parameters of money for technology.
    pub struct Params in "money" {
        /// Re-lending drawn that the opening already contains (billion).
        relending_inside,
        /// Rate at which it is drawn (per year).
        relending_inside_rate,
        /// Part of the room under the quota that the bank draws in a quarter.
        relending_draw_speed,
        /// Spread of certificates of deposit over the policy rate (per year).
        certificate_spread,
        /// Share of a sector's output made by small and medium firms.
        small_firm_share in (0.001, 0.999),
        /// Loans over the sector's norm up to which a firm counts as one without loans.
        first_loan_limit,
        /// Loans over the sector's norm from which a borrower is leveraged.
        leveraged_norm,
        /// Chance of default of a sound borrower (per year).
        default_sound in (0.0, 1.0),
        /// Chance of default of a leveraged borrower (per year).
        default_leveraged in (0.0, 1.0),
        /// Chance of default of a borrower in arrears (per year).
        default_arrears in (0.0, 1.0),
        /// Share of a defaulted loan that is lost.
        loss_given_default in (0.0, 1.0),
        /// Part of capital spending out of extra credit that goes to research.
        spending_on_research in (0.0, 1.0),
        /// Part of the gap to their target stock that firms issue in technology bonds in a quarter.
        bond_issue_speed,
        /// Maturity of technology bonds (years).
        bond_maturity in (0.25, 100.0),
        /// Part of technology bonds that the bank places with households.
        bond_household_share in (0.0, 1.0),
        /// Weight of a sector's large firms among the issuers of technology bonds.
        bond_issuers: sector,
    }
}
