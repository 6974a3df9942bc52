//! Confidence and announcements.

/// What is announced, and whether sentiment acts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Confidence {
    /// Weight with which sentiment acts on spending (ratio; neutral 0 switches it off).
    pub strength: f64,
    /// Programmes announced this quarter, share of annual GDP; acts only with strength.
    pub news: f64,
}
