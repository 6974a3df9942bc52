//! Changes valid inputs by chance: bytes, lines, numbers and words that readers find hard.

use fastrand::Rng;

/// Longest input that is made, bytes.
const LONGEST: usize = 1 << 20;

/// Texts that stand for the edges of what readers know.
const WORDS: &[&str] = &[
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    "[[",
    "]]",
    "=",
    ",",
    ".",
    ":",
    "#",
    "\\",
    "\\u001b",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "％",
    "−",
    "沙盘",
    "é",
    "null",
    "true",
    "nan",
    "inf",
    "-inf",
    "neutral",
    "start",
    "step",
    "ramp",
    "pulse",
    "path",
    "value",
    "values",
    "from",
    "to",
    "over",
    "initial",
    "quarters",
    "shape",
    "schema",
    "extends",
    "policy",
    "assumptions",
    "run",
    "baseline",
    "E04",
    "2026Q3",
    "2026Q5",
    "2300Q4",
    "1900Q1",
    "9999Q1",
    "2026-07-01",
    " % of GDP",
    " bn CNY",
    " bn USD",
    " 亿元",
    " %",
    " bp",
    " a year",
    "yes",
    "no",
    "worker",
    "owner",
    "retired",
    "households",
    "exports",
];

/// Numbers at which arithmetic changes its ways.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "2",
    "3",
    "0.5",
    "1e-300",
    "5e-324",
    "1e300",
    "-1e300",
    "1e308",
    "1e999",
    "1e-999",
    "NaN",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "0x10",
    "1_000",
    "1,000",
    "0,5",
    "1e",
    "00",
    "1e10",
    "1e12",
    "1e15",
    "100",
    "1000",
    "1.1",
    "-0.25",
    "0.25",
    "-10",
    "50",
    "400",
    "401",
    "0.999999999999",
    "1.0000000001",
    "-0.01",
    "0.0001",
    "12345678901234567890123456789",
];

/// One to four changes of `bytes`; `other` is another input of the same kind.
pub fn mutate(random: &mut Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    for _ in 0..random.usize(1..=4) {
        match random.u8(0..16) {
            0..=5 => number(random, bytes),
            6 => {
                let range = stretch(random, bytes, 20);
                bytes.splice(range, word(random).bytes());
            }
            7 => {
                let word = word(random);
                insert(random, bytes, word.as_bytes());
            }
            8 => delete(random, bytes),
            9 => duplicate(random, bytes),
            10 => flip(random, bytes),
            11 => swap_lines(random, bytes),
            12 => splice(random, bytes, other),
            13 => lines(random, bytes),
            14 => bytes.truncate(random.usize(0..=bytes.len())),
            _ => flood(random, bytes),
        }
    }
    bytes.truncate(LONGEST);
}

fn word(random: &mut Rng) -> &'static str {
    WORDS[random.usize(0..WORDS.len())]
}

/// Moves a few parameters of a block of a pack to the corners of their ranges, or to other numbers with a range around
/// them, so that the mutant is read to its end and the economy runs with it.
pub fn corners(random: &mut Rng, bytes: &mut Vec<u8>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let values: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].starts_with("value = "))
        .collect();
    if values.is_empty() {
        return;
    }
    for _ in 0..random.usize(1..=6) {
        let at = values[random.usize(0..values.len())];
        let range = (at..lines.len()).find(|line| lines[*line].starts_with("range = "));
        let Some((low, high)) = range.and_then(|range| bounds(&lines[range])) else {
            continue;
        };
        let value = match random.u8(0..4) {
            0 => low,
            1 => high,
            2 => low + random.f64() * (high - low),
            _ => CORNERS[random.usize(0..CORNERS.len())],
        };
        lines[at] = format!("value = {value:?}");
        if let Some(range) = range {
            lines[range] = format!("range = [{:?}, {:?}]", low.min(value), high.max(value));
        }
    }
    *bytes = (lines.join("\n") + "\n").into_bytes();
}

/// Numbers for parameters.
const CORNERS: [f64; 10] = [-1.0, -0.5, 0.0, 1e-9, 0.001, 0.5, 1.0, 2.0, 10.0, 1000.0];

/// The two numbers of `range = [0.0, 1.0]`.
fn bounds(line: &str) -> Option<(f64, f64)> {
    let inside = line.strip_prefix("range = [")?.strip_suffix(']')?;
    let (low, high) = inside.split_once(", ")?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// A stretch of the input of at most `most` bytes.
fn stretch(random: &mut Rng, bytes: &[u8], most: usize) -> std::ops::Range<usize> {
    let from = random.usize(0..=bytes.len());
    let length = random.usize(0..=most.min(bytes.len() - from));
    from..from + length
}

/// Another number in the place of one.
fn number(random: &mut Rng, bytes: &mut Vec<u8>) {
    let part = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e');
    let from = random.usize(0..=bytes.len());
    let Some(at) = bytes[from..]
        .iter()
        .position(u8::is_ascii_digit)
        .map(|at| from + at)
    else {
        return;
    };
    let begin = bytes[..at].iter().rposition(|b| !part(b)).map_or(0, |b| b + 1);
    let end = bytes[at..]
        .iter()
        .position(|b| !part(b))
        .map_or(bytes.len(), |e| at + e);
    let old = String::from_utf8_lossy(&bytes[begin..end]).into_owned();
    let new = match (random.u8(0..4), old.parse::<f64>()) {
        (0, Ok(value)) => (value * (0.5 + random.f64())).to_string(),
        (1, Ok(value)) => (-value).to_string(),
        _ => NUMBERS[random.usize(0..NUMBERS.len())].to_owned(),
    };
    bytes.splice(begin..end, new.into_bytes());
}

fn insert(random: &mut Rng, bytes: &mut Vec<u8>, what: &[u8]) {
    let at = random.usize(0..=bytes.len());
    bytes.splice(at..at, what.iter().copied());
}

fn delete(random: &mut Rng, bytes: &mut Vec<u8>) {
    let range = stretch(random, bytes, 200);
    bytes.drain(range);
}

fn duplicate(random: &mut Rng, bytes: &mut Vec<u8>) {
    let range = stretch(random, bytes, 500);
    let copy = bytes[range].to_vec();
    insert(random, bytes, &copy);
}

fn flip(random: &mut Rng, bytes: &mut [u8]) {
    if !bytes.is_empty() {
        let at = random.usize(0..bytes.len());
        bytes[at] ^= 1 << random.u8(0..8);
    }
}

fn swap_lines(random: &mut Rng, bytes: &mut Vec<u8>) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    if lines.len() > 1 {
        let (a, b) = (random.usize(0..lines.len()), random.usize(0..lines.len()));
        lines.swap(a, b);
        *bytes = lines.concat();
    }
}

fn splice(random: &mut Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    let copy = other[stretch(random, other, 500)].to_vec();
    insert(random, bytes, &copy);
}

/// A line away, or twice.
fn lines(random: &mut Rng, bytes: &mut Vec<u8>) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    if lines.is_empty() {
        return;
    }
    let at = random.usize(0..lines.len());
    if random.bool() {
        lines.remove(at);
    } else {
        lines.insert(at, lines[at]);
    }
    *bytes = lines.concat();
}

/// The same word or stretch very often; rarely, since it takes long.
fn flood(random: &mut Rng, bytes: &mut Vec<u8>) {
    let repeated = if random.bool() {
        word(random).as_bytes().to_vec()
    } else {
        bytes[stretch(random, bytes, 40)].to_vec()
    };
    let most = if random.u8(0..20) == 0 { 500_000 } else { 5_000 };
    let times = random.usize(1..=most) / repeated.len().max(1) + 1;
    insert(random, bytes, &repeated.repeat(times));
}
