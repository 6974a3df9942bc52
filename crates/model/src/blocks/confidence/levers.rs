//! Levers of confidence.

use crate::declare::levers;

levers! {
    /// Strength and news.
    pub struct Policy in "confidence";

    strength = "confidence.strength" {
        title: ("Strength of confidence", "信心作用强度"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 3.0),
        possible: (0.0, 100.0),
        example: "1",
        meaning: "Weight with which sentiment of firms and households acts on investment and spending; 0 switches it \
                  off. Headline runs leave it off.",
        document: "animal spirits set free by announcements (documents 1 and 5); row 33",
        size: "no estimate; 1 uses the judgement of 0.1 yuan per yuan announced (C29)",
        cost: Cost::Free("a view of what announcements do"),
        decided_by: &["investment_per_announced", "spending_per_announced", "sentiment_contagion"],
    }
    news = "confidence.news" {
        title: ("Programmes announced", "政策消息冲击"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.05, 0.05),
        possible: (-1.0, 1.0),
        example: "1.1 % of GDP",
        meaning: "Programmes announced in a quarter, share of annual GDP: what they do to sentiment before any money \
                  flows. Acts only with confidence.strength.",
        document: "announcements of March 2025 (CL009); row 33",
        size: "1.5 trillion yuan is 1.1 % of 2024 GDP",
        cost: Cost::Free("words"),
        decided_by: &["investment_per_announced", "spending_per_announced", "sentiment_contagion"],
    }
}
