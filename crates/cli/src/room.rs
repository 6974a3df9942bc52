//! Whether a study fits into this machine, asked before it begins: better a refusal now than a crash after hours.

use crate::failure::Failure;
use report::size::{Size, Work, estimate};
use std::path::Path;

/// Refuses what cannot fit. `out` is the folder to be written, which need not exist yet.
///
/// # Errors
/// More memory or disk is needed than is free, by the estimate.
pub fn check(work: &Work, out: Option<&Path>) -> Result<(), Failure> {
    let Size { memory, disk } = estimate(work);
    if let Some(free) = memory_free()
        && memory > free
    {
        return Err(refusal("memory", memory, free, &how(work, memory, free)));
    }
    if let Some(out) = out
        && let Some(free) = disk_free(out)
        && disk > free
    {
        let mut how = how(work, disk, free);
        how.push_str(", or leave out --out or name a place on a larger disk");
        return Err(refusal("disk", disk, free, &how));
    }
    Ok(())
}

fn refusal(what: &str, needed: u64, free: u64, how: &str) -> Failure {
    Failure::input(
        format!(
            "this study needs about {} of {what}, and {} are free",
            bytes(needed),
            bytes(free)
        ),
        "it would be stopped by the system after hours, with nothing to show",
        how,
    )
}

/// What to change: the number of pairs that would fit, if any would.
fn how(work: &Work, needed: u64, free: u64) -> String {
    let of: fn(Size) -> u64 = if needed == estimate(work).memory {
        |size| size.memory
    } else {
        |size| size.disk
    };
    let fits = |pairs: &usize| {
        of(estimate(&Work {
            pairs: *pairs,
            ..*work
        })) <= free
    };
    match (1..work.pairs).rev().find(fits) {
        Some(pairs) => format!("ask for at most {pairs} pairs or seeds, or for fewer quarters"),
        None => "ask for larger agents (--agents), fewer --threads or fewer --quarters".to_owned(),
    }
}

/// A number of bytes as people say it.
fn bytes(n: u64) -> String {
    let n = n as f64;
    match n {
        n if n < 1e9 => format!("{:.0} MB", (n / 1e6).max(1.0)),
        n if n < 1e12 => format!("{:.1} GB", n / 1e9),
        n => format!("{:.1} TB", n / 1e12),
    }
}

/// Memory that this process can still get, bytes; only where the system tells.
fn memory_free() -> Option<u64> {
    [machine(), group(), limit()].into_iter().flatten().min()
}

/// Free memory of the machine, with what it can swap out.
fn machine() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let entry = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    Some(1024 * (entry("MemAvailable:")? + entry("SwapFree:").unwrap_or(0)))
}

/// Most memory that the control group of the process, its container, may have.
fn group() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let limits = text.lines().filter_map(|line| {
        let mut parts = line.splitn(3, ':').skip(1);
        let (controllers, path) = (parts.next()?, parts.next()?.trim_start_matches('/'));
        let (root, name) = match controllers {
            "" => ("/sys/fs/cgroup", "memory.max"),
            "memory" => ("/sys/fs/cgroup/memory", "memory.limit_in_bytes"),
            _ => return None,
        };
        // Inside a container its own group is the root.
        let own = Path::new(root).join(path).join(name);
        let text =
            std::fs::read_to_string(own).or_else(|_| std::fs::read_to_string(Path::new(root).join(name)));
        text.ok()?.trim().parse::<u64>().ok()
    });
    limits.min()
}

/// Address space that the process may still take (`ulimit -v`).
#[cfg(unix)]
fn limit() -> Option<u64> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::As).current?;
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let taken = pages.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    let page = rustix::param::page_size() as u64;
    Some(limit.saturating_sub(page * taken.unwrap_or(0)))
}

#[cfg(not(unix))]
fn limit() -> Option<u64> {
    None
}

/// Free disk at the nearest folder above `path` that exists.
#[cfg(unix)]
fn disk_free(path: &Path) -> Option<u64> {
    let full = std::path::absolute(path).ok()?;
    let found = full.ancestors().find_map(|at| rustix::fs::statvfs(at).ok())?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn disk_free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_what_would_fit() {
        let economy = data::economy("china").unwrap();
        let work = Work {
            economy: &economy,
            persons_per_agent: 100_000,
            pairs: 10_000,
            policies: 2,
            quarters: 40,
            threads: 2,
            written: true,
        };
        let needed = estimate(&work).disk;
        let half = how(&work, needed, needed / 2);
        let pairs: usize = half.split_whitespace().nth(4).unwrap().parse().unwrap();
        assert!((4_800..5_000).contains(&pairs), "{half}");
        assert!(how(&work, needed, 1000).contains("--agents"));
        assert_eq!(
            [bytes(1), bytes(2_340_000_000), bytes(5_000_000_000_000)],
            ["1 MB", "2.3 GB", "5.0 TB"]
        );
    }
}
