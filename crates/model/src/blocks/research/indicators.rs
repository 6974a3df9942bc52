//! Indicators of research.

use super::Block;

use crate::books::Seen;
use crate::declare::indicators;
use engine::math;

indicators! {
    of Block, Seen;

    "research_intensity" {
        title: ("Research over GDP", "研发经费占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Research in the opening table, in proportion to output, and research bought on top of it by firms, \
                  government and projects of venture funds, over nominal GDP; 0 without the research block.",
        measure: |b, s| s.of_gdp(b.state.usual + b.state.extra),
    }
    "technology_index" {
        title: ("Technology against its announced path", "技术水平相对公布路径"),
        unit: "pct",
        kind: Rate,
        meaning: "Output per unit of labour that firms' technology gives, over the announced path of productivity; 0 \
                  without the research block.",
        measure: |b, _| 100.0 * b.state.gap(),
    }
    "knowledge_stock" {
        title: ("Knowledge stock", "知识存量"),
        unit: "index",
        kind: Level,
        meaning: "Accumulated research of all sectors over the stock that the opening's intensity keeps, which is 1.",
        measure: |b, _| b.state.national,
    }
    "frontier_level" {
        title: ("Frontier fields against the foreign frontier", "前沿领域相对国外前沿水平"),
        unit: "pct",
        kind: Rate,
        meaning: "Domestic knowledge over the foreign frontier, geometric mean of the frontier fields by their \
                  research at the opening; 0 in a pack without fields.",
        measure: |b, _| 100.0 * b.state.frontier_level(),
    }
    "announced_trend" {
        title: ("Announced trend growth of productivity", "公布的生产率趋势增速"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Growth of labour productivity that agents are told, per year.",
        always: |s| 100.0 * (math::powi(1.0 + s.expectations.trend_productivity, 4) - 1.0),
    }
}
