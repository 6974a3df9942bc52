//! Several policies on one seed. What they have in common is simulated once: a run is copied at the first quarter in which
//! its policies differ, so a policy that begins late costs only what comes after. The numbers are those of separate runs.

use crate::ensemble::{Books, Series};
use crate::run::{PolicyPath, Run};
use engine::time::Quarter;
use model::error::ModelError;
use model::policy::Policy;

/// What a finished run leaves.
#[derive(Clone)]
pub(crate) struct Finished {
    /// Quarter of the opening.
    pub opening: Quarter,
    /// All records.
    pub series: Series,
    /// Policy of each simulated quarter.
    pub policies: Vec<Policy>,
    /// Books of the quarter asked for.
    pub books: Option<Books>,
}

/// A run under way, for all paths whose policies have been the same so far.
#[derive(Clone)]
struct Course<R> {
    run: R,
    /// Positions of the paths.
    paths: Vec<usize>,
    policies: Vec<Policy>,
    books: Option<Books>,
}

/// How a finished or halted path ended: `None` if halted.
type Outcome = Result<Option<Finished>, ModelError>;

/// Runs every path for `quarters` from the opening `run`; one outcome per path, in their order, `None` if halted before its
/// end. `books` names the path and the quarter (from 1) whose books are kept.
pub(crate) fn follow<R: Run>(
    run: R,
    paths: &[&dyn PolicyPath],
    quarters: usize,
    books: Option<(usize, usize)>,
    halt: &dyn Fn() -> bool,
) -> Vec<Outcome> {
    let tour = Tour {
        opening: run.next_quarter().plus(-1),
        paths,
        quarters,
        books,
        halt,
    };
    let mut outcomes: Vec<Outcome> = paths.iter().map(|_| Ok(None)).collect();
    let course = Course {
        run,
        paths: (0..paths.len()).collect(),
        policies: Vec::with_capacity(quarters),
        books: None,
    };
    tour.follow(course, &mut outcomes);
    outcomes
}

/// What all courses share.
struct Tour<'a> {
    opening: Quarter,
    paths: &'a [&'a dyn PolicyPath],
    quarters: usize,
    books: Option<(usize, usize)>,
    halt: &'a dyn Fn() -> bool,
}

impl Tour<'_> {
    /// Follows a course and all that branch off it to their ends. A branch is followed before the next is copied, so no more
    /// states are held at once than there are forks on the way, and one.
    fn follow<R: Run>(&self, mut course: Course<R>, outcomes: &mut [Outcome]) {
        while course.policies.len() < self.quarters {
            if (self.halt)() {
                return;
            }
            let date = course.run.next_quarter();
            let policy = self.paths[course.paths[0]].policy(date);
            let same = |path: &usize| self.paths[*path].policy(date) == policy;
            let (here, elsewhere): (Vec<usize>, Vec<usize>) =
                course.paths.iter().partition(|path| same(path));
            if !elsewhere.is_empty() {
                let mut branch = course.clone();
                branch.paths = here;
                self.follow(branch, outcomes);
                course.paths = elsewhere;
                continue;
            }
            if let Err(error) = course.run.step(&policy) {
                course
                    .paths
                    .iter()
                    .for_each(|&path| outcomes[path] = Err(error.clone()));
                return;
            }
            course.policies.push(policy);
            self.keep_books(&mut course, date);
        }
        let finished = Finished {
            opening: self.opening,
            series: series(&course.run, self.quarters),
            policies: course.policies,
            books: course.books,
        };
        course
            .paths
            .iter()
            .for_each(|&path| outcomes[path] = Ok(Some(finished.clone())));
    }

    fn keep_books<R: Run>(&self, course: &mut Course<R>, date: Quarter) {
        let quarter = course.policies.len();
        let wanted = |(path, at): (usize, usize)| at == quarter && course.paths.contains(&path);
        if self.books.is_some_and(wanted) {
            course.books = Some(Books {
                quarter,
                date,
                matrices: course.run.books(),
            });
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
    use std::cell::Cell;

    /// A run that counts the quarters simulated by it and its copies.
    #[derive(Clone)]
    struct Counted<'a>(Fake, &'a Cell<usize>);

    impl Run for Counted<'_> {
        fn step(&mut self, policy: &Policy) -> Result<(), ModelError> {
            self.1.set(self.1.get() + 1);
            self.0.step(policy)
        }
        fn next_quarter(&self) -> Quarter {
            self.0.next_quarter()
        }
        fn records(&self) -> &[model::indicators::Record] {
            self.0.records()
        }
        fn worst_residual(&self) -> f64 {
            self.0.worst_residual()
        }
        fn checks(&self) -> u64 {
            self.0.checks()
        }
        fn books(&self) -> accounting::Matrices {
            self.0.books()
        }
    }

    /// Purchases of `size` from quarter `from` of ten on.
    fn path(from: usize, size: f64) -> impl PolicyPath {
        let begin = Fake::open(1).unwrap().next_quarter().plus(from as i32 - 1);
        move |quarter: Quarter| Policy {
            core: model::core::Policy {
                government_purchases: if quarter < begin { 0.0 } else { size },
                ..Default::default()
            },
            ..Policy::default()
        }
    }

    #[test]
    fn common_quarters_are_simulated_once_and_change_nothing() {
        let (a, b, c, d) = (path(11, 0.0), path(7, 0.01), path(7, 0.02), path(9, 0.01));
        let paths: [&dyn PolicyPath; 4] = [&a, &b, &c, &d];
        let count = Cell::new(0);
        let go = |paths: &[&dyn PolicyPath]| {
            let run = Counted(Fake::open(1).unwrap(), &count);
            follow(run, paths, 10, Some((1, 8)), &|| false)
        };
        let together = go(&paths);
        // Six in common, then four each for a, b and c, and the last two of d, which followed a until then.
        assert_eq!(count.replace(0), 6 + 4 + 4 + 4 + 2);
        for (path, outcome) in paths.iter().zip(together) {
            let (alone, shared) = (go(&[*path]).remove(0), outcome);
            let (alone, shared) = (alone.unwrap().unwrap(), shared.unwrap().unwrap());
            assert!(alone.series == shared.series && alone.policies == shared.policies);
        }
        let books: Vec<bool> = go(&paths)
            .into_iter()
            .map(|x| x.unwrap().unwrap().books.is_some())
            .collect();
        assert_eq!(books, [false, true, false, false]);
    }

    #[test]
    fn an_error_on_the_common_way_is_everybodys() {
        let (a, b) = (path(3, 0.01), path(7, 0.01));
        let go = |at| follow(Fake::failing(1, at).unwrap(), &[&a, &b], 10, None, &|| false);
        assert!(go(2).iter().all(Result::is_err));
        assert!(
            follow(Fake::open(1).unwrap(), &[&a], 10, None, &|| true)[0]
                .as_ref()
                .unwrap()
                .is_none()
        );
    }
}
