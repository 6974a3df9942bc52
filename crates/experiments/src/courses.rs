//! Several policies on one seed. What they have in common is simulated once: a run is copied at the first quarter in which
//! its policies differ, so a policy that begins late costs only what comes after. The numbers are those of separate runs.

use crate::ensemble::{Books, Series};
use crate::run::{PolicyPath, Run};
use engine::time::Quarter;
use model::error::ModelError;
use model::policy::Policy;
use std::sync::Arc;

/// Policy of each simulated quarter, the first one first.
pub type Path = Arc<[Policy]>;

/// The policies of a path in the `quarters` after the opening.
pub fn path(path: &dyn PolicyPath, opening: Quarter, quarters: usize) -> Path {
    (1..=quarters)
        .map(|t| path.policy(opening.plus(t as i32)))
        .collect()
}

/// First quarter (from 1) in which two paths differ; `None` if they never do.
pub fn parting(one: &[Policy], other: &[Policy]) -> Option<usize> {
    (1..=one.len().min(other.len())).find(|t| one[t - 1] != other[t - 1])
}

/// A run as it stands after some quarters, with what the books have shown up to each of them.
#[derive(Clone, Debug)]
pub(crate) struct State<R> {
    run: R,
    /// Worst residual and number of checks after each quarter.
    totals: Vec<(f64, u64)>,
}

impl<R: Run> State<R> {
    /// A run that has just been opened.
    pub fn opening(run: R) -> Self {
        let totals = Vec::new();
        Self { run, totals }
    }
    /// Quarters simulated.
    pub fn quarters(&self) -> usize {
        self.totals.len()
    }
    fn step(&mut self, policy: &Policy) -> Result<(), ModelError> {
        self.run.step(policy)?;
        self.totals.push((self.run.worst_residual(), self.run.checks()));
        Ok(())
    }
}

/// What a finished run leaves.
#[derive(Clone, Debug)]
pub(crate) struct Finished {
    /// All records.
    pub series: Series,
    /// Books of the quarter asked for.
    pub books: Option<Books>,
    totals: Vec<(f64, u64)>,
}

impl Finished {
    /// Quarters simulated.
    pub fn quarters(&self) -> usize {
        self.totals.len()
    }
    /// What the run would have left after its first `quarters` alone, without books.
    pub fn prefix(&self, quarters: usize) -> Self {
        let totals = self.totals[..quarters].to_vec();
        let (residual, checks) = totals.last().copied().unwrap_or_default();
        Self {
            series: self.series.prefix(quarters, residual, checks),
            books: None,
            totals,
        }
    }
}

/// A run under way, for all paths whose policies have been the same so far.
#[derive(Clone)]
struct Course<R> {
    state: State<R>,
    /// Positions of the paths.
    paths: Vec<usize>,
    books: Option<Books>,
}

/// How a path ended: `None` if it has not reached its end.
pub(crate) type Outcome = Result<Option<Finished>, ModelError>;

/// Paths of equal length on one seed, moved on quarter by quarter. A branch is followed to its end before the next is moved,
/// so no more states are held at once than there are forks on the way, and one.
pub(crate) struct Courses<R> {
    paths: Vec<Path>,
    /// Position and quarter (from 1) whose books are kept.
    books: Option<(usize, usize)>,
    /// A path whose end is known: it is followed only as long as others go the same way.
    known: Option<usize>,
    /// A path and the number of quarters after which its state is copied.
    copy: Option<(usize, usize)>,
    copied: Option<State<R>>,
    under_way: Vec<Course<R>>,
    outcomes: Vec<Outcome>,
    simulated: usize,
}

impl<R: Run> Courses<R> {
    /// Nothing is under way yet.
    pub fn new(paths: &[Path], books: Option<(usize, usize)>) -> Self {
        Self {
            outcomes: paths.iter().map(|_| Ok(None)).collect(),
            paths: paths.to_vec(),
            books,
            known: None,
            copy: None,
            copied: None,
            under_way: Vec::new(),
            simulated: 0,
        }
    }
    /// Sends some paths on their way from a state that they have in common.
    pub fn send(&mut self, state: State<R>, paths: Vec<usize>) {
        let books = None;
        self.under_way.push(Course { state, paths, books });
    }
    /// The end of a path is known and need not be simulated.
    pub fn know(&mut self, path: usize, end: Finished) {
        self.outcomes[path] = Ok(Some(end));
        self.known = Some(path);
    }
    /// Keeps a copy of the state of a path after so many quarters.
    pub fn copy(&mut self, path: usize, quarters: usize) {
        self.copy = Some((path, quarters));
    }
    /// The copy, if its quarter was reached.
    pub fn copied(&mut self) -> Option<State<R>> {
        self.copied.take()
    }
    /// Quarters simulated, common ones once.
    pub fn simulated(&self) -> usize {
        self.simulated
    }
    /// Quarters that the paths do not have to be moved any more, because they began further on or their end is known.
    pub fn spared(&self) -> usize {
        let begun = self.under_way.iter();
        let begun = begun.map(|course| self.counted(course) * course.state.quarters());
        begun.sum::<usize>() + self.known.map_or(0, |path| self.paths[path].len())
    }
    /// How each path ended.
    pub fn outcomes(self) -> Vec<Outcome> {
        self.outcomes
    }
    /// The end of one path.
    pub fn outcome(&self, path: usize) -> &Outcome {
        &self.outcomes[path]
    }

    fn counted(&self, course: &Course<R>) -> usize {
        let own = |path: &&usize| self.known != Some(**path);
        course.paths.iter().filter(own).count()
    }

    /// Simulates one quarter of one run and tells how many paths it moves on; `None` if nothing is left to do.
    pub fn step(&mut self) -> Option<usize> {
        loop {
            let mut course = self.under_way.pop()?;
            let (t, first) = (course.state.quarters(), course.paths[0]);
            let (path, at) = self.copy.unwrap_or((usize::MAX, 0));
            if at == t && course.paths.contains(&path) {
                self.copied = Some(course.state.clone());
                self.copy = None;
            }
            let policy = &self.paths[first][t];
            let same = |path: &usize| self.paths[*path][t] == *policy;
            let (here, elsewhere): (Vec<usize>, Vec<usize>) =
                course.paths.iter().partition(|path| same(path));
            if !elsewhere.is_empty() {
                let branch = Course {
                    paths: here,
                    ..course.clone()
                };
                course.paths = elsewhere;
                self.under_way.extend([course, branch]);
                continue;
            }
            let moved = self.counted(&course);
            // Nobody is interested in a way whose end is known.
            if moved == 0 {
                continue;
            }
            if let Err(error) = course.state.step(policy) {
                course
                    .paths
                    .iter()
                    .for_each(|&path| self.outcomes[path] = Err(error.clone()));
                return Some(moved);
            }
            self.simulated += 1;
            self.keep_books(&mut course);
            if t + 1 < self.paths[first].len() {
                self.under_way.push(course);
            } else {
                self.end(course);
            }
            return Some(moved);
        }
    }

    fn keep_books(&self, course: &mut Course<R>) {
        let quarter = course.state.quarters();
        let wanted = |(path, at): (usize, usize)| at == quarter && course.paths.contains(&path);
        if self.books.is_some_and(wanted) {
            course.books = Some(Books {
                quarter,
                date: course.state.run.next_quarter().plus(-1),
                matrices: course.state.run.books(),
            });
        }
    }

    fn end(&mut self, course: Course<R>) {
        let finished = Finished {
            series: series(&course.state.run, course.state.quarters()),
            books: course.books,
            totals: course.state.totals,
        };
        for path in course.paths.into_iter().filter(|path| self.known != Some(*path)) {
            self.outcomes[path] = Ok(Some(finished.clone()));
        }
    }
}

fn series<R: Run>(run: &R, quarters: usize) -> Series {
    let records = run.records();
    assert!(
        records.len() == quarters + 1,
        "Invariant: a run records its opening and every simulated quarter"
    );
    Series::new(records, run.worst_residual(), run.checks())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::Fake;

    /// Purchases of `size` from quarter `from` of ten on.
    fn purchases(from: usize, size: f64) -> Path {
        let of = |t: usize| Policy {
            core: model::core::Policy {
                government_purchases: if t < from { 0.0 } else { size },
                ..Default::default()
            },
            ..Policy::default()
        };
        (1..=10).map(of).collect()
    }

    fn opening() -> State<Fake> {
        State::opening(Fake::open(1).unwrap())
    }

    /// All paths from the opening to their ends, and the quarters it took.
    fn go(paths: &[Path]) -> (Vec<Finished>, usize) {
        let mut courses = Courses::new(paths, Some((1, 8)));
        courses.send(opening(), (0..paths.len()).collect());
        let mut moved = 0;
        while let Some(more) = courses.step() {
            moved += more;
        }
        assert_eq!(moved, paths.len() * 10);
        let simulated = courses.simulated();
        let ends = courses.outcomes().into_iter().map(|x| x.unwrap().unwrap());
        (ends.collect(), simulated)
    }

    #[test]
    fn common_quarters_are_simulated_once_and_change_nothing() {
        let paths = [
            purchases(11, 0.0),
            purchases(7, 0.01),
            purchases(7, 0.02),
            purchases(9, 0.01),
        ];
        let (together, simulated) = go(&paths);
        // Six in common, then four each for the first three, and the last two of the fourth, which followed the first until then.
        assert_eq!(simulated, 6 + 4 + 4 + 4 + 2);
        for (path, shared) in paths.iter().zip(&together) {
            let (alone, simulated) = go(std::slice::from_ref(path));
            assert_eq!(simulated, 10);
            assert!(alone[0].series == shared.series && alone[0].totals == shared.totals);
        }
        let books: Vec<bool> = together.iter().map(|x| x.books.is_some()).collect();
        assert_eq!(books, [false, true, false, false]);
    }

    #[test]
    fn a_prefix_is_what_a_shorter_run_leaves() {
        let long = go(&[purchases(3, 0.01)]).0.remove(0);
        let mut courses = Courses::new(&[purchases(3, 0.01)[..4].into()], None);
        courses.send(opening(), vec![0]);
        while courses.step().is_some() {}
        let short = courses.outcomes().remove(0).unwrap().unwrap();
        let cut = long.prefix(4);
        assert_eq!(cut.series, short.series);
        assert_eq!(cut.totals, short.totals);
    }

    #[test]
    fn a_known_end_is_not_simulated_and_a_copy_goes_on_alike() {
        let paths = [purchases(11, 0.0), purchases(7, 0.01)];
        let (ends, _) = go(&paths);
        let mut courses = Courses::new(&paths, None);
        courses.know(0, ends[0].clone());
        courses.copy(0, 6);
        courses.send(opening(), vec![0, 1]);
        while courses.step().is_some() {}
        assert_eq!(courses.simulated(), 10);
        let state = courses.copied().unwrap();
        assert_eq!(
            courses.outcome(1).as_ref().unwrap().as_ref().unwrap().series,
            ends[1].series
        );
        let mut again = Courses::new(&paths, None);
        again.know(0, ends[0].clone());
        again.send(state, vec![1]);
        assert_eq!(again.spared(), 6 + 10);
        while again.step().is_some() {}
        assert_eq!(again.simulated(), 4);
        assert_eq!(
            again.outcome(1).as_ref().unwrap().as_ref().unwrap().series,
            ends[1].series
        );
        assert_eq!(
            again.outcome(0).as_ref().unwrap().as_ref().unwrap().series,
            ends[0].series
        );
    }

    #[test]
    fn an_error_on_the_common_way_is_everybodys() {
        let paths = [purchases(3, 0.01), purchases(7, 0.01)];
        let mut courses = Courses::new(&paths, None);
        courses.send(State::opening(Fake::failing(1, 2).unwrap()), vec![0, 1]);
        while courses.step().is_some() {}
        assert!(courses.outcomes().iter().all(Result::is_err));
        let mut halted = Courses::new(&paths, None);
        halted.send(opening(), vec![0, 1]);
        halted.step();
        assert!(halted.outcomes().iter().all(|end| matches!(end, Ok(None))));
    }
}
