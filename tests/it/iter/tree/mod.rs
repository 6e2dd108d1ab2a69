//! Trees: walks against recursion, paths, edits, depth, and closures that panic.

mod access;
mod broken;
mod deep;
mod edit;
mod many;
mod own;
mod path;
mod walk;

use boltons::iter::tree::Nested;

/// A small language for trees: `[1 [2] {a:3 b:[]}]`.
pub fn tree(text: &str) -> Nested<i32> {
    let mut chars = text.chars().peekable();
    let tree = parse(&mut chars);
    assert_eq!(chars.next(), None, "{text}");
    tree
}

type Text<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn parse(chars: &mut Text<'_>) -> Nested<i32> {
    let word = |chars: &mut Text<'_>| -> String {
        std::iter::from_fn(|| chars.next_if(|c| !" []{}:".contains(*c))).collect()
    };
    let blanks = |chars: &mut Text<'_>| while chars.next_if_eq(&' ').is_some() {};
    match chars.peek() {
        Some('[') => {
            chars.next();
            let mut items = Vec::new();
            loop {
                blanks(chars);
                if chars.next_if_eq(&']').is_some() {
                    return Nested::List(items);
                }
                items.push(parse(chars));
            }
        }
        Some('{') => {
            chars.next();
            let mut entries = boltons::iter::IndexMap::new();
            loop {
                blanks(chars);
                if chars.next_if_eq(&'}').is_some() {
                    return Nested::Map(entries);
                }
                let key = word(chars);
                assert_eq!(chars.next(), Some(':'));
                entries.insert(key, parse(chars));
            }
        }
        _ => Nested::Leaf(word(chars).parse().unwrap()),
    }
}

/// The tree in the same language.
pub fn show(tree: &Nested<i32>) -> String {
    match tree {
        Nested::Leaf(n) => n.to_string(),
        Nested::List(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" "))
        }
        Nested::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}:{}", show(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
        }
    }
}
