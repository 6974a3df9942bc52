//! Bounds of rules, and how often they bind. A guard keeps a rule inside the range in which its form makes sense; one that binds in
//! more than a twentieth of the baseline's cases is a fault of the rule. A limit is part of the rule itself: it may bind whenever
//! those whom it binds want more.

use engine::bounds::Bounds;
use std::cell::Cell;

/// What a bound is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Keeps a rule inside the range of its form.
    Guard,
    /// Part of the rule: what nobody can exceed.
    Limit,
}

/// Declares the bounds.
macro_rules! bounds {
    ($($name:ident = $equation:literal, $purpose:ident, [$($parameter:literal),*], $reason:literal;)+) => {
        /// A bound of a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "its reason describes each bound")]
        pub enum Bound { $($name,)+ }

        impl Bound {
            /// All bounds, in the order of the quarter.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Equation that it belongs to.
            pub const fn equation(self) -> &'static str {
                match self { $(Self::$name => $equation,)+ }
            }
            /// Guard or limit.
            pub const fn purpose(self) -> Purpose {
                match self { $(Self::$name => Purpose::$purpose,)+ }
            }
            /// Parameters that set it; none for zero.
            pub const fn parameters(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($parameter),*],)+ }
            }
            /// What is bounded, and why.
            pub const fn reason(self) -> &'static str {
                match self { $(Self::$name => $reason,)+ }
            }
        }
    };
}

bounds! {
    StartingPurse = "EXIT-3", Limit, ["starting_purse"],
        "what the owner of a plant that opens again pays in: nobody pays more than a part of what he has";
    PolicyRate = "CB-2", Limit, ["policy_rate_floor"],
        "the policy rate: holding currency is the alternative to a deposit";
    BankPremium = "BNK-11", Guard, ["premium_least"],
        "what a bank's borrowers pay less when its bad loans are few: it does not lend below its cost";
    Tightness = "LAB-3", Guard, ["tightness_floor"],
        "unemployment in the wage curve, which has no value at zero";
    Vacancies = "LAB-3", Guard, ["wage_vacancy_ceiling"],
        "unfilled vacancies in wages: beyond that firms no longer bid, they wait";
    NominalWage = "LAB-3", Limit, [],
        "growth of the wage index: nominal wages are not cut";
    MarkupUse = "PRC-1", Guard, ["markup_use_ceiling"],
        "orders over normal output in a sector's mark-up: the form was estimated near normal use";
    MarkupShortage = "PRC-1", Guard, ["markup_shortage_ceiling"],
        "unmet orders in a sector's mark-up: rationing beyond that is not answered by price";
    MarkupReturn = "PRC-1", Guard, ["required_return_gap"],
        "a sector's low return in its mark-up: rivals do not let all of it pass";
    Markup = "PRC-1", Guard, ["markup_ceiling"],
        "a sector's mark-up over the usual";
    DemandPull = "FIR-8", Guard, ["demand_pull_ceiling"],
        "price change from orders beyond expectation: customers would leave";
    SectorUse = "FIR-20", Guard, ["use_response_ceiling"],
        "the sector's use of capacity in the target price";
    OwnUse = "FIR-20", Guard, ["use_response_ceiling"],
        "a firm's own use of capacity in its target price";
    UserCost = "FIR-10", Guard, ["user_cost_floor"],
        "user cost of capital, by which wanted capital is divided";
    InvestmentMost = "FIR-10", Guard, ["investment_ceiling"],
        "investment over what keeps a firm on its path: building faster costs too much";
    InvestmentLeast = "FIR-10", Limit, [],
        "investment: plant is irreversible";
    Repayment = "FIR-11", Limit, ["repayment_ceiling"],
        "repayment in a quarter: loans have terms";
    Recall = "CRE-2", Limit, ["recall"],
        "what a bank calls in of a loan beyond the limit: contracts end one after the other";
    Dismissal = "LAB-2", Limit, ["dismissal_limit"],
        "dismissals in a quarter: notice and compensation take time";
    Precaution = "HH-2", Guard, ["precaution_ceiling"],
        "the gap of unemployment in saving from caution";
    Subsistence = "HH-2", Limit, ["consumption_floor"],
        "consumption against permanent income: nobody goes hungry to save";
    Purse = "HH-2", Limit, ["cash_limit"],
        "consumption against cash and income: nobody lends for it";
    OwnersPurse = "FIR-15", Limit, ["owner_injection"],
        "what an owner pays in to keep a firm afloat";
    Payout = "BNK-6", Guard, ["bank_payout_ceiling"],
        "a bank's dividend over its profit: supervisors see to it";
}

/// Cases in which a bound was asked for, and in which it bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Bindings {
    /// Cases in all.
    pub cases: u64,
    /// Those in which it bound.
    pub bound: u64,
}

impl Bindings {
    /// Part of cases in which it bound; none if there was no case.
    pub fn share(self) -> Option<f64> {
        (self.cases > 0).then(|| self.bound as f64 / self.cases as f64)
    }
}

/// Bounds a number and keeps count; NaN stays NaN.
#[derive(Default)]
pub struct Tally([Cell<Bindings>; Bound::ALL.len()]);

impl Tally {
    /// `value`, or `low` if it is smaller.
    pub fn at_least(&self, bound: Bound, value: f64, low: f64) -> f64 {
        self.note(bound, value < low);
        value.at_least(low)
    }
    /// `value`, or `high` if it is larger.
    pub fn at_most(&self, bound: Bound, value: f64, high: f64) -> f64 {
        self.note(bound, value > high);
        value.at_most(high)
    }
    /// `value`, or the nearer of two bounds; the lower one holds where they cross.
    pub fn between(&self, bound: Bound, value: f64, low: f64, high: f64) -> f64 {
        self.note(bound, value < low || value > high);
        value.at_most(high).at_least(low)
    }
    /// Adds what was counted to what was counted before, in the order of `Bound::ALL`.
    pub fn add_to(&self, counts: &mut [Bindings]) {
        for (count, new) in counts.iter_mut().zip(&self.0) {
            count.cases += new.get().cases;
            count.bound += new.get().bound;
        }
    }
    fn note(&self, bound: Bound, binds: bool) {
        let cell = &self.0[bound as usize];
        let mut count = cell.get();
        count.cases += 1;
        count.bound += u64::from(binds);
        cell.set(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_counts_what_binds() {
        let tally = Tally::default();
        assert_eq!(tally.between(Bound::OwnUse, 3.0, 0.5, 2.0), 2.0);
        assert_eq!(tally.between(Bound::OwnUse, 1.0, 0.5, 2.0), 1.0);
        assert_eq!(tally.at_least(Bound::Recall, -2.0, -1.0), -1.0);
        assert_eq!(tally.at_most(Bound::Recall, -2.0, -1.0), -2.0);
        assert!(tally.at_most(Bound::Payout, f64::NAN, 1.0).is_nan());
        let mut counts = vec![Bindings { cases: 1, bound: 0 }; Bound::ALL.len()];
        tally.add_to(&mut counts);
        let of = |bound: Bound| (counts[bound as usize].cases, counts[bound as usize].bound);
        assert_eq!(of(Bound::OwnUse), (3, 1));
        assert_eq!((of(Bound::Recall), of(Bound::Payout)), ((3, 1), (2, 0)));
        assert_eq!(Bindings::default().share(), None);
    }
}
