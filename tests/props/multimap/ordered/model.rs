//! `OrderedMultiMap` against a plain list of pairs: every operation on both, and the whole
//! observable state compared after each.
//!
//! Uses nothing but the crate, so that a fuzzer can include it.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::hash::{Hash, Hasher};

use boltons::multimap::OrderedMultiMap;
use boltons::multimap::ordered::Entry;

/// A key that is equal by `id` alone, so that its spelling can be followed.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub id: u16,
    pub spelling: u32,
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id.cmp(&other.id)
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

/// One call. Keys are ids, positions are taken modulo the length; values are numbered as they
/// come.
#[derive(Clone, Debug)]
pub enum Op {
    Append(u16),
    AppendAll(u16, u8),
    Insert(u16),
    Reinsert(u16),
    InsertAt(u16, u16),
    Update(Vec<u16>),
    UpdateOwnClone,
    InsertAll(u16, u8),
    ReplaceKey(u16, u16),
    MoveToBack(u16),
    MoveToFront(u16),
    MoveIndex(u16, u16),
    SwapIndices(u16, u16),
    Extend(Vec<u16>),
    ExtendOwnClone,
    EntryOrInsert(u16),
    EntryAppend(u16),
    EntryInsert(u16),
    EntryRemoveAll(u16, u8, u8),
    EntryLeave(u16),
    GetMut(u16),
    GetLastMut(u16),
    GetAllMut(u16),
    IterMut,
    ValuesMut,
    RemoveFirst(u16),
    RemoveLast(u16),
    /// Takes so many from the front and from the back, then drops the iterator.
    RemoveAll(u16, u8, u8),
    RemoveIndex(u16),
    Pop,
    PopLast,
    PopFirst,
    /// Removes the values of this remainder modulo 3.
    Retain(u8),
    RetainAll(u16, u8),
    /// Stops after so many.
    ExtractIf(u8, u8),
    SortKeys,
    SortBy,
    SortValuesBy,
    Reverse,
    Clone,
    Collect,
    Shrink,
    Reserve(u8),
    Clear,
    /// Takes so many from the front and from the back, then drops the iterator.
    Drain(u8, u8),
}

pub struct Both {
    pub map: OrderedMultiMap<Key, u32>,
    pub model: Vec<(Key, u32)>,
    next: u32,
}

impl Both {
    pub fn new() -> Self {
        Self { map: OrderedMultiMap::new(), model: Vec::new(), next: 0 }
    }

    fn key(&mut self, id: u16) -> Key {
        self.next += 1;
        Key { id, spelling: self.next }
    }

    fn value(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn pairs(&mut self, ids: &[u16]) -> Vec<(Key, u32)> {
        ids.iter().map(|&id| (self.key(id), self.value())).collect()
    }

    /// The values of a key, removed from the model.
    fn take(&mut self, id: u16) -> Vec<u32> {
        let (gone, kept) =
            std::mem::take(&mut self.model).into_iter().partition(|(k, _)| k.id == id);
        self.model = kept;
        let gone: Vec<(Key, u32)> = gone;
        gone.into_iter().map(|(_, value)| value).collect()
    }

    fn update_model(&mut self, pairs: Vec<(Key, u32)>) {
        self.model.retain(|(key, _)| !pairs.iter().any(|(new, _)| new == key));
        self.model.extend(pairs);
    }

    fn first_of(&self, id: u16) -> Option<usize> {
        self.model.iter().position(|(key, _)| key.id == id)
    }

    fn last_of(&self, id: u16) -> Option<usize> {
        self.model.iter().rposition(|(key, _)| key.id == id)
    }

    /// Sets the key's value in the model; returns the old first one.
    fn set_model(&mut self, id: u16, value: u32) -> Option<u32> {
        let first = self.first_of(id)?;
        let old = std::mem::replace(&mut self.model[first].1, value);
        let mut place = 0;
        self.model.retain(|(key, _)| {
            place += 1;
            key.id != id || place - 1 == first
        });
        Some(old)
    }

    /// What taking `front` and `back` off both ends of `all` gives.
    fn ends(mut all: Vec<u32>, front: u8, back: u8) -> (Vec<u32>, Vec<u32>) {
        let front = all.drain(..all.len().min(front.into())).collect();
        all.reverse();
        let back = all.drain(..all.len().min(back.into())).collect();
        (front, back)
    }

    pub fn run(&mut self, op: &Op) {
        match *op {
            Op::Append(id) => {
                let (key, value) = (self.key(id), self.value());
                self.map.append(key, value);
                self.model.push((key, value));
            }
            Op::AppendAll(id, n) => {
                let key = self.key(id);
                let values: Vec<u32> = (0..n).map(|_| self.value()).collect();
                self.map.append_all(key, values.iter().copied());
                self.model.extend(values.into_iter().map(|value| (key, value)));
            }
            Op::Insert(id) => {
                let (key, value) = (self.key(id), self.value());
                let old = self.map.insert(key, value);
                assert_eq!(old, self.set_model(id, value));
                if old.is_none() {
                    self.model.push((key, value));
                }
            }
            Op::Reinsert(id) => {
                let (key, value) = (self.key(id), self.value());
                let old = self.map.reinsert(key, value);
                assert_eq!(old, self.take(id).first().copied());
                self.model.push((key, value));
            }
            Op::InsertAt(index, id) => {
                let (key, value) = (self.key(id), self.value());
                let index = usize::from(index) % (self.model.len() + 1);
                self.map.insert_at(index, key, value);
                self.model.insert(index, (key, value));
            }
            Op::InsertAll(id, n) => {
                let key = self.key(id);
                let values: Vec<u32> = (0..n).map(|_| self.value()).collect();
                let old = self.map.insert_all(key, values.iter().copied());
                let at = self.first_of(id).unwrap_or(self.model.len());
                assert_eq!(old, self.take(id));
                self.model.splice(at..at, values.into_iter().map(|value| (key, value)));
            }
            Op::ReplaceKey(old, new) => {
                let (old, new) = (self.key(old), self.key(new));
                let there = self.map.replace_key(&old, new);
                assert_eq!(there, self.first_of(old.id).is_some());
                for (key, _) in self.model.iter_mut().filter(|(key, _)| *key == old) {
                    *key = new;
                }
            }
            Op::MoveToBack(id) | Op::MoveToFront(id) => {
                let key = self.key(id);
                let back = matches!(op, Op::MoveToBack(_));
                let there =
                    if back { self.map.move_to_back(&key) } else { self.map.move_to_front(&key) };
                assert_eq!(there, self.first_of(id).is_some());
                // Stable, so that all others keep their order.
                self.model.sort_by_key(|(key, _)| (key.id == id) == back);
            }
            Op::MoveIndex(from, to) => {
                if let Some(len) = u16::try_from(self.model.len()).ok().filter(|&len| len > 0) {
                    let (from, to) = (usize::from(from % len), usize::from(to % len));
                    self.map.move_index(from, to);
                    let entry = self.model.remove(from);
                    self.model.insert(to, entry);
                }
            }
            Op::SwapIndices(a, b) => {
                if let Some(len) = u16::try_from(self.model.len()).ok().filter(|&len| len > 0) {
                    let (a, b) = (usize::from(a % len), usize::from(b % len));
                    self.map.swap_indices(a, b);
                    self.model.swap(a, b);
                }
            }
            Op::Drain(front, back) => {
                let mut drain = self.map.drain();
                assert_eq!(drain.len(), self.model.len());
                let mut rest = std::mem::take(&mut self.model).into_iter();
                for _ in 0..front {
                    assert_eq!(drain.next().map(show), rest.next().map(show));
                }
                for _ in 0..back {
                    assert_eq!(drain.next_back().map(show), rest.next_back().map(show));
                }
            }
            Op::Update(ref ids) => {
                let pairs = self.pairs(ids);
                self.map.update(pairs.iter().copied());
                self.update_model(pairs);
            }
            Op::UpdateOwnClone => {
                self.map.update(self.map.clone());
            }
            Op::Extend(ref ids) => {
                let pairs = self.pairs(ids);
                self.map.extend(pairs.iter().map(|(key, value)| (key, value)));
                self.model.extend(pairs);
            }
            Op::ExtendOwnClone => {
                // Only where it does not grow without end.
                if self.model.len() < 200 {
                    self.map.extend(self.map.clone());
                    self.model.extend_from_within(..);
                }
            }
            Op::EntryOrInsert(id) => {
                let (key, value) = (self.key(id), self.value());
                let got = *self.map.entry(key).and_modify(|v| *v ^= 1 << 31).or_insert(value);
                let first = match self.first_of(id) {
                    Some(first) => {
                        self.model[first].1 ^= 1 << 31;
                        first
                    }
                    None => {
                        self.model.push((key, value));
                        self.model.len() - 1
                    }
                };
                assert_eq!(got, self.model[first].1);
            }
            Op::EntryAppend(id) => {
                let (key, value) = (self.key(id), self.value());
                assert_eq!(*self.map.entry(key).append(value), value);
                self.model.push((key, value));
            }
            Op::EntryInsert(id) => {
                let (key, value) = (self.key(id), self.value());
                match self.map.entry(key) {
                    Entry::Occupied(mut entry) => {
                        let old = entry.insert(value);
                        assert_eq!(*entry.get(), value);
                        assert!(entry.get_all().eq(&[value]));
                        assert_eq!(Some(old), self.set_model(id, value));
                    }
                    Entry::Vacant(entry) => {
                        assert_eq!(entry.key().spelling, key.spelling);
                        entry.insert(value);
                        self.model.push((key, value));
                    }
                }
            }
            Op::EntryRemoveAll(id, front, back) => {
                let key = self.key(id);
                if let Entry::Occupied(entry) = self.map.entry(key) {
                    let mut all = entry.remove_all();
                    let got_front: Vec<u32> = all.by_ref().take(front.into()).collect();
                    let got_back: Vec<u32> = all.by_ref().rev().take(back.into()).collect();
                    drop(all);
                    let want = Self::ends(self.take(id), front, back);
                    assert_eq!((got_front, got_back), want);
                } else {
                    assert!(self.take(id).is_empty());
                }
            }
            Op::EntryLeave(id) => {
                let key = self.key(id);
                let first = self.first_of(id);
                match self.map.entry(key) {
                    Entry::Occupied(mut entry) => {
                        let first = first.expect("the model agrees");
                        assert_eq!(entry.key().spelling, self.model[first].0.spelling);
                        entry.get_all_mut().for_each(|value| *value ^= 1 << 30);
                        for (_, value) in self.model.iter_mut().filter(|(key, _)| key.id == id) {
                            *value ^= 1 << 30;
                        }
                        assert_eq!(*entry.into_mut(), self.model[first].1);
                    }
                    Entry::Vacant(entry) => {
                        assert_eq!(first, None);
                        assert_eq!(entry.into_key().spelling, key.spelling);
                    }
                }
            }
            Op::GetMut(id) => {
                let (key, new) = (self.key(id), self.value());
                let got = self.map.get_mut(&key).map(|value| std::mem::replace(value, new));
                let first = self.first_of(id);
                assert_eq!(got, first.map(|i| std::mem::replace(&mut self.model[i].1, new)));
            }
            Op::GetLastMut(id) => {
                let (key, new) = (self.key(id), self.value());
                let got = self.map.get_last_mut(&key).map(|value| std::mem::replace(value, new));
                let last = self.last_of(id);
                assert_eq!(got, last.map(|i| std::mem::replace(&mut self.model[i].1, new)));
            }
            Op::GetAllMut(id) => {
                let key = self.key(id);
                let mut all = self.map.get_all_mut(&key);
                // From both ends in turn.
                let mut got = Vec::new();
                while let Some(value) = all.next() {
                    got.push(value);
                    got.extend(all.next_back());
                }
                assert!(all.next().is_none() && all.next_back().is_none());
                let mut want: Vec<&mut u32> =
                    self.model.iter_mut().filter(|(k, _)| k.id == id).map(|(_, v)| v).collect();
                assert_eq!(got.len(), want.len());
                for value in got.into_iter().chain(want.drain(..)) {
                    *value = value.rotate_left(1);
                }
            }
            Op::IterMut => {
                for (key, value) in &mut self.map {
                    *value = value.wrapping_add(u32::from(key.id));
                }
                for (key, value) in &mut self.model {
                    *value = value.wrapping_add(u32::from(key.id));
                }
            }
            Op::ValuesMut => {
                self.map.values_mut().rev().for_each(|value| *value ^= 1);
                self.model.iter_mut().for_each(|(_, value)| *value ^= 1);
            }
            Op::RemoveFirst(id) => {
                let key = self.key(id);
                let got = self.map.remove_first(&key);
                let first = self.first_of(id);
                assert_eq!(got, first.map(|i| self.model.remove(i).1));
            }
            Op::RemoveLast(id) => {
                let key = self.key(id);
                let got = self.map.remove_last(&key);
                let last = self.last_of(id);
                assert_eq!(got, last.map(|i| self.model.remove(i).1));
            }
            Op::RemoveAll(id, front, back) => {
                let key = self.key(id);
                let want = self.take(id);
                let mut all = self.map.remove_all(&key);
                assert_eq!(all.len(), want.len());
                assert_eq!(format!("{all:?}"), format!("{want:?}"));
                let got_front: Vec<u32> = all.by_ref().take(front.into()).collect();
                let got_back: Vec<u32> = all.by_ref().rev().take(back.into()).collect();
                drop(all);
                assert_eq!((got_front, got_back), Self::ends(want, front, back));
            }
            Op::RemoveIndex(index) => {
                let index = usize::from(index) % (self.model.len() + 1);
                let got = self.map.remove_index(index);
                let want = (index < self.model.len()).then(|| self.model.remove(index));
                assert_eq!(got.map(show), want.map(show));
            }
            Op::PopLast => assert_eq!(self.map.pop_last().map(show), self.model.pop().map(show)),
            Op::Pop => assert_eq!(self.map.pop().map(show), self.model.pop().map(show)),
            Op::PopFirst => {
                let want = (!self.model.is_empty()).then(|| self.model.remove(0));
                assert_eq!(self.map.pop_first().map(show), want.map(show));
            }
            Op::Retain(rest) => {
                self.map.retain(|_, value| *value % 3 != u32::from(rest % 3));
                self.model.retain(|(_, value)| *value % 3 != u32::from(rest % 3));
            }
            Op::RetainAll(id, rest) => {
                let key = self.key(id);
                let went = self.map.retain_all(&key, |value| *value % 3 != u32::from(rest % 3));
                let before = self.model.len();
                self.model.retain(|(k, value)| k.id != id || *value % 3 != u32::from(rest % 3));
                assert_eq!(went, before - self.model.len());
            }
            Op::ExtractIf(rest, most) => {
                let hit = |value: u32| value % 3 == u32::from(rest % 3);
                let mut taken = self.map.extract_if(|_, value| hit(*value));
                let got: Vec<_> = taken.by_ref().take(most.into()).map(show).collect();
                drop(taken);
                let mut want = Vec::new();
                self.model.retain(|&(key, value)| {
                    let goes = hit(value) && want.len() < usize::from(most);
                    if goes {
                        want.push(show((key, value)));
                    }
                    !goes
                });
                assert_eq!(got, want);
            }
            Op::SortKeys => {
                self.map.sort_keys();
                self.model.sort_by_key(|(key, _)| key.id);
            }
            Op::SortBy => {
                self.map.sort_by(|_, v1, _, v2| (v2 % 5).cmp(&(v1 % 5)));
                self.model.sort_by_key(|(_, value)| std::cmp::Reverse(value % 5));
            }
            Op::SortValuesBy => {
                self.map.sort_values_by(|v1, v2| (v1 % 7).cmp(&(v2 % 7)));
                let mut ids: Vec<u16> = self.model.iter().map(|(key, _)| key.id).collect();
                ids.sort_unstable();
                ids.dedup();
                for id in ids {
                    let mut values: Vec<u32> =
                        self.model.iter().filter(|(k, _)| k.id == id).map(|(_, v)| *v).collect();
                    values.sort_by_key(|value| value % 7);
                    let places = self.model.iter_mut().filter(|(k, _)| k.id == id);
                    places.zip(values).for_each(|((_, place), value)| *place = value);
                }
            }
            Op::Reverse => {
                self.map.reverse();
                self.model.reverse();
            }
            Op::Clone => self.map = self.map.clone(),
            Op::Collect => {
                self.map = std::mem::take(&mut self.map).into_iter().collect();
            }
            Op::Shrink => {
                self.map.shrink_to_fit();
                assert_eq!(self.map.capacity(), self.model.len());
            }
            Op::Reserve(n) => {
                self.map.reserve(n.into());
                assert!(self.map.capacity() >= self.model.len() + usize::from(n));
            }
            Op::Clear => {
                self.map.clear();
                self.model.clear();
            }
        }
    }

    /// Compares everything that can be seen.
    pub fn compare(&self, ids: u16) {
        let (map, model) = (&self.map, &self.model);
        map.check();
        assert_eq!(map.len(), model.len());
        assert_eq!(map.is_empty(), model.is_empty());
        assert!(map.iter().map(|(k, v)| (*k, *v)).map(show).eq(model.iter().copied().map(show)));
        let back = map.iter().rev().map(|(k, v)| (*k, *v)).map(show);
        assert!(back.eq(model.iter().rev().copied().map(show)));
        assert_eq!(map.first(), model.first().map(|(key, value)| (key, value)));
        assert_eq!(map.last(), model.last().map(|(key, value)| (key, value)));
        assert_eq!(*map, model[..]);
        assert!(map.keys().map(|key| key.spelling).eq(model.iter().map(|(key, _)| key.spelling)));
        assert!(map.values().eq(model.iter().map(|(_, value)| value)));

        let mut heads: Vec<Key> = Vec::new();
        for (key, _) in model {
            if !heads.contains(key) {
                heads.push(*key);
            }
        }
        assert_eq!(map.keys_len(), heads.len());
        let spellings = |key: &Key| key.spelling;
        assert!(map.unique_keys().map(spellings).eq(heads.iter().map(spellings)));
        assert!(map.unique_keys().rev().map(spellings).eq(heads.iter().rev().map(spellings)));
        assert_eq!(map.groups().size_hint(), (heads.len(), Some(heads.len())));
        for ((key, values), head) in map.groups().zip(&heads) {
            assert_eq!(key.spelling, head.spelling);
            assert!(values.eq(model.iter().filter(|(k, _)| k == head).map(|(_, v)| v)));
        }
        for ((key, values), head) in map.groups().rev().zip(heads.iter().rev()) {
            assert_eq!(key.spelling, head.spelling);
            assert!(values.eq(model.iter().filter(|(k, _)| k == head).map(|(_, v)| v)));
        }

        for id in 0..ids {
            let key = Key { id, spelling: 0 };
            let want: Vec<&u32> =
                model.iter().filter(|(k, _)| k.id == id).map(|(_, v)| v).collect();
            assert_eq!(map.get(&key), want.first().copied());
            let first = map.get_key_value(&key).map(|(k, v)| show((*k, *v)));
            assert_eq!(first, self.first_of(id).map(|first| show(model[first])));
            assert_eq!(map.get_last(&key), want.last().copied());
            assert_eq!(map.contains_key(&key), !want.is_empty());
            assert_eq!(map.count(&key), want.len());
            assert_eq!(map.index_of(&key), self.first_of(id));
            let all = map.get_all(&key);
            let (low, high) = all.size_hint();
            assert!(low <= want.len() && want.len() <= high.expect("a bound"));
            assert!(all.clone().eq(want.iter().copied()));
            assert!(all.rev().eq(want.iter().rev().copied()));
            assert_eq!(map.get_only(&key).ok(), (want.len() < 2).then(|| want.first().copied()));
        }
        let counts = map.counts();
        assert!(
            counts.iter().map(|(key, n)| (key.spelling, *n)).eq(heads
                .iter()
                .map(|head| (head.spelling, model.iter().filter(|(key, _)| key == head).count())))
        );
        // Positions: all where that is cheap, else both ends and the middle.
        let step = if model.len() > 40 { model.len() / 7 } else { 1 };
        for index in (0..=model.len()).step_by(step) {
            assert_eq!(map.get_index(index), model.get(index).map(|(key, value)| (key, value)));
        }
    }
}

fn show((key, value): (Key, u32)) -> (u16, u32, u32) {
    (key.id, key.spelling, value)
}
