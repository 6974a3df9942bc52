//! Firms: the rules by which they plan, produce and settle. Firms never see other firms' books.

mod plans;
mod settle;
mod staff;

pub use plans::{fit_investment_to_finance, open_accounts, plan, plan_ai_spending};
pub use settle::{settle, take_stock};
pub use staff::{hours, most_output, set_final_pay, set_hours};
