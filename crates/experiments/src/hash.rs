//! One number that stands for all numbers: SHA-256 over the bits of everything recorded, in a fixed order.
//! Neither the number of threads nor the names of the scenarios enter, so a neutral scenario has the hash of
//! the baseline compared with itself.

use crate::ensemble::{Ensemble, Series, Side};
use model::indicators::{Column, Dimension};
use sha2::{Digest, Sha256};

/// Hash of all finished runs, as 64 hexadecimal digits: pairs in order, baseline before scenario.
pub fn of(ensemble: &Ensemble) -> String {
    let mut hasher = Sha256::new();
    for pair in &ensemble.pairs {
        for side in Side::BOTH {
            feed(&mut hasher, pair.side(side));
        }
    }
    hex(&hasher.finalize())
}

/// Hash of the finished runs of one side only; equal on both sides if the policy is neutral.
pub fn of_side(ensemble: &Ensemble, side: Side) -> String {
    let mut hasher = Sha256::new();
    for pair in &ensemble.pairs {
        feed(&mut hasher, pair.side(side));
    }
    hex(&hasher.finalize())
}

/// Quarter by quarter: indicators, then dimensions in order, their members, and the columns of each member.
fn feed(hasher: &mut Sha256, run: &Series) {
    let mut number = |x: f64| hasher.update(bits(x).to_le_bytes());
    let tables = Dimension::ALL.map(|dimension| {
        let columns: Vec<Column> = Column::along(dimension).collect();
        (run.members(dimension), columns)
    });
    for quarter in 0..run.len() {
        run.values(quarter).iter().for_each(|x| number(*x));
        for (members, columns) in &tables {
            for member in 0..*members {
                columns
                    .iter()
                    .for_each(|column| number(run.along(quarter, *column)[member]));
            }
        }
    }
}

/// What is absent counts as one pattern, whatever bits a machine gives to what is not a number.
fn bits(number: f64) -> u64 {
    const ABSENT: u64 = 0x7ff8_0000_0000_0000;
    if number.is_nan() { ABSENT } else { number.to_bits() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::Fake;
    use crate::run::Run;

    #[test]
    fn every_number_of_every_column_enters() {
        let records = Fake::open(1).unwrap().records().to_vec();
        let hash = |records: &[model::indicators::Record]| {
            let mut hasher = Sha256::new();
            feed(&mut hasher, &Series::new(records, 0.0, 0));
            hex(&hasher.finalize())
        };
        let before = hash(&records);
        for &column in Column::ALL {
            for member in 0..records[0].along(column).len() {
                let mut altered = records.clone();
                altered[0].columns[column.place()][member] += 1.0;
                assert_ne!(hash(&altered), before, "{} {member}", column.info().info.id);
            }
        }
    }

    #[test]
    fn what_is_absent_has_one_pattern_and_numbers_have_their_own() {
        let signed = f64::from_bits(f64::NAN.to_bits() | 1 << 63 | 5);
        assert!(signed.is_nan() && signed.to_bits() != f64::NAN.to_bits());
        assert_eq!(bits(signed), bits(f64::NAN));
        assert_eq!(bits(1.5), 1.5_f64.to_bits());
    }
}
