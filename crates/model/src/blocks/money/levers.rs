//! Levers of money for technology.

use crate::declare::levers;

levers! {
    /// Re-lending and the technology-bond board.
    pub struct Policy in "money";

    quota = "relending.quota" {
        title: ("Re-lending quota", "再贷款额度"),
        unit: Money,
        neutral: (pack "relending_inside"),
        range: (0.0, 5000.0),
        possible: (0.0, 1e6),
        example: "1,000 bn CNY",
        meaning: "Ceiling on what banks can draw at the central bank's window for lending to technology firms (a \
                  stock). What the opening contains is neutral, in China 500 bn: only what differs from it acts, and \
                  a smaller quota withdraws no loan.",
        document: "programme of 500 bn yuan for technology lending (CL070), enlarged later (CL096); E01",
        size: "500 bn from April 2024, 800 bn from 2025, 1,200 bn from early 2026 (C01)",
        cost: Cost::Paid(&["relending.additionality=0.3", "relending.pass_through=0.5"]),
        decided_by: &["relending.additionality", "relending.spending_share", "relending.pass_through",
            "relending.crowd_out", "spending_on_research", "bank_capital_target", "bank_capital_minimum"],
    }
    rate = "relending.rate" {
        title: ("Re-lending rate", "再贷款利率"),
        unit: RatePerYear,
        neutral: (pack "relending_inside_rate"),
        range: (0.0, 0.05),
        possible: (-0.05, 0.5),
        example: "1.25 %",
        meaning: "What banks pay the central bank on the drawn stock, per year; firms pay the banks' own loan rate.",
        document: "1.75 %, reported as the firms' rate but charged to banks (CL071); E01",
        size: "1.75 % in 2024, 1.5 % in 2025, 1.25 % by February 2026 (C01)",
        cost: Cost::Paid(&["relending.quota=1200 bn CNY", "relending.additionality=0.3", "relending.pass_through=0.5"]),
        decided_by: &["relending.additionality", "relending.spending_share", "relending.pass_through",
            "relending.crowd_out", "spending_on_research", "bank_capital_target", "bank_capital_minimum"],
    }
    refinanced_share = "relending.refinanced_share" {
        title: ("Share of a loan that is refinanced", "再贷款支持比例"),
        unit: Ratio,
        neutral: (0.6),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "60 %",
        meaning: "Part of an eligible loan's principal that the bank can refinance at the window.",
        document: "not mentioned in the documents; part of the programme's terms (CL071); E01",
        size: "0.6, up to 1 for other facilities (C01)",
        cost: Cost::Paid(&["relending.quota=1200 bn CNY", "relending.additionality=0.3", "relending.pass_through=0.5"]),
        decided_by: &[],
    }
    additionality = "relending.additionality" {
        title: ("Additional lending per yuan refinanced", "再贷款新增信贷系数"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "0.3",
        meaning: "New lending per unit of eligible lending; the rest would have been lent anyway. An assumption \
                  whose size is not agreed: at 0 the books of bank and central bank move, and nothing else.",
        document: "assumed away in the documents (CL010, CL070); E01",
        size: "0.1 to 0.7, centre 0.3 (C01, judgement)",
        cost: Cost::Paid(&["relending.quota=1200 bn CNY", "relending.pass_through=0.5"]),
        decided_by: &[],
    }
    pass_through = "relending.pass_through" {
        title: ("Pass-through of cheap funding to the loan rate", "再贷款利率传导系数"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "0.5",
        meaning: "Part of the bank's cheaper funding that firms see in the rate of special loans.",
        document: "the documents speak as if it were complete (CL071); E01",
        size: "0.2 to 0.9, centre 0.5 (C01, judgement)",
        cost: Cost::Paid(&["relending.quota=1200 bn CNY", "relending.additionality=0.3"]),
        decided_by: &[],
    }
    rollovers = "relending.rollovers" {
        title: ("Extensions of a draw", "再贷款展期次数"),
        unit: Ratio,
        neutral: (2.0),
        range: (0.0, 3.0),
        possible: (0.0, 40.0),
        example: "1",
        meaning: "How often a draw of one year is rolled over before it must be repaid; 2 makes the term 1+1+1 \
                  years. Whole numbers; what lies between counts as the smaller one.",
        document: "not mentioned in the documents; part of the programme's terms (CL071); E01",
        size: "two extensions of a year each (C01)",
        cost: Cost::Paid(&["relending.quota=1200 bn CNY", "relending.additionality=0.3", "relending.pass_through=0.5"]),
        decided_by: &[],
    }
    first_loan_share = "relending.first_loan_share" {
        title: ("Part kept for first loans", "首贷户额度比重"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 0.5),
        possible: (0.0, 1.0),
        example: "20 %",
        meaning: "Part of the extra lending kept for firms that have hardly any loans; what they do not take is not \
                  lent.",
        document: "100 of the 500 bn are for small technology firms without loans (CL070); E01",
        size: "0.1 to 0.5, centre 0.2 (C01)",
        cost: Cost::Shapes("says who gets the credit"),
        decided_by: &[],
    }
    crowd_out = "relending.crowd_out" {
        title: ("Loans taken from other borrowers", "对其他借款人的挤出"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 0.3),
        possible: (0.0, 1.0),
        example: "0.1",
        meaning: "Loans withheld from firms without eligible loans per unit of extra lending, over and above what \
                  bank capital forces.",
        document: "not mentioned in the documents; E01",
        size: "0 to 0.3, centre 0.1 (C01, judgement)",
        cost: Cost::Shapes("an assumption about banks"),
        decided_by: &[],
    }
    spending_share = "relending.spending_share" {
        title: ("Capital spending per yuan of extra credit", "每元新增信贷的资本支出"),
        unit: Ratio,
        neutral: (0.1),
        range: (-0.1, 0.5),
        possible: (-1.0, 1.0),
        example: "-0.1",
        meaning: "Investment and research per unit of extra credit, of special loans and of the new money of \
                  technology bonds; the rest is held as cash. The sign is contested: one study finds loans up and \
                  investment down.",
        document: "growth out of lending is taken for granted (CL010, CL070); E01",
        size: "-0.1 to 0.5, centre 0.1 (C01)",
        cost: Cost::Shapes("an assumption about borrowers"),
        decided_by: &[],
    }
    repriced_share = "relending.repriced_share" {
        title: ("Existing loans that get the lower rate", "存量贷款重定价比重"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "1",
        meaning: "Part of the refinanced loans that would have been lent anyway and still get the lower rate; 0 \
                  leaves it to special loans, as in the rest of the evidence an assumption.",
        document: "1.75 % spoken of as the firms' rate (CL071); E01",
        size: "no study gives a size; 0 to 1",
        cost: Cost::Paid(&["relending.quota=1200 bn CNY", "relending.pass_through=0.5"]),
        decided_by: &[],
    }
    bond_target = "bonds.target" {
        title: ("Technology bonds aimed at", "科技创新债券目标余额"),
        unit: Money,
        neutral: (0.0),
        range: (0.0, 5000.0),
        possible: (0.0, 1e6),
        example: "600 bn CNY",
        meaning: "Stock of technology bonds that large technology firms and equity institutions aim at, above what \
                  the opening contains; they issue if the coupon is below the loan rate.",
        document: "technology board of the bond market, part of 1.5 trillion yuan (CL010); E03",
        size: "300 to 600 bn in the first ten weeks (C03)",
        cost: Cost::Free("firms borrow and repay; only a guarantee costs"),
        decided_by: &["bonds.new_money_share", "spending_on_research", "bank_capital_target"],
    }
    bond_spread = "bonds.spread" {
        title: ("Coupon over the policy rate", "科技创新债券利差"),
        unit: RatePerYear,
        neutral: (0.005),
        range: (0.003, 0.01),
        possible: (-0.05, 0.5),
        example: "50 bp",
        meaning: "Coupon of a sound issuer less the policy rate, per year; weaker issuers pay for their risk as far \
                  as nobody guarantees it. From the loan spread upward nobody issues.",
        document: "not mentioned in the documents; E03",
        size: "coupons of 1.8 to 2.5 %, centre 2.0 %, at a policy rate of 1.5 % (C03)",
        cost: Cost::Free("a rate between firms and holders"),
        decided_by: &[],
    }
    bond_guarantee = "bonds.guarantee" {
        title: ("Guarantee of technology bonds", "科技创新债券担保比例"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "50 %",
        meaning: "Part of a failed issuer's bonds that government pays to the holders; lets weaker firms issue. Acts \
                  only through bonds.target.",
        document: "risk-sharing for technology bonds (CL010); E03",
        size: "a guaranteed ten-year bond was issued at 1.85 % (C03); the share is a choice of the user",
        cost: Cost::Paid(&["bonds.target=1500 bn CNY"]),
        decided_by: &[],
    }
    bond_new_money = "bonds.new_money_share" {
        title: ("New money in technology bonds", "科技创新债券新增资金比重"),
        unit: Ratio,
        neutral: (0.3),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "0.5",
        meaning: "Part of an issue that does not replace bank loans of the issuer. Acts only through bonds.target.",
        document: "bonds counted in full as new support (CL010); E03",
        size: "0.3, judgement without source",
        cost: Cost::Free("an assumption about issuers"),
        decided_by: &[],
    }
}
