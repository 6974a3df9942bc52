//! Parameters of confidence.

use super::parameters;

parameters! {
    /// Parameters of confidence.
    pub struct Confidence in "confidence" {
        /// Memory of sentiment (per quarter).
        sentiment_memory,
        /// Pull of the mean sentiment of all classes (per quarter).
        sentiment_contagion,
        /// Response of firms' sentiment to orders beyond expectation.
        sentiment_experience,
        /// Investment of firms per yuan of a programme announced.
        investment_per_announced,
        /// Spending of households per yuan of a programme announced.
        spending_per_announced,
    }
}
