//! Baselines that have been run, kept so that other policies on the same dice need not run them again: the records of a
//! baseline, and its state just before the first policy left it. What is kept saves time and changes no number.

use crate::courses::{Courses, Finished, Path, State, parting};
use crate::run::Run;
use model::error::ModelError;
use model::simulation::Simulation;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Most runs whose records are kept (of China about 0.2 MB for 40 quarters).
    pub runs: usize,
    /// Most of them whose state is kept as well, to go on from (of China about 2 MB at the small size).
    pub states: usize,
}

/// Quarters that were simulated, and what they replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gain {
    /// Quarters simulated.
    pub simulated: usize,
    /// Quarters that pairs would have taken, each with a baseline of its own from the opening.
    pub separate: usize,
}

impl Gain {
    /// How many times as long separate pairs would have taken.
    pub fn times(&self) -> f64 {
        self.separate as f64 / self.simulated.max(1) as f64
    }
}

/// Whose baselines: a name for the economy, equal only if every number in it is, and its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The economy, for example the hash of its pack and the assumptions in it.
    pub economy: String,
    /// Persons that one agent stands for.
    pub persons_per_agent: u32,
}

/// Baselines by economy, size, policy and seed.
#[derive(Debug)]
pub struct Baselines<R = Simulation> {
    keep: Keep,
    lines: Mutex<Vec<Line<R>>>,
    simulated: AtomicUsize,
    separate: AtomicUsize,
}

/// One baseline policy on all its seeds.
#[derive(Debug)]
struct Line<R> {
    owner: Owner,
    path: Path,
    seeds: BTreeMap<u64, Arc<Kept<R>>>,
}

#[derive(Debug)]
struct Kept<R> {
    end: Finished,
    state: Option<State<R>>,
}

/// What is to be run on one seed.
pub(crate) struct Task<'a> {
    /// Whose baseline it is; of nobody's nothing is kept.
    pub owner: Option<&'a Owner>,
    pub seed: u64,
    /// The baseline first, all of one length.
    pub paths: &'a [Path],
    /// Positions of those that are to be run.
    pub wanted: &'a [usize],
    /// Position and quarter (from 1) whose books are kept.
    pub books: Option<(usize, usize)>,
}

impl<R: Run> Baselines<R> {
    /// Keeps up to so many baselines.
    pub fn keeping(keep: Keep) -> Self {
        Self {
            keep,
            lines: Mutex::new(Vec::new()),
            simulated: AtomicUsize::new(0),
            separate: AtomicUsize::new(0),
        }
    }
    /// Keeps nothing: what one call has in common is still simulated once.
    pub fn none() -> Self {
        Self::keeping(Keep::default())
    }
    /// Quarters simulated so far, and what they replaced.
    pub fn gain(&self) -> Gain {
        Gain {
            simulated: self.simulated.load(Ordering::Relaxed),
            separate: self.separate.load(Ordering::Relaxed),
        }
    }
    /// Counts quarters that separate pairs would have taken.
    pub(crate) fn replaced(&self, quarters: usize) {
        self.separate.fetch_add(quarters, Ordering::Relaxed);
    }
    /// Forgets all baselines.
    pub fn clear(&self) {
        self.lines().clear();
    }

    fn lines(&self) -> MutexGuard<'_, Vec<Line<R>>> {
        // Whole entries are put in and taken out, so a thread that panicked has left nothing half-done.
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept of a baseline, which may have been longer or shorter.
    fn find(&self, owner: &Owner, path: &Path, seed: u64) -> Option<Arc<Kept<R>>> {
        let lines = self.lines();
        let line = lines.iter().find(|line| line.is(owner, path))?;
        line.seeds.get(&seed).cloned()
    }

    /// Whether the whole of a baseline is kept.
    pub(crate) fn knows(&self, owner: &Owner, path: &Path, seed: u64) -> bool {
        let kept = self.find(owner, path, seed);
        kept.is_some_and(|kept| kept.end.quarters() >= path.len())
    }

    /// Sends the wanted paths of a seed on their way, each from as far on as is known.
    ///
    /// # Errors
    /// The economy cannot be opened.
    pub(crate) fn begin(
        &self,
        task: &Task,
        open: &dyn Fn(u64) -> Result<R, ModelError>,
    ) -> Result<Courses<R>, ModelError> {
        let baseline = &task.paths[0];
        let mut courses = Courses::new(task.paths, task.books);
        let kept = task.owner.and_then(|owner| self.find(owner, baseline, task.seed));
        let kept = kept.as_deref();
        let known = kept.filter(|kept| kept.end.quarters() >= baseline.len());
        let leaves = |path: &usize| parting(baseline, &task.paths[*path]).unwrap_or(baseline.len() + 1);
        let equal = |path: &usize| *path != 0 && leaves(path) > baseline.len();
        // A state serves all that leave the baseline later, unless books were asked for earlier. What never leaves it is run from
        // the opening: that it gives the same is shown, not assumed.
        let state = kept.and_then(|kept| kept.state.as_ref());
        let state = state.filter(|state| {
            let at = state.quarters();
            at < baseline.len() && task.books.is_none_or(|(_, quarter)| quarter > at)
        });
        let far = |path: &usize| state.is_some_and(|state| leaves(path) > state.quarters()) && !equal(path);
        let wanted = task.wanted.iter().filter(|path| **path != 0 || known.is_none());
        let (mut late, mut early): (Vec<usize>, Vec<usize>) = wanted.partition(|path| far(path));
        if task.wanted.contains(&0) {
            if let Some(kept) = known {
                courses.know(0, kept.end.prefix(baseline.len()));
            }
            let first = (1..task.paths.len()).map(|path| leaves(&path)).min();
            let at = first.map(|quarter| quarter - 1).filter(|at| *at < baseline.len());
            let at = at.filter(|at| {
                task.owner.is_some() && self.keep.states > 0 && state.map(State::quarters) != Some(*at)
            });
            if let Some(at) = at {
                // The baseline goes along until its state is copied, and further only if its end is not known.
                courses.copy(0, at);
                late.retain(|path| *path != 0);
                early.retain(|path| *path != 0);
                let beyond = state.is_some_and(|state| state.quarters() <= at);
                if beyond { &mut late } else { &mut early }.insert(0, 0);
            }
        }
        if let Some(state) = state.filter(|_| !late.is_empty()) {
            courses.send(state.clone(), late);
        }
        if !early.is_empty() {
            courses.send(State::opening(open(task.seed)?), early);
        }
        Ok(courses)
    }

    /// Keeps the baseline of a task that has come to its end, and counts what was simulated.
    pub(crate) fn end(&self, task: &Task, courses: &mut Courses<R>) {
        self.simulated.fetch_add(courses.simulated(), Ordering::Relaxed);
        let Some(owner) = task.owner.filter(|_| self.keep.runs > 0) else {
            return;
        };
        let copied = courses.copied();
        let Ok(Some(end)) = courses.outcome(0) else { return };
        let mut lines = self.lines();
        let line = match lines.iter().position(|line| line.is(owner, &task.paths[0])) {
            Some(line) => line,
            None => {
                lines.push(Line {
                    owner: owner.clone(),
                    path: task.paths[0].clone(),
                    seeds: BTreeMap::new(),
                });
                lines.len() - 1
            }
        };
        let before = lines[line].seeds.remove(&task.seed);
        let old = before
            .as_deref()
            .filter(|kept| kept.end.quarters() >= end.quarters());
        let end = old.map_or_else(|| end.clone(), |kept| kept.end.clone());
        let state = copied.or_else(|| before.as_ref()?.state.clone());
        let line = self.make_room(&mut lines, line);
        if count(&lines, |_| true) >= self.keep.runs {
            return;
        }
        let state = state.filter(|_| count(&lines, |kept| kept.state.is_some()) < self.keep.states);
        if task.paths[0].len() > lines[line].path.len() {
            lines[line].path = task.paths[0].clone();
        }
        let kept = Arc::new(Kept { end, state });
        lines[line].seeds.insert(task.seed, kept);
    }

    /// Drops the oldest baselines while there is no room for one more run of line `own`; tells where that is now.
    fn make_room(&self, lines: &mut Vec<Line<R>>, mut own: usize) -> usize {
        let full = |lines: &[Line<R>]| {
            count(lines, |_| true) >= self.keep.runs
                || (self.keep.states > 0 && count(lines, |kept| kept.state.is_some()) >= self.keep.states)
        };
        while own > 0 && full(lines) {
            lines.remove(0);
            own -= 1;
        }
        own
    }
}

impl<R> Line<R> {
    /// Whether it is this baseline, for longer or shorter.
    fn is(&self, owner: &Owner, path: &Path) -> bool {
        self.owner == *owner && parting(&self.path, path).is_none()
    }
}

fn count<R>(lines: &[Line<R>], which: impl Fn(&Kept<R>) -> bool) -> usize {
    let kept = lines.iter().flat_map(|line| line.seeds.values());
    kept.filter(|kept| which(kept)).count()
}
