//! Parameters of venture funds and of the projects they pay for.

use crate::declare::parameters;

parameters! {
    /// Parameters of venture funds. Where a fund's policy sets a term of its own, it is not here.
    pub struct Params in "funds" {
        // The lottery
        /// Share of deals of private managers that return less than they cost (ratio).
        deal_loss_share in (0.0, 1.0),
        /// Largest multiple of cost that a losing deal returns; multiples are even below it (ratio).
        deal_loss_multiple,
        /// Exponent of the Pareto tail of winners (α).
        deal_tail_exponent in (0.05, 10.0),
        /// Multiple at which the tail ends (ratio).
        deal_tail_end in (1.001, 1e6),
        /// Loss share of the safest portfolio, picked by a manager who may not lose (ratio).
        deal_safe_loss_share in (0.0, 1.0),
        /// Tail exponent of the safest portfolio.
        deal_safe_tail_exponent in (0.05, 10.0),
        /// Relative loss of successes with managers picked by government (ratio).
        deal_manager_penalty,
        /// Cost of a deal, all rounds (money).
        deal_size in (0.001, 1e6),
        /// Equal payments into which the cost of a deal is staged (number).
        deal_rounds in (1.0, 100.0),
        /// Time between two rounds (years).
        deal_round_gap,
        /// Earliest end of a deal that loses (years).
        deal_failure_first below deal_failure_last,
        /// Latest end of a deal that loses (years).
        deal_failure_last,
        /// Earliest exit of a winner (years).
        deal_exit_first below deal_exit_mode,
        /// Most frequent time to exit of a winner (years).
        deal_exit_mode below deal_exit_last,
        /// Latest exit of a winner (years).
        deal_exit_last,
        /// Share of deals in each sector (weights).
        deal_field: weights,
        // Partners
        /// Share of local governments in the public money of a fund (ratio).
        fund_local_share in (0.0, 1.0),
        /// Time over which partners pay in (years).
        fund_draw_years in (0.25, 100.0),
        /// Life of a fund (years).
        fund_life,
        /// Fee of a fund's managers: a share of what partners have promised while they pay in, then of what the fund owns at
        /// cost (per year).
        fund_fee,
        /// Services that the managers' fee buys (weights).
        fund_services: weights,
        /// Largest share of their deposits that owners put into funds and listings in a quarter (ratio).
        owner_depth in (0.0, 1.0),
        // Exit
        /// Chance that a success is bought by an incumbent that can pay, instead of listed (ratio).
        exit_trade_sale in (0.0, 1.0),
        /// Largest share of its deposits that an incumbent pays for a venture (ratio).
        exit_buyer_cash,
        /// Profit over the value at exit (per year).
        exit_profit_yield,
        /// Gain of all over the gain of the venture itself (ratio).
        exit_social_ratio,
    }
}
