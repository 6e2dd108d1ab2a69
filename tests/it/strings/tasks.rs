//! The table of tasks in the module's head names everything that a task begins with.

/// The head of the module, and the names that it exports.
fn head_and_exports() -> (&'static str, Vec<&'static str>) {
    let source = include_str!("../../../src/strings/mod.rs");
    let (head, body) = source.split_once("#![deny").expect("a head");
    let exports = body.split("pub use ").skip(1).filter_map(|group| {
        let (path, _) = group.split_once(';')?;
        let (_, names) = path.rsplit_once("::")?;
        Some(names.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|n| !n.is_empty()))
    });
    (head, exports.flatten().collect())
}

#[test]
fn every_function_has_a_task() {
    let (head, exports) = head_and_exports();
    let names = |name: &str| head.contains(&format!("`{name}`"));
    let functions: Vec<&str> =
        exports.iter().copied().filter(|n| n.starts_with(|c: char| c.is_lowercase())).collect();
    assert!(functions.len() > 80, "{}", functions.len());
    for name in functions {
        // The twins are said of all functions together.
        let twin = ["_into", "_bytes"].iter().find_map(|end| name.strip_suffix(end));
        let named = names(name) || twin.is_some_and(|of| exports.contains(&of) && names(of));
        assert!(named, "{name} is in no task");
    }
    assert!(names("_into") && names("_bytes"));
}

#[test]
fn every_type_that_is_created_has_a_task() {
    let (head, exports) = head_and_exports();
    for name in exports.iter().filter(|n| n.starts_with(char::is_uppercase)) {
        // Iterators, what functions return, and the values of options are found from there.
        let found = [
            "AnsiSpan",
            "AnsiSpans",
            "Words",
            "FindHidden",
            "FindBidiControls",
            "Hidden",
            "HiddenKind",
            "Visible",
            "A10n",
            "HumanList",
            "Ordinal",
            "UnitLen",
            "IntListIter",
            "LinesUnicode",
            "LinesWithBreaks",
            "SplitLineBreaks",
            "Paragraphs",
            "Wrapped",
            "Count",
            "ByteUnit",
            "FormatBytes",
            "FormatDuration",
            "GroupDigits",
            "ShSplit",
            "ShSplitBytes",
            "WindowsSplit",
            "FindHashtags",
            "HashtagPlaces",
            "SplitPunctWs",
            "Case",
            "Digits",
            "Locale",
            "Measure",
            "Align",
            "Newline",
            "MultiReplaceBuilder",
        ];
        assert!(
            found.contains(name) || head.contains(&format!("`{name}`")),
            "{name} is in no task"
        );
    }
}

/// Each name of the table is there, and no task is empty or doubled.
#[test]
fn every_task_leads_somewhere() {
    let (head, exports) = head_and_exports();
    let rows: Vec<&str> = head
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter(|row| !row.starts_with("for | what"))
        .collect();
    assert_eq!(rows.len(), 23);
    let mut tasks: Vec<&str> = rows.iter().map(|row| row.split(" | ").next().unwrap()).collect();
    tasks.sort_unstable();
    tasks.dedup();
    assert_eq!(tasks.len(), rows.len());
    for row in rows {
        let names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            let feature = ["std", "unicode", "serde", "replace", "gzip"].contains(&name);
            assert!(feature || exports.contains(&name), "{name} is not exported");
        }
    }
}
