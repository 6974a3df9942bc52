//! Draws at the re-lending window by hand.

use crate::common::near;
use model::blocks::money::relending::{Terms, Tranche, Window};

fn terms(ceiling: f64, rate: f64, pays: bool) -> Terms {
    Terms {
        ceiling,
        rate,
        rollovers: 2,
        pays,
    }
}

/// A draw of 100 against a ceiling of 100 at full speed, at 1.75 %, then 1.25 %.
#[test]
fn a_draw_runs_a_year_is_rolled_over_twice_and_repaid() {
    let mut window = Window::default();
    window.advance(terms(100.0, 0.0175, true), 1.0);
    let rates: Vec<(f64, u32)> = (0..12)
        .map(|_| {
            let t = window.tranches[0];
            assert_eq!((window.tranches.len(), t.amount), (1, 100.0));
            window.advance(terms(100.0, 0.0125, true), 1.0);
            (t.rate, t.rollovers)
        })
        .collect();
    assert_eq!(
        rates[..5],
        [(0.0175, 2), (0.0175, 2), (0.0175, 2), (0.0175, 2), (0.0125, 1)]
    );
    assert_eq!(rates[11], (0.0125, 0));
    // In the thirteenth quarter it has been repaid, and as much is drawn against other loans.
    assert_eq!(window.ended, 100.0);
    let renewed = Tranche {
        amount: 100.0,
        rate: 0.0125,
        quarters: 4,
        rollovers: 2,
    };
    assert_eq!(window.tranches, [renewed]);
    near(window.interest(), 100.0 * 0.0125 / 4.0);
}

/// 12 draws of 5 of all ages; what runs is not called in, what ends is not rolled over.
#[test]
fn a_window_that_does_not_pay_runs_off_within_a_year() {
    let mut window = Window::drawn_evenly(60.0, 0.0175, 2);
    near(window.stock(), 60.0);
    let stocks: Vec<f64> = (0..4)
        .map(|_| {
            window.advance(terms(60.0, 0.0175, false), 0.25);
            window.stock()
        })
        .collect();
    for (found, by_hand) in stocks.iter().zip([45.0, 30.0, 15.0, 0.0]) {
        near(*found, by_hand);
    }
}

/// A ceiling of 160: 5 end and are replaced, and a quarter of the room of 100 is drawn.
#[test]
fn a_larger_quota_is_drawn_step_by_step() {
    let mut window = Window::drawn_evenly(60.0, 0.0175, 2);
    window.advance(terms(160.0, 0.0175, true), 0.25);
    near(window.stock(), 85.0);
    near(window.ended, 5.0);
    // A quota cut to 50 ends what asks for another year, as far as it does not fit.
    window.advance(terms(50.0, 0.0175, true), 0.25);
    near(window.stock(), 70.0);
}
