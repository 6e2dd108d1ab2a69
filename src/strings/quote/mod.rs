//! Arguments quoted for shells, and split as shells split them.

mod sh;

mod windows;

pub use sh::{ShSplit, sh_join, sh_quote, sh_quote_into, sh_split};
pub use windows::{WindowsSplit, cmd_quote, windows_join, windows_quote, windows_split};
