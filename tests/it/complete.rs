//! No public function is without a test: each one that `tests/docs/api.txt` lists is called, by its
//! name, in the tests of its module. A new one fails here until there is a test that calls it. Each
//! has a line in the module's matrix as well, or a reason to have none; each one that takes text or
//! bytes from outside is in a target of `fuzz`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Of the functions with these paths it is the path that a test names, in an attribute.
const BY_PATH: [&str; 4] = [
    "ip::lenient::serialize",
    "ip::lenient::deserialize",
    "strings::serde_duration::serialize",
    "strings::serde_duration::deserialize",
];

/// The text of all source files below a folder of this package whose path has `part`.
fn sources(folder: &Path, part: &str, text: &mut String) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, part, text);
        } else if path.extension().is_some_and(|ext| ext == "rs")
            && path.to_str().unwrap().contains(part)
        {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// The path of a line's function without its generics: `ip::Set::<V4>::insert<T>(…` is
/// `ip::Set::insert`.
fn function(line: &str) -> Option<String> {
    let line = line.strip_prefix("[hidden] ").unwrap_or(line);
    let line = ["fn ", "const fn ", "async fn "].iter().find_map(|kind| line.strip_prefix(kind))?;
    let (mut path, mut depth, mut before) = (String::new(), 0, ' ');
    for c in line.chars() {
        match c {
            '<' => depth += 1,
            '>' if before == '-' => {}
            '>' => depth -= 1,
            '(' if depth == 0 => break,
            c if depth == 0 => path.push(c),
            _ => {}
        }
        before = c;
    }
    Some(path.replace("::::", "::"))
}

/// Functions that have no line in a module's matrix, and why.
pub struct Others {
    pub reason: &'static str,
    /// Where they are tested instead, below `tests`: each is called in one of these files.
    pub files: &'static [&'static str],
    /// Paths below the module; `Type::*` are all functions of a type, `Type::{a, b}` some.
    pub functions: &'static [&'static str],
}

/// Asserts that every public function of a module is named by one line of its matrix at least, or
/// by `others`; and that no line and no exception names what is not there.
///
/// The lines are grouped by what stands before their names: `Set::` before `insert and remove`.
pub fn assert_complete<'a>(
    module: &str,
    lines: impl IntoIterator<Item = (&'a str, &'a str)>,
    others: &[Others],
) {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let api = fs::read_to_string(package.join("docs/api.txt")).unwrap();
    let functions: BTreeSet<String> = api
        .lines()
        .filter_map(|line| Some(function(line)?.strip_prefix(module)?.strip_prefix("::")?.into()))
        .collect();
    assert!(!functions.is_empty(), "{module}");
    let (mut named, mut faults) = (BTreeSet::new(), Vec::new());
    for (before, line) in lines {
        let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
        let found: Vec<&String> =
            words.filter_map(|word| functions.get(&format!("{before}{word}"))).collect();
        // What a line does by an implementation of std's traits is no function of ours.
        let by_trait =
            ["clone", "extend", "collect", "into_iter", "parsed"].iter().any(|t| line.contains(t));
        if found.is_empty() && !by_trait {
            faults.push(format!("the line {before}{line} names no function"));
        }
        named.extend(found);
    }
    let mut excused = BTreeSet::new();
    for Others { reason, files, functions: patterns } in others {
        let read = |file| fs::read_to_string(package.join(file)).expect(file);
        let texts: Vec<String> = files.iter().copied().map(read).collect();
        for path in patterns.iter().flat_map(|pattern| expand(pattern)) {
            let matching: Vec<&String> = match path.strip_suffix('*') {
                Some(start) => functions
                    .iter()
                    .filter(|f| f.strip_prefix(start).is_some_and(|name| !name.contains("::")))
                    .filter(|f| !named.contains(f))
                    .collect(),
                None => functions.get(&path).into_iter().filter(|f| !named.contains(f)).collect(),
            };
            if matching.is_empty() {
                faults.push(format!("{path} has a line or is not there: {reason}"));
            }
            for function in matching {
                let name = function.rsplit("::").next().unwrap();
                if !files.is_empty() && !texts.iter().any(|text| is_called(text, name)) {
                    faults.push(format!("{function} is not called in {files:?}"));
                }
                excused.insert(function);
            }
        }
    }
    for function in &functions {
        if !named.contains(function) && !excused.contains(function) {
            faults.push(format!("{function} has no line"));
        }
    }
    assert!(faults.is_empty(), "the matrix of {module}: {faults:#?}");
}

/// The paths of `Type::{a, b}`, or the path itself.
fn expand(pattern: &str) -> Vec<String> {
    match pattern.strip_suffix('}').and_then(|rest| rest.split_once('{')) {
        Some((before, names)) => {
            names.split(',').map(|name| format!("{before}{}", name.trim())).collect()
        }
        None => vec![pattern.into()],
    }
}

/// Whether a name is called, or handed on as a path.
fn is_called(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let called = after.starts_with('(') || after.starts_with("::<");
        let whole = !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let defined = before.ends_with("fn ");
        let path = before.ends_with("::") && whole;
        let starts = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        starts && !defined && (called || path)
    })
}

#[test]
fn every_public_function_is_called_by_a_test_of_its_module() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = BTreeMap::new();
    for module in ["cache", "ip", "iter", "multimap", "strings", "error"] {
        let mut text = String::new();
        for folder in ["it", "props", "schedules"] {
            sources(&package.join(folder), module, &mut text);
        }
        assert!(!text.is_empty(), "{module}");
        texts.insert(module, text);
    }
    let api = fs::read_to_string(package.join("docs/api.txt")).unwrap();
    let functions: Vec<String> = api.lines().filter_map(function).collect();
    assert!(functions.len() > 1_000, "{} functions", functions.len());
    let mut without = Vec::new();
    for path in functions {
        if BY_PATH.contains(&path.as_str()) {
            let (module, _) = path.rsplit_once("::").unwrap();
            let text = &texts[path.split("::").next().unwrap()];
            assert!(text.contains(&format!("boltons::{module}")), "{path}");
            continue;
        }
        let module = path.split("::").next().unwrap();
        let text = texts.get(module).unwrap_or(&texts["error"]);
        let name = path.rsplit("::").next().unwrap();
        if !is_called(text, name) {
            without.push(path);
        }
    }
    assert!(without.is_empty(), "no test calls {without:#?}");
}

/// Whether a function's line has an argument of text or bytes that somebody else may have written.
fn takes_outside_text(line: &str) -> bool {
    const FORMS: [&str; 4] = [": &str", ": &[u8]", ": impl AsRef<", "BufRead>("];
    let arguments = line.split(" -> ").next().unwrap();
    let lifetimes = arguments.split(": &'").skip(1).filter(|rest| !rest.starts_with("static"));
    let mut borrowed = lifetimes.filter_map(|rest| rest.split_once(' '));
    FORMS.iter().any(|form| arguments.contains(form))
        || borrowed.any(|(_, rest)| rest.starts_with("str") || rest.starts_with("[u8]"))
}

/// The targets of `fuzz`, and the files of tests that they include.
fn targets(package: &Path) -> String {
    let folder = package.join("../fuzz/targets");
    let mut text = String::new();
    sources(&folder, "", &mut text);
    let included: Vec<_> = text.split("#[path = \"").skip(1).collect();
    let files: Vec<_> =
        included.iter().map(|rest| folder.join(&rest[..rest.find('"').unwrap()])).collect();
    for file in files {
        // A folder's other files are its modules.
        if file.ends_with("mod.rs") {
            sources(file.parent().unwrap(), "", &mut text);
        } else {
            text.push_str(&fs::read_to_string(&file).unwrap());
        }
    }
    text
}

/// Whether a name is used, be it that it is called or handed on.
fn is_used(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(part) && !before.ends_with("fn ") && !after.starts_with(part)
    })
}

#[test]
fn every_function_of_outside_text_is_fuzzed() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = targets(package);
    let api = fs::read_to_string(package.join("docs/api.txt")).unwrap();
    let parsers = api.lines().filter_map(|line| line.strip_prefix("impl FromStr for "));
    let parsers = parsers.filter_map(|rest| rest.split(' ').next()?.rsplit("::").next());
    let parsers: Vec<&str> = parsers.collect();
    let functions = api.lines().filter(|line| takes_outside_text(line)).filter_map(function);
    let functions: Vec<String> = functions.collect();
    assert!(functions.len() > 110 && parsers.len() > 10, "{}, {}", functions.len(), parsers.len());
    let mut without = functions;
    without.retain(|path| !is_used(&text, path.rsplit("::").next().unwrap()));
    let parsed = |name: &&str| ["<", "::"].iter().any(|at| text.contains(&format!("{at}{name}>")));
    without.extend(parsers.into_iter().filter(|name| !parsed(name)).map(String::from));
    assert!(without.is_empty(), "no target of fuzz has {without:#?}");
}

#[test]
fn arguments_of_text_are_told_from_others() {
    assert!(takes_outside_text("fn ip::parse_addr(s: &str) -> Result<IpAddr, Error>"));
    assert!(takes_outside_text("fn strings::to<'s>(&self, s: &'s str) -> Cow<'s, str>"));
    assert!(takes_outside_text("fn strings::gunzip(data: &[u8], max_len: usize)"));
    assert!(takes_outside_text("fn ip::ParseOptions::read_set<R: BufRead>(&self, reader: R)"));
    assert!(!takes_outside_text(
        "fn strings::GroupDigits::separator(self, separator: &'static str)"
    ));
    assert!(!takes_outside_text("fn ip::Guard::name(&self) -> &str"));
    assert!(is_used("map(f, clean)", "clean") && !is_used("fn clean()", "clean"));
}

#[test]
fn paths_are_read_without_generics() {
    let read = |line| function(line).unwrap();
    assert_eq!(read("fn ip::Set::<ip::V4>::new(self) -> Self"), "ip::Set::new");
    assert_eq!(read("fn iter::tree::walk<T: iter::tree::Tree>(root: &T)"), "iter::tree::walk");
    assert_eq!(read("fn ip::Map::retain<F: FnMut(u8) -> bool>(self, f: F)"), "ip::Map::retain");
    assert_eq!(read("const fn ip::Set::new() -> Self"), "ip::Set::new");
    assert_eq!(read("async fn cache::Load::run()"), "cache::Load::run");
    assert_eq!(function("struct ip::Set"), None);
    assert_eq!(expand("Set::{new, len}"), ["Set::new", "Set::len"]);
    assert!(is_called("map.insert(1)", "insert") && is_called("Some(Set::insert)", "insert"));
    assert!(!is_called("fn insert() {}", "insert") && !is_called("x.insert_all(1)", "insert"));
    assert!(!is_called("// insert", "insert"));
}
