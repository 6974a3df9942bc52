//! Parameters of the core: those that every economy has.

use crate::declare::parameters;

parameters! {
    /// Parameters of the core.
    pub struct Params in "core" {
        // Trends
        /// Trend growth of labour productivity at the opening (g_0, per year).
        productivity_growth_start,
        /// Trend growth of labour productivity in the long run (g_inf, per year).
        productivity_growth_end,
        /// Time constant of the fade from the first to the second (tau, quarters).
        productivity_growth_fade in (1.0, 400.0),
        /// Extra productivity growth per unit of labour shortage (kA, per quarter).
        productivity_induced,
        /// Effect of the age of a firm's plant on its productivity (omega).
        vintage_effect in (0.0, 5.0),
        /// Standard deviation of common productivity growth (sd_A, per quarter).
        productivity_shock_sd in (0.0, 1.0),
        /// Growth of the labour force (gLF, per year).
        labour_force_growth,
        /// Unemployment at which wages and productivity follow trend (u*).
        natural_unemployment in (0.0, 1.0),
        // Differences between firms
        /// Persistence of a firm's own productivity (rho_e, per quarter).
        firm_productivity_persistence in (0.0, 0.9999),
        /// Standard deviation of a firm's own productivity (sd_e, per quarter).
        firm_productivity_sd,
        /// Persistence of a firm's appeal to buyers (rho_z, per quarter).
        appeal_persistence in (0.0, 0.9999),
        /// Standard deviation of a firm's appeal (sd_z, per quarter).
        appeal_sd,
        /// Spread of firms' need for materials, in margins of their sector (eta).
        materials_spread in (0.0, 10.0),
        /// Persistence of a firm's need for materials (per quarter).
        materials_persistence in (0.0, 0.9999),
        /// Smallest margin that counts for it.
        least_margin below most_margin in (0.0, 1.0),
        /// Largest margin that counts for it.
        most_margin in (0.0, 1.0),
        /// Elasticity of market share to relative price (eps_mkt).
        market_share_elasticity in (0.0, 50.0),
        // Expectations
        /// Weight of the announced trend in growth expectations (w_g).
        growth_anchor_weight in (0.0, 1.0),
        /// Speed at which experienced growth is smoothed (lam_g, per quarter).
        growth_memory,
        /// Quarters ahead over which capital plans average trend growth (N).
        planning_horizon in (1.0, 400.0),
        /// Inflation target (pi*, per year).
        inflation_target,
        /// Weight of the target in inflation expectations (w_pi).
        inflation_anchor_weight in (0.0, 1.0),
        /// Speed at which experienced inflation is smoothed (lam_pi, per quarter).
        inflation_memory,
        /// Speed at which expected sales follow orders (lam_q, per quarter).
        sales_memory,
        // Wages
        /// Response of wage growth to the unemployment gap (w_u, per quarter).
        wage_unemployment_response,
        /// Response of wage growth to unfilled vacancies beyond their norm (w_v, per quarter).
        wage_vacancy_response in (0.0, 10.0),
        /// Unfilled vacancies over the labour force that move no wage (v0).
        vacancy_norm in (0.0, 1.0),
        /// Vacancies beyond the norm that still move wages.
        wage_vacancy_ceiling in (0.0, 1.0),
        /// Unemployment below which tightness is as at this rate.
        tightness_floor in (0.0001, 1.0),
        // Production
        /// Share of unexpected orders produced inside the quarter (lam_Y).
        order_response in (0.0, 1.0),
        /// Rounds in which orders travel up the supply chain inside a quarter.
        order_rounds,
        /// Speed at which stocks return to their norm (lam_S, per quarter).
        stock_adjustment,
        /// Materials in stock, quarters of use (nu_M).
        materials_stock,
        /// Finished goods in stock, quarters of sales (nu_S).
        finished_stock,
        /// Normal use of capacity.
        normal_utilisation in (0.01, 1.0),
        /// Part of the staff at normal use that the plant needs whatever it makes (phi).
        fixed_staff in (0.0, 0.95),
        /// Highest hours factor of staff.
        hours_ceiling in (1.0, 10.0),
        /// Hours paid to staff whatever the work (f_min).
        paid_hours_floor in (0.0, 1.0),
        /// Pay for overtime above that for normal hours (p_o).
        overtime_premium in (0.0, 2.0),
        // Prices
        /// Speed of return to the target price (lam_p, per quarter).
        price_adjustment in (0.0, 1.0),
        /// Response of price to orders beyond expectation (xi_p, per quarter).
        demand_pull,
        /// Largest price change from demand in a quarter.
        demand_pull_ceiling,
        /// Weight of a firm's own cost, against rivals' prices, in its target price.
        own_cost_weight in (0.0, 1.0),
        /// Response of target prices to the sector's use of capacity; half of it to own use against the sector's (mu_u).
        use_response in (0.0, 2.0),
        /// Largest effect of use on a target price (mu_c).
        use_response_ceiling in (0.0, 1.0),
        /// Part of a change of interest cost that enters the target price (mu_r).
        interest_in_price in (0.0, 1.0),
        /// Response of a sector's mark-up to orders over normal output (lam_m, per quarter).
        markup_use_response in (0.0, 1.0),
        /// Largest gap of orders that counts for it.
        markup_use_ceiling in (0.0, 1.0),
        /// Response of a sector's mark-up to the part of orders that nobody met (lam_x, per quarter).
        markup_shortage_response in (0.0, 2.0),
        /// Largest part of unmet orders that counts for it.
        markup_shortage_ceiling in (0.0, 1.0),
        /// Response of a sector's mark-up to a return below the one required (lam_r, per quarter).
        markup_return_response in (0.0, 1.0),
        /// Return on capital after wear below which it does (r_req, per quarter).
        required_return in (0.0, 1.0),
        /// Largest gap of return that counts for it (per quarter).
        required_return_gap in (0.0, 1.0),
        /// Part of the mean mark-up over sectors that is taken back (m_rev, per quarter).
        markup_reversion in (0.0, 1.0),
        /// Largest mark-up of a sector over its opening's, up or down, log.
        markup_ceiling in (0.0, 2.0),
        /// Persistence of cost shocks of a sector (rho_x, per quarter).
        cost_shock_persistence in (0.0, 0.9999),
        /// Standard deviation of cost shocks of a sector (sd_k, per quarter).
        cost_shock_sd: sector in (0.0, 1.0),
        // Investment
        /// Speed at which the capital gap is closed (lam_K, per quarter).
        capital_gap_closing,
        /// Inertia of investment orders (rho_I, per quarter).
        investment_inertia,
        /// Largest investment, multiple of the steady amount.
        investment_ceiling,
        /// Mean time from buying plant to producing with it (L, quarters).
        gestation in (0.0, 40.0),
        /// Response of investment to own return over the normal one (i_r).
        return_response in (0.0, 5.0),
        /// Gap of return at which that response fades out.
        return_response_ceiling in (0.0, 10.0),
        /// Speed at which a firm learns its return on capital (per quarter).
        return_memory in (0.0, 1.0),
        /// Elasticity of wanted capital to its user cost (sigma).
        capital_cost_elasticity in (0.0, 5.0),
        /// What owners ask of plant beyond wear and the real loan rate (rho, per year).
        user_cost_premium in (0.0, 1.0),
        /// Smallest user cost that firms reckon with (per year).
        user_cost_floor in (0.0001, 1.0),
        /// Depreciation of capital (delta, per year).
        depreciation in (0.001, 1.0),
        /// Depreciation of artificial-intelligence capital (per year).
        ai_depreciation in (0.001, 1.0),
        // Finance of firms
        /// Smallest loan-to-value limit of a sector.
        loan_to_value_floor in (0.0, 1.0),
        /// Loan limit as a multiple of the sector's loan norm (zLTV).
        loan_norm_multiple,
        /// Smallest part of the loan limit that low earnings leave (e_min).
        earnings_least in (0.0, 1.0),
        /// Largest multiple of the loan limit that high earnings give.
        earnings_most in (1.0, 10.0),
        /// Part of a loan beyond the limit that the bank calls in (q, per quarter).
        recall in (0.0, 1.0),
        /// Largest repayment in a quarter, share of the loan.
        repayment_ceiling,
        /// Speed at which cash returns to its target (lam_D, per quarter).
        cash_adjustment,
        /// Cash kept whatever happens, share of its target.
        cash_floor in (0.0, 1.0),
        /// Cash above which owners take more out, multiple of the target.
        extra_dividend_threshold,
        /// Share of that cash taken out (lam_x, per quarter).
        extra_dividend,
        // Default, exit, entry
        /// Loans over plant, multiple of the sector's norm, from which a firm is over-indebted.
        overindebted_norm,
        /// Loans over plant below which no firm is over-indebted.
        overindebted_floor,
        /// Loans over cash below which no firm is over-indebted.
        overindebted_cash,
        /// Chance that a small firm is given up by its owner (per quarter).
        exit_hazard_small in (0.0, 1.0),
        /// Chance that another firm is given up by its owner (per quarter).
        exit_hazard_large in (0.0, 1.0),
        /// Response of the chance of closure to own return below the normal one (eta_h).
        exit_return_response in (0.0, 100.0),
        /// Smallest multiple of the usual chance of closure.
        exit_hazard_least in (0.0, 1.0),
        /// Largest multiple of the usual chance of closure.
        exit_hazard_most in (1.0, 100.0),
        /// Staff below which a firm is small, efficiency units.
        small_firm_staff,
        /// Share of a net loan lost when a firm is given up.
        loss_given_exit in (0.0, 1.0),
        /// Loan over capital at which a defaulted firm restarts, multiple of the sector norm.
        restart_leverage,
        /// Largest sector norm that counts for what the plant secures.
        secured_norm_ceiling in (0.0, 1.0),
        /// Quarters in arrears after which a firm is in default.
        arrears_limit,
        /// Part of a sector's firms that are companies under insolvency law; the others are households that carry on.
        limited_share: sector in (0.0, 1.0),
        /// Time from a borrower's failure to the disposal of its loan (quarters).
        workout in (1.0, 400.0),
        /// Chance that somebody opens a plant that waits for an owner (q_o, per quarter).
        reopening in (0.0, 1.0),
        /// Response of that chance to the sector's return over the normal one (eta_o).
        reopening_return_response in (0.0, 100.0),
        /// Largest gap of return that counts for it.
        reopening_return_gap in (0.0, 10.0),
        /// Part of its plant that a firm that leaves takes out of use (chi).
        plant_lost in (0.0, 0.99),
        /// Part of its custom that a plant has when it opens again (e_0).
        custom_kept in (0.01, 1.0),
        /// Part of its cash target that the owner of a plant that opens again pays in.
        starting_cash in (0.0, 1.0),
        /// Largest part of the owner's deposits that is paid in then.
        starting_purse in (0.0, 1.0),
        /// Makers of a product below which a plant opens at once.
        fewest_makers in (1.0, 1000.0),
        /// Cash below which a firm is in arrears, share of its target (c_min).
        working_cash in (0.0, 1.0),
        /// Dispersion of the cash that firms keep (sd_h, log standard deviation).
        cash_dispersion in (0.0, 3.0),
        /// Largest cash habit of a firm over the usual, up or down, log.
        cash_draw_limit in (0.0, 10.0),
        /// Largest part of its deposits that an owner pays in to keep a firm afloat (j, per quarter).
        owner_injection in (0.0, 1.0),
        // Bank
        /// Bank capital over loans that the dividend rule aims at (k*).
        bank_capital_target in (0.001, 1.0),
        /// Bank capital over loans below which no more is lent (zeta).
        bank_capital_minimum below bank_capital_target in (0.001, 1.0),
        /// Speed of the dividend's correction of capital (psi_B, per quarter).
        bank_capital_adjustment,
        /// Normal payout of the bank's profit.
        bank_payout in (0.0, 1.0),
        /// Largest payout, multiple of the profit after tax.
        bank_payout_ceiling,
        /// Part of banks' dividends that the state takes as their owner.
        state_bank_share in (0.0, 1.0),
        /// Part of the bank's profit that is taxed.
        bank_tax_base in (0.0, 1.0),
        /// Capital over loans at which government recapitalises the bank.
        recapitalisation_trigger below recapitalisation_level in (0.0, 1.0),
        /// Capital over loans it then provides.
        recapitalisation_level in (0.0, 1.0),
        /// Loan rate less policy rate (per year).
        loan_spread,
        /// Bad loans over loans at which the bank lends as usual (n*).
        usual_bad_loans in (0.0, 1.0),
        /// Part of bad loans beyond the usual that capital must cover.
        provision_cover in (0.0, 3.0),
        /// Rise of the loan rate of a firm whose leverage doubles (a_l, per year).
        premium_leverage in (0.0, 1.0),
        /// Rise of the loan rate of a firm in arrears (per year).
        premium_arrears in (0.0, 1.0),
        /// Largest discount on the loan rate, of a firm and of a bank (per year).
        premium_least in (-0.5, 0.0),
        /// Largest premium for leverage (per year).
        premium_most in (0.0, 1.0),
        /// Rise of all loan rates with bad loans beyond the usual (a_n, per unit).
        premium_bad_loans in (0.0, 10.0),
        /// Rise of all loan rates with capital short of its target (a_k, per unit).
        premium_capital in (0.0, 10.0),
        /// Response of lending standards to bad loans beyond the usual (b_n, per unit).
        standard_bad_loans in (0.0, 100.0),
        /// Response of lending standards to capital short of its target (b_k, per unit).
        standard_capital in (0.0, 100.0),
        /// Tightest lending standard.
        standard_least in (0.0, 1.0),
        /// Easiest lending standard.
        standard_most in (1.0, 10.0),
        /// Bond rate less policy rate (per year).
        bond_spread,
        /// Rise of the bond rate with public debt beyond a threshold (sv, per unit).
        sovereign_premium in (0.0, 1.0),
        /// Public debt over annual GDP from which bonds pay more (d_s).
        sovereign_premium_from in (0.0, 10.0),
        /// Deposit rate less policy rate at the opening (per year).
        deposit_spread,
        /// Pass-through of the policy rate to the deposit rate.
        deposit_pass_through in (0.0, 1.0),
        // Policy rate
        /// Policy rate at the opening (r0, per year).
        policy_rate_neutral,
        /// Lowest policy rate (per year).
        policy_rate_floor,
        /// Inertia of the policy rate (rho_r, per quarter).
        policy_rate_inertia,
        /// Response of the policy rate to inflation (phi_pi).
        policy_rate_inflation,
        /// Response of the policy rate to growth (phi_y).
        policy_rate_growth,
        /// Response of the policy rate to unemployment (phi_u).
        policy_rate_unemployment,
        /// Response of the neutral policy rate to announced growth against the opening's (nu_r).
        policy_rate_trend in (0.0, 5.0),
        // Households
        /// Response of consumption to wealth against its norm (c_w, per quarter).
        wealth_response,
        /// Response of consumption to the real rate (sig_c, per unit).
        consumption_rate_response,
        /// Response of consumption to unemployment beyond the natural rate (c_u, per unit).
        precaution in (0.0, 5.0),
        /// Largest gap of unemployment that counts for it.
        precaution_ceiling in (0.0, 1.0),
        /// Consumption never below this share of permanent income.
        consumption_floor in (0.0, 1.0),
        /// Share of deposits that can be spent in a quarter.
        cash_limit,
        /// Household saving over disposable income at the opening.
        saving_rate in (0.0, 0.99),
        /// Unemployment benefit over mean pay.
        benefit_replacement in (0.0, 1.0),
        /// Pensions over GDP at the opening.
        pension_share in (0.0, 1.0),
        /// Growth of pension spending per head beyond wages (per year).
        ageing,
        /// Quarters for which ageing lasts.
        ageing_horizon,
        // Government
        /// Social contributions over pay (tSI).
        contribution_rate in (0.0, 1.0),
        /// Income tax at the opening (tau0).
        income_tax_rate in (0.0, 0.99),
        /// Levy on profits: tax, land revenue and remittances (tF).
        profit_levy in (0.0, 0.99),
        /// Correction of spending towards its share of potential (s_err, per quarter).
        spending_correction,
        /// Response of spending to public debt (b_d, per quarter).
        spending_debt_response,
        /// Public debt over annual GDP to which fiscal rules refer (d*).
        debt_anchor,
        /// Response of the income tax to public debt (b_tau).
        tax_debt_response,
        /// Speed of tax changes (per quarter).
        tax_adjustment,
        /// Response of public investment to unemployment (gu).
        public_investment_unemployment_response,
        /// Speed at which government sees unemployment (per quarter).
        unemployment_memory,
        /// Standard deviation of government spending (sd_G, per quarter).
        government_spending_sd,
        // Foreign trade
        /// Growth of world demand at the opening (wx_0, per year).
        world_growth_start,
        /// Growth of world demand in the long run (wx_inf, per year).
        world_growth_end,
        /// Time constant of its fade (quarters).
        world_growth_fade in (1.0, 400.0),
        /// Persistence of world-demand shocks (rho_x, per quarter).
        world_shock_persistence,
        /// Standard deviation of world-demand shocks (sd_x, per quarter).
        world_shock_sd,
        /// Elasticity of exports to relative price (epsX).
        export_elasticity in (0.0, 50.0),
        /// Part of a sector's firms that export in earnest.
        exporter_share in (0.01, 1.0),
        /// Export part of the orders of other firms over that of exporters.
        other_exports in (0.0, 1.0),
        /// Largest export part of the orders of a firm at the opening.
        most_exported in (0.01, 1.0),
        /// Elasticity of the import share to relative price (sigM).
        import_elasticity in (0.0, 50.0),
        /// Foreign inflation (per year).
        foreign_inflation,
        /// Persistence of import-price shocks (rho_p, per quarter).
        import_price_persistence in (0.0, 0.9999),
        /// Standard deviation of import-price shocks (sd_p, per quarter).
        import_price_sd in (0.0, 1.0),
        /// Response of the real exchange rate to net exports (k_e).
        exchange_rate_adjustment,
        /// Net exports over GDP that leave the exchange rate unchanged (nx*).
        net_export_anchor,
        /// Speed at which net exports are smoothed for it (per quarter).
        net_export_memory,
        /// Weight of foreign assets against their anchor in the gap that moves the exchange rate (k_f).
        foreign_asset_response in (0.0, 5.0),
        /// Foreign assets over annual GDP that leave the exchange rate unchanged (f*).
        foreign_asset_anchor in (-5.0, 5.0),
        /// Share of unmet orders of a tradable product that is imported.
        unmet_orders_imported in (0.0, 1.0),
        /// Import share of a cell from which the product counts as tradable.
        tradable_threshold in (0.0, 1.0),
        // Labour market
        /// Staff kept beyond need, share.
        labour_hoarding,
        /// Staff shortage tolerated before hiring, share.
        hiring_slack,
        /// Shortage at which a firm hires, efficiency units.
        hiring_band,
        /// Excess at which a firm dismisses, share of the person's efficiency units.
        firing_band,
        /// Largest part of its staff that a firm dismisses in a quarter (d).
        dismissal_limit in (0.01, 1.0),
        /// Friction of matching, the reciprocal of its exponent (1/i); without it the shorter side of the market decides.
        matching_friction in (0.0, 1.0),
        /// Unemployed between two jobs, who match with nobody this quarter (u_f).
        frictional_unemployment in (0.0, 0.5),
        // Opening position
        /// Firm loans over annual GDP.
        opening_firm_loans,
        /// Government debt over annual GDP.
        opening_government_debt,
        /// Household deposits over annual GDP.
        opening_household_deposits in (0.001, 100.0),
        /// Foreign assets of the central bank over annual GDP.
        opening_foreign_assets,
        /// Annual growth at which opening stocks are built (g0).
        opening_growth,
        /// Dispersion of firm loans (log standard deviation).
        loan_dispersion,
        /// Part of plants that wait for an owner at the opening (i_0).
        opening_idle in (0.0, 0.5),
        /// Largest part of a sector's capital that waits.
        opening_idle_capital in (0.0, 0.5),
        /// Response of a firm's opening loans to its return.
        loan_return_response in (0.0, 5.0),
        /// Tail exponent of firm size.
        firm_size_tail in (0.1, 100.0),
        /// Largest firm over smallest, inside a sector.
        firm_size_ceiling in (1.0, 10_000.0),
        /// Fewest firms in a sector.
        firms_minimum,
        /// Most firms in a sector at the size `small`.
        firms_maximum,
        /// Employed agents per firm.
        staff_per_firm,
    }
}

impl Params {
    /// Standard deviation of a firm's own productivity in the long run, σ / √(1 - ρ²) (log).
    pub fn productivity_spread(&self) -> f64 {
        let persistence = self.firm_productivity_persistence;
        self.firm_productivity_sd / (1.0 - persistence * persistence).sqrt()
    }
}
