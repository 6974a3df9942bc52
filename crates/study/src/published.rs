//! The published base model: runs of a parameter set, and the checks that hold it against its published results.

pub use experiments::conform;
pub use experiments::published::{
    BaseError, Moment, PublishedEnsemble, PublishedPlan, SECTOR_SERIES, names, run,
};
pub use model::published::PublishedSet;
pub use model::published::run::Run;
pub use model::published::series::SERIES;
