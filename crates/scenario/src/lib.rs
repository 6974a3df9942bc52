//! Levers and shocks as dated, typed overlays; yields the policy of each quarter.
