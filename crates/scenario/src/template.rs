//! A commented scenario to start from.

use crate::levers::{LEVERS, Neutral};
use crate::read::layer::SCHEMA;
use std::fmt::Write;

/// Language of texts for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

/// A scenario file with comments: it parses as it is, and every lever stands in it, commented out.
pub fn template(language: Language) -> String {
    let pick = |en: &'static str, zh: &'static str| match language {
        Language::En => en,
        Language::Zh => zh,
    };
    let mut out = String::new();
    let mut head = |key: &str, en: &'static str, zh: &'static str| {
        let _ = if key.is_empty() {
            writeln!(out, "# {}", pick(en, zh))
        } else {
            writeln!(out, "{key:<58} # {}", pick(en, zh))
        };
    };
    head(
        "",
        "A scenario for Shapan. Lines after # are comments.",
        "沙盘情景文件。# 之后为注释。",
    );
    head(
        &format!("schema = {SCHEMA}"),
        "how to read this file",
        "文件格式版本",
    );
    head(
        "id = \"my-scenario\"",
        "lower-case letters, digits, hyphens",
        "小写字母、数字、连字符",
    );
    head(
        "title = { en = \"My scenario\", zh = \"我的情景\" }",
        "shown in tables and charts",
        "显示在图表中",
    );
    head("question = \"\"", "what you want to know", "要回答的问题");
    head("author = \"\"", "who wrote it", "作者");
    head("source = \"\"", "where the sizes come from", "数值来源");
    head(
        "extends = \"baseline\"",
        "a preset or a file; only differences stand below",
        "所基于的预设或文件；下面只写差异",
    );
    head("economy = \"china\"", "country pack", "经济体");
    head(
        "start = \"2025Q1\"",
        "first quarter in which it can act",
        "情景起始季度",
    );
    head(
        "horizon = 40",
        "quarters simulated from the start on",
        "模拟季度数",
    );
    out.push('\n');
    let notes = [
        (
            "Values carry their unit: \"500 bn CNY\", \"1.75 %\", \"1 % of GDP\", 0.5. Over time:",
            "数值须带单位：\"500 bn CNY\"、\"1.75 %\"、\"1 % of GDP\"、0.5。随时间变化的写法：",
        ),
        (
            "  lever = \"1 %\"                                            from the start on",
            "  lever = \"1 %\"                                            自起始季度起",
        ),
        (
            "  lever = { value = \"1 %\", from = \"2026Q1\", to = \"2027Q4\" }",
            "  lever = { value = \"1 %\", from = \"2026Q1\", to = \"2027Q4\" }",
        ),
        (
            "  lever = { shape = \"pulse\", value = \"1 %\", from = \"2026Q1\", quarters = 4 }",
            "  lever = { shape = \"pulse\", value = \"1 %\", from = \"2026Q1\", quarters = 4 }",
        ),
        (
            "  lever = { shape = \"ramp\", value = \"1 %\", from = \"2026Q1\", over = 4 }",
            "  lever = { shape = \"ramp\", value = \"1 %\", from = \"2026Q1\", over = 4 }",
        ),
        (
            "  lever = { shape = \"path\", values = { \"2026Q1\" = \"1 %\", \"2027Q1\" = \"2 %\" } }",
            "  lever = { shape = \"path\", values = { \"2026Q1\" = \"1 %\", \"2027Q1\" = \"2 %\" } }",
        ),
        (
            "  lever = [ { from = \"2026Q1\", value = \"1 %\" }, { from = \"2027Q1\", value = \"neutral\" } ]",
            "  lever = [ { from = \"2026Q1\", value = \"1 %\" }, { from = \"2027Q1\", value = \"neutral\" } ]",
        ),
        (
            "Take away the # in front of a lever to use it.",
            "去掉某一杠杆前的 # 即可启用。",
        ),
    ];
    for (en, zh) in notes {
        let _ = writeln!(out, "# {}", pick(en, zh));
    }
    let mut block = String::new();
    for lever in LEVERS {
        let path = lever.example_path();
        let (table, key) = path.split_once('.').unwrap_or(("", &path));
        if table != block {
            let _ = write!(out, "\n[policy.{table}]\n");
            table.clone_into(&mut block);
        }
        let title = pick(lever.title.en, lever.title.zh);
        let range = lever.range_text();
        let neutral = match lever.neutral {
            Neutral::Pack(id) => id.to_owned(),
            _ => lever
                .neutral()
                .map_or("-".to_owned(), |n| lever.unit.format(n, "CNY")),
        };
        let (range_word, neutral_word) = (pick("range", "范围"), pick("neutral", "中性值"));
        let _ = writeln!(out, "# {title} ({range_word} {range}; {neutral_word} {neutral})");
        let _ = writeln!(out, "# {key} = \"{}\"", lever.example);
    }
    out.push_str("\n[assumptions]\n");
    let _ = writeln!(
        out,
        "# {}",
        pick(
            "behavioural parameters of the pack by id, for example",
            "经济体行为参数（按参数名），例如"
        )
    );
    out.push_str("# export_elasticity = 1.5\n\n[run]\n");
    let _ = writeln!(
        out,
        "# seeds = 32          # {}",
        pick("pairs of runs", "成对模拟次数")
    );
    let _ = writeln!(
        out,
        "# seed = 1            # {}",
        pick("first seed", "起始随机种子")
    );
    let _ = writeln!(
        out,
        "# agents = \"small\"    # small | medium | large | {}",
        pick("persons per agent", "每个主体代表的人数")
    );
    out.push_str(
        "\n[report]\n# figures = [\"real_gdp\", \"gdp_growth\", \"cpi_inflation\", \"unemployment\"]\n",
    );
    out
}
