//! Money for technology: central-bank re-lending and the technology-bond board.

pub mod bonds;
pub mod indicators;
pub mod levers;
pub mod params;
pub mod relending;
pub mod special;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::context::Context;
use crate::core::Rules;
use crate::declare::Title;
use crate::state::{Banks, Firms, GoodsMarket, SideTable};
use crate::structure::TechnologyGood;
use bonds::BondBoard;
use engine::bounds::Bounds;
use relending::Relending;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Money>;

/// The window with the loans it brings about, and the bonds.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Money {
    /// The re-lending window and the special loans it gives rise to.
    pub relending: Relending,
    /// The technology-bond board.
    pub bonds: BondBoard,
}

impl SideTable for Money {
    fn follow(&mut self, firms: &Firms) {
        let Self { relending, bonds } = self;
        relending.follow(firms);
        bonds.follow(firms);
    }
}

/// Title.
pub const TITLE: Title = Title {
    en: "Re-lending and technology bonds",
    zh: "再贷款与科技创新债券",
};

impl Money {
    /// The block at the opening.
    pub fn open(p: &Params, rules: &Rules, firms: &Firms) -> Self {
        let relending = Relending::open(p, rules, firms);
        Self {
            bonds: BondBoard::open(p, &relending, firms),
            relending,
        }
    }
}

/// What government guarantees of technology bonds this quarter.
pub fn guarantee_bonds(block: &Option<Block>, banks: &mut Banks) {
    let Some(Block { policy, .. }) = block else { return };
    banks.bond_guarantee = policy.bond_guarantee;
}

/// Special loans follow what became of the loans of their firms.
pub fn follow_loans(block: &mut Option<Block>, firms: &Firms) {
    let Some(Block { state, .. }) = block else { return };
    state.relending.shrink(firms);
}

/// Special loans and bonds follow what became of the loans and bonds of their firms.
pub fn follow(block: &mut Option<Block>, firms: &Firms) {
    let Some(Block { state, .. }) = block else { return };
    state.relending.shrink(firms);
    state.bonds.shrink(firms);
}

/// What a firm does with money that a programme lends it beyond its wishes: it spends the share c, part of it on research
/// and the rest on capital, and holds the remainder as cash.
///
/// c x = research ρ c x + capital (1-ρ) c x; D* rises by (1-c) x. Equation: MON-6. Source: this project (ADR on money for
/// technology); without the second part the cash rule would repay other loans and the credit would vanish in a year. While the
/// pack has no research goods all is spent on capital. Returns what is held as cash.
fn use_extra_money(
    ctx: &Context,
    (spending_share, research_part): (f64, f64),
    firms: &mut Firms,
    goods: &mut GoodsMarket,
    i: usize,
    amount: f64,
) -> f64 {
    let spent = spending_share * amount;
    let research = &ctx.structure.bundles[TechnologyGood::Research as usize];
    let exists = research.share.iter().any(|share| *share > 0.0);
    let on_research = if exists { research_part * spent } else { 0.0 };
    goods.technology[TechnologyGood::Research as usize]
        .firms
        .add(i, on_research);
    // A firm that spends less than it would have cannot order less than nothing.
    let more = ((spent - on_research) / goods.capital_price).at_least(-firms.investment_ordered[i]);
    firms.investment_ordered.add(i, more);
    firms.cash_set_aside.add(i, amount - spent);
    amount - spent
}
