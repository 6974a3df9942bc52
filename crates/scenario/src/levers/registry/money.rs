//! Levers of money for technology.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Re-lending and the technology-bond board.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "relending.quota",
        title: Title {
            en: "Re-lending quota",
            zh: "再贷款额度",
        },
        unit: Unit::Money,
        range: (0.0, 5000.0),
        possible: (0.0, 1e6),
        neutral: None,
        example: "1,000 bn CNY",
        meaning: "Ceiling on what banks can draw at the central bank's window for lending to technology firms (a stock). \
                  What the opening contains is neutral, in China 500 bn: only what differs from it acts, and a smaller quota \
                  withdraws no loan.",
        source: Source {
            document: "programme of 500 bn yuan for technology lending (CL070), enlarged later (CL096); E01",
            size: "500 bn from April 2024, 800 bn from 2025, 1,200 bn from early 2026 (C01)",
        },
        effect: Effect::OfPack("relending_inside", |p, v| p.relending.quota = v),
    },
    Lever {
        path: "relending.rate",
        title: Title {
            en: "Re-lending rate",
            zh: "再贷款利率",
        },
        unit: Unit::RatePerYear,
        range: (0.0, 0.05),
        possible: (-0.05, 0.5),
        neutral: None,
        example: "1.25 %",
        meaning: "What banks pay the central bank on the drawn stock, per year; firms pay the banks' own loan rate.",
        source: Source {
            document: "1.75 %, reported as the firms' rate but charged to banks (CL071); E01",
            size: "1.75 % in 2024, 1.5 % in 2025, 1.25 % by February 2026 (C01)",
        },
        effect: Effect::OfPack("relending_inside_rate", |p, v| p.relending.rate = v),
    },
    Lever {
        path: "relending.refinanced_share",
        title: Title {
            en: "Share of a loan that is refinanced",
            zh: "再贷款支持比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.6),
        example: "60 %",
        meaning: "Part of an eligible loan's principal that the bank can refinance at the window.",
        source: Source {
            document: "not mentioned in the documents; part of the programme's terms (CL071); E01",
            size: "0.6, up to 1 for other facilities (C01)",
        },
        effect: Effect::Field(|p, v| p.relending.refinanced_share = v),
    },
    Lever {
        path: "relending.additionality",
        title: Title {
            en: "Additional lending per yuan refinanced",
            zh: "再贷款新增信贷系数",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "0.3",
        meaning: "New lending per unit of eligible lending; the rest would have been lent anyway. An assumption whose size is \
                  not agreed: at 0 the books of bank and central bank move, and nothing else.",
        source: Source {
            document: "assumed away in the documents (CL010, CL070); E01",
            size: "0.1 to 0.7, centre 0.3 (C01, judgement)",
        },
        effect: Effect::Field(|p, v| p.relending.additionality = v),
    },
    Lever {
        path: "relending.pass_through",
        title: Title {
            en: "Pass-through of cheap funding to the loan rate",
            zh: "再贷款利率传导系数",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "0.5",
        meaning: "Part of the bank's cheaper funding that firms see in the rate of special loans.",
        source: Source {
            document: "the documents speak as if it were complete (CL071); E01",
            size: "0.2 to 0.9, centre 0.5 (C01, judgement)",
        },
        effect: Effect::Field(|p, v| p.relending.pass_through = v),
    },
    Lever {
        path: "relending.rollovers",
        title: Title {
            en: "Extensions of a draw",
            zh: "再贷款展期次数",
        },
        unit: Unit::Ratio,
        range: (0.0, 3.0),
        possible: (0.0, 40.0),
        neutral: Some(2.0),
        example: "1",
        meaning: "How often a draw of one year is rolled over before it must be repaid; 2 makes the term 1+1+1 years. Whole \
                  numbers; what lies between counts as the smaller one.",
        source: Source {
            document: "not mentioned in the documents; part of the programme's terms (CL071); E01",
            size: "two extensions of a year each (C01)",
        },
        effect: Effect::Field(|p, v| p.relending.rollovers = v),
    },
    Lever {
        path: "relending.first_loan_share",
        title: Title {
            en: "Part kept for first loans",
            zh: "首贷户额度比重",
        },
        unit: Unit::Ratio,
        range: (0.0, 0.5),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "20 %",
        meaning: "Part of the extra lending kept for firms that have hardly any loans; what they do not take is not lent.",
        source: Source {
            document: "100 of the 500 bn are for small technology firms without loans (CL070); E01",
            size: "0.1 to 0.5, centre 0.2 (C01)",
        },
        effect: Effect::Field(|p, v| p.relending.first_loan_share = v),
    },
    Lever {
        path: "relending.crowd_out",
        title: Title {
            en: "Loans taken from other borrowers",
            zh: "对其他借款人的挤出",
        },
        unit: Unit::Ratio,
        range: (0.0, 0.3),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "0.1",
        meaning: "Loans withheld from firms without eligible loans per unit of extra lending, over and above what bank capital \
                  forces.",
        source: Source {
            document: "not mentioned in the documents; E01",
            size: "0 to 0.3, centre 0.1 (C01, judgement)",
        },
        effect: Effect::Field(|p, v| p.relending.crowd_out = v),
    },
    Lever {
        path: "relending.spending_share",
        title: Title {
            en: "Capital spending per yuan of extra credit",
            zh: "每元新增信贷的资本支出",
        },
        unit: Unit::Ratio,
        range: (-0.1, 0.5),
        possible: (-1.0, 1.0),
        neutral: Some(0.1),
        example: "-0.1",
        meaning: "Investment and research per unit of extra credit, of special loans and of the new money of technology bonds; the \
                  rest is held as cash. The sign is contested: one study finds loans up and investment down.",
        source: Source {
            document: "growth out of lending is taken for granted (CL010, CL070); E01",
            size: "-0.1 to 0.5, centre 0.1 (C01)",
        },
        effect: Effect::Field(|p, v| p.relending.spending_share = v),
    },
    Lever {
        path: "relending.repriced_share",
        title: Title {
            en: "Existing loans that get the lower rate",
            zh: "存量贷款重定价比重",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "1",
        meaning: "Part of the refinanced loans that would have been lent anyway and still get the lower rate; 0 leaves it to special \
                  loans, as in the rest of the evidence an assumption.",
        source: Source {
            document: "1.75 % spoken of as the firms' rate (CL071); E01",
            size: "no study gives a size; 0 to 1",
        },
        effect: Effect::Field(|p, v| p.relending.repriced_share = v),
    },
    Lever {
        path: "bonds.target",
        title: Title {
            en: "Technology bonds aimed at",
            zh: "科技创新债券目标余额",
        },
        unit: Unit::Money,
        range: (0.0, 5000.0),
        possible: (0.0, 1e6),
        neutral: Some(0.0),
        example: "600 bn CNY",
        meaning: "Stock of technology bonds that large technology firms and equity institutions aim at, above what the opening \
                  contains; they issue if the coupon is below the loan rate.",
        source: Source {
            document: "technology board of the bond market, part of 1.5 trillion yuan (CL010); E03",
            size: "300 to 600 bn in the first ten weeks (C03)",
        },
        effect: Effect::Field(|p, v| p.bonds.target = v),
    },
    Lever {
        path: "bonds.spread",
        title: Title {
            en: "Coupon over the policy rate",
            zh: "科技创新债券利差",
        },
        unit: Unit::RatePerYear,
        range: (0.003, 0.01),
        possible: (-0.05, 0.5),
        neutral: Some(0.005),
        example: "50 bp",
        meaning: "Coupon of a sound issuer less the policy rate, per year; weaker issuers pay for their risk as far as nobody \
                  guarantees it. From the loan spread upward nobody issues.",
        source: Source {
            document: "not mentioned in the documents; E03",
            size: "coupons of 1.8 to 2.5 %, centre 2.0 %, at a policy rate of 1.5 % (C03)",
        },
        effect: Effect::Field(|p, v| p.bonds.spread = v),
    },
    Lever {
        path: "bonds.guarantee",
        title: Title {
            en: "Guarantee of technology bonds",
            zh: "科技创新债券担保比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "50 %",
        meaning: "Part of a failed issuer's bonds that government pays to the holders; lets weaker firms issue. Acts only through \
                  bonds.target.",
        source: Source {
            document: "risk-sharing for technology bonds (CL010); E03",
            size: "a guaranteed ten-year bond was issued at 1.85 % (C03); the share is a choice of the user",
        },
        effect: Effect::Field(|p, v| p.bonds.guarantee = v),
    },
    Lever {
        path: "bonds.new_money_share",
        title: Title {
            en: "New money in technology bonds",
            zh: "科技创新债券新增资金比重",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.3),
        example: "0.5",
        meaning: "Part of an issue that does not replace bank loans of the issuer. Acts only through bonds.target.",
        source: Source {
            document: "bonds counted in full as new support (CL010); E03",
            size: "0.3, judgement without source",
        },
        effect: Effect::Field(|p, v| p.bonds.new_money_share = v),
    },
];
