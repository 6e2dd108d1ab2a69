//! Sources that misbehave, and the checks that every adaptor has to pass on them.

use std::cell::Cell;
use std::fmt::Debug;
use std::rc::Rc;

/// What a [`Source`] says of its length.
#[derive(Clone, Copy, Debug)]
pub enum Hint {
    /// The truth.
    Exact,
    /// Nothing.
    Unknown,
    /// Bounds that the truth lies between.
    Loose,
    /// Whatever this is.
    Lie(usize, Option<usize>),
}

/// An iterator that can start again after its end, lie about its length, and panic.
#[derive(Clone, Debug)]
pub struct Source<T> {
    items: std::vec::IntoIter<T>,
    /// What comes after the first `None` of a source that is not fused.
    again: Option<T>,
    hint: Hint,
    ended: bool,
    /// How many items were taken.
    pub read: Rc<Cell<usize>>,
    /// Where to panic, while `armed`: when this many items were taken.
    panic_at: usize,
    /// Whether the panic is still to come; shared by clones.
    pub armed: Rc<Cell<bool>>,
}

impl<T: Clone> Source<T> {
    pub fn new(items: &[T], hint: Hint) -> Self {
        Self {
            items: Vec::from(items).into_iter(),
            again: None,
            hint,
            ended: false,
            read: Rc::default(),
            panic_at: 0,
            armed: Rc::default(),
        }
    }

    pub fn restarting(items: &[T], again: Option<T>) -> Self {
        Self { again, ..Self::new(items, Hint::Exact) }
    }

    pub fn panicking(items: &[T], at: usize) -> Self {
        let armed = Rc::new(Cell::new(true));
        Self { panic_at: at, armed, ..Self::new(items, Hint::Exact) }
    }
}

impl<T: Clone> Iterator for Source<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.armed.get() && self.read.get() == self.panic_at {
            self.armed.set(false);
            panic!("the source panics");
        }
        if self.ended {
            return self.again.clone();
        }
        let item = self.items.next();
        self.ended = item.is_none();
        self.read.set(self.read.get() + usize::from(item.is_some()));
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.items.len();
        match self.hint {
            Hint::Exact => (left, Some(left)),
            Hint::Unknown => (0, None),
            Hint::Loose => (left / 2, Some(left * 2 + 1)),
            Hint::Lie(lower, upper) => (lower, upper),
        }
    }
}

impl<T: Clone> ExactSizeIterator for Source<T> {}

/// Collects without a look at the size hint, which may be a lie.
pub fn all<I: Iterator>(items: I) -> Vec<I::Item> {
    let mut all = Vec::new();
    for item in items {
        all.push(item);
    }
    all
}

/// Forwards only `next`.
pub struct NextOnly<I>(pub I);

impl<I: Iterator> Iterator for NextOnly<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }
}

/// Checks that every specialised method does what `next` does, after every number of `next`s, and
/// that the size hint brackets the truth.
pub fn agrees<I>(make: impl Fn() -> I)
where
    I: Iterator,
    I::Item: PartialEq + Debug,
{
    let most = all(NextOnly(make())).len() + 1;
    for skipped in 0..=most {
        let start = || {
            let mut items = make();
            for _ in 0..skipped {
                items.next();
            }
            items
        };
        let truth = all(NextOnly(start()));
        assert_eq!(folded(start()), truth, "fold after {skipped}");
        assert_eq!(start().count(), truth.len(), "count after {skipped}");
        assert_eq!(start().last().as_ref(), truth.last(), "last after {skipped}");
        for n in 0..truth.len() + 2 {
            let mut items = start();
            assert_eq!(items.nth(n).as_ref(), truth.get(n), "nth({n}) after {skipped}");
            let rest = truth.get(n + 1..).unwrap_or_default();
            assert_eq!(all(items), rest, "what nth({n}) leaves after {skipped}");
        }
        let mut items = start();
        for left in (0..=truth.len()).rev() {
            brackets(items.size_hint(), left);
            items.next();
        }
        for _ in 0..3 {
            assert!(items.next().is_none(), "fused");
            brackets(items.size_hint(), 0);
        }
    }
}

/// As [`agrees`], from the back and from both ends.
pub fn agrees_back<I>(make: impl Fn() -> I)
where
    I: DoubleEndedIterator + ExactSizeIterator,
    I::Item: PartialEq + Debug,
{
    agrees(&make);
    agrees(|| make().rev());
    let truth = all(make());
    let mut reversed = all(make().rev());
    reversed.reverse();
    assert_eq!(reversed, truth);
    for front in 0..=truth.len() {
        let mut items = make();
        assert_eq!(items.len(), truth.len());
        for item in &truth[..front] {
            assert_eq!(items.next().as_ref(), Some(item));
        }
        for (i, item) in truth[front..].iter().enumerate().rev() {
            assert_eq!(items.len(), i + 1);
            assert_eq!(items.next_back().as_ref(), Some(item));
        }
        assert!(items.next().is_none() && items.next_back().is_none());
    }
}

fn brackets((lower, upper): (usize, Option<usize>), truth: usize) {
    assert!(
        lower <= truth && upper.is_none_or(|upper| upper >= truth),
        "{truth} is not in {lower}..={upper:?}"
    );
}

fn folded<I: Iterator>(items: I) -> Vec<I::Item> {
    items.fold(Vec::new(), |mut all, item| {
        all.push(item);
        all
    })
}

/// Runs an adaptor on well-behaved, vague, lying, restarting sources and on one that must not be
/// touched; returns what it gives of `items`.
pub fn battery<T, I>(items: &[T], make: impl Fn(Source<T>) -> I) -> Vec<I::Item>
where
    T: Clone,
    I: Iterator,
    I::Item: PartialEq + Debug,
{
    let truth = all(make(Source::new(items, Hint::Exact)));
    for hint in [Hint::Exact, Hint::Unknown, Hint::Loose] {
        assert_eq!(all(make(Source::new(items, hint))), truth, "{hint:?}");
        // Longer sources go the same ways again.
        if items.len() <= 4 || matches!(hint, Hint::Loose) {
            agrees(|| make(Source::new(items, hint)));
        }
    }
    let lies = [Hint::Lie(usize::MAX, None), Hint::Lie(0, Some(0)), Hint::Lie(9, Some(3))];
    for hint in lies {
        assert_eq!(all(make(Source::new(items, hint))), truth, "{hint:?}");
        assert_eq!(folded(make(Source::new(items, hint))), truth, "{hint:?}");
    }
    let again = items.first().cloned();
    let mut restarting = make(Source::restarting(items, again.clone()));
    for item in &truth {
        assert_eq!(restarting.next().as_ref(), Some(item));
    }
    for _ in 0..3 {
        assert!(restarting.next().is_none(), "fused on a source that is not");
    }
    assert_eq!(folded(make(Source::restarting(items, again))), truth);
    let lazy = make(Source::panicking(items, 0));
    let _ = lazy.size_hint();
    drop(lazy);
    truth
}

/// All sequences of at most `longest` items below `letters`.
pub fn sequences(letters: u8, longest: usize) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..longest {
        let until = all.len();
        for i in from..until {
            for letter in 0..letters {
                let mut longer = all[i].clone();
                longer.push(letter);
                all.push(longer);
            }
        }
        from = until;
    }
    all
}
