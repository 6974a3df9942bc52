//! Firms: the rules by which they plan, produce and settle. Firms never see other firms' books.

mod plans;
mod settle;

pub use plans::{fit_investment_to_finance, open_accounts, plan, plan_ai_spending, set_final_pay, set_hours};
pub use settle::{settle, take_stock};
