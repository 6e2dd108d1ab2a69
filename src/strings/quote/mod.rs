//! Arguments quoted for shells, and split as shells split them.

mod sh;

mod windows;

mod powershell;

pub use powershell::powershell_quote;
pub use sh::{
    ShSplit, ShSplitBytes, sh_join, sh_join_bytes, sh_quote, sh_quote_bytes, sh_quote_into,
    sh_split, sh_split_bytes,
};
pub use windows::{WindowsSplit, cmd_quote, windows_join, windows_quote, windows_split};
