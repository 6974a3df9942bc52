//! What agents and markets are and remember: plain tables, and what keeps a table whole. No rule of behaviour.

mod bank;
mod central_bank;
mod controls;
mod exits;
mod expectations;
mod firms;
mod goods;
mod government;
mod grace;
mod households;
mod labour;
mod pricing;
mod rest_of_world;
mod technology;
mod technology_orders;

pub use bank::{Bank, Banks, Defaults, InterestDue};
pub use central_bank::CentralBank;
pub use controls::Controls;
pub use exits::Exits;
pub use expectations::Expectations;
pub use firms::{
    Changes, Closing, Columns, Combine, Firms, PerFirm, Product, Proposed, Seen, Shared, SideTable,
    Successor, Sum, per_firm, side_table,
};
pub use goods::{Bought, GoodsMarket};
pub use government::{Government, Ordered, Own};
pub use grace::Grace;
pub use households::{Households, NO_EMPLOYER, Role};
pub use labour::{LabourMarket, at_work, dismiss, employ};
pub use pricing::Pricing;
pub use rest_of_world::RestOfWorld;
pub use technology::Technology;
pub use technology_orders::TechnologyOrders;
