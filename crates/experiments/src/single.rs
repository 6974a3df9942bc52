//! One pair that is moved on quarter by quarter by whoever holds it, and can be left at any time.

use crate::courses::Courses;
use crate::run::Run;
use model::simulation::Simulation;

/// A pair under way: both sides together, or one after the other where they share nothing.
pub struct Single<R = Simulation> {
    parts: Vec<(&'static [usize], Courses<R>)>,
    done: usize,
    of: usize,
}

impl<R: Run> Single<R> {
    pub(crate) fn new(parts: Vec<(&'static [usize], Courses<R>)>, of: usize) -> Self {
        let done = parts.iter().map(|(_, courses)| courses.spared()).sum();
        Self { parts, done, of }
    }
    pub(crate) fn parts(self) -> Vec<(&'static [usize], Courses<R>)> {
        self.parts
    }
    /// Simulates one quarter; false if there is none left, because both sides are finished or one has stopped.
    pub fn step(&mut self) -> bool {
        let moved = self.parts.iter_mut().find_map(|(_, courses)| courses.step());
        self.done += moved.unwrap_or(0);
        moved.is_some()
    }
    /// Quarters of both sides that are done, of those that there are; common and known ones count for each side.
    pub fn quarters(&self) -> (usize, usize) {
        (self.done, self.of)
    }
}
