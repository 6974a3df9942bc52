//! Indicators of electric vehicles.

use super::Block;

use crate::books::Seen;
use crate::declare::indicators;
use crate::economy::FinalUse;

indicators! {
    of Block, Seen;

    "electric_share" {
        title: ("Electric share of vehicles sold", "新能源汽车销量占比"),
        unit: "pct",
        kind: Rate,
        meaning: "Electric vehicles over vehicles sold.",
        measure: |b, _| 100.0 * b.state.share,
    }
    "vehicle_cost" {
        title: ("Unit cost of electric vehicles", "新能源汽车单位成本"),
        unit: "index",
        kind: Level,
        meaning: "Unit cost of electric vehicles over its announced path.",
        measure: |b, _| b.state.unit_cost,
    }
    "vehicle_exports" {
        title: ("Exports of vehicles", "汽车出口"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Export orders for the product of the makers of electric vehicles, home supply at opening prices.",
        measure: |b, s| {
            let c = s.structure.column(FinalUse::Exports);
            let exports = |(g, weight): (usize, &f64)| {
                let basket = s.structure.share(g, c) * (1.0 + s.goods.extra_exports[g]);
                weight * basket * s.rest_of_world.export_demand
            };
            b.state.weight.iter().enumerate().map(exports).sum()
        },
    }
    "vehicle_capacity_use" {
        title: ("Use of capacity by makers of vehicles", "汽车产能利用率"),
        unit: "pct",
        kind: Rate,
        meaning: "Output over capacity of the makers of electric vehicles.",
        measure: |b, _| 100.0 * b.state.capacity_use,
    }
    "fleet_emissions_avoided" {
        title: ("Emissions avoided by electric vehicles", "新能源汽车减排量"),
        unit: "MtCO2_per_year",
        kind: Amount,
        meaning: "Emissions that electric vehicles on the road save against vehicles with engines, power stations \
                  included.",
        measure: |b, _| b.state.emissions_avoided,
    }
}
