//! Who buys: firms, in volumes, then retail, in money. What each wants of a product and what each got of it.

use super::visits::Stage;
use crate::economy::FinalUse;
use crate::published::Context;
use crate::published::abroad::Abroad;
use crate::published::expectations::Expectations;
use crate::published::government::Government;
use crate::state::{Bought, Firms, GoodsMarket, Households};
use crate::structure::Structure;
use engine::bounds::Bounds;
use std::ops::Range;

/// Firms, which buy materials and capital goods.
pub(super) struct FirmBuyers {
    pub(super) stage: Stage,
    /// Materials that each firm wants of the product.
    materials: Vec<f64>,
    /// What each firm did not get of it.
    unfilled: Vec<f64>,
}

impl FirmBuyers {
    /// All firms; nothing has been delivered.
    pub(super) fn open(ctx: &Context, firms: &mut Firms) -> Self {
        for field in [
            &mut firms.materials_received,
            &mut firms.materials_bill,
            &mut firms.investment,
            &mut firms.investment_bill,
        ] {
            field.fill(0.0);
        }
        let n = firms.len();
        Self {
            stage: Stage::new(ctx, n, false),
            materials: vec![0.0; n],
            unfilled: vec![0.0; n],
        }
    }

    /// What firms want of product `g`.
    pub(super) fn want(&mut self, s: &Structure, firms: &Firms, g: usize) {
        let shares = s.shares(g);
        let capital_share = s.share(g, s.column(FinalUse::FirmInvestment));
        for i in 0..firms.len() {
            self.materials[i] = shares[firms.sector(i)] * firms.materials_ordered[i];
            self.stage.wanted[i] = self.materials[i] + capital_share * firms.investment_ordered[i];
        }
    }

    /// What firms got of product `g`; returns the volume of all.
    pub(super) fn receive(&mut self, s: &Structure, firms: &mut Firms, g: usize) -> f64 {
        let capital_share = s.share(g, s.column(FinalUse::FirmInvestment));
        self.unfilled.fill(0.0);
        for &i in &self.stage.short {
            self.unfilled[i as usize] = self.stage.wanted[i as usize];
        }
        let mut delivered = 0.0;
        for i in 0..firms.len() {
            let investment = capital_share * firms.investment_ordered[i];
            // A shortage hits investment first.
            let got_materials = self.materials[i] - (self.unfilled[i] - investment).at_least(0.0);
            let got_investment = (investment - self.unfilled[i]).at_least(0.0);
            let got = got_materials + got_investment;
            delivered += got;
            if got > 0.0 {
                firms.materials_received[i] += got_materials;
                firms.investment[i] += got_investment;
                let price = self.stage.counted[i] / got;
                firms.materials_bill[i] += price * got_materials;
                firms.investment_bill[i] += price * got_investment;
            }
        }
        delivered
    }
}

/// A final use of retail: how its money splits over products at today's prices, and how much it is.
struct Spending {
    share: Vec<f64>,
    budget: f64,
}

impl Spending {
    fn new(s: &Structure, goods: &GoodsMarket, user: FinalUse, budget: f64) -> Self {
        let column = s.column(user);
        let cost = s.cost(column, &goods.price);
        let share = (0..s.sectors)
            .map(|g| s.share(g, column) * goods.price[g] / cost)
            .collect();
        Self { share, budget }
    }

    /// Money for product `g`.
    fn on(&self, g: usize) -> f64 {
        self.share[g] * self.budget
    }
}

/// Households, then foreign consumers, then government as so many consumers.
pub(super) struct Retail {
    pub(super) stage: Stage,
    homes: usize,
    foreign: Range<usize>,
    public: Range<usize>,
    /// Of all households together.
    consumption: Spending,
    housing: Spending,
    /// Of one foreign consumer.
    exports: Spending,
    /// Of one of government's consumers.
    government: Spending,
}

impl Retail {
    /// All of retail. Households get what they planned less what stays unfilled, product by product.
    pub(super) fn open(
        ctx: &Context,
        households: &mut Households,
        government: &Government,
        abroad: &Abroad,
        goods: &GoodsMarket,
        e: &Expectations,
    ) -> Self {
        let (p, s) = (ctx.parameters, ctx.structure);
        households.consumption.clone_from(&households.consumption_budget);
        households.housing.clone_from(&households.housing_budget);
        let homes = households.len();
        let retail = homes + p.foreign_consumers + p.government_consumers;
        let spending = |user, budget| Spending::new(s, goods, user, budget);
        let export_cost = s.cost(s.column(FinalUse::Exports), &goods.price);
        Self {
            stage: Stage::new(ctx, retail, true),
            homes,
            foreign: homes..homes + p.foreign_consumers,
            public: homes + p.foreign_consumers..retail,
            consumption: spending(
                FinalUse::HouseholdConsumption,
                households.consumption_budget.iter().sum(),
            ),
            housing: spending(FinalUse::Housing, households.housing_budget.iter().sum()),
            exports: spending(
                FinalUse::Exports,
                abroad.export_demand / p.foreign_consumers as f64 * export_cost * (1.0 + e.inflation),
            ),
            government: spending(
                FinalUse::GovernmentConsumption,
                government.consumption_budget / p.government_consumers as f64,
            ),
        }
    }

    /// Budgets that must be numbers, with what to call them.
    pub(super) fn budgets(&self) -> [(&'static str, f64); 3] {
        let of_households = self.consumption.budget + self.housing.budget;
        [
            ("household budgets", of_households),
            ("export demand", self.exports.budget),
            ("government consumption", self.government.budget),
        ]
    }

    /// What retail wants of product `g`.
    pub(super) fn want(&mut self, households: &Households, g: usize) {
        let (for_consumption, for_housing) = (self.consumption.share[g], self.housing.share[g]);
        let budgets = households
            .consumption_budget
            .iter()
            .zip(&households.housing_budget);
        for (wanted, (consumption, housing)) in self.stage.wanted.iter_mut().zip(budgets) {
            *wanted = for_consumption * consumption + for_housing * housing;
        }
        self.stage.wanted[self.foreign.clone()].fill(self.exports.on(g));
        self.stage.wanted[self.public.clone()].fill(self.government.on(g));
    }

    /// What retail got of product `g`; returns the volume of all.
    pub(super) fn receive(&self, households: &mut Households, goods: &mut GoodsMarket, g: usize) -> f64 {
        let [received, exported, for_government] = [0..self.homes, self.foreign.clone(), self.public.clone()]
            .map(|group| sum(&self.stage.counted[group]));
        self.receive_at_home(households, goods, g, received);
        let unfilled_of = |group: &Range<usize>| -> f64 {
            let short = self.stage.short.iter().map(|&b| b as usize);
            short
                .filter(|b| group.contains(b))
                .map(|b| self.stage.wanted[b])
                .sum()
        };
        for (user, group, spending, real) in [
            (FinalUse::Exports, &self.foreign, &self.exports, exported),
            (
                FinalUse::GovernmentConsumption,
                &self.public,
                &self.government,
                for_government,
            ),
        ] {
            let nominal = spending.on(g) * group.len() as f64 - unfilled_of(group);
            add(goods, user, Bought { nominal, real });
        }
        received + exported + for_government
    }

    /// What households got of product `g`, `received` in all: consumption and dwellings.
    fn receive_at_home(
        &self,
        households: &mut Households,
        goods: &mut GoodsMarket,
        g: usize,
        mut received: f64,
    ) {
        let (for_consumption, for_housing) = (self.consumption.share[g], self.housing.share[g]);
        let mut consumed = Bought {
            nominal: self.consumption.on(g),
            real: 0.0,
        };
        let mut built = Bought {
            nominal: self.housing.on(g),
            real: 0.0,
        };
        let short = self.stage.short.iter().map(|&b| b as usize);
        for h in short.filter(|h| *h < self.homes) {
            let (unfilled, counted) = (self.stage.wanted[h], self.stage.counted[h]);
            received -= counted;
            let consumption = for_consumption * households.consumption_budget[h];
            let housing = for_housing * households.housing_budget[h];
            // A shortage hits housing first.
            let short_of_housing = unfilled.at_most(housing);
            let short_of_consumption = unfilled - short_of_housing;
            households.consumption[h] -= short_of_consumption;
            households.housing[h] -= short_of_housing;
            consumed.nominal -= short_of_consumption;
            built.nominal -= short_of_housing;
            let got = consumption + housing - unfilled;
            if got > 0.0 {
                let built_real = counted * (housing - short_of_housing) / got;
                built.real += built_real;
                consumed.real += counted - built_real;
            }
        }
        // All households split their spending alike, so what is received in full is split in proportion.
        let planned = self.consumption.on(g) + self.housing.on(g);
        if planned > 0.0 {
            let built_real = received * for_housing * self.housing.budget / planned;
            built.real += built_real;
            consumed.real += received - built_real;
        }
        add(goods, FinalUse::HouseholdConsumption, consumed);
        add(goods, FinalUse::Housing, built);
    }
}

/// Sum in lanes side by side, of which LLVM makes vector instructions.
fn sum(numbers: &[f64]) -> f64 {
    const LANES: usize = 8;
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        for lane in 0..LANES {
            sums[lane] += chunk[lane];
        }
    }
    sums.iter().chain(rest).sum()
}

/// Adds to the purchases of a final use.
pub(super) fn add(goods: &mut GoodsMarket, user: FinalUse, bought: Bought) {
    goods.bought[user as usize].nominal += bought.nominal;
    goods.bought[user as usize].real += bought.real;
}
