//! Bounds of meaning: what no parameter of an economy can be, whatever range its pack states and whoever forces it. The
//! range of a pack says where the model was tried; these bounds say where its rules still mean something: an integer can
//! be counted, a chance is one, a divisor is not zero, a logarithm has an argument.

use super::Known;

/// Smallest and largest value of a parameter that mean anything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    /// Smallest value, of each sector if there are several.
    pub least: f64,
    /// Largest value, of each sector if there are several.
    pub most: f64,
    /// Smallest factor on the values of all sectors.
    pub least_factor: f64,
}

/// What of a parameter has no meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaningless {
    /// The stated numbers leave `from` to `to`.
    Stated {
        /// Smallest that means anything.
        from: f64,
        /// Largest that means anything.
        to: f64,
    },
    /// The number of a sector leaves 0 to `most` once it is multiplied by the largest stated number.
    Sector {
        /// Number of the sector.
        value: f64,
        /// Largest product that means anything.
        most: f64,
    },
}

/// Largest factor on the values of all sectors.
const LARGEST_FACTOR: f64 = 100.0;
/// Smallest such factor where the rules divide by the sum of the sectors.
const SMALLEST_DIVISOR: f64 = 0.001;

/// Units of parameters with the smallest and largest value that means anything. `MONEY` is the pack's currency.
const UNITS: &[(&str, f64, f64)] = &[
    ("ratio", -1.0, 1_000.0),
    ("share", 0.0, 1.0),
    ("weights", 0.0, 1.0),
    ("share of GDP", 0.0, 1.0),
    ("share of annual GDP per unit of surprise", 0.0, 1.0),
    ("per quarter", -1.0, 2.0),
    ("per year", -0.5, 1.0),
    ("per quarter per unit of unemployment gap", 0.0, 1.0),
    ("quarters", 0.0, 400.0),
    ("quarters of sales", 0.0, 20.0),
    ("quarters of use", 0.0, 20.0),
    ("quarters of the opening's electric output", 0.0, 400.0),
    ("quarters of the opening's home output", 0.0, 400.0),
    ("years", 0.0, 100.0),
    ("rounds", 1.0, 100.0),
    ("number", 0.0, 1_000.0),
    ("firms", 1.0, 100_000.0),
    ("cities", 0.0, 10_000.0),
    ("thousand", 0.0, 1e6),
    ("millions", 0.0, 10_000.0),
    ("millions per quarter", 0.0, 10_000.0),
    ("persons (agents)", 1.0, 10_000.0),
    ("persons per robot", 0.0, 100.0),
    ("persons per vehicle", 0.0, 100.0),
    ("robots per person", 0.0, 10.0),
    ("efficiency units of staff agents", 0.0, 10_000.0),
    ("elasticity", 0.0, 20.0),
    ("exponent", 0.0, 10.0),
    ("log", 0.0, 10.0),
    ("log standard deviation", 0.0, 3.0),
    ("log odds per log of price", 0.0, 20.0),
    ("log odds per year", 0.0, 10.0),
    ("log per unit of use", 0.0, 10.0),
    ("log productivity per unit of support over sales", 0.0, 20.0),
    ("ratio per doubling", 0.0, 1.0),
    ("ratio per unit of the annual real rate", 0.0, 50.0),
    ("ratio per unit of unemployment gap", 0.0, 50.0),
    ("ratio to imports of the product", 0.0, 1.0),
    ("ratio to the sector's imports of the product", 0.0, 1.0),
    ("ratio to its research", 0.0, 1.0),
    ("ratio to output", 0.0, 1.0),
    ("ratio to sales", 0.0, 2.0),
    ("ratio to persons at work", 0.0, 1.0),
    ("ratio to spending", 0.0, 1.0),
    ("per billion km", 0.0, 100_000.0),
    ("thousand km per year", 0.0, 1_000.0),
    ("tonnes of CO2 per year", 0.0, 100.0),
    ("TWh per year", 0.0, 100_000.0),
    ("yuan a year per yuan", 0.0, 10.0),
    ("money per kWh", 0.0, 1_000.0),
    ("bn MONEY", 0.0, 1e6),
    ("billion MONEY", 0.0, 1e6),
    ("thousand MONEY", 0.0, 1e6),
    ("thousand MONEY per person and quarter", 0.0, 1e4),
];

impl Meaning {
    /// Bounds of a parameter stated in `unit`, in a pack that counts in `currency`, such as `CNY`; `None` if that is no unit of a
    /// parameter.
    pub fn of(parameter: &Known, unit: &str, currency: &str) -> Option<Self> {
        let listed = unit.replace(currency, "MONEY");
        let (_, least, most) = UNITS.iter().find(|(name, ..)| *name == listed)?;
        let (least, most) = parameter.bounds.unwrap_or((*least, *most));
        let least_factor = if parameter.divides { SMALLEST_DIVISOR } else { 0.0 };
        Some(Self {
            least,
            most,
            least_factor,
        })
    }

    /// Refuses numbers from `low` to `high` that mean nothing. Of a parameter by sector they are factors on all of `by_sector`,
    /// which is empty for others.
    ///
    /// # Errors
    /// What has no meaning.
    pub fn check(&self, (low, high): (f64, f64), by_sector: &[f64]) -> Result<(), Meaningless> {
        let (from, to) = if by_sector.is_empty() {
            (self.least, self.most)
        } else {
            (self.least_factor, LARGEST_FACTOR)
        };
        if !(low >= from && high <= to) {
            return Err(Meaningless::Stated { from, to });
        }
        let most = self.most;
        match by_sector.iter().find(|x| **x < 0.0 || **x * high > most) {
            Some(value) => Err(Meaningless::Sector { value: *value, most }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(bounds: Option<(f64, f64)>) -> Known {
        Known {
            id: "some",
            meaning: "",
            by_sector: false,
            bounds,
            divides: false,
            below: None,
        }
    }

    #[test]
    fn a_number_outside_its_meaning_is_refused() {
        let workout = Meaning::of(&plain(Some((1.0, 400.0))), "quarters", "CNY").unwrap();
        assert_eq!(workout.check((4.0, 4.0), &[]), Ok(()));
        for value in [-4.0, 0.0, 1e9, f64::NAN] {
            let refused = Meaningless::Stated { from: 1.0, to: 400.0 };
            assert_eq!(workout.check((value, value), &[]), Err(refused), "{value}");
        }
        assert_eq!(Meaning::of(&plain(None), "bananas", "CNY"), None);
        let deal = Meaning::of(&plain(Some((0.001, 1e6))), "bn CNY", "CNY");
        assert_eq!(deal.unwrap().least, 0.001);
        let skills = Meaning::of(&plain(Some((0.0, 1.0))), "ratio", "CNY").unwrap();
        assert_eq!(skills.check((1.5, 1.5), &[0.6, 0.0]), Ok(()));
        let too_many = Meaningless::Sector {
            value: 0.6,
            most: 1.0,
        };
        assert_eq!(skills.check((2.0, 2.0), &[0.6, 0.0]), Err(too_many));
    }
}
