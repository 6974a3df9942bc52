//! The rest of the world: demand and prices. Its position is in the ledger.

/// State of the rest of the world.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct RestOfWorld {
    /// Foreign growth this quarter.
    pub growth: f64,
    /// Foreign inflation this quarter.
    pub inflation: f64,
    /// Export demand, volume.
    pub export_demand: f64,
    /// World demand, 1 at the opening (WD).
    pub world_demand: f64,
    /// Deviation of world demand from its path, log (x).
    pub demand_shock: f64,
    /// Foreign price level, 1 at the opening (PF).
    pub price: f64,
    /// Deviation of import prices from foreign prices, log (x_p).
    pub price_shock: f64,
    /// Real exchange rate: home money for foreign goods, 1 at the opening (e).
    pub exchange_rate: f64,
    /// Net exports over GDP against their anchor, smoothed (nxgap).
    pub net_export_gap: f64,
}
