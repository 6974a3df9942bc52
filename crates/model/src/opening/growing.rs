//! Opening position of the growing economy.

use crate::economy::Economy;
use crate::rules::Rules;
use crate::simulation::ModelError;
use crate::structure::Structure;
use crate::world::World;
use engine::draws::Draws;

/// Opens a country pack.
pub fn open(
    _economy: &Economy,
    _persons_per_agent: u32,
    _draws: &Draws,
) -> Result<(World, Structure, Rules), ModelError> {
    todo!()
}
