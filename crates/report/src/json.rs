//! The result as one JSON object, the stable shape of `run --format json`. Numbers carry full precision;
//! a number that does not exist (standard error of one pair, a quantile that the pairs are too few for) is `null`.

use crate::words::{self, band_name, unit_id};
use experiments::cost::{Row, YearlyCost};
use experiments::effects::{Effect, YearlyEffect};
use experiments::multiplier::{Multiplier, NoRatio};
use experiments::stats::{Spread, holds};
use model::indicators::Indicator;
use serde::Serialize;
use study::{Assumed, Results};

/// The object as text, on many lines if `pretty`.
pub fn to_string(results: &Results, pretty: bool) -> Result<String, serde_json::Error> {
    let output = Output::of(results);
    if pretty {
        serde_json::to_string_pretty(&output)
    } else {
        serde_json::to_string(&output)
    }
}

#[derive(Serialize)]
struct Output<'a> {
    scenario: &'a str,
    baseline: &'a str,
    economy: &'a str,
    seed: u64,
    pairs: usize,
    pairs_asked: usize,
    partial: bool,
    quarters: usize,
    /// Persons that one agent stands for.
    agents: u32,
    hash: &'a str,
    books: Books,
    band: Band,
    effects: Vec<EffectRow>,
    yearly: Vec<YearRow>,
    multiplier: Vec<MultiplierRow>,
    cost: Vec<CostRow>,
    levels: Vec<LevelRow>,
    decided_by: Vec<AssumptionRow<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Books {
    worst_residual: f64,
    checks: u64,
}

/// What the ends beside a median hold.
#[derive(Serialize)]
struct Band {
    /// Per cent of pairs between `p025` and `p975`; `null`: `min` and `max`, the range of all.
    percent: Option<u8>,
    text: String,
}

#[derive(Serialize)]
struct EffectRow {
    indicator: &'static str,
    unit: String,
    quarter: usize,
    date: String,
    #[serde(flatten)]
    spread: SpreadRow,
    same_sign: f64,
    resolved: bool,
    imposed: bool,
}

#[derive(Serialize)]
struct YearRow {
    indicator: &'static str,
    unit: String,
    year: usize,
    first_quarter: usize,
    #[serde(flatten)]
    spread: SpreadRow,
    same_sign: f64,
    resolved: bool,
    imposed: bool,
}

#[derive(Serialize)]
struct MultiplierRow {
    quarter: usize,
    date: String,
    cost: f64,
    output: f64,
    output_resolved: bool,
    /// Why there is no ratio, whose numbers are `null` then: `saves`, `nets_out`,
    /// `mixed` or `negligible`.
    no_ratio: Option<&'static str>,
    #[serde(flatten)]
    spread: SpreadRow,
    resolved: bool,
}

/// Money of a year, scenario less baseline; outlays positive, receipts negative.
#[derive(Serialize)]
struct CostRow {
    /// Id of a programme, or `budget`, `outside_budget`, `cost`, `deficit` for sums.
    programme: &'static str,
    /// `budget`, `outside_budget` or `partners`; `null` for sums.
    payer: Option<&'static str>,
    /// `ordered`, `follows` or `automatic`; `null` for sums.
    nature: Option<&'static str>,
    year: usize,
    first_quarter: usize,
    quarters: usize,
    unit: String,
    #[serde(flatten)]
    spread: SpreadRow,
    resolved: bool,
    imposed: bool,
    /// Mean at opening prices.
    real_mean: f64,
}

#[derive(Serialize)]
struct LevelRow {
    indicator: &'static str,
    side: &'static str,
    unit: String,
    quarter: usize,
    date: String,
    #[serde(flatten)]
    spread: SpreadRow,
}

/// An assumption that decides effects, with the value used and the range admitted.
#[derive(Serialize)]
pub struct AssumptionRow<'a> {
    path: &'a str,
    title: &'a str,
    value: f64,
    low: f64,
    high: f64,
    /// What the value rests on; `null` for a lever.
    basis: Option<String>,
}

impl<'a> From<&'a Assumed> for AssumptionRow<'a> {
    fn from(assumed: &'a Assumed) -> Self {
        let (low, high) = assumed.range;
        Self {
            path: &assumed.path,
            title: &assumed.title.en,
            value: assumed.value,
            low,
            high,
            basis: assumed.basis.map(|basis| words::basis(basis).en),
        }
    }
}

#[derive(Serialize)]
struct SpreadRow {
    median: f64,
    mean: f64,
    se: f64,
    min: f64,
    max: f64,
    p025: f64,
    p05: f64,
    p10: f64,
    p25: f64,
    p75: f64,
    p90: f64,
    p95: f64,
    p975: f64,
}

impl From<Spread> for SpreadRow {
    fn from(s: Spread) -> Self {
        let Spread {
            median,
            mean,
            se,
            min,
            max,
            p025,
            p05,
            p10,
            p25,
            p75,
            p90,
            p95,
            p975,
            ..
        } = s;
        // What does not exist becomes null; zero has no sign.
        let [
            median,
            mean,
            se,
            min,
            max,
            p025,
            p05,
            p10,
            p25,
            p75,
            p90,
            p95,
            p975,
        ] = [
            median, mean, se, min, max, p025, p05, p10, p25, p75, p90, p95, p975,
        ]
        .map(|x| x + 0.0);
        Self {
            median,
            mean,
            se,
            min,
            max,
            p025,
            p05,
            p10,
            p25,
            p75,
            p90,
            p95,
            p975,
        }
    }
}

fn cost_row(c: &YearlyCost, money: &str) -> CostRow {
    let (payer, nature) = match c.row {
        Row::Of(programme) => {
            let info = programme.info();
            (
                Some(words::payer_id(info.payer)),
                Some(words::nature_id(info.nature)),
            )
        }
        _ => (None, None),
    };
    CostRow {
        programme: words::cost_id(c.row),
        payer,
        nature,
        year: c.year,
        first_quarter: c.first_quarter,
        quarters: c.quarters,
        unit: unit_id("bn", money),
        spread: c.nominal.into(),
        resolved: c.sign.resolved,
        imposed: c.sign.imposed,
        real_mean: c.real.mean,
    }
}

fn effect_row(e: &Effect, money: &str) -> EffectRow {
    EffectRow {
        indicator: e.indicator.info().id,
        unit: unit_id(e.unit.id(), money),
        quarter: e.quarter,
        date: e.date.to_string(),
        spread: e.spread.into(),
        same_sign: e.sign.same_sign,
        resolved: e.sign.resolved,
        imposed: e.sign.imposed,
    }
}

fn year_row(e: &YearlyEffect, money: &str) -> YearRow {
    YearRow {
        indicator: e.indicator.info().id,
        unit: unit_id(e.unit.id(), money),
        year: e.year,
        first_quarter: e.first_quarter,
        spread: e.spread.into(),
        same_sign: e.sign.same_sign,
        resolved: e.sign.resolved,
        imposed: e.sign.imposed,
    }
}

fn multiplier_row(m: &Multiplier) -> MultiplierRow {
    MultiplierRow {
        quarter: m.quarter,
        date: m.date.to_string(),
        cost: m.cost,
        output: m.output,
        output_resolved: m.output_sign.resolved,
        no_ratio: m.ratio.err().map(NoRatio::id),
        spread: m.ratio.map_or_else(|_| Spread::of(&[]), |r| r.spread).into(),
        resolved: m.ratio.is_ok_and(|r| r.sign.resolved),
    }
}

impl<'a> Output<'a> {
    fn of(results: &'a Results) -> Self {
        let (subject, ensemble) = (&results.subject, &results.ensemble);
        let money = subject.economy.money_unit.as_str();
        let level_unit = |indicator: Indicator| unit_id(indicator.info().unit, money);
        Self {
            scenario: &subject.scenario.id,
            baseline: &subject.baseline.id,
            economy: &subject.economy.id,
            seed: ensemble.seed,
            pairs: results.pairs(),
            pairs_asked: ensemble.asked,
            partial: ensemble.partial,
            quarters: ensemble.quarters,
            agents: ensemble.persons_per_agent,
            hash: &results.hash,
            books: Books {
                worst_residual: results.worst_residual,
                checks: results.checks,
            },
            band: Band {
                percent: holds(results.pairs(), 95).then_some(95),
                text: band_name(results.pairs()).en,
            },
            effects: results.effects.iter().map(|e| effect_row(e, money)).collect(),
            yearly: results.yearly.iter().map(|e| year_row(e, money)).collect(),
            multiplier: results.multiplier.iter().map(multiplier_row).collect(),
            cost: results.cost.iter().map(|c| cost_row(c, money)).collect(),
            levels: results
                .levels
                .iter()
                .map(|l| LevelRow {
                    indicator: l.indicator.info().id,
                    side: l.side.name(),
                    unit: level_unit(l.indicator),
                    quarter: l.quarter,
                    date: l.date.to_string(),
                    spread: l.spread.into(),
                })
                .collect(),
            decided_by: subject.decided_by.iter().map(AssumptionRow::from).collect(),
            notes: words::notes(results).into_iter().map(|note| note.en).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use serde_json::Value;

    #[test]
    fn the_shape_is_stable() {
        sample::with(3, 8, |results| {
            let value: Value = serde_json::from_str(&to_string(results, false).unwrap()).unwrap();
            for key in ["scenario", "baseline", "economy", "hash"] {
                assert!(value[key].is_string(), "{key}");
            }
            for key in ["seed", "pairs", "quarters", "agents"] {
                assert!(value[key].is_u64(), "{key}");
            }
            assert!(value["books"]["worst_residual"].is_f64() && value["books"]["checks"].is_u64());
            let effects = value["effects"].as_array().unwrap();
            // A block that the economy does not have has no effects and no levels.
            assert_eq!(effects.len(), (Indicator::ALL.len() - 1) * 8);
            for key in "median mean se min max p25 p75 same_sign".split(' ') {
                assert!(effects[0][key].is_number(), "{key}");
            }
            // Three pairs show no wider band; their range is named as what it is.
            for key in "p025 p05 p10 p90 p95 p975".split(' ') {
                assert!(effects[0][key].is_null(), "{key}");
            }
            assert!(value["band"]["percent"].is_null());
            assert_eq!(value["band"]["text"], "range of 3 pairs");
            assert!(effects[0]["imposed"].is_boolean());
            assert_eq!(effects[0]["indicator"], "real_gdp");
            assert_eq!(
                (&effects[0]["unit"], &effects[0]["quarter"]),
                (&"pct".into(), &1.into())
            );
            let levels = value["levels"].as_array().unwrap();
            assert_eq!(levels.len(), (Indicator::ALL.len() - 1) * 2 * 9);
            let opening = levels.iter().find(|l| l["indicator"] == "exits").unwrap();
            assert!(opening["quarter"] == 0 && opening["median"].is_null());
            assert_eq!(levels[0]["unit"], "CNY_bn_opening_prices");
            let decisive = &value["decided_by"][0];
            assert_eq!(decisive["path"], "relending.additionality");
            assert_eq!(
                (&decisive["value"], &decisive["high"]),
                (&0.3.into(), &1.0.into())
            );
            let cost = value["cost"].as_array().unwrap();
            let row = |id: &str| cost.iter().find(|c| c["programme"] == id).unwrap();
            assert_eq!(
                (&row("cost")["year"], &row("cost")["payer"]),
                (&1.into(), &Value::Null)
            );
            assert_eq!(row("ai_firms")["payer"], "outside_budget");
            assert_eq!(row("taxes")["nature"], "automatic");
            assert!(row("deficit")["mean"].is_number() && row("deficit")["real_mean"].is_number());
            assert!(value["notes"][0].as_str().unwrap().ends_with("Not a forecast."));
            // Full precision survives the way through text.
            let want = results.effect(Indicator::REAL_GDP, 4).unwrap().spread.mean;
            assert_eq!(effects[3]["mean"].as_f64().unwrap().to_bits(), want.to_bits());
        });
    }

    #[test]
    fn a_multiplier_that_does_not_exist_is_null_with_a_reason() {
        let saving = |_| model::policy::Policy {
            core: model::core::Policy {
                government_purchases: -0.01,
                ..Default::default()
            },
            ..Default::default()
        };
        sample::with_policy(3, 8, &saving, |results| {
            let value: Value = serde_json::from_str(&to_string(results, false).unwrap()).unwrap();
            let row = &value["multiplier"][2];
            assert_eq!((&row["quarter"], &row["no_ratio"]), (&8.into(), &"saves".into()));
            assert!(row["median"].is_null() && row["mean"].is_null() && row["resolved"] == false);
            assert!(row["cost"].as_f64().unwrap() < 0.0 && row["output"].as_f64().unwrap() < 0.0);
            assert_eq!(row["output_resolved"], true);
        });
        sample::with(3, 8, |results| {
            let value: Value = serde_json::from_str(&to_string(results, false).unwrap()).unwrap();
            let row = &value["multiplier"][1];
            assert!(row["no_ratio"].is_null() && row["median"].is_number());
        });
    }

    #[test]
    fn one_pair_has_no_standard_error() {
        sample::with(1, 4, |results| {
            let value: Value = serde_json::from_str(&to_string(results, true).unwrap()).unwrap();
            assert!(value["effects"][3]["se"].is_null());
            assert!(value["effects"][3]["median"].is_number());
        });
    }
}
