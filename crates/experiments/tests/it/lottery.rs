//! The venture lottery without the economy: odds, concentration and spread.

use crate::common::{THREADS, china, options};
use engine::math;
use experiments::lottery::{deals, funds, lottery};
use experiments::stats::Spread;
use model::blocks::funds::Odds;
use model::blocks::funds::Params;

const MILLION: usize = 1_000_000;

fn parameters() -> Params {
    Params::find(&china()).unwrap().unwrap()
}

#[track_caller]
fn within(found: f64, low: f64, high: f64) {
    assert!((low..=high).contains(&found), "{found} is not in {low} to {high}");
}

/// Mean of the truncated tail by its formula: α / (1 - α) (H^(1-α) - 1) / (1 - H^-α).
fn mean_by_hand(p: &Params, odds: &Odds) -> f64 {
    let (a, h) = (odds.tail, odds.end);
    let winners = a / (1.0 - a) * (math::pow(h, 1.0 - a) - 1.0) / (1.0 - math::pow(h, -a));
    odds.loss * p.deal_loss_multiple / 2.0 + (1.0 - odds.loss) * winners
}

#[test]
fn odds_of_private_and_of_government_managers() {
    let p = parameters();
    for (quality, lost, mean, median) in [(1.0, 0.60, 2.70, 0.50), (0.0, 0.68, 2.22, 0.44)] {
        let odds = Odds::of(&p, quality, 1.0);
        let found = deals(&p, &odds, 3, MILLION);
        within(found.lost, lost - 0.002, lost + 0.002);
        within(found.best, 0.60, 0.68);
        within(found.mean, mean - 0.05, mean + 0.05);
        within(mean_by_hand(&p, &odds), mean - 0.01, mean + 0.01);
        within(found.median, median - 0.01, median + 0.01);
    }
}

#[test]
fn a_manager_who_may_not_lose_fails_less_often_and_wins_less() {
    let p = parameters();
    let bold = deals(&p, &Odds::of(&p, 0.0, 1.0), 3, MILLION);
    let meek = deals(&p, &Odds::of(&p, 0.0, 0.0), 3, MILLION);
    assert!(meek.lost < bold.lost && meek.best < bold.best && meek.mean < bold.mean);
    // Without the two coefficients tolerance changes nothing.
    let mut same = p.clone();
    same.deal_safe_loss_share = same.deal_loss_share;
    same.deal_safe_tail_exponent = same.deal_tail_exponent;
    assert_eq!(Odds::of(&same, 0.0, 0.0), Odds::of(&same, 0.0, 1.0));
}

#[test]
fn the_spread_falls_with_the_number_of_deals_and_the_mean_stays() {
    let p = parameters();
    let odds = Odds::of(&p, 1.0, 1.0);
    let mut means = Vec::new();
    for (n, count, relative) in [
        (10, 4_000, 1.2),
        (100, 4_000, 0.39),
        (1_000, 800, 0.12),
        (10_000, 80, 0.04),
    ] {
        let spread = Spread::of(&funds(&p, &odds, 11, n, count, THREADS));
        within(spread.sd / spread.mean, 0.85 * relative, 1.2 * relative);
        means.push((spread.mean, spread.sd / (count as f64).sqrt()));
    }
    for (mean, error) in means {
        within((mean - mean_by_hand(&p, &odds)) / error, -4.0, 4.0);
    }
}

#[test]
fn the_report_passes() {
    let economy = china();
    let report = lottery(&economy, options(&economy, 1, 1))
        .unwrap()
        .unwrap()
        .report;
    assert!(report.passed(), "{:?}", report.checks);
    let ids: Vec<&str> = report.tables.iter().map(|t| t.id).collect();
    assert_eq!(ids, ["lottery", "lottery_funds", "lottery_convergence"]);
}
