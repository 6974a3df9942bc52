//! Parameters of industrial support and of firms owned by the state.

use crate::declare::parameters;

parameters! {
    /// Parameters of industrial support and state firms.
    pub struct Params in "support" {
        /// Support in the opening table, share of GDP; a label, since only deviations from it are paid.
        support_today,
        /// Weight of a sector in support, per yuan of its sales.
        support_weight: weights,
        /// Share of cash support that goes by opening size and connections instead of by sales.
        support_lobbied in (0.0, 1.0),
        /// Weight of a state firm in lobbied support, over that of a private firm of the same size, less one.
        state_preference,
        /// Share of support not tied to capital (cash, tax) that firms count as a lower cost of capital.
        untied_share in (0.0, 1.0),
        /// Firms that want to enter, per unit of expected profit over the hurdle (eta; 1: free entry).
        entry_response,
        /// Entrants over firms when profit is at the hurdle (per quarter).
        entry_rate in (0.0, 1.0),
        /// Size of an entrant over that of the mean firm at the opening.
        entrant_size in (0.001, 100.0),
        /// Standard deviation of log productivity among those who consider entry.
        entrant_spread,
        /// Elasticity of the margin to the number of rivals, with the sign turned.
        margin_response in (0.0, 20.0),
        /// Fall of the chance of closure per unit of support over normal profit and today's support.
        exit_delay,
        /// Rise of what creditors tolerate per unit of support over normal profit and today's support.
        soft_budget,
        /// Gain in log productivity of a firm per unit of support over sales in its inputs (network view).
        network_gain,
        /// Speed at which that gain builds up (per quarter).
        network_memory,
        /// Share of output made by firms that the state controls.
        state_share: sector in (0.0, 1.0),
        /// Share of profit after tax that state firms remit today.
        state_payout in (0.0, 1.0),
        /// Share of capital in value added, for measured total factor productivity.
        capital_share in (0.0, 1.0),
        /// Elasticity of substitution between firms of a sector, for measured misallocation.
        measured_substitution in (1.01, 100.0),
    }
}
