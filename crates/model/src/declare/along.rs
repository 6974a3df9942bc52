//! Numbers along a dimension.

/// One number for each member of a dimension, in pack order. What is not set is neutral, whatever the number of members.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Along {
    neutral: f64,
    /// Up to the last that is not neutral.
    values: Vec<f64>,
}

impl Along {
    /// Neutral for every member.
    pub const fn neutral(neutral: f64) -> Self {
        Self {
            neutral,
            values: Vec::new(),
        }
    }
    /// The numbers of the first members; neutral for others.
    pub fn of(neutral: f64, values: &[f64]) -> Self {
        let mut along = Self::neutral(neutral);
        values
            .iter()
            .enumerate()
            .for_each(|(i, value)| along.set(i, *value));
        along
    }
    /// The number of a member.
    pub fn get(&self, member: usize) -> f64 {
        self.values.get(member).copied().unwrap_or(self.neutral)
    }
    /// Sets the number of a member.
    pub fn set(&mut self, member: usize, value: f64) {
        if member >= self.values.len() {
            self.values.resize(member + 1, self.neutral);
        }
        self.values[member] = value;
        while self.values.last() == Some(&self.neutral) {
            self.values.pop();
        }
    }
    /// The numbers of the members up to the last that is not neutral.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.values.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Along;

    #[test]
    fn what_is_not_set_is_neutral() {
        let mut weights = Along::neutral(1.0);
        weights.set(2, 3.0);
        assert_eq!([0, 1, 2, 99].map(|i| weights.get(i)), [1.0, 1.0, 3.0, 1.0]);
        weights.set(2, 1.0);
        assert_eq!(weights, Along::neutral(1.0));
        assert_ne!(weights, Along::neutral(0.0));
    }
}
