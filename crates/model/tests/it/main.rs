//! Tests of the rules, the books and the quarter, in one binary so that the crate is linked once.
#![allow(
    clippy::too_many_lines,
    reason = "a path through a quarter is told in one piece"
)]
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod books;
mod common;
mod levers_act;
mod measures;
mod pairs;
mod planted_faults;
mod quarter_table;
mod rows;
mod rules_abroad;
mod rules_ai;
mod rules_bank;
mod rules_bonds;
mod rules_central_bank;
mod rules_distress;
mod rules_entry_exit;
mod rules_expectations;
mod rules_firms;
mod rules_goods;
mod rules_government;
mod rules_households;
mod rules_innovation;
mod rules_labour;
mod rules_memory;
mod rules_money;
mod rules_plant;
mod rules_pricing;
mod rules_programmes;
mod rules_published;
mod rules_relending_window;
mod rules_research;
mod rules_sector_blocks;
mod rules_sector_responses;
mod rules_staff;
mod rules_support;
mod rules_ventures;
mod search_market;
mod several_banks;
mod support;
