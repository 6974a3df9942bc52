//! A run put aside: everything that decides how it goes on, as bytes that are read back with every bit.

use engine::math;
use model::simulation::Simulation;
use sha2::{Digest, Sha256};

/// First bytes of a checkpoint.
const MARK: &[u8] = b"shapan checkpoint 1\n";
/// Bytes of a seal.
const SEAL: usize = 32;

/// Why a run cannot be put aside or taken up again.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CheckpointError {
    /// The run has stopped.
    #[error(
        "the run has stopped ({0}); a half-moved economy cannot be put aside; put it aside before the quarter that fails"
    )]
    Stopped(String),
    /// The bytes are no checkpoint.
    #[error(
        "this is no checkpoint: it does not begin like one; give the bytes that were written, from the first on"
    )]
    Foreign,
    /// Bytes are missing or changed, or another build wrote them.
    #[error(
        "the checkpoint is damaged, or another build of the program wrote it: its seal does not fit; bytes can be \
         read back only by the program that wrote them; run the economy again"
    )]
    Broken,
    /// The economy could not be written down.
    #[error("the run cannot be written down ({0}); this is a mistake of the program: please report it")]
    Unwritten(String),
}

/// Writes a run down. `build` names the program that runs it, for example by its commit.
///
/// # Errors
/// A run that has stopped.
pub fn write(run: &Simulation, build: &str) -> Result<Vec<u8>, CheckpointError> {
    if let Some(error) = run.stopped() {
        return Err(CheckpointError::Stopped(error.to_string()));
    }
    let body = postcard::to_allocvec(run).map_err(|e| CheckpointError::Unwritten(e.to_string()))?;
    let mut bytes = Vec::with_capacity(MARK.len() + SEAL + body.len());
    bytes.extend_from_slice(MARK);
    bytes.extend_from_slice(&seal(build, &body));
    bytes.extend(body);
    Ok(bytes)
}

/// Takes a run up again where it was put aside. The same `build` must have written it: what bytes mean is decided by the
/// program, and the seal is not secret, so bytes from somebody who is not trusted must not be read.
///
/// # Errors
/// Bytes that are no checkpoint, are damaged, or come from another build.
pub fn read(bytes: &[u8], build: &str) -> Result<Simulation, CheckpointError> {
    let rest = bytes.strip_prefix(MARK).ok_or(CheckpointError::Foreign)?;
    let (sealed, body) = rest.split_at_checked(SEAL).ok_or(CheckpointError::Broken)?;
    if sealed != seal(build, body) {
        return Err(CheckpointError::Broken);
    }
    match postcard::take_from_bytes(body) {
        Ok((run, [])) => Ok(run),
        _ => Err(CheckpointError::Broken),
    }
}

fn seal(build: &str, body: &[u8]) -> [u8; SEAL] {
    let mut hasher = Sha256::new();
    for part in [build.as_bytes(), math::IMPLEMENTATION.as_bytes()] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.update(body);
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::policy::Policy;

    const BUILD: &str = "test";
    const PERSONS: u32 = 1_000_000;

    /// Levers of the core and of every block that keeps books of its own.
    fn policy(t: u32) -> Policy {
        let mut policy = Policy::default();
        policy.core.government_purchases = 0.002 * f64::from(t % 3);
        policy.core.ai_capex = 100.0;
        policy.research.grants = 20.0;
        policy.research.mission.set(2, 5.0);
        policy.support.cash = 0.002;
        policy.funds.size = 1000.0;
        (policy.money.quota, policy.money.additionality) = (Some(1200.0), 0.3);
        policy.money.bond_target = 600.0;
        policy.chips.coverage = 0.5;
        policy.driving.permits = 0.5;
        policy.confidence.strength = 1.0;
        policy
    }

    fn opened() -> Simulation {
        Simulation::open(&data::economy("china").unwrap(), PERSONS, 7).unwrap()
    }

    fn run(mut run: Simulation, quarters: std::ops::Range<u32>) -> Simulation {
        for t in quarters {
            run.step(&policy(t)).unwrap();
        }
        run
    }

    #[test]
    fn a_run_put_aside_goes_on_with_the_same_bits() {
        let whole = run(opened(), 0..16);
        for at in [0, 1, 7, 15] {
            let aside = write(&run(opened(), 0..at), BUILD).unwrap();
            let again = run(read(&aside, BUILD).unwrap(), at..16);
            assert!(
                again.records() == whole.records(),
                "put aside after {at} quarters"
            );
            assert_eq!(again.checks(), whole.checks());
            assert_eq!(again.worst_residual().to_bits(), whole.worst_residual().to_bits());
            // What comes after is decided by more than the records.
            assert!(write(&again, BUILD).unwrap() == write(&whole, BUILD).unwrap());
        }
    }

    #[test]
    fn what_is_not_as_it_was_written_is_refused() {
        let aside = write(&run(opened(), 0..2), BUILD).unwrap();
        assert_eq!(read(&aside, "another").err(), Some(CheckpointError::Broken));
        assert_eq!(read(b"", BUILD).err(), Some(CheckpointError::Foreign));
        assert_eq!(read(MARK, BUILD).err(), Some(CheckpointError::Broken));
        for at in (0..aside.len()).step_by(997) {
            let mut changed = aside.clone();
            changed[at] ^= 1;
            assert!(read(&changed, BUILD).is_err(), "byte {at}");
            assert!(read(&aside[..at], BUILD).is_err(), "cut at {at}");
        }
        let longer: Vec<u8> = aside.iter().copied().chain([0]).collect();
        assert_eq!(read(&longer, BUILD).err(), Some(CheckpointError::Broken));
    }

    #[test]
    fn a_run_that_has_stopped_is_not_put_aside() {
        let mut run = opened();
        let mut absurd = Policy::default();
        absurd.core.productivity = f64::NAN;
        while run.step(&absurd).is_ok() {}
        assert!(matches!(write(&run, BUILD), Err(CheckpointError::Stopped(_))));
    }
}
