//! Indicators of money for technology.

use super::Block;

use crate::books::Seen;
use crate::declare::indicators;
use accounting::Sector;

indicators! {
    of Block, Seen;

    "special_loans" {
        title: ("Special loans", "再贷款新增贷款"),
        unit: "bn",
        kind: Amount,
        meaning: "Loans to firms that re-lending has brought about on top of what the opening contains.",
        measure: |b, _| b.state.relending.stock(),
    }
    "eligible_loans" {
        title: ("Loans to small technology firms", "科技型中小企业贷款"),
        unit: "bn",
        kind: Level,
        meaning: "Loans that can be refinanced at the window, special loans included.",
        measure: |b, s| b.state.relending.all_eligible_loans(s.firms),
    }
    "eligible_share" {
        title: ("Loans to small technology firms over firm loans", "科技型中小企业贷款占企业贷款比重"),
        unit: "pct",
        kind: Rate,
        meaning: "Loans that can be refinanced at the window over all loans of firms.",
        measure: |b, s| 100.0 * b.state.relending.all_eligible_loans(s.firms) / s.ledger.loans(Sector::Firms),
    }
    "eligible_rate" {
        title: ("Loan rate of small technology firms", "科技型中小企业贷款利率"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Mean rate on loans that can be refinanced at the window, per year.",
        measure: |b, _| 100.0 * b.state.relending.eligible_rate,
    }
    "firm_credit" {
        title: ("Loans of firms", "企业贷款余额"),
        unit: "bn",
        kind: Level,
        meaning: "Bank loans of firms.",
        always: |s| s.ledger.loans(Sector::Firms),
    }
    "non_performing" {
        title: ("Non-performing loans", "不良贷款率"),
        unit: "pct",
        kind: Rate,
        meaning: "Loans of firms in arrears and, until their workout ends, of firms that failed or were given up \
                  with unpaid loans (most of them), over all loans of firms; without the block of money for \
                  technology of firms in arrears alone.",
        always: |s| 100.0 * s.banks.non_performing(s.firms),
    }
    "technology_bonds" {
        title: ("Technology bonds", "科技创新债券余额"),
        unit: "bn",
        kind: Amount,
        meaning: "Technology bonds outstanding.",
        measure: |_, s| s.ledger.technology_bonds(),
    }
    "technology_bond_spread" {
        title: ("Coupon spread of technology bonds", "科技创新债券利差"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Mean coupon of the quarter's issue over the policy rate, per year; nothing if none is issued.",
        measure: |b, _| 100.0 * b.state.bonds.spread,
    }
}
