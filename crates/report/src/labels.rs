//! Names of the rows and columns of the books, in both languages.

use crate::words::text;
use model::economy::Text;

/// Chinese for the labels of the two matrices; the label itself if there is none.
pub fn books_label(label: &str) -> Text {
    const WORDS: &[(&str, &str)] = &[
        ("households", "居民"),
        ("firms", "企业"),
        ("venture funds", "创投基金"),
        ("bank", "银行"),
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
        ("fund shares", "基金份额"),
        ("venture stakes", "创投股权"),
        ("technology bonds", "科技创新债券"),
        ("consumption", "居民消费"),
        ("housing", "住房投资"),
        ("government consumption", "政府消费"),
        ("intermediate inputs", "中间投入"),
        ("business investment", "企业投资"),
        ("research, software, training", "研发、软件与培训"),
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
        ("subsidies", "生产补贴"),
        ("capital grants", "资本补助"),
        ("research support", "研发补助"),
        ("equity paid in", "股本投入"),
        ("technology fees", "技术使用费"),
        ("public compute income", "公共算力收入"),
        ("central bank profit", "央行利润上缴"),
        ("technology-bond interest", "科技创新债券利息"),
        ("guarantee calls", "担保代偿"),
        ("net worth", "净值"),
        ("net lending", "净贷出"),
        ("written off or revalued, no payment", "核销与重估（无支付）"),
        ("fixed capital", "固定资本"),
        ("inventories", "存货"),
        ("dwellings at cost", "住房（按成本）"),
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

#[cfg(test)]
mod tests {
    use super::books_label;
    use accounting::{Flow, Instrument, Sector};

    #[test]
    fn every_row_and_column_has_a_chinese_name() {
        let sectors = Sector::ALL.map(Sector::name);
        let instruments = Instrument::ALL.map(Instrument::name);
        let flows = Flow::ALL.map(Flow::name);
        for label in sectors.iter().chain(&instruments).chain(&flows) {
            let both = books_label(label);
            assert!(!both.zh.is_ascii(), "{label}");
        }
    }
}
