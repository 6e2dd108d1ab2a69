//! Every function that gives a `Cow`: it borrows the whole of its input if and only if nothing
//! changes. `benches/peers/tests` runs the same table with an allocator that counts.

use std::borrow::Cow;

use boltons::strings as s;

use super::borrows_table::TABLE;

#[test]
fn borrows_if_and_only_if_nothing_changes() {
    for (name, same, other, run) in TABLE {
        for text in *same {
            match run(text) {
                // Not a part of it either.
                Cow::Borrowed(out) => {
                    assert!(std::ptr::eq(out, *text) || text.is_empty(), "{name}");
                }
                Cow::Owned(out) => panic!("{name} of {text:?} gave {out:?}"),
            }
        }
        assert!(matches!(run(other), Cow::Owned(out) if out != *other), "{name} of {other:?}");
    }
    // In a buffer first, but then borrowed.
    let letters = s::Slugger::new().unicode().keep_case().separator("_");
    assert!(matches!(letters.slug("Foo_été"), Cow::Borrowed("Foo_été")));
    assert!(matches!(s::cardinalize("cat", 1), Cow::Borrowed("cat")));
    assert!(matches!(s::strip_ansi_bytes(b"\x9b\xff"), Cow::Borrowed(b"\x9b\xff")));
    assert!(matches!(s::strip_ansi_bytes(b"\x1bc"), Cow::Owned(_)));
}

/// The signatures in the sources say which functions there are.
#[test]
fn every_function_that_gives_a_cow_has_a_row() {
    let elsewhere = [
        "strip_ansi_bytes",
        "replace",
        "replace_with",
        "multi_replace",
        "$name",
        "sh_quote_bytes",
        "part",
    ];
    let mut seen = 0;
    let mut paths =
        vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../src/strings"))];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("the sources");
            paths.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        for item in text.split("    pub fn ").flat_map(|part| part.split("\npub fn ")).skip(1) {
            let signature = item.split(" {").next().unwrap_or(item);
            let result = signature.rsplit_once("-> ").map_or("", |(_, result)| result);
            if !result.contains("Cow<") {
                continue;
            }
            let name = signature.split(['(', '<']).next().unwrap_or(signature);
            let known = TABLE.iter().any(|row| row.0 == name) || elsewhere.contains(&name);
            assert!(known, "no row for {name}");
            seen += 1;
        }
    }
    assert!(seen >= 35, "{seen}");
}
