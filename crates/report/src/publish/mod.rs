//! Puts finished files and folders where they belong, whole or not at all. Everything is first written under a hidden
//! name beside the target (`draft`), made durable, and given its final name in one step of the system (`system`).
//! Nothing is replaced without being asked, and then only a regular file or a folder with an earlier result.

mod draft;
mod fault;
mod file;
mod folder;
mod system;

pub use fault::{Fault, WriteError};
pub use file::{check_file, file};
pub(crate) use folder::{Target, begin, finish, rehearse};
