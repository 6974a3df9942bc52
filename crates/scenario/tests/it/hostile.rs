//! Hostile texts: long ones cost time in proportion to their length and are not repeated whole; characters that command
//! a terminal are refused with their place.

use crate::common::{bad, economy, file, good};
use scenario::{Options, Problem, Scenario, ScenarioError};
use std::time::Duration;

/// A little less than the longest text that is read.
const MEGABYTE: usize = 1_000_000;
/// Longest that any text may take, and any message may be.
const PATIENCE: Duration = Duration::from_secs(1);
const LONGEST_MESSAGE: usize = 2_000;

/// Processor time that this thread has had: what a text costs, however busy the machine is. Nothing where it is not known.
fn worked() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
    #[cfg(not(unix))]
    Duration::ZERO
}

/// Reads a text under the clock; with everything that a command does to a scenario before it runs.
fn timed(what: &str, text: &str) -> Result<Scenario, ScenarioError> {
    let begin = worked();
    let options = Options {
        allow_out_of_range: true,
    };
    let result = Scenario::parse_with(options, text, what, &|_| None);
    let result = result.and_then(|scenario| {
        let _ = (scenario.canonical(), scenario.settings());
        scenario.bind(&economy(&["urban_formal", "rural"], "bn CNY"))
    });
    judge(what, begin, result.as_ref().err());
    result
}

fn judge(what: &str, begin: Duration, error: Option<&ScenarioError>) {
    let taken = worked() - begin;
    assert!(taken < PATIENCE, "{what} took {taken:?}");
    if let Some(e) = error {
        let said = e.what().len() + e.why().len() + e.how().len();
        assert!(said < LONGEST_MESSAGE, "{what}: a message of {said} bytes");
    }
}

/// `count` lines made by `line`.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn a_megabyte_of_hostile_text_takes_less_than_a_second() {
    let long = "x".repeat(MEGABYTE);
    let digits = "1".repeat(MEGABYTE);
    let nested = "[".repeat(MEGABYTE);
    let dotted = "a.".repeat(MEGABYTE / 2);
    for (what, body) in [
        ("an unknown key", format!("{long} = 1")),
        ("an unknown lever", format!("policy.relending.{long} = 1")),
        ("a dotted key", format!("{dotted}b = 1")),
        ("a dotted lever", format!("policy.{dotted}b = 1")),
        ("a dotted table", format!("[policy.{dotted}b]")),
        (
            "a shape",
            format!("policy.world.demand = {{ shape = \"{long}\" }}"),
        ),
        ("a long number", format!("policy.world.demand = {digits}")),
        (
            "a long number as text",
            format!("policy.world.demand = \"{digits} %\""),
        ),
        ("a long exponent", format!("policy.world.demand = \"1e{digits}\"")),
        (
            "many commas",
            format!("policy.world.demand = \"{}\"", "1,".repeat(MEGABYTE / 2)),
        ),
        ("a long unit", format!("policy.relending.quota = \"1 {long}\"")),
        (
            "a unit of many words",
            format!("policy.relending.quota = \"1 {}\"", "x ".repeat(MEGABYTE / 2)),
        ),
        ("a long quarter", format!("start = \"{long}\"")),
        ("a long id", format!("id = \"{long}\"")),
        ("a long base", format!("extends = \"{long}\"")),
        (
            "a long path",
            format!("extends = \"{}\"", "a/../".repeat(MEGABYTE / 5)),
        ),
        ("a long figure", format!("report.figures = [\"{long}\"]")),
        ("a long size", format!("run.agents = \"{long}\"")),
        ("many seeds", format!("run.seeds = {digits}")),
        ("deep lists", format!("x = {nested}")),
        ("deep tables", format!("x = {}", "{a=".repeat(MEGABYTE / 3))),
        ("a long assumption", format!("assumptions.{long} = 1")),
        ("a long assumed number", format!("assumptions.x = {digits}")),
        (
            "a group of long name",
            format!("policy.household.transfer_weight.{long} = 1"),
        ),
    ] {
        timed(what, &file(&body).replace("start = \"2025Q1\"\nstart", "start"))
            .map(|_| ())
            .expect_err(what);
    }
}

#[test]
fn a_megabyte_of_many_things_takes_less_than_a_second() {
    let figures = "\"real_gdp\",".repeat(MEGABYTE / 11);
    let path = lines(1_500, |k| {
        format!("\"{}Q{}\" = \"{k} %\",", 1900 + k / 4, k % 4 + 1)
    });
    let ramps = lines(1_500, |k| {
        let from = format!("{}Q{}", 1900 + k / 4, k % 4 + 1);
        format!("{{shape=\"ramp\",from=\"{from}\",over=400,value={k}}},")
    });
    for (what, body) in [
        ("keys", lines(80_000, |k| format!("key{k} = 1\n"))),
        (
            "assumptions",
            format!("[assumptions]\n{}", lines(60_000, |k| format!("p{k} = 1\n"))),
        ),
        (
            "groups",
            lines(20_000, |k| format!("policy.household.transfer_weight.g{k} = 1\n")),
        ),
        (
            "fields",
            lines(20_000, |k| format!("policy.research.mission.g{k} = 1\n")),
        ),
        ("lever tables", "[[levers]]\n".repeat(90_000)),
        ("policy tables", "[[policy.relending]]\n".repeat(45_000)),
        (
            "fraction digits",
            format!("policy.world.demand = 0.{}", "1".repeat(MEGABYTE)),
        ),
        ("empty tables", lines(60_000, |k| format!("[t{k}.a]\n"))),
        ("figures", format!("report.figures = [{figures}]")),
        (
            "steps",
            format!(
                "policy.world.demand = [{}]",
                "{from=\"2026Q1\",value=1},".repeat(40_000)
            ),
        ),
        (
            "dates",
            format!("policy.world.demand = {{shape=\"path\",values={{{path}}}}}"),
        ),
        ("ramps", format!("policy.world.demand = [{ramps}]")),
        ("comments", "# nothing\n".repeat(100_000)),
        (
            "escapes",
            format!("title = \"{}\"", "\\u0041".repeat(MEGABYTE / 6)),
        ),
    ] {
        let _ = timed(what, &file(&body));
        // Without a start the dates are judged by the economy alone.
        let _ = timed(what, &file(&body).replace("start = \"2025Q1\"\n", ""));
    }
}

#[test]
fn a_long_chain_of_bases_takes_less_than_a_second() {
    let assumed = lines(20_000, |k| format!("p{k} = 1\n"));
    let load = |name: &str| {
        let number: usize = name.trim_start_matches("base").parse().ok()?;
        Some(format!(
            "schema = 1\nextends = \"base{}\"\n[assumptions]\n{assumed}",
            number + 1
        ))
    };
    let begin = worked();
    let error = Scenario::parse("schema = 1\nextends = \"base0\"", "top", &load).unwrap_err();
    assert_eq!(error.problem(), Problem::CircularExtends);
    judge("a chain", begin, Some(&error));
    let long = format!("schema = 1\nextends = \"{}\"", "y".repeat(MEGABYTE));
    let begin = worked();
    let error = Scenario::parse(&long, "top", &|_| Some(long.clone())).unwrap_err();
    judge("a chain of long names", begin, Some(&error));
}

#[test]
fn a_megabyte_in_a_setting_takes_less_than_a_second() {
    let long = "x".repeat(MEGABYTE);
    for text in [
        long.clone(),
        format!("{long}=1"),
        format!("relending.{long}=1 %"),
        format!("relending.rate={long}"),
        format!("relending.rate={}", "1".repeat(MEGABYTE)),
        format!("relending.rate={}", "[".repeat(MEGABYTE)),
        format!("relending.rate=\"{long}\""),
        format!("assumptions.{long}=1"),
        " ".repeat(MEGABYTE),
    ] {
        let begin = worked();
        let mut scenario = good("");
        let bound = |s: &Scenario| s.bind(&economy(&["rural"], "bn CNY"));
        let error = scenario.set(&text).and_then(|()| bound(&scenario)).unwrap_err();
        judge("a setting", begin, Some(&error));
    }
}

#[test]
fn characters_that_command_a_terminal_are_refused_with_their_place() {
    for hidden in [
        "\\u001b]0;x\\u0007",
        "\\u009b31m",
        "\\u202egnp",
        "a\\u2028b",
        "\\u0000",
    ] {
        for key in [
            "title", "author", "question", "source", "economy", "extends", "title.zh",
        ] {
            let (e, marked) = bad(&format!("{key} = \"{hidden}\""), Problem::ForbiddenCharacter);
            assert_eq!(marked, format!("\"{hidden}\""));
            assert!(e.what().contains("U+"), "{e}");
        }
        bad(
            &format!("assumptions.\"{hidden}\" = 1"),
            Problem::ForbiddenCharacter,
        );
    }
    // As they are, in a comment too: whoever reads the file is misled.
    let (e, marked) = bad("# harmless \u{202e} text", Problem::ForbiddenCharacter);
    assert_eq!(
        (marked.as_str(), e.place().unwrap().line_column()),
        ("\u{202e}", (3, 12))
    );
    let e = good("").set("relending.rate=1.25 %\u{9b}").unwrap_err();
    assert_eq!(e.problem(), Problem::ForbiddenCharacter);
    bad("title = \"one\\ntwo\"", Problem::ForbiddenCharacter);
    bad("author = \"one\\ntwo\"", Problem::ForbiddenCharacter);
    good("question = \"\"\"one\ntwo\tthree\"\"\"\ntitle = \"沙盘 — é\"");
}

#[test]
fn a_text_is_repeated_in_part() {
    let (e, _) = bad(&format!("{} = 1", "k".repeat(1000)), Problem::UnknownKey);
    assert!(
        e.what().contains("(1000 bytes in all)") && e.what().len() < 200,
        "{e}"
    );
    assert!(!e.how().contains("did you mean"));
}

#[test]
fn more_members_than_an_economy_can_have_are_refused_with_the_limit() {
    let groups = |n: usize| lines(n, |k| format!("policy.household.transfer_weight.g{k} = 1\n"));
    good(&groups(model::economy::MOST_MEMBERS));
    let (e, _) = bad(&groups(model::economy::MOST_MEMBERS + 1), Problem::OutOfRange);
    assert!(e.what().contains("more than 256"), "{e}");
}
