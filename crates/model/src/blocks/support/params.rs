//! Parameters of industrial support and of firms owned by the state.

use crate::declare::parameters;

parameters! {
    /// Parameters of industrial support and state firms.
    pub struct Params in "support" {
        /// Support in the opening table, share of GDP; a label, since only deviations from it are paid.
        support_today,
        /// Weight of a sector in support, per yuan of its sales.
        support_weight: sector,
        /// Share of cash support that goes by opening size and connections instead of by sales.
        support_lobbied,
        /// Weight of a state firm in lobbied support, over that of a private firm of the same size, less one.
        state_preference,
        /// Share of support not tied to capital (cash, tax) that firms count as a lower cost of capital.
        untied_share,
        /// Firms that want to enter, per unit of expected profit over the hurdle (eta; 1: free entry).
        entry_response,
        /// Entrants over firms when profit is at the hurdle (per quarter).
        entry_rate,
        /// Size of an entrant over that of the mean firm at the opening.
        entrant_size,
        /// Standard deviation of log productivity among those who consider entry.
        entrant_spread,
        /// Elasticity of the margin to the number of rivals, with the sign turned.
        margin_response,
        /// Fall of the chance of closure per unit of support over normal profit and today's support.
        exit_delay,
        /// Rise of what creditors tolerate per unit of support over normal profit and today's support.
        soft_budget,
        /// Gain in log productivity of a firm per unit of support over sales in its inputs (network view).
        network_gain,
        /// Speed at which that gain builds up (per quarter).
        network_memory,
        /// Share of output made by firms that the state controls.
        state_share: sector,
        /// Share of profit after tax that state firms remit today.
        state_payout,
        /// Share of capital in value added, for measured total factor productivity.
        capital_share,
        /// Elasticity of substitution between firms of a sector, for measured misallocation.
        measured_substitution,
    }
}
