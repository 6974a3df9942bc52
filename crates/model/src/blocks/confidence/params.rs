//! Parameters of confidence.

use crate::declare::parameters;

parameters! {
    /// Parameters of confidence.
    pub struct Params in "confidence" {
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
