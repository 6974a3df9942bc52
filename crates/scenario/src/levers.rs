//! Levers by their path. They are declared in the rooms of their blocks in the model; the list there is the only one.

pub use model::blocks::{BLOCKS, BlockInfo, CORE, LEVERS};
pub use model::declare::{Cost, Dimension, Lever, Neutral, Source, Title};

/// The lever at a path and, for levers that exist per member, the member named.
pub fn find(path: &str) -> Option<(&'static Lever, Option<&str>)> {
    LEVERS.iter().find_map(|lever| {
        let Some(dimension) = lever.along() else {
            return (lever.path == path).then_some((lever, None));
        };
        let member = path.strip_prefix(lever.path.strip_suffix(dimension.placeholder())?)?;
        let plain = !member.is_empty()
            && member
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        plain.then_some((lever, Some(member)))
    })
}

/// True if some lever's path continues below `path`, as `relending` does.
pub fn is_block(path: &str) -> bool {
    LEVERS.iter().any(|l| {
        l.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The block that a lever belongs to.
pub fn block_of(lever: &Lever) -> &'static BlockInfo {
    // Every lever of the list comes from a block.
    BLOCKS
        .iter()
        .find(|block| block.id == lever.block)
        .unwrap_or(&BLOCKS[0])
}
