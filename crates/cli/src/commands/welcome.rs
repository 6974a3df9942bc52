//! `shapan` alone: five lines for someone who has just built it.

use crate::args::Common;
use crate::failure::{Exit, Failure};
use crate::print;

const EN: &str = "\
Shapan: an economy with and without a policy, simulated on the same dice.
Try it:       shapan run innovation-drive --pairs 4
Change it:    shapan run innovation-drive --set 'relending.rate=1 %'
Look around:  shapan list scenarios (levers, indicators, economies)
Your own:     shapan new my.toml, shapan check my.toml, shapan run my.toml
";

const ZH: &str = "\
沙盘：在相同的随机抽样下，分别模拟有政策与无政策的经济，比较差异。
试一试：  shapan run innovation-drive --pairs 4
改一改：  shapan run innovation-drive --set 'relending.rate=1 %'
看一看：  shapan list scenarios（levers、indicators、economies）
自己写：  shapan new my.toml，shapan check my.toml，shapan run my.toml
";

/// Prints the introduction.
pub fn run(common: &Common) -> Result<Exit, Failure> {
    print::result(common.lang.pick(EN, ZH))?;
    Ok(Exit::Fine)
}
