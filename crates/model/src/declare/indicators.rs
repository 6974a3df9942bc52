//! Indicators: what is measured each quarter. An indicator is declared in the room of its block, and nowhere else: id, titles, unit,
//! meaning and the measurement stand in that one place.

use super::Title;

/// Marks a number that does not exist: what an opening position cannot show because it is a flow of a quarter, and what belongs to
/// a block that the economy does not have. Compare with [`f64::is_nan`]: every number that exists is finite, or the run stops.
pub const ABSENT: f64 = f64::NAN;

/// How a deviation from baseline is expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Deviation in per cent of baseline.
    Level,
    /// Deviation in percentage points (the value itself is in per cent).
    Rate,
    /// Deviation in the indicator's own unit.
    Amount,
}

/// Describes one indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndicatorInfo {
    /// Stable id, for example `real_gdp`.
    pub id: &'static str,
    /// English title.
    pub en: &'static str,
    /// Chinese title.
    pub zh: &'static str,
    /// Unit of the level: `bn`, `bn_opening_prices`, `pct`, `index`, `pct_gdp`, `persons_m`, `ratio`, ….
    pub unit: &'static str,
    /// How deviations are expressed.
    pub kind: Kind,
    /// What it measures, one sentence.
    pub meaning: &'static str,
    /// True if it is a flow of a quarter, which an opening position does not show.
    pub flow: bool,
    /// Id of the block without which there is nothing to show, if there is one.
    pub block: Option<&'static str>,
}

impl IndicatorInfo {
    /// From the parts of a declaration.
    pub(crate) const fn new(
        id: &'static str,
        title: Title,
        unit: &'static str,
        kind: Kind,
        flow: bool,
        block: Option<&'static str>,
        meaning: &'static str,
    ) -> Self {
        Self {
            id,
            en: title.en,
            zh: title.zh,
            unit,
            kind,
            meaning,
            flow,
            block,
        }
    }
}

/// Declares the indicators of a block, `of Block, Seen`. A measurement reads the block and what is seen of the economy, `measure: |b, s| …`;
/// one that needs no block says `always: |s| …` and exists in every economy. Below the indicators stand columns, which have a number
/// for each member of a dimension: `along Sectors { … measure: |b, s, member| … }`.
macro_rules! indicators {
    (of $block:ty, $seen_type:ty; $($id:literal {
        title: ($en:literal, $zh:literal),
        unit: $unit:literal,
        kind: $kind:ident,
        $(flow: $flow:literal,)?
        meaning: $meaning:literal,
        $(measure: |$b:pat_param, $s:pat_param| $measure:expr,)?
        $(always: |$seen:pat_param| $always:expr,)?
    })+
    $(along $dimension:ident { $($column:literal {
        title: ($column_en:literal, $column_zh:literal),
        unit: $column_unit:literal,
        kind: $column_kind:ident,
        $(flow: $column_flow:literal,)?
        $(reported: $reported:literal,)?
        meaning: $column_meaning:literal,
        measure: |$cb:pat_param, $cs:pat_param, $member:pat_param| $column_measure:expr,
    })+ })*) => {
        /// The indicators of the block, in the order in which they are listed.
        pub const INDICATORS: &[$crate::declare::IndicatorInfo] = &[$($crate::declare::IndicatorInfo::new(
            $id,
            $crate::declare::Title { en: $en, zh: $zh },
            $unit,
            $crate::declare::Kind::$kind,
            $crate::declare::indicator!(mark $($flow)?),
            $crate::declare::indicator!(of $block $(, $always)?),
            $meaning,
        ),)+];

        /// The columns of the block, in the order in which they are listed.
        pub const COLUMNS: &[$crate::declare::ColumnInfo] = &[$($($crate::declare::ColumnInfo {
            dimension: $crate::declare::Dimension::$dimension,
            info: $crate::declare::IndicatorInfo::new(
                $column,
                $crate::declare::Title { en: $column_en, zh: $column_zh },
                $column_unit,
                $crate::declare::Kind::$column_kind,
                $crate::declare::indicator!(mark $($column_flow)?),
                $crate::declare::indicator!(of $block),
                $column_meaning,
            ),
            reported: $crate::declare::indicator!(mark $($reported)?),
        },)+)*];

        /// Measures both in that order.
        pub fn measure(block: Option<&$block>, seen: &$seen_type, out: &mut $crate::declare::Measured) {
            $(out.values.push(if seen.opening && $crate::declare::indicator!(mark $($flow)?) {
                $crate::declare::ABSENT
            } else {
                $(match (block, seen) {
                    (Some($b), $s) => $measure,
                    (None, _) => $crate::declare::ABSENT,
                })?
                $({
                    let $seen = seen;
                    $always
                })?
            });)+
            $($(out.columns.push({
                let members = seen.structure.members.count($crate::declare::Dimension::$dimension);
                match (block, seen) {
                    (Some($cb), $cs) if !(seen.opening && $crate::declare::indicator!(mark $($column_flow)?)) => {
                        (0..members).map(|$member| $column_measure).collect()
                    }
                    _ => vec![$crate::declare::ABSENT; members],
                }
            });)+)*
        }
    };
}

/// What a mark means: one that is missing is false.
macro_rules! indicator {
    (mark) => {
        false
    };
    (mark $mark:literal) => {
        $mark
    };
    (needs) => {
        None
    };
    (needs $block:literal) => {
        Some($block)
    };
    (of $block:ty) => {
        Some(super::Params::BLOCK)
    };
    (of $block:ty, $always:expr) => {
        None
    };
}

pub(crate) use {indicator, indicators};
