//! Custom words for the plurals.
//!
//! Ordered maps, not hash tables: they need no hasher without `std`, and hold a few words.

use super::inflect::{Own, inflect, is_one};
use super::word::Number;
use crate::strings::number::count::Count;
use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;

/// A pluralizer with custom words in addition to the built-in ones.
///
/// Custom words come before the built-in ones, whatever their case. A word is one run of letters,
/// as for [`pluralize`](crate::strings::pluralize): of `foo-bar` only `bar` is looked up.
///
/// # Examples
///
/// ```
/// use boltons::strings::{Inflector, pluralize};
///
/// let fantasy = Inflector::new()
///     .irregular("dwarf", "dwarrow")
///     .uncountable("orc")
///     .acronym("EOS");
/// assert_eq!(fantasy.pluralize("Dwarf"), "Dwarrow");
/// assert_eq!(fantasy.singularize("DWARROW"), "DWARF");
/// assert_eq!(fantasy.pluralize("big orc"), "big orc");
/// assert_eq!(fantasy.pluralize("EOS"), "EOSs");
/// assert_eq!(fantasy.pluralize("elf"), pluralize("elf"));
/// ```
#[doc(alias = "Pluralizer")]
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[must_use]
pub struct Inflector {
    plurals: BTreeMap<String, String>,
    singulars: BTreeMap<String, String>,
    /// Sets: words with nothing after them. One more kind of tree would be compiled for real ones.
    uncountables: BTreeMap<String, String>,
    acronyms: BTreeMap<String, String>,
}

impl Inflector {
    /// Creates an inflector without custom words.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::{Inflector, pluralize};
    ///
    /// assert_eq!(Inflector::new().pluralize("ox"), pluralize("ox"));
    /// ```
    pub const fn new() -> Self {
        Self {
            plurals: BTreeMap::new(),
            singulars: BTreeMap::new(),
            uncountables: BTreeMap::new(),
            acronyms: BTreeMap::new(),
        }
    }

    /// Adds a noun with its plural, used in both directions; a later pair replaces an earlier one.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Inflector;
    ///
    /// let own = Inflector::new().irregular("octopus", "octopodes");
    /// assert_eq!(own.pluralize("Octopus"), "Octopodes");
    /// assert_eq!(own.singularize("octopodes"), "octopus");
    /// ```
    pub fn irregular(mut self, singular: &str, plural: &str) -> Self {
        let (singular, plural) = (singular.to_lowercase(), plural.to_lowercase());
        self.singulars.insert(plural.clone(), singular.clone());
        self.plurals.insert(singular, plural);
        self
    }

    /// Adds a word whose singular and plural are the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Inflector;
    ///
    /// let own = Inflector::new().uncountable("metadata");
    /// assert_eq!(own.pluralize("metadata"), "metadata");
    /// ```
    pub fn uncountable(mut self, word: &str) -> Self {
        self.uncountables.insert(word.to_lowercase(), String::new());
        self
    }

    /// Adds an acronym, whose plural ends in a small `s` if it is written in capitals.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Inflector;
    ///
    /// let own = Inflector::new().acronym("EOS");
    /// assert_eq!(own.pluralize("EOS"), "EOSs");
    /// ```
    pub fn acronym(mut self, word: &str) -> Self {
        self.acronyms.insert(word.to_uppercase(), String::new());
        self
    }

    /// Returns the plural of a noun; see [`pluralize`](crate::strings::pluralize).
    ///
    /// Computes in **O(n log w)** time, where *n* is the length of the text and *w* the number of
    /// custom words.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Inflector;
    ///
    /// assert_eq!(Inflector::new().irregular("vim", "vimmen").pluralize("gVim"), "gVimmen");
    /// ```
    #[must_use]
    pub fn pluralize<'s>(&self, word: &'s str) -> Cow<'s, str> {
        inflect(word, Number::Plural, Some(self))
    }

    /// Returns the singular of a noun; see [`singularize`](crate::strings::singularize).
    ///
    /// Computes in **O(n log w)** time, where *n* is the length of the text and *w* the number of
    /// custom words.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Inflector;
    ///
    /// assert_eq!(Inflector::new().irregular("vim", "vimmen").singularize("vimmen"), "vim");
    /// ```
    #[must_use]
    pub fn singularize<'s>(&self, word: &'s str) -> Cow<'s, str> {
        inflect(word, Number::Singular, Some(self))
    }

    /// Returns the noun in the form used after `count`; see
    /// [`cardinalize`](crate::strings::cardinalize).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::Inflector;
    /// let own = Inflector::new().irregular("datum", "datums");
    /// assert_eq!(own.cardinalize("datum", 2), "datums");
    /// assert_eq!(own.cardinalize("datum", 1), "datum");
    /// ```
    #[must_use]
    pub fn cardinalize<'s>(&self, noun: &'s str, count: impl Count) -> Cow<'s, str> {
        if is_one(count) { Cow::Borrowed(noun) } else { self.pluralize(noun) }
    }
}

impl Own for Inflector {
    fn has_acronym(&self, caps: &str) -> bool {
        self.acronyms.contains_key(caps)
    }

    fn change(&self, word: &str, to: Number) -> Option<(usize, &str)> {
        if self.plurals.is_empty() && self.uncountables.is_empty() {
            return None;
        }
        // Most words are in small letters already, and then nothing is allocated.
        let lower = if word.bytes().all(|b| b.is_ascii_lowercase()) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        };
        let (there, back) = match to {
            Number::Plural => (&self.plurals, &self.singulars),
            Number::Singular => (&self.singulars, &self.plurals),
        };
        let Some(form) = there.get(&*lower) else {
            let is_that = self.uncountables.contains_key(&*lower) || back.contains_key(&*lower);
            return is_that.then_some((0, ""));
        };
        // The letters that both have at the start stay unchanged.
        let mut same = (word.len(), form.as_str());
        for (c, other) in word.chars().zip(form.chars()) {
            let mut lower = c.to_lowercase();
            if c != other && (lower.next(), lower.next()) != (Some(other), None) {
                break;
            }
            same = (same.0 - c.len_utf8(), same.1.get(other.len_utf8()..).unwrap_or_default());
        }
        Some(same)
    }

    fn push_upper(&self, out: &mut String, c: char) {
        for upper in c.to_uppercase() {
            out.push(upper);
        }
    }
}
