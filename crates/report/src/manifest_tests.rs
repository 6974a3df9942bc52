use super::*;
use crate::sample;

fn made() -> Made {
    Made {
        scenario_text: "id = \"x\"\n".into(),
        threads: 2,
        wall_seconds: 1.5,
        ..Made::default()
    }
}

fn listed(name: &str, text: &str) -> Listed {
    Listed {
        name: name.into(),
        size: text.len() as u64,
        sha256: sha256(text),
    }
}

#[test]
fn a_manifest_survives_the_way_through_a_file() {
    sample::with(3, 4, |results| {
        let manifest = Manifest::of(results, &made(), vec![listed(SCENARIO, "id = \"x\"\n")]);
        let read = Manifest::parse(&manifest.to_json().unwrap(), Path::new("m")).unwrap();
        assert_eq!(read, manifest);
        assert_eq!(read.pairs_to_run(), 3);
        assert!(read.verdict(&results.hash).same && !read.verdict("0").same);
        // Known answer of SHA-256 for the empty text.
        assert!(read.baseline.hash.starts_with("e3b0c44298fc1c14"));
    });
}

#[test]
fn a_partial_result_names_its_pairs() {
    sample::with(4, 4, |results| {
        let mut ensemble = results.ensemble.clone();
        ensemble.pairs.remove(1);
        ensemble.partial = true;
        let part = Results::new(results.subject.clone(), ensemble.clone());
        let manifest = Manifest::of(&part, &made(), Vec::new());
        assert_eq!(manifest.pairs.finished, [0, 2, 3]);
        assert_eq!((manifest.pairs_to_run(), manifest.pairs.done), (4, 3));
        let mut again = results.ensemble.clone();
        manifest.keep(&mut again);
        assert!(manifest.verdict(&experiments::hash::of(&again)).same);
        assert_eq!((again.asked, again.partial), (4, true));
        // Without pair 0 the stopped run had no books to show.
        ensemble.pairs.remove(0);
        ensemble.books = None;
        let part = Results::new(results.subject.clone(), ensemble);
        let manifest = Manifest::of(&part, &made(), Vec::new());
        let mut again = results.ensemble.clone();
        manifest.keep(&mut again);
        assert!(again.books.is_none());
        let again = Manifest::of(&Results::new(results.subject.clone(), again), &made(), Vec::new());
        assert_eq!(manifest.unlike(&again).unwrap(), Vec::<String>::new());
        let other = Manifest::of(results, &made(), Vec::new());
        let keys = manifest.unlike(&other).unwrap();
        assert!(
            keys.contains(&"pairs.finished".to_owned()) && keys.contains(&"result_hash".to_owned()),
            "{keys:?}"
        );
    });
}

#[test]
fn every_changed_byte_of_a_manifest_is_noticed() {
    sample::with(2, 4, |results| {
        let text = Manifest::of(results, &made(), Vec::new()).to_json().unwrap();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else {
                continue;
            };
            assert!(
                Manifest::parse(&changed, Path::new("m")).is_err(),
                "byte {at} of {changed}"
            );
        }
        for changed in [
            format!("{text}\n"),
            format!(" {text}"),
            text.replace("\n", "\r\n"),
        ] {
            assert!(Manifest::parse(&changed, Path::new("m")).is_err());
        }
    });
}

#[test]
fn files_are_missing_changed_or_extra() {
    sample::with(2, 4, |results| {
        let files = ["a", "b", "c"].map(|name| listed(name, name));
        let manifest = Manifest::of(results, &made(), files.to_vec());
        assert_eq!(manifest.damage(&files), []);
        let found = [listed("a", "a"), listed("b", "B"), listed("d", "d")];
        let damage = manifest.damage(&found);
        let seen: Vec<(&str, Wrong)> = damage.iter().map(|d| (d.name.as_str(), d.what)).collect();
        assert_eq!(
            seen,
            [("b", Wrong::Changed), ("c", Wrong::Missing), ("d", Wrong::Extra)]
        );
    });
}

#[test]
fn a_folder_that_cannot_be_run_again_says_why() {
    let message = |text: &str| Manifest::parse(text, Path::new("m")).unwrap_err().to_string();
    // A key of any length is not repeated whole.
    let long = format!("{{\"{}\": 1}}", "k".repeat(100_000));
    let error = ManifestError::Parse {
        path: "m".into(),
        source: serde_json::from_str::<Manifest>(&long).unwrap_err(),
    };
    assert!(error.to_string().contains("unknown field") && error.to_string().len() < 400);
    assert!(message("").contains("is not a manifest"));
    assert!(message("{\"schema\": 99}").contains("has schema 99"));
    assert!(message("{\"schema\": 1}").contains("before manifests listed their files"));
    assert!(message("{\"schema\": 2}").contains("was changed"));
    sample::with(2, 4, |results| {
        let mut manifest = Manifest::of(results, &made(), vec![listed(SCENARIO, "another")]);
        assert!(message(&manifest.to_json().unwrap()).contains("the text of the scenario"));
        manifest.files.clear();
        manifest.baseline.text.push(' ');
        assert!(message(&manifest.to_json().unwrap()).contains("the text of the baseline"));
    });
}
