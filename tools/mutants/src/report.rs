//! Counts the outcomes, and names the survivors that the table of the repository does not explain.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::run;

/// A row of `mutants.tsv`, by its number.
pub struct Row {
    pub file: String,
    pub function: String,
    pub line: String,
    pub change: String,
}

pub fn rows(root: &Path) -> BTreeMap<usize, Row> {
    let text = fs::read_to_string(root.join("mutants/mutants.tsv"))
        .expect("mutants/mutants.tsv: write the copy first");
    let mut rows = BTreeMap::new();
    for line in text.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [number, file, function, line, before, after] = parts[..] else { continue };
        let change = format!("`{before}` → `{after}`");
        let row = Row {
            file: file.to_owned(),
            function: function.to_owned(),
            line: line.to_owned(),
            change,
        };
        rows.insert(number.parse().unwrap(), row);
    }
    rows
}

pub fn report(repository: &Path, root: &Path) {
    let (rows, outcomes) = (rows(root), run::outcomes(root));
    // | `file` `function` | changes | reason |
    let table = fs::read_to_string(repository.join("tests/docs/mutants.md")).unwrap_or_default();
    let table: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| `src/"))
        .map(|line| line.split(" | ").collect())
        .collect();
    let explained = |row: &Row| {
        table.iter().any(|cells| {
            let here = format!("`{}` `{}`", row.file, row.function);
            cells.len() >= 3 && cells[0].ends_with(&here) && {
                let changes = cells[1..cells.len() - 1].join(" | ");
                changes == "every" || changes.contains(&row.change.replace('|', "\\|"))
            }
        })
    };
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (number, outcome) in &outcomes {
        let Some(row) = rows.get(number) else { continue };
        let module = row.file.split('/').nth(1).unwrap_or("").trim_end_matches(".rs").to_owned();
        let mut kind = outcome.kind.clone();
        if kind == "survived" || kind == "unreached" {
            if explained(row) {
                kind = "explained".to_owned();
            } else {
                println!(
                    "{number}\t{kind}\t{}:{}\t{}\t{}",
                    row.file, row.line, row.function, row.change
                );
            }
        }
        *counts.entry((module, kind)).or_insert(0) += 1;
    }
    println!("{} of {} mutants were run", outcomes.len(), rows.len());
    for ((module, kind), count) in counts {
        println!("{module}\t{kind}\t{count}");
    }
}
