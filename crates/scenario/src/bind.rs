//! A scenario against an economy: its groups, quarters, currency and parameters; and against itself.

use crate::error::{Problem, ScenarioError};
use crate::levers::{CORE, Dimension, block_of};
use crate::overlay::Overlay;
use crate::read::{layer, profile};
use crate::scenario::{Assumption, Scenario};
use crate::suggest::did_you_mean;
use engine::text::echo;
use engine::time::Quarter;
use model::blocks::{self, out_of_order};
use model::declare::{Meaning, Meaningless};
use model::economy::{Basis, Economy, Parameter};

impl Scenario {
    /// Checks everything that depends on the economy and returns the scenario with its start and the order of
    /// household groups filled in. Call it before running; the policy of groups is in the pack's order afterwards.
    ///
    /// # Errors
    /// A start before the first simulated quarter, a quarter outside the simulation, an unknown household group,
    /// money in another currency, an unknown or out-of-range assumption.
    pub fn bind(&self, economy: &Economy) -> Result<Scenario, ScenarioError> {
        let mut out = self.clone();
        let first = economy.opening.plus(1);
        let start = self.start.unwrap_or(first);
        if start < first {
            let error = ScenarioError::new(
                Problem::OutsideSimulation,
                format!(
                    "the scenario starts in {start}, but `{}` is simulated from {first}",
                    economy.id
                ),
                "the economy opens with the position at the end of the quarter before; nothing can act earlier",
                format!("write start = \"{first}\" or later"),
            );
            return Err(match &self.start_place {
                Some(place) => error.at(place),
                None => error,
            });
        }
        out.start = Some(start);
        if self.start.is_none() {
            layer::check_dates(&self.overlays, start, self.horizon)?;
        }
        out.members = Dimension::ALL
            .map(|dimension| (dimension, dimension.of(economy)))
            .into();
        for overlay in &self.overlays {
            block_exists(overlay, economy)?;
            known_member(overlay, out.members(overlay.lever))?;
            same_currency(overlay, economy)?;
        }
        out.weights_reach_somebody(economy)?;
        out.apply_assumptions(&mut economy.clone())?;
        Ok(out)
    }

    /// The same scenario with `quarters` simulated in all, from the economy's first quarter on.
    ///
    /// # Errors
    /// A number of quarters that ends before the scenario starts, or more than a run may have.
    pub fn with_quarters(&self, economy: &Economy, quarters: u32) -> Result<Scenario, ScenarioError> {
        let before = self.quarters(economy) - self.horizon;
        let most = u32::try_from(profile::LONGEST).unwrap_or(u32::MAX) + before;
        if quarters <= before || quarters > most {
            return Err(ScenarioError::new(
                Problem::OutOfRange,
                format!("{quarters} quarters cannot be simulated with `{}`", self.id),
                "the run must reach the scenario's first quarter and end within a hundred years of it",
                format!("choose a number from {} to {most}", before + 1),
            ));
        }
        Ok(Scenario {
            horizon: quarters - before,
            ..self.clone()
        })
    }

    /// Quarters that a run of this scenario simulates in an economy: from the economy's first quarter to the end of
    /// the horizon.
    pub fn quarters(&self, economy: &Economy) -> u32 {
        let first = economy.opening.plus(1);
        let before = self.start.map_or(0, |s| s.since(first).max(0));
        self.horizon + before.unsigned_abs()
    }

    /// Writes the assumed parameters into an economy, with their provenance.
    ///
    /// # Errors
    /// A parameter that the pack does not have, a value outside its range unless that is allowed, and a value that has no
    /// meaning, by itself or beside another parameter, whether or not it is forced.
    pub fn apply_assumptions(&self, economy: &mut Economy) -> Result<(), ScenarioError> {
        let currency = economy.currency().to_owned();
        for assumption in &self.assumptions {
            let Some(parameter) = economy.parameters.get_mut(&assumption.id) else {
                let known = economy.parameters.keys().map(String::as_str);
                return Err(ScenarioError::new(
                    Problem::UnknownName,
                    format!("unknown parameter `{}` of `{}`", echo(&assumption.id), economy.id),
                    "an assumption that is not understood would be ignored",
                    did_you_mean(
                        &assumption.id,
                        known,
                        format!("see the list: shapan describe {}", economy.id),
                    ),
                )
                .at(&assumption.key));
            };
            means_something(assumption, parameter, &currency)?;
            let (low, high) = parameter.range;
            if !(low..=high).contains(&assumption.value) {
                if !self.options.allow_out_of_range {
                    return Err(ScenarioError::new(
                        Problem::OutOfRange,
                        format!(
                            "parameter `{}` is {}, outside its range {low} to {high} ({})",
                            assumption.id, assumption.value, parameter.unit
                        ),
                        "the model is meant and tested inside this range only",
                        "check the unit; if the value is meant, force it with --allow-out-of-range",
                    )
                    .at(&assumption.place));
                }
                // A forced value widens the range, so that the model's own check does not refuse it.
                parameter.range = (low.min(assumption.value), high.max(assumption.value));
            }
            if parameter.value != assumption.value {
                parameter.note = format!("pack value {}; {}", parameter.value, parameter.note);
                parameter.value = assumption.value;
                parameter.basis = Basis::Assumed;
                parameter.source = format!("assumed in scenario `{}`", self.id);
            }
        }
        self.assumed_in_order(economy)
    }

    /// Refuses assumptions that put two parameters into an order that has no meaning.
    fn assumed_in_order(&self, economy: &Economy) -> Result<(), ScenarioError> {
        let Some((low, high)) = out_of_order(&economy.parameters) else {
            return Ok(());
        };
        let value = |id: &str| economy.parameters.get(id).map_or(f64::NAN, |p| p.value);
        let error = ScenarioError::new(
            Problem::Conflict,
            format!(
                "parameter `{low}` is {} and `{high}` is {}, which has no meaning together",
                value(low),
                value(high)
            ),
            format!("the rules of the model need `{low}` below `{high}`"),
            "assume another value for one of the two, or for both",
        );
        let named = |a: &&Assumption| [low, high].contains(&a.id.as_str());
        Err(match self.assumptions.iter().rfind(named) {
            Some(assumption) => error.at(&assumption.place),
            None => error,
        })
    }

    /// Refuses statements that contradict each other, whichever layers they come from.
    pub(crate) fn check_together(&self) -> Result<(), ScenarioError> {
        let mut currency: Option<&str> = None;
        for (code, place) in self.overlays.iter().filter_map(|o| o.currency.as_ref()) {
            if currency.is_some_and(|known| known != code) {
                return Err(ScenarioError::new(
                    Problem::WrongUnit,
                    format!("the scenario mixes {} and {code}", currency.unwrap_or_default()),
                    "amounts in different currencies cannot be compared without an exchange rate and its date",
                    "write every amount in the economy's own currency",
                )
                .at(place));
            }
            currency = Some(code);
        }
        let clash = |q: &Quarter| {
            self.value_at("central_bank.rate", *q).is_some()
                && self
                    .value_at("central_bank.rate_shift", *q)
                    .is_some_and(|v| v != 0.0)
        };
        let pegs = |o: &&Overlay| o.lever.path.starts_with("central_bank.rate");
        match (
            self.breakpoints().iter().find(|q| clash(q)),
            self.overlays.iter().rfind(pegs),
        ) {
            (Some(quarter), Some(last)) => Err(ScenarioError::new(
                Problem::Conflict,
                format!("`central_bank.rate` and `central_bank.rate_shift` both act in {quarter}"),
                "a rate that is held cannot be shifted at the same time",
                "keep one of the two, or set the other to \"neutral\" in these quarters",
            )
            .at(&last.place)),
            _ => Ok(()),
        }
    }

    /// Transfers need at least one group to go to.
    fn weights_reach_somebody(&self, economy: &Economy) -> Result<(), ScenarioError> {
        let groups = economy.groups.len();
        let lost = self.breakpoints().into_iter().find(|q| {
            let policy = self.policy(*q);
            policy.core.household_transfers != 0.0
                && (0..groups).all(|group| policy.core.transfer_weights.get(group) == 0.0)
        });
        match (
            lost,
            self.overlays
                .iter()
                .rfind(|o| o.lever.along() == Some(Dimension::Groups)),
        ) {
            (Some(quarter), Some(last)) => Err(ScenarioError::new(
                Problem::Conflict,
                format!("in {quarter} transfers are paid, but every household group has weight 0"),
                "the money would go to nobody and the books could not close",
                "give at least one group a weight above 0",
            )
            .at(&last.place)),
            _ => Ok(()),
        }
    }
}

/// Refuses a lever of a block that the economy does not have.
fn block_exists(overlay: &Overlay, economy: &Economy) -> Result<(), ScenarioError> {
    let block = block_of(overlay.lever).id;
    if block == CORE || economy.parameters.values().any(|p| p.block == block) {
        return Ok(());
    }
    Err(ScenarioError::new(
        Problem::UnknownName,
        format!(
            "`{}` belongs to the block `{block}`, which `{}` does not have",
            overlay.path(),
            economy.id
        ),
        "the lever would be ignored, and the run would not do what the scenario says",
        format!("take the lever out, or add blocks/{block}.toml to the country pack"),
    )
    .at(&overlay.place))
}

fn known_member(overlay: &Overlay, known: &[String]) -> Result<(), ScenarioError> {
    let (Some(dimension), Some(member)) = (overlay.lever.along(), &overlay.member) else {
        return Ok(());
    };
    if known.contains(member) {
        return Ok(());
    }
    let noun = dimension.noun();
    Err(ScenarioError::new(
        Problem::UnknownName,
        format!("unknown {noun} `{}`", echo(member)),
        format!("a value for a {noun} that does not exist would be ignored"),
        did_you_mean(
            member,
            known.iter().map(String::as_str),
            format!("there are: {}", known.join(", ")),
        ),
    )
    .at(&overlay.place))
}

/// Refuses a value that no economy can have. The pack's range, which can be forced, says where the model was tried.
fn means_something(
    assumption: &Assumption,
    parameter: &Parameter,
    currency: &str,
) -> Result<(), ScenarioError> {
    let (id, value, unit) = (&assumption.id, assumption.value, &parameter.unit);
    // A pack whose parameter has no unit of the list is refused when it is read.
    let Some(meaning) = blocks::parameter(id).and_then(|known| Meaning::of(known, unit, currency)) else {
        return Ok(());
    };
    let (what, how) = match meaning.check((value, value), &parameter.by_sector) {
        Ok(()) => return Ok(()),
        Err(Meaningless::Stated { from, to }) => (
            format!("parameter `{id}` is {value} ({unit}), which has no meaning"),
            format!("write a value from {from} to {to}; --allow-out-of-range does not lift these bounds"),
        ),
        Err(Meaningless::Sector { value: sector, most }) => (
            format!(
                "parameter `{id}` is {value}, which makes {sector} of a sector more than {most} ({unit})"
            ),
            format!(
                "write a value up to {:.4}; --allow-out-of-range does not lift this bound",
                most / sector
            ),
        ),
    };
    Err(ScenarioError::new(
        Problem::OutOfRange,
        what,
        "the rules of the model count, divide or draw with it; outside these bounds they say nothing",
        how,
    )
    .at(&assumption.place))
}

fn same_currency(overlay: &Overlay, economy: &Economy) -> Result<(), ScenarioError> {
    let own = economy.currency();
    match &overlay.currency {
        Some((code, place)) if code != own => Err(ScenarioError::new(
            Problem::WrongUnit,
            format!(
                "`{}` is given in {code}, but `{}` counts in {own}",
                overlay.path(),
                economy.id
            ),
            "an exchange rate has a date; converting without one gives a wrong size",
            format!("convert the amount to {own} yourself and write it so"),
        )
        .at(place)),
        _ => Ok(()),
    }
}
