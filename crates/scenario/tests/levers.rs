//! Every lever reaches its field, and its neutral value leaves no trace.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{good, q};
use model::policy::Policy;
use scenario::LEVERS;
use scenario::levers::{self, DEFAULT_GROUPS, GROUP};

/// Policy as bits, so that -0.0 and 0.0 differ.
fn bits(p: &Policy) -> Vec<u64> {
    let Policy {
        government_purchases,
        public_investment,
        household_transfers,
        transfer_weights,
        consumption_tax,
        policy_rate_shift,
        policy_rate_peg,
        world_demand,
        export_tariff,
        productivity,
        ai_capex,
        ai_import_content,
        relending,
        chips,
        vehicles,
        robots,
        driving,
        confidence,
    } = p;
    let mut values = vec![
        *government_purchases,
        *public_investment,
        *household_transfers,
        *consumption_tax,
        *policy_rate_shift,
        policy_rate_peg.unwrap_or(f64::NAN),
        *world_demand,
        *export_tariff,
        *productivity,
        *ai_capex,
        *ai_import_content,
        relending.quota,
        relending.rate,
        relending.refinanced_share,
        relending.additionality,
        relending.pass_through,
        chips.coverage,
        chips.markup,
        chips.substitutes,
        chips.lost_collaboration,
        chips.induced_research,
        vehicles.support,
        vehicles.expansion,
        robots.price,
        driving.permits,
        driving.unit_cost,
        driving.retraining,
        confidence.strength,
        confidence.news,
    ];
    values.extend(transfer_weights);
    values.into_iter().map(f64::to_bits).collect()
}

#[test]
fn neutral_value_leaves_the_default_policy_bit_for_bit() {
    for lever in LEVERS {
        let mut policy = Policy::default();
        lever.apply(&mut policy, 2, lever.neutral);
        assert_eq!(bits(&policy), bits(&Policy::default()), "{}", lever.path);
        // Also after it was pulled.
        lever.apply(&mut policy, 2, Some(0.123));
        assert_ne!(bits(&policy), bits(&Policy::default()), "{}", lever.path);
        lever.apply(&mut policy, 2, None);
        assert_eq!(bits(&policy), bits(&Policy::default()), "{}", lever.path);
    }
}

#[test]
fn each_lever_sets_its_own_field_and_no_other() {
    type Field = fn(&Policy) -> f64;
    let fields: &[(&str, Field)] = &[
        ("government.purchases", |p| p.government_purchases),
        ("government.public_investment", |p| p.public_investment),
        ("household.transfers", |p| p.household_transfers),
        ("household.transfer_weight.GROUP", |p| p.transfer_weights[2]),
        ("tax.consumption", |p| p.consumption_tax),
        ("central_bank.rate_shift", |p| p.policy_rate_shift),
        ("central_bank.rate", |p| p.policy_rate_peg.unwrap_or(f64::NAN)),
        ("world.demand", |p| p.world_demand),
        ("trade.export_tariff", |p| p.export_tariff),
        ("technology.ai_capex", |p| p.ai_capex * 4.0),
        ("technology.ai_import_content", |p| p.ai_import_content),
        ("relending.quota", |p| p.relending.quota),
        ("relending.rate", |p| p.relending.rate),
        ("relending.refinanced_share", |p| p.relending.refinanced_share),
        ("relending.additionality", |p| p.relending.additionality),
        ("relending.pass_through", |p| p.relending.pass_through),
        ("productivity.level", |p| p.productivity),
        ("controls.coverage", |p| p.chips.coverage),
        ("controls.markup", |p| p.chips.markup),
        ("controls.substitutes", |p| p.chips.substitutes),
        ("controls.lost_collaboration", |p| p.chips.lost_collaboration),
        ("controls.induced_research", |p| p.chips.induced_research),
        ("vehicles.support", |p| p.vehicles.support),
        ("vehicles.expansion", |p| p.vehicles.expansion),
        ("robots.price", |p| p.robots.price),
        ("driving.permits", |p| p.driving.permits),
        ("driving.unit_cost", |p| p.driving.unit_cost),
        ("driving.retraining", |p| p.driving.retraining),
        ("confidence.strength", |p| p.confidence.strength),
        ("confidence.news", |p| p.confidence.news),
    ];
    assert_eq!(fields.len(), LEVERS.len(), "a lever without a line in this test");
    for lever in LEVERS {
        let (_, field) = fields
            .iter()
            .find(|(path, _)| *path == lever.path)
            .expect(lever.path);
        let mut policy = Policy::default();
        lever.apply(&mut policy, 2, Some(0.125));
        assert_eq!(field(&policy), 0.125, "{}", lever.path);
        let changed = bits(&policy)
            .iter()
            .zip(bits(&Policy::default()))
            .filter(|(a, b)| *a != b)
            .count();
        assert_eq!(changed, 1, "{}", lever.path);
    }
}

#[test]
fn examples_of_all_levers_can_be_written_in_a_file() {
    for lever in LEVERS {
        let path = lever.path.replace(GROUP, "migrant");
        let scenario = good(&format!("policy.{path} = \"{}\"", lever.example));
        let seen: Vec<String> = scenario.settings().into_iter().map(|s| s.path).collect();
        assert_eq!(
            seen.contains(&path),
            lever.path != "relending.refinanced_share",
            "{path}"
        );
        let by_set = {
            let mut s = good("");
            s.set(&format!("{path}={}", lever.example)).unwrap();
            s.set(&format!("policy.{path}={}", lever.example)).unwrap();
            s
        };
        assert_eq!(scenario.policy(q(2025, 1)), by_set.policy(q(2025, 1)), "{path}");
        let is_default = scenario.policy(q(2025, 1)) == Policy::default();
        assert_eq!(is_default, lever.path == "relending.refinanced_share", "{path}");
        assert_eq!(scenario.is_neutral(), is_default);
    }
}

#[test]
fn neutral_values_written_in_a_file_give_a_neutral_scenario() {
    for lever in LEVERS {
        let path = lever.path.replace(GROUP, "migrant");
        let word = good(&format!("policy.{path} = \"neutral\""));
        assert!(word.is_neutral(), "{path}");
        if let Some(neutral) = lever.neutral {
            let text = lever.unit.format(neutral, "CNY");
            let number = good(&format!("policy.{path} = \"{text}\""));
            assert!(number.is_neutral(), "{path} = {text}");
            assert_eq!(
                bits(&number.policy(q(2026, 1))),
                bits(&Policy::default()),
                "{path}"
            );
        }
    }
}

#[test]
fn registry_is_complete_and_consistent() {
    for (i, lever) in LEVERS.iter().enumerate() {
        assert!(
            LEVERS[..i].iter().all(|l| l.path != lever.path),
            "{} twice",
            lever.path
        );
        for text in [
            lever.title.en,
            lever.title.zh,
            lever.meaning,
            lever.source.document,
            lever.source.size,
        ] {
            assert!(!text.trim().is_empty(), "{}", lever.path);
        }
        assert!(lever.title.zh.chars().any(|c| c > '\u{2e80}'), "{}", lever.path);
        let (low, high) = lever.range;
        assert!(
            low < high && lever.possible.0 <= low && high <= lever.possible.1,
            "{}",
            lever.path
        );
        if let Some(neutral) = lever.neutral {
            assert!((low..=high).contains(&neutral), "{}", lever.path);
        }
        let path = lever.path.replace(GROUP, "rural");
        let (found, group) = levers::find(&path).expect(&path);
        assert_eq!(found.path, lever.path);
        assert_eq!(group.is_some(), lever.by_group());
    }
    assert!(levers::find("household.transfer_weight").is_none());
    assert!(levers::find("household.transfer_weight.").is_none());
    assert!(levers::is_block("relending") && !levers::is_block("relend"));
    assert!(DEFAULT_GROUPS.len() <= model::policy::MAX_GROUPS);
}
