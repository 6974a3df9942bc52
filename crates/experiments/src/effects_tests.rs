use super::*;
use crate::fake::{Fake, economy, plan, purchases};
use crate::levels;
use crate::pairs::run_with;
use crate::run::Neutral;
use std::sync::atomic::AtomicBool;

fn ensemble(share: f64) -> Ensemble {
    let (economy, path) = (economy(), purchases(share));
    run_with(
        &plan(&economy, &path, 2),
        &Fake::open,
        &|_| (),
        &AtomicBool::new(false),
    )
    .unwrap()
}

#[test]
fn deviations_by_kind() {
    assert!((deviation(Kind::Level, 102.0, 100.0) - 2.0).abs() < 1e-12);
    assert_eq!(deviation(Kind::Rate, 5.5, 5.0), 0.5);
    assert_eq!(deviation(Kind::Amount, 900.0, 400.0), 500.0);
    assert_eq!(deviation(Kind::Level, 0.0, 0.0), 0.0);
}

#[test]
fn an_effect_that_is_the_same_in_all_pairs_has_no_band() {
    let effects = table(&ensemble(0.01));
    assert_eq!(effects.len(), Indicator::ALL.len() * 9);
    let before = effects[0];
    assert_eq!((before.indicator, before.quarter), (Indicator::REAL_GDP, 1));
    assert!(before.sign.identical && !before.sign.resolved);
    let after = effects[1];
    assert_eq!(after.date, Quarter::new(2025, 3));
    assert!((after.spread.median - 1.0).abs() < 1e-10 && after.spread.sd < 1e-10);
    assert!(after.sign.resolved && !after.sign.identical);
    assert_eq!((after.sign.same_sign, after.unit.id()), (1.0, "pct"));
    let unemployment = effects
        .iter()
        .find(|e| e.indicator == Indicator::UNEMPLOYMENT && e.quarter == 4);
    let unemployment = unemployment.unwrap();
    assert_eq!(unemployment.unit.id(), "pp");
    assert!(unemployment.spread.mean < -0.01 && unemployment.spread.sd > 0.0);
}

#[test]
fn sign_and_resolution_by_hand() {
    // Mean 1, sd 2, se 2 / sqrt 5 = 0.894: t = 1.118 with 4 degrees of freedom.
    let (spread, sign) = summarise(&[1.0, 3.0, -1.0, 3.0, -1.0]);
    assert_eq!((spread.mean, spread.sd, spread.median), (1.0, 2.0, 1.0));
    assert!(!sign.resolved && !sign.identical);
    assert_eq!(sign.same_sign, 0.6);
    // Mean 2, sd 0.5: se 0.224, t = 8.9 against 4.6 that 4 degrees of freedom ask for at 1 %.
    let (_, sign) = summarise(&[1.5, 2.5, 1.5, 2.5, 2.0]);
    assert!(sign.resolved);
    // Two pairs: t = 2 / 0.5 = 4 is beyond two standard errors, and chance gives as much in 16 of 100 cases.
    let (_, sign) = summarise(&[1.5, 2.5]);
    assert!(!sign.resolved);
    let (_, none) = summarise(&[0.0, 0.0]);
    assert!(none.identical && !none.resolved && !none.imposed);
    let (_, single) = summarise(&[0.4]);
    assert!(!single.resolved && !single.imposed);
}

#[test]
fn an_input_echoed_as_an_outcome_is_imposed() {
    let (_, sign) = summarise(&[24.0, 24.0 + 1e-13, 24.0, 24.0]);
    assert!(sign.imposed && !sign.identical);
    let (_, found) = summarise(&[24.0, 24.01, 24.0, 24.0]);
    assert!(!found.imposed);
    // In two pairs counts coincide by chance.
    let (_, few) = summarise(&[24.0, 24.0]);
    assert!(!few.imposed);
}

#[test]
fn years_begin_with_the_policy() {
    let effects = yearly(&ensemble(0.02));
    // Policy from quarter 2 on; quarters 2 to 5 and 6 to 9 are the two whole years.
    let gdp: Vec<_> = effects
        .iter()
        .filter(|e| e.indicator == Indicator::REAL_GDP)
        .collect();
    assert_eq!(gdp.iter().map(|e| e.first_quarter).collect::<Vec<_>>(), [2, 6]);
    assert!(gdp.iter().all(|e| (e.spread.mean - 2.0).abs() < 1e-10));
}

#[test]
fn horizons_end_with_the_run() {
    assert_eq!(horizons(40), [1, 4, 8, 20, 40]);
    assert_eq!(horizons(100), [1, 4, 8, 20, 40, 100]);
    assert_eq!(horizons(12), [1, 4, 8, 12]);
    assert_eq!(horizons(1), [1]);
}

#[test]
fn parts_and_levels() {
    let economy = economy();
    let path = |_| model::policy::Policy {
        core: model::core::Policy {
            public_investment: 0.5,
            ..Default::default()
        },
        ..Default::default()
    };
    let plan = plan(&economy, &path, 1);
    let ensemble = run_with(&plan, &Fake::open, &|_| (), &AtomicBool::new(false)).unwrap();
    let parts = along(&ensemble, &[1, 4, 40], Column::SECTOR_OUTPUT);
    assert_eq!(parts.len(), 3 * 2);
    assert!(
        parts
            .iter()
            .all(|p| (p.spread.median - 50.0).abs() < 1e-10 && p.sign.resolved)
    );
    assert!(
        along(&ensemble, &[4], Column::GROUP_INCOME)
            .iter()
            .all(|p| p.sign.identical)
    );
    let levels = levels::table(&ensemble);
    assert_eq!(levels.len(), Indicator::ALL.len() * 2 * 10);
    assert!(levels[0].spread.median > 100.0 && levels[0].quarter == 0);
}

#[test]
fn a_neutral_scenario_is_identical_everywhere() {
    let economy = economy();
    let plan = plan(&economy, &Neutral, 2);
    let ensemble = run_with(&plan, &Fake::open, &|_| (), &AtomicBool::new(false)).unwrap();
    assert!(
        table(&ensemble)
            .iter()
            .all(|e| e.sign.identical && e.spread.mean == 0.0)
    );
}
