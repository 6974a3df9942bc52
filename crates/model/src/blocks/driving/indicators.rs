//! Indicators of driverless rides.

use super::{Block, Driving};
use crate::books::Seen;
use crate::declare::indicators;
use crate::state::NO_EMPLOYER;

indicators! {
    of Block, Seen;

    "driverless_share" {
        title: ("Driverless share of rides", "无人驾驶出行占比"),
        unit: "pct",
        kind: Rate,
        meaning: "Driverless rides over rides of hired cars.",
        measure: |b, _| 100.0 * b.state.share,
    }
    "permits_suspended" {
        title: ("Cities without new permits after an accident", "事故后暂停许可的城市占比"),
        unit: "pct",
        kind: Rate,
        meaning: "Cities that admit no further driverless vehicles because of a grave accident beyond the pilots, \
                  over all cities.",
        measure: |b, _| 100.0 * b.state.suspended,
    }
    "ride_price" {
        title: ("Price of rides", "出行价格"),
        unit: "index",
        kind: Level,
        meaning: "Price of a ride in a hired car over that of a driven one.",
        measure: |b, _| b.state.ride_price,
    }
    "displaced_drivers" {
        title: ("Drivers displaced", "被替代司机人数"),
        unit: "persons_m",
        kind: Amount,
        meaning: "Drivers who lost their job to driverless vehicles so far.",
        measure: |b, _| b.state.persons * b.state.displaced.iter().sum::<f64>(),
    }
    "low_paid_unemployment" {
        title: ("Unemployment of low-paid groups", "低收入群体失业率"),
        unit: "pct",
        kind: Rate,
        meaning: "Unemployment of the groups that drivers come from: those paid below the mean.",
        measure: |b, s| low_paid_unemployment(&b.state, s),
    }
}

/// Unemployment of the groups that drivers come from.
fn low_paid_unemployment(driving: &Driving, s: &Seen) -> f64 {
    let (households, exposed) = (s.households, &driving.exposed);
    // Where nobody is paid below the mean no group is named.
    if !exposed.contains(&true) {
        return 0.0;
    }
    let (mut persons, mut idle) = (0_u32, 0_u32);
    for &h in &households.labour_force {
        let counted = u32::from(exposed[usize::from(households.group[h as usize])]);
        persons += counted;
        idle += counted * u32::from(households.employer[h as usize] == NO_EMPLOYER);
    }
    100.0 * f64::from(idle) / f64::from(persons)
}
