//! The pooled goods market: orders for a product are split over its makers by appeal and price, what a maker cannot
//! deliver goes to rivals with spare capacity, and part of the surprise is produced inside the quarter, some rounds up
//! the supply chain. It is the expected value of many bilateral visits, which keeps a pair of runs close together.

use crate::agents::firms::most_output;
use crate::context::Context;
use crate::core::Params;
use crate::economy::FinalUse;
use crate::state::{Bought, Controls, Firms, GoodsMarket, Government, Households, RestOfWorld};
use crate::structure::{Bundle, Structure, TechnologyGood};
use engine::bounds::Bounds;
use engine::math;

/// Working memory of one market.
struct Market<'a> {
    s: &'a Structure,
    p: &'a Params,
    /// Share of each product in the basket of each column, `[g][c]`; controls change the materials of their users.
    basket: Vec<f64>,
    /// Imported share of each cell at this quarter's prices, `[g][c]` (m').
    imported: Vec<f64>,
    /// Price of the imports of a cell over the import price of the product, `[g][c]`.
    surcharge: Vec<f64>,
    /// Price of home supply expected when orders are placed.
    expected_price: Vec<f64>,
    /// Part of a column's orders that is bought; the rest is taken from stores of named inputs.
    bought: Vec<f64>,
    /// Volume ordered by each column.
    volume: Vec<f64>,
    /// What a unit of each technology good consists of this quarter.
    bundles: [Bundle; TechnologyGood::ALL.len()],
    /// Orders for home supply of technology goods, by product.
    technology_home: Vec<f64>,
    /// Export orders beyond the export basket, by product; home supply only.
    extra_exports: Vec<f64>,
    /// Share of a firm in the home orders for its product.
    share: Vec<f64>,
    /// Share of a firm in the orders from abroad.
    export_share: Vec<f64>,
    /// Orders for home supply, by product (D).
    demand: Vec<f64>,
    /// Most a firm can produce this quarter (y).
    limit: Vec<f64>,
    /// Orders after passing on (Qx).
    accepted: Vec<f64>,
    /// Materials ordered before any surprise.
    planned_materials: Vec<f64>,
}

/// Trades all products: orders, production to order, deliveries, bills. Who gets what, at which price; payments follow.
pub fn trade(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    government: &Government,
    abroad: &RestOfWorld,
    goods: &mut GoodsMarket,
) {
    goods
        .import_price
        .fill(abroad.exchange_rate * abroad.price * math::exp(abroad.price_shock));
    let mut market = Market::open(ctx, firms, goods);
    market.order_final(firms, households, government, abroad, goods);
    for round in 0..ctx.rules.p.order_rounds as u32 {
        if round > 0 {
            market.order_materials(firms);
        }
        market.place_orders(firms, goods);
        market.produce_to_order(firms);
    }
    let fill = market.deliver(firms, goods);
    market.bill(firms, households, goods, &fill);
}

/// What technology goods consist of this quarter: policy says how much of AI capital is bought abroad.
fn bundles(ctx: &Context) -> [Bundle; TechnologyGood::ALL.len()] {
    let mut bundles = ctx.structure.bundles.clone();
    bundles[TechnologyGood::AiCapital as usize]
        .imported
        .fill(ctx.policy.ai_import_content);
    bundles
}

/// Turns the weights of the makers of a product, in `share`, into their shares in home orders and in those from abroad: w (1-x) and w x,
/// each over its sum. Part of GDS-8.
fn split(firms: &Firms, makers: &[u32], share: &mut [f64], export_share: &mut [f64]) {
    let (mut home, mut abroad) = (0.0, 0.0);
    for i in makers.iter().map(|&i| i as usize) {
        export_share[i] = share[i] * firms.export_part[i];
        share[i] -= export_share[i];
        home += share[i];
        abroad += export_share[i];
    }
    // Where nobody sells abroad, or nobody at home, the orders that there may be go to all.
    let weights = home + abroad;
    for i in makers.iter().map(|&i| i as usize) {
        let weight = share[i] + export_share[i];
        let part = |own: f64, all: f64| if all > 0.0 { own / all } else { weight / weights };
        (share[i], export_share[i]) = (part(share[i], home), part(export_share[i], abroad));
    }
}

/// Share of orders for home supply that is met at home, and from abroad instead, by product.
struct Fill {
    home: Vec<f64>,
    abroad: Vec<f64>,
}

impl<'a> Market<'a> {
    /// Market shares and import shares at this quarter's prices.
    ///
    /// Weight of a firm: b exp(z - ε (P_i / P_g - 1)), of it (1-x) at home and x abroad (GDS-8). Equation: GDS-1. Source: dosi2010 (share dynamics, form);
    /// import share m' = m ρ / (1 - m + m ρ), ρ = (P_home / P_import)^σ. Equation: GDS-2. Source: armington1969.
    fn open(ctx: &'a Context, firms: &Firms, goods: &GoodsMarket) -> Self {
        let (s, p) = (ctx.structure, &ctx.rules.p);
        let n = firms.len();
        let (mut share, mut export_share) = (vec![0.0; n], vec![0.0; n]);
        let mut expected_price = vec![0.0; s.sectors];
        for (product, makers) in goods.makers.iter().enumerate() {
            let (mut weight, mut value) = (0.0, 0.0);
            for &i in makers {
                let i = i as usize;
                share[i] = firms.weight[i] * math::exp(firms.appeal[i]);
                weight += share[i];
                value += share[i] * firms.price[i];
            }
            let reference = value / weight;
            let (mut weight, mut value) = (0.0, 0.0);
            for &i in makers {
                let i = i as usize;
                share[i] *= math::exp(-p.market_share_elasticity * (firms.price[i] / reference - 1.0));
                weight += share[i];
                value += share[i] * firms.price[i];
            }
            expected_price[product] = value / weight;
            split(firms, makers, &mut share, &mut export_share);
        }
        let columns = s.columns();
        let mut imported = vec![0.0; s.sectors * columns];
        for product in 0..s.sectors {
            let relative = math::pow(
                expected_price[product] / goods.import_price[product],
                p.import_elasticity,
            );
            for c in 0..columns {
                let m = s.imported[product * columns + c];
                imported[product * columns + c] = m * relative / (1.0 - m + m * relative);
            }
        }
        let limit = (0..n)
            .map(|i| {
                let sector = firms.sector(i);
                let capacity = s.output_per_capital[sector] * firms.capital[i];
                let materials =
                    firms.materials[i] / (s.materials_per_output[sector] * firms.materials_need[i]);
                capacity.at_most(materials).at_most(most_output(p, s, firms, i))
            })
            .collect();
        let mut market = Self {
            s,
            p,
            basket: s.basket.clone(),
            imported,
            surcharge: vec![1.0; s.sectors * columns],
            bought: vec![1.0; columns],
            expected_price,
            volume: vec![0.0; columns],
            bundles: bundles(ctx),
            technology_home: vec![0.0; s.sectors],
            extra_exports: vec![0.0; s.sectors],
            share,
            export_share,
            demand: vec![0.0; s.sectors],
            limit,
            accepted: vec![0.0; n],
            planned_materials: firms.materials_ordered.clone(),
        };
        market.restrict(&goods.controls);
        market
    }

    /// Share of product `g` in the basket of column `c`.
    fn share(&self, g: usize, c: usize) -> f64 {
        self.basket[g * self.s.columns() + c]
    }

    /// Controls change what a user of named imports buys: the part in store is not bought, a part is replaced by home
    /// makers at 1 + μ units for one, the rest comes through third countries at 1 + μ times the price.
    ///
    /// Of the imports b m of a cell x = k χ are barred, s of it is in store: home b [(1-m) + m x (1-s) d (1+μ)],
    /// imports b m (1 - x s - x (1-s) d), their price 1 + μ x (1-s) (1-d) / (1 - x s - x (1-s) d), over the need of CHP-2.
    /// Equation: CHP-3. Source: this project (docs/adr/sector-blocks.md).
    fn restrict(&mut self, controls: &Controls) {
        if controls.coverage == 0.0 {
            return;
        }
        let columns = self.s.columns();
        for k in 0..self.s.sectors {
            let (mut sum, mut stored, mut changed) = (0.0, 0.0, false);
            for g in 0..self.s.sectors {
                let cell = g * columns + k;
                let barred = controls.coverage * controls.named(g, k);
                if barred > 0.0 {
                    changed = true;
                    let (b, m) = (self.basket[cell], self.imported[cell]);
                    stored += b * m * barred * controls.in_store[k];
                    let bought = barred * (1.0 - controls.in_store[k]);
                    let left = 1.0 - barred + bought * (1.0 - controls.substitutes);
                    let substitute = m * bought * controls.substitutes * (1.0 + controls.markup);
                    let (home, import) = (b * (1.0 - m + substitute), b * m * left);
                    self.basket[cell] = home + import;
                    if import > 0.0 {
                        self.imported[cell] = import / (home + import);
                        self.surcharge[cell] +=
                            controls.markup * bought * (1.0 - controls.substitutes) / left;
                    } else {
                        self.imported[cell] = 0.0;
                    }
                }
                sum += self.basket[cell];
            }
            if changed {
                // What is taken from the store is not bought: it leaves the stock of materials.
                let need = sum + stored;
                for g in 0..self.s.sectors {
                    self.basket[g * columns + k] /= need;
                }
                self.bought[k] = sum / need;
            }
        }
    }

    /// Named inputs that came from abroad and that home makers replaced, in volumes as without controls.
    fn count_controls(&self, goods: &mut GoodsMarket) {
        let columns = self.s.columns();
        let controls = &goods.controls;
        let (mut imported, mut substituted, mut drawn) = (0.0, 0.0, 0.0);
        for k in (0..self.s.sectors).filter(|&k| controls.uses(k)) {
            for g in 0..self.s.sectors {
                let share = self.s.share(g, k) * self.s.imported[g * columns + k] * controls.named(g, k);
                let bought = controls.coverage * (1.0 - controls.in_store[k]);
                let direct = 1.0 - controls.coverage + bought * (1.0 - controls.substitutes);
                imported += self.volume[k] * share * direct;
                drawn += self.volume[k] * share * controls.coverage * controls.in_store[k];
                substituted += self.volume[k] * share * bought * controls.substitutes;
            }
        }
        goods.controls.imported = imported;
        goods.controls.substituted = substituted;
        goods.controls.drawn = drawn;
    }

    /// Price of a column's basket at given home prices.
    fn basket_price(&self, c: usize, home: &[f64], import: &[f64]) -> f64 {
        let sum: f64 = (0..self.s.sectors)
            .map(|g| {
                let m = self.imported[g * self.s.columns() + c];
                let abroad = import[g] * self.surcharge[g * self.s.columns() + c];
                self.share(g, c) * ((1.0 - m) * home[g] + m * abroad)
            })
            .sum();
        sum / self.bought[c]
    }

    /// Volumes ordered by all users; money budgets are turned into volumes at expected prices.
    fn order_final(
        &mut self,
        firms: &Firms,
        households: &Households,
        government: &Government,
        abroad: &RestOfWorld,
        goods: &GoodsMarket,
    ) {
        let budgets = [
            (
                FinalUse::HouseholdConsumption,
                households.consumption_budget.iter().sum::<f64>(),
            ),
            (FinalUse::Housing, households.housing_budget.iter().sum()),
            (FinalUse::GovernmentConsumption, government.consumption_budget),
            (FinalUse::PublicInvestment, government.investment_budget),
        ];
        for (user, budget) in budgets {
            let c = self.s.column(user);
            self.volume[c] = budget / self.basket_price(c, &self.expected_price, &goods.import_price);
        }
        self.volume[self.s.column(FinalUse::FirmInvestment)] = firms.investment_ordered.iter().sum();
        self.volume[self.s.column(FinalUse::Exports)] = abroad.export_demand;
        let exports = self.s.column(FinalUse::Exports);
        for (g, extra) in goods.extra_exports.iter().enumerate() {
            let at_home = self.s.share(g, exports) * (1.0 - self.imported[g * self.s.columns() + exports]);
            self.extra_exports[g] = abroad.export_demand * at_home * extra;
        }
        for i in 0..firms.len() {
            self.volume[firms.sector(i)] += firms.materials_ordered[i];
        }
        for (orders, bundle) in goods.technology.iter().zip(&self.bundles) {
            let ordered = orders.total();
            for g in 0..self.s.sectors {
                let at_home = bundle.share[g] * (1.0 - bundle.imported[g]);
                self.technology_home[g] += ordered * at_home / self.expected_price[g];
            }
        }
    }

    /// Materials follow production: ΔM = ΔM_plan + mat (Y - Qs), never below zero (an order is not returned).
    fn order_materials(&mut self, firms: &mut Firms) {
        self.volume[..self.s.sectors].fill(0.0);
        for i in 0..firms.len() {
            let sector = firms.sector(i);
            let surprise = firms.output[i] - firms.planned_output[i];
            let need = self.s.materials_per_output[sector] * firms.materials_need[i];
            let wanted = self.planned_materials[i] + need * surprise;
            firms.materials_ordered[i] = wanted.at_least(0.0);
            self.volume[sector] += firms.materials_ordered[i];
        }
    }

    /// Orders reach the makers; what exceeds a maker's supply goes to rivals with slack, in proportion to it:
    /// Qd_i = w_i D (home and abroad each, GDS-8), Qx_i = y_i + S_i if Qd_i exceeds it, else Qd_i + min(1, excess / slack) (y_i + S_i - Qd_i).
    /// Equation: GDS-3. Source: this project (the published second round, delivered instead of booked).
    fn place_orders(&mut self, firms: &mut Firms, goods: &GoodsMarket) {
        let (columns, exports) = (self.s.columns(), self.s.column(FinalUse::Exports));
        for g in 0..self.s.sectors {
            let row = g * columns..(g + 1) * columns;
            let cells = self.basket[row.clone()].iter().zip(&self.imported[row]);
            let users: f64 = cells.zip(&self.volume).map(|((b, m), v)| v * b * (1.0 - m)).sum();
            self.demand[g] = users + self.technology_home[g] + self.extra_exports[g];
            let cell = g * columns + exports;
            let basket = self.volume[exports] * self.basket[cell] * (1.0 - self.imported[cell]);
            let abroad = basket + self.extra_exports[g];
            let home = self.demand[g] - abroad;
            let (mut excess, mut slack) = (0.0, 0.0);
            for i in goods.makers[g].iter().map(|&i| i as usize) {
                firms.orders[i] = home * self.share[i] + abroad * self.export_share[i];
                let room = self.limit[i] + firms.finished[i] - firms.orders[i];
                if room < 0.0 { excess -= room } else { slack += room }
            }
            let taken = if excess > 0.0 && slack > 0.0 {
                (excess / slack).at_most(1.0)
            } else {
                0.0
            };
            for i in goods.makers[g].iter().map(|&i| i as usize) {
                let room = self.limit[i] + firms.finished[i] - firms.orders[i];
                self.accepted[i] = firms.orders[i] + if room < 0.0 { room } else { taken * room };
            }
        }
    }

    /// A firm adds to its plan part of what orders surprise it by, and all it takes over from rivals.
    ///
    /// Y = Qs + λ_Y (Qd - Qe) + orders taken over, between zero and what the firm can produce.
    /// Equation: GDS-4. Source: this project (production to order).
    fn produce_to_order(&self, firms: &mut Firms) {
        for i in 0..firms.len() {
            let surprise = self.p.order_response * (firms.orders[i] - firms.expected_orders[i]);
            let taken_over = (self.accepted[i] - firms.orders[i]).at_least(0.0);
            let wanted = firms.planned_output[i] + surprise + taken_over;
            // Output cannot be negative, and capacity, materials and hours bind from above.
            firms.output[i] = wanted.at_least(0.0).at_most(self.limit[i]);
        }
    }

    /// Deliveries: first the makers' own orders, then rivals' stocks, then imports for part of the rest.
    fn deliver(&self, firms: &mut Firms, goods: &mut GoodsMarket) -> Fill {
        let mut fill = Fill {
            home: vec![1.0; self.s.sectors],
            abroad: vec![0.0; self.s.sectors],
        };
        for g in 0..self.s.sectors {
            let makers = || goods.makers[g].iter().map(|&i| i as usize);
            let (mut sold, mut left) = (0.0, 0.0);
            for i in makers() {
                let supply = firms.output[i] + firms.finished[i];
                firms.sales[i] = self.accepted[i].at_most(supply);
                sold += firms.sales[i];
                left += supply - firms.sales[i];
            }
            let unmet = self.demand[g] - sold;
            if unmet > 0.0 && left > 0.0 {
                let taken = (unmet / left).at_most(1.0);
                sold = 0.0;
                for i in makers() {
                    let supply = firms.output[i] + firms.finished[i];
                    firms.sales[i] += taken * (supply - firms.sales[i]);
                    sold += firms.sales[i];
                }
            }
            if self.demand[g] > 0.0 {
                let row = &self.s.imported[g * self.s.columns()..(g + 1) * self.s.columns()];
                let tradable = row.iter().any(|m| *m > self.p.tradable_threshold);
                let unmet = (1.0 - sold / self.demand[g]).at_least(0.0);
                fill.home[g] = sold / self.demand[g];
                fill.abroad[g] = if tradable {
                    self.p.unmet_orders_imported * unmet
                } else {
                    0.0
                };
            }
            let (mut value, mut volume) = (0.0, 0.0);
            for i in makers() {
                value += firms.price[i] * firms.sales[i];
                volume += firms.sales[i];
            }
            goods.price[g] = if volume > 0.0 {
                value / volume
            } else {
                self.expected_price[g]
            };
        }
        fill
    }

    /// What each column gets of a unit ordered, and pays for it.
    fn outcome(&self, c: usize, goods: &GoodsMarket, fill: &Fill) -> Bought {
        let mut got = Bought::default();
        for g in 0..self.s.sectors {
            let m = self.imported[g * self.s.columns() + c];
            let home = self.share(g, c) * (1.0 - m) * fill.home[g];
            let import = self.share(g, c) * (m + (1.0 - m) * fill.abroad[g]);
            let surcharge = self.share(g, c) * m * (self.surcharge[g * self.s.columns() + c] - 1.0);
            got.real += home + import;
            got.nominal += home * goods.price[g] + (import + surcharge) * goods.import_price[g];
        }
        got
    }

    /// Writes deliveries and bills; every user of a product has the same share delivered at the pooled price.
    fn bill(&self, firms: &mut Firms, households: &mut Households, goods: &mut GoodsMarket, fill: &Fill) {
        let per_unit: Vec<Bought> = (0..self.s.columns())
            .map(|c| self.outcome(c, goods, fill))
            .collect();
        for user in FinalUse::ALL {
            let (c, volume) = (self.s.column(user), self.volume[self.s.column(user)]);
            goods.bought[user as usize] = Bought {
                nominal: volume * per_unit[c].nominal,
                real: volume * per_unit[c].real,
            };
        }
        let exported = &mut goods.bought[FinalUse::Exports as usize];
        for (g, extra) in self.extra_exports.iter().enumerate() {
            exported.real += extra * fill.home[g];
            exported.nominal += extra * fill.home[g] * goods.price[g];
        }
        let investment = per_unit[self.s.column(FinalUse::FirmInvestment)];
        for i in 0..firms.len() {
            let materials = per_unit[firms.sector(i)];
            firms.materials_received[i] = firms.materials_ordered[i] * materials.real;
            firms.materials_bill[i] = firms.materials_ordered[i] * materials.nominal;
            firms.investment[i] = firms.investment_ordered[i] * investment.real;
            firms.investment_bill[i] = firms.investment_ordered[i] * investment.nominal;
        }
        self.bill_technology(goods, fill);
        self.bill_households(households, goods);
        self.count_imports(goods, fill);
        self.count_controls(goods);
        for c in 0..self.s.columns() {
            goods.basket_price[c] = self.basket_price(c, &goods.price, &goods.import_price);
        }
        for i in 0..firms.len() {
            // What a unit cost: after rationing the mix delivered is not the mix ordered.
            let materials = per_unit[firms.sector(i)];
            firms.materials_price[i] = materials.nominal / materials.real;
        }
    }

    /// Technology goods: the home part at pooled prices, the rest at import prices.
    fn bill_technology(&self, goods: &mut GoodsMarket, fill: &Fill) {
        for (orders, bundle) in goods.technology.iter_mut().zip(&self.bundles) {
            let (mut home, mut abroad) = (Bought::default(), Bought::default());
            for g in 0..self.s.sectors {
                let at_home = bundle.share[g] * (1.0 - bundle.imported[g]) / self.expected_price[g];
                let import = bundle.share[g] * bundle.imported[g] / goods.import_price[g];
                let (from_home, from_abroad) = (at_home * fill.home[g], import + at_home * fill.abroad[g]);
                home.real += from_home;
                home.nominal += from_home * goods.price[g];
                abroad.real += from_abroad;
                abroad.nominal += from_abroad * goods.import_price[g];
            }
            orders.paid = home.nominal + abroad.nominal;
            orders.received = home.real + abroad.real;
            orders.imported = abroad;
        }
    }

    fn bill_households(&self, households: &mut Households, goods: &GoodsMarket) {
        let spent = |user: FinalUse, budgets: &[f64]| {
            let budget: f64 = budgets.iter().sum();
            if budget > 0.0 {
                goods.bought(user).nominal / budget
            } else {
                0.0
            }
        };
        let consumption = spent(FinalUse::HouseholdConsumption, &households.consumption_budget);
        let housing = spent(FinalUse::Housing, &households.housing_budget);
        for h in 0..households.len() {
            households.consumption[h] = consumption * households.consumption_budget[h];
            households.housing[h] = housing * households.housing_budget[h];
        }
    }

    fn count_imports(&self, goods: &mut GoodsMarket, fill: &Fill) {
        let columns = self.s.columns();
        goods.imported = Bought::default();
        for orders in &goods.technology {
            let ordered = orders.total();
            goods.imported.nominal += ordered * orders.imported.nominal;
            goods.imported.real += ordered * orders.imported.real;
        }
        for g in 0..self.s.sectors {
            let (mut volume, mut home, mut surcharge) = (0.0, 0.0, 0.0);
            for c in 0..columns {
                let m = self.imported[g * columns + c];
                let ordered = self.volume[c] * self.share(g, c);
                surcharge += ordered * m * (self.surcharge[g * columns + c] - 1.0);
                volume += ordered * (m + (1.0 - m) * fill.abroad[g]);
                home += ordered * (1.0 - m) * fill.home[g];
            }
            goods.delivered[g] =
                home + (self.technology_home[g] + self.extra_exports[g]) * fill.home[g] + volume;
            goods.imports[g] = volume;
            goods.imported.real += volume;
            goods.imported.nominal += (volume + surcharge) * goods.import_price[g];
        }
    }
}
