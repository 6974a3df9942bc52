//! Every lever reaches its field, and its neutral value leaves no trace.

use crate::common::{good, q};
use model::policy::Policy;
use scenario::LEVERS;
use scenario::levers;

/// The fields of a policy as text, one by one; a number is written so that it can be read back bit for bit.
fn bits(p: &Policy) -> Vec<String> {
    format!("{p:?}").split(", ").map(str::to_owned).collect()
}

#[test]
fn neutral_value_leaves_the_default_policy_bit_for_bit() {
    for lever in LEVERS {
        let mut policy = Policy::default();
        policy.set(lever, 0, lever.neutral());
        assert_eq!(bits(&policy), bits(&Policy::default()), "{}", lever.path);
        // Also after it was pulled.
        policy.set(lever, 0, Some(0.123));
        assert_ne!(bits(&policy), bits(&Policy::default()), "{}", lever.path);
        policy.set(lever, 0, None);
        assert_eq!(bits(&policy), bits(&Policy::default()), "{}", lever.path);
    }
}

#[test]
fn each_lever_sets_its_own_field_and_no_other() {
    let neutral = bits(&Policy::default());
    let mut taken: Vec<usize> = Vec::new();
    for lever in LEVERS {
        let mut policy = Policy::default();
        policy.set(lever, 0, Some(0.125));
        let pulled = bits(&policy);
        assert_eq!(pulled.len(), neutral.len(), "{}", lever.path);
        let changed: Vec<usize> = (0..neutral.len()).filter(|&i| pulled[i] != neutral[i]).collect();
        assert_eq!(changed.len(), 1, "{}", lever.path);
        assert!(
            !taken.contains(&changed[0]),
            "{} sets {}",
            lever.path,
            pulled[changed[0]]
        );
        // Amounts per year reach the quarter as a fourth.
        let value = pulled[changed[0]].contains("0.125") || pulled[changed[0]].contains("0.03125");
        assert!(value, "{} sets {}", lever.path, pulled[changed[0]]);
        taken.push(changed[0]);
    }
}

/// Levers whose example is the neutral value.
fn same(path: &str) -> bool {
    ["relending.refinanced_share", "bonds.spread"].contains(&path)
}

#[test]
fn examples_of_all_levers_can_be_written_in_a_file() {
    for lever in LEVERS {
        let path = lever.example_path();
        let scenario = good(&format!("policy.{path} = \"{}\"", lever.example));
        let seen: Vec<String> = scenario.settings().into_iter().map(|s| s.path).collect();
        assert_eq!(seen.contains(&path), !same(lever.path), "{path}");
        let by_set = {
            let mut s = good("");
            s.set(&format!("{path}={}", lever.example)).unwrap();
            s.set(&format!("policy.{path}={}", lever.example)).unwrap();
            s
        };
        assert_eq!(scenario.policy(q(2025, 1)), by_set.policy(q(2025, 1)), "{path}");
        let is_default = scenario.policy(q(2025, 1)) == Policy::default();
        assert_eq!(is_default, same(lever.path), "{path}");
        assert_eq!(scenario.is_neutral(), is_default);
    }
}

#[test]
fn neutral_values_written_in_a_file_give_a_neutral_scenario() {
    for lever in LEVERS {
        let path = lever.example_path();
        let word = good(&format!("policy.{path} = \"neutral\""));
        assert!(word.is_neutral(), "{path}");
        if let Some(neutral) = lever.neutral() {
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
        if let Some(neutral) = lever.neutral() {
            assert!((low..=high).contains(&neutral), "{}", lever.path);
        }
        let path = lever.example_path();
        let (found, group) = levers::find(&path).expect(&path);
        assert_eq!(found.path, lever.path);
        assert_eq!(group.is_some(), lever.along().is_some());
    }
    assert!(levers::find("household.transfer_weight").is_none());
    assert!(levers::find("household.transfer_weight.").is_none());
    assert!(levers::is_block("relending") && !levers::is_block("relend"));
}
