//! The real data beside the repository, which is there on some machines only.

use std::path::{Path, PathBuf};

/// Returns the path of a file of the real data, or says that the test skips it.
#[allow(dead_code, reason = "a build with few modules reads little of the data")]
pub fn data(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(name);
    if path.is_file() {
        return Some(path);
    }
    println!("skipped: no file {name} beside the repository");
    None
}
