//! Names of the rows and columns of the books, in both languages.

use crate::words::text;
use accounting::{Flow, Instrument, RealStock, Sector};
use model::economy::Text;

/// Chinese for the labels of the two matrices; the label itself if there is none.
pub fn books_label(label: &str) -> Text {
    const WORDS: [(&str, &str); 3] = [
        ("net worth", "净值"),
        ("net lending", "净贷出"),
        ("written off or revalued, no payment", "核销与重估（无支付）"),
    ];
    let sectors = Sector::ALL.map(|row| (row.name(), row.name_zh()));
    let claims = Instrument::ALL.map(|row| (row.name(), row.name_zh()));
    let flows = Flow::ALL.map(|row| (row.name(), row.name_zh()));
    let stocks = RealStock::ALL.map(|row| (row.name(), row.name_zh()));
    let rows = sectors.iter().chain(&claims).chain(&flows).chain(&stocks);
    let zh = rows
        .chain(&WORDS)
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
