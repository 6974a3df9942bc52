//! Names of levers and of the rows and columns of the books, in both languages.

use crate::numbers::{Minus, decimals, plain};
use crate::study::LeverRow;
use crate::words::text;
use experiments::ensemble::Ensemble;
use model::economy::{Economy, Text};
use model::policy::Policy;

/// The levers that differ between the policies that were imposed, with the quarters and values of the scenario.
pub fn levers(ensemble: &Ensemble, economy: &Economy) -> Vec<LeverRow> {
    type Read = fn(&Policy) -> f64;
    let money = economy.money_unit.as_str();
    let rows: Vec<(&str, &str, &str, Read, f64, &str)> = vec![
        (
            "government_purchases",
            "Government purchases",
            "政府购买",
            |p| p.government_purchases,
            100.0,
            "% of GDP",
        ),
        (
            "public_investment",
            "Public investment",
            "政府投资",
            |p| p.public_investment,
            100.0,
            "% of GDP",
        ),
        (
            "household_transfers",
            "Transfers to households",
            "居民转移支付",
            |p| p.household_transfers,
            100.0,
            "% of GDP",
        ),
        (
            "consumption_tax",
            "Consumption tax",
            "消费税",
            |p| p.consumption_tax,
            100.0,
            "% of price",
        ),
        (
            "policy_rate_shift",
            "Shift of the policy rate",
            "政策利率调整",
            |p| p.policy_rate_shift,
            100.0,
            "pp",
        ),
        (
            "policy_rate_peg",
            "Policy rate held at",
            "政策利率固定于",
            |p| p.policy_rate_peg.unwrap_or(f64::NAN),
            100.0,
            "%",
        ),
        (
            "world_demand",
            "World demand",
            "世界需求",
            |p| p.world_demand,
            100.0,
            "%",
        ),
        (
            "export_tariff",
            "Tariff on exports",
            "出口关税",
            |p| p.export_tariff,
            100.0,
            "% of price",
        ),
        (
            "productivity",
            "Labour productivity",
            "劳动生产率",
            |p| p.productivity,
            100.0,
            "%",
        ),
        (
            "ai_capex",
            "AI capital spending per quarter",
            "人工智能资本开支（每季）",
            |p| p.ai_capex,
            1.0,
            money,
        ),
        (
            "ai_import_content",
            "Import content of AI capital",
            "人工智能资本的进口含量",
            |p| p.ai_import_content,
            100.0,
            "%",
        ),
        (
            "support.cash",
            "Cash support over GDP, added",
            "现金补贴（占GDP，新增）",
            |p| p.support.cash,
            100.0,
            "% of GDP",
        ),
        (
            "support.tax",
            "Tax relief over GDP, added",
            "税收优惠（占GDP，新增）",
            |p| p.support.tax,
            100.0,
            "% of GDP",
        ),
        (
            "support.land",
            "Cheap land over GDP, added",
            "土地优惠（占GDP，新增）",
            |p| p.support.land,
            100.0,
            "% of GDP",
        ),
        (
            "support.credit",
            "Interest concession over GDP, added",
            "信贷优惠（占GDP，新增）",
            |p| p.support.credit,
            100.0,
            "% of GDP",
        ),
        (
            "support.credit_bank_share",
            "Concession borne by the bank",
            "银行承担的信贷优惠",
            |p| p.support.credit_bank_share,
            100.0,
            "%",
        ),
        (
            "support.network_view",
            "Network view of support",
            "产业网络观点",
            |p| p.support.network_view,
            100.0,
            "%",
        ),
        (
            "state_firms.payout",
            "State firms' remittance",
            "国有企业利润上缴比例",
            |p| p.support.state_payout,
            100.0,
            "%",
        ),
        (
            "state_firms.research_mandate",
            "State firms' research mandate",
            "国有企业研发任务",
            |p| p.support.research_mandate,
            100.0,
            "%",
        ),
        (
            "state_firms.soft_budget",
            "State firms rolled over",
            "国有企业软预算约束",
            |p| p.support.state_soft_budget,
            100.0,
            "%",
        ),
        (
            "relending.quota",
            "Re-lending quota",
            "再贷款额度",
            |p| p.relending.quota,
            1.0,
            money,
        ),
        (
            "relending.rate",
            "Re-lending rate",
            "再贷款利率",
            |p| p.relending.rate,
            100.0,
            "%",
        ),
        (
            "relending.refinanced_share",
            "Refinanced share",
            "再贷款支持比例",
            |p| p.relending.refinanced_share,
            100.0,
            "%",
        ),
        (
            "relending.additionality",
            "Additionality",
            "新增贷款比例",
            |p| p.relending.additionality,
            1.0,
            "per unit",
        ),
        (
            "relending.pass_through",
            "Pass-through to loan rates",
            "向贷款利率的传导",
            |p| p.relending.pass_through,
            1.0,
            "ratio",
        ),
        (
            "relending.spending_share",
            "Capital spending per unit of extra credit",
            "每单位新增信贷的资本支出",
            |p| p.relending.spending_share,
            1.0,
            "ratio",
        ),
        (
            "relending.rollovers",
            "Extensions of a draw",
            "再贷款展期次数",
            |p| p.relending.rollovers,
            1.0,
            "times",
        ),
        (
            "relending.first_loan_share",
            "Part kept for first loans",
            "首贷户额度比重",
            |p| p.relending.first_loan_share,
            100.0,
            "%",
        ),
        (
            "relending.crowd_out",
            "Loans taken from other borrowers",
            "对其他借款人的挤出",
            |p| p.relending.crowd_out,
            1.0,
            "per unit",
        ),
        (
            "relending.repriced_share",
            "Existing loans that get the lower rate",
            "存量贷款重定价比重",
            |p| p.relending.repriced_share,
            100.0,
            "%",
        ),
        (
            "bonds.target",
            "Technology bonds aimed at",
            "科技创新债券目标余额",
            |p| p.bonds.target,
            1.0,
            money,
        ),
        (
            "bonds.spread",
            "Coupon over the policy rate",
            "科技创新债券利差",
            |p| p.bonds.spread,
            100.0,
            "%",
        ),
        (
            "bonds.guarantee",
            "Guarantee of technology bonds",
            "科技创新债券担保比例",
            |p| p.bonds.guarantee,
            100.0,
            "%",
        ),
        (
            "bonds.new_money_share",
            "New money in technology bonds",
            "科技创新债券新增资金比重",
            |p| p.bonds.new_money_share,
            100.0,
            "%",
        ),
    ];
    let mut list = Vec::new();
    for (path, en, zh, read, scale, unit) in rows {
        let differs = |(b, s): (&Policy, &Policy)| read(b).to_bits() != read(s).to_bits();
        let both = ensemble.baseline_policy.iter().zip(&ensemble.scenario_policy);
        let quarters: Vec<usize> = both
            .enumerate()
            .filter(|&(_, x)| differs(x))
            .map(|(i, _)| i)
            .collect();
        let (Some(&first), Some(&last)) = (quarters.first(), quarters.last()) else {
            continue;
        };
        let values: Vec<f64> = quarters
            .iter()
            .map(|&i| scale * read(&ensemble.scenario_policy[i]))
            .collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let n = |x: f64| plain(x, decimals(x), Minus::Typographic);
        let value = if low == high {
            format!("{} {unit}", n(low))
        } else {
            format!("{} … {} {unit}", n(low), n(high))
        };
        let when = format!("{} – {}", ensemble.date(first + 1), ensemble.date(last + 1));
        list.push(LeverRow {
            path: path.into(),
            title: text(en, zh),
            value,
            when,
            source: String::new(),
        });
    }
    // Weights count only where transfers are paid.
    let aimed =
        |p: &Policy| p.household_transfers != 0.0 && p.transfer_weights != Policy::default().transfer_weights;
    if let Some(policy) = ensemble.scenario_policy.iter().find(|p| aimed(p)) {
        let weights = economy.groups.iter().zip(policy.transfer_weights);
        let value: Vec<String> = weights.map(|(group, w)| format!("{} {w}", group.id)).collect();
        list.push(LeverRow {
            path: "transfer_weights".into(),
            title: text("Weight per head in the transfers", "转移支付的人均权重"),
            value: value.join(", "),
            ..LeverRow::default()
        });
    }
    list
}

/// Chinese for the labels of the two matrices; the label itself if there is none.
pub fn books_label(label: &str) -> Text {
    const WORDS: &[(&str, &str)] = &[
        ("households", "居民"),
        ("firms", "企业"),
        ("bank", "银行"),
        ("banks", "银行"),
        ("central bank", "中央银行"),
        ("government", "政府"),
        ("rest of world", "国外"),
        ("deposits", "存款"),
        ("loans", "贷款"),
        ("bonds", "国债"),
        ("reserves", "准备金"),
        ("treasury account", "国库存款"),
        ("foreign position", "对外头寸"),
        ("re-lending", "再贷款"),
        ("consumption", "居民消费"),
        ("housing", "住房投资"),
        ("government consumption", "政府消费"),
        ("intermediate inputs", "中间投入"),
        ("business investment", "企业投资"),
        ("public investment", "政府投资"),
        ("exports", "出口"),
        ("imports", "进口"),
        ("wages", "工资"),
        ("social contributions", "社会保险缴费"),
        ("income tax", "所得税"),
        ("taxes on products", "产品税净额"),
        ("taxes on production", "其他生产税净额"),
        ("profit tax", "利润税"),
        ("dividends", "红利"),
        ("loan interest", "贷款利息"),
        ("deposit interest", "存款利息"),
        ("bond interest", "国债利息"),
        ("reserve interest", "准备金利息"),
        ("re-lending interest", "再贷款利息"),
        ("foreign interest", "对外利息"),
        ("pensions", "养老金"),
        ("benefits", "社会救济"),
        ("transfers", "经常转移"),
        ("capital grants", "资本补助"),
        ("technology fees", "技术使用费"),
        ("public compute income", "公共算力收入"),
        ("central bank profit", "央行利润上缴"),
        ("net worth", "净值"),
        ("net lending", "净贷出"),
        ("written off, no payment", "核销（无支付）"),
        ("fixed capital", "固定资本"),
        ("inventories", "存货"),
        ("dwellings built or owned", "住房"),
        ("sales", "销售"),
    ];
    let zh = WORDS
        .iter()
        .find(|(en, _)| *en == label)
        .map_or(label, |(_, zh)| zh);
    let mut en = label.to_owned();
    if let Some(first) = en.get(..1).map(str::to_uppercase) {
        en.replace_range(..1, &first);
    }
    text(en, zh)
}
