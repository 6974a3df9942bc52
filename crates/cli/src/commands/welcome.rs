//! `shapan` alone: five lines for someone who has just built it.

use crate::args::Common;
use crate::failure::{Exit, Failure};
use crate::print;

const EN: &str = "\
Shapan: a sand table for economic policy. It simulates an economy with and without a policy, on the same dice.
Try it:       shapan run innovation-drive --pairs 4      effects of China's innovation drive
Change it:    shapan run innovation-drive --set 'relending.rate=1 %'
Look around:  shapan list scenarios | levers | indicators | economies;  shapan describe relending.quota
Your own:     shapan new my.toml;  shapan check my.toml;  shapan run my.toml --out result
";

const ZH: &str = "\
沙盘：经济政策的推演工具。在相同的随机抽样下，分别模拟有政策与无政策的经济，并比较差异。
试一试：  shapan run innovation-drive --pairs 4      中国创新驱动战略的效果
改一改：  shapan run innovation-drive --set 'relending.rate=1 %'
看一看：  shapan list scenarios | levers | indicators | economies；shapan describe relending.quota
自己写：  shapan new my.toml；shapan check my.toml；shapan run my.toml --out result
";

/// Prints the introduction.
pub fn run(common: &Common) -> Result<Exit, Failure> {
    print::result(common.lang.pick(EN, ZH));
    Ok(Exit::Fine)
}
