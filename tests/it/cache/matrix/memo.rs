//! Functions that remember: memos and `cached!`.

use boltons::cache::{Cache, Memo};

use super::*;

/// What is the same for all memos.
macro_rules! of_memo {
    () => {
        fn poke(&mut self) {
            self.memo.cache_mut().poke();
        }

        fn audit(&self) {
            self.memo.cache().check();
        }

        fn present(&self) -> Vec<Value> {
            self.memo.cache().present()
        }

        fn stats(&self) -> Stats {
            self.memo.cache().stats()
        }

        fn capacity(&self) -> usize {
            self.memo.cache().capacity()
        }

        fn max_weight(&self) -> Option<u64> {
            self.memo.cache().max_weight()
        }

        fn is_whole(&self) -> bool {
            true
        }
    };
}

/// A memo.
pub(super) struct Loaded<P: Policy> {
    memo: Memo<Box<dyn FnMut(&u64) -> Value>, u64, Value, P, Fixed>,
}

impl<P: Policy> Loaded<P> {
    pub(super) fn new(cache: Plain<P>, world: &Arc<World>) -> Self {
        let world = world.clone();
        let load = move |key: &u64| {
            let step = world.steps.load(Relaxed) as u64;
            world.load(step % 9, (key * 7 + step) % (MAX_WEIGHT + 3))
        };
        Self { memo: Memo::new(cache, Box::new(load)) }
    }
}

impl<P: Ranks> Target for Loaded<P> {
    fn operations() -> Vec<Operation<Self>> {
        vec![
            ("get", |this, step| {
                let value = this.memo.get(&step.key());
                step.world.used(value);
            }),
            ("get again", |this, step| {
                let value = this.memo.get(&(step.key() % 4));
                step.world.used(value);
            }),
            ("cache_mut", |this, step| {
                let weight = step.weight();
                if let Some(value) = this.memo.cache_mut().get_mut(&step.key()) {
                    step.world.used(value);
                    value.weight += weight;
                }
            }),
            ("into_parts, new and cache", |this, _| {
                let empty = Cache::with_hasher(0, Fixed::default());
                let empty = Memo::new(empty, Box::new(|_: &u64| -> Value { panic!("empty") }) as _);
                let (cache, f) = std::mem::replace(&mut this.memo, empty).into_parts();
                this.memo = Memo::new(cache, f);
                assert_eq!(this.memo.cache().len(), this.present().len());
            }),
            ("cache_mut, times", |this, step| {
                let ttl = step.bound(step.world.config.ttl());
                this.memo.cache_mut().set_ttl(ttl.map(|seconds| SECOND * seconds as u32));
                step.world.set_ttl(ttl);
                let tti = step.bound(step.world.config.tti());
                this.memo.cache_mut().set_tti(tti.map(|seconds| SECOND * seconds as u32));
                step.world.set_tti(tti);
            }),
            ("cache_mut, clear", |this, step| {
                if step.rng.below(6) == 0 {
                    this.memo.cache_mut().clear();
                }
            }),
        ]
    }

    of_memo!();
}

/// A memo whose function may fail, which takes its time as well.
pub(super) struct Failing<P: Policy> {
    memo: Memo<Box<dyn FnMut(&u64) -> Result<Value, ()>>, u64, Value, P, Fixed>,
}

impl<P: Policy> Failing<P> {
    pub(super) fn new(cache: Plain<P>, world: &Arc<World>) -> Self {
        let world = world.clone();
        let load = move |key: &u64| {
            let step = world.steps.load(Relaxed) as u64;
            let value = world.load(step % 9, (key * 7 + step) % (MAX_WEIGHT + 3));
            if (key + step) % 4 == 0 {
                world.dismiss(&value);
                return Err(());
            }
            Ok(value)
        };
        Self { memo: Memo::new(cache, Box::new(load)) }
    }
}

impl<P: Ranks> Target for Failing<P> {
    fn operations() -> Vec<Operation<Self>> {
        vec![
            ("try_get", |this, step| {
                let value = this.memo.try_get(&step.key());
                value.into_iter().for_each(|value| step.world.used(value));
            }),
            ("try_get again", |this, step| {
                let value = this.memo.try_get(&(step.key() % 4));
                value.into_iter().for_each(|value| step.world.used(value));
            }),
            ("cache_mut", |this, step| {
                let weight = step.weight();
                if let Some(value) = this.memo.cache_mut().get_mut(&step.key()) {
                    step.world.used(value);
                    value.weight += weight;
                }
            }),
            ("cache_mut, insert", |this, step| {
                let old = this.memo.cache_mut().insert(step.key(), step.value());
                step.got(old);
            }),
            ("cache_mut, extend", |this, step| {
                let keys = [step.key(), step.key()];
                let known = this.memo.cache_mut();
                if keys[0] != keys[1] && keys.iter().all(|key| !known.iter().any(|e| e.0 == key)) {
                    let pairs = keys.map(|key| (key, step.value()));
                    known.extend(pairs);
                }
            }),
            ("cache_mut, clear", |this, step| {
                if step.rng.below(6) == 0 {
                    this.memo.cache_mut().clear();
                }
            }),
        ]
    }

    of_memo!();
}

/// A memo whose function asks for the value of a smaller key.
pub(super) struct Recursive<P: Policy> {
    memo: Memo<Box<dyn Fn(&u64, &mut dyn FnMut(u64) -> Value) -> Value>, u64, Value, P, Fixed>,
}

impl<P: Policy> Recursive<P> {
    pub(super) fn new(cache: Plain<P>, world: &Arc<World>) -> Self {
        let world = world.clone();
        let load = move |key: &u64, recurse: &mut dyn FnMut(u64) -> Value| {
            let step = world.steps.load(Relaxed) as u64;
            let more = match key / 2 {
                0 => 0,
                smaller => {
                    let value = recurse(smaller);
                    world.used(&value);
                    value.weight
                }
            };
            world.load(step % 3, (key * 7 + step + more) % (MAX_WEIGHT + 3))
        };
        Self { memo: Memo::new(cache, Box::new(load)) }
    }
}

impl<P: Ranks> Target for Recursive<P> {
    fn operations() -> Vec<Operation<Self>> {
        vec![
            ("get_recursive", |this, step| {
                let value = this.memo.get_recursive(step.key());
                step.world.used(&value);
            }),
            ("get_recursive, a small one", |this, step| {
                let value = this.memo.get_recursive(step.key() % 4);
                step.world.used(&value);
            }),
            ("cache_mut", |this, step| {
                let weight = step.weight();
                if let Some(value) = this.memo.cache_mut().get_mut(&step.key()) {
                    step.world.used(value);
                    value.weight += weight;
                }
            }),
            ("cache_mut, insert", |this, step| {
                let old = this.memo.cache_mut().insert(step.key(), step.value());
                step.got(old);
            }),
            ("cache_mut, extend", |this, step| {
                let keys = [step.key(), step.key()];
                let known = this.memo.cache_mut();
                if keys[0] != keys[1] && keys.iter().all(|key| !known.iter().any(|e| e.0 == key)) {
                    let pairs = keys.map(|key| (key, step.value()));
                    known.extend(pairs);
                }
            }),
            ("cache_mut, clear", |this, step| {
                if step.rng.below(6) == 0 {
                    this.memo.cache_mut().clear();
                }
            }),
        ]
    }

    of_memo!();
}

/// The cache of a `cached!` function, and the functions.
pub(super) struct Remembered<P: Policy + 'static> {
    pub(super) cache: &'static Mutex<Plain<P>>,
    pub(super) remembered: fn(u64) -> Value,
    pub(super) loaded: fn(u64) -> Value,
    pub(super) reloaded: fn(u64) -> Value,
}

impl<P: Policy + 'static> Drop for Remembered<P> {
    fn drop(&mut self) {
        *lock(self.cache) = Cache::with_hasher(0, Fixed::default());
    }
}

impl<P: Ranks + 'static> Target for Remembered<P> {
    fn operations() -> Vec<Operation<Self>> {
        vec![
            ("call", |this, step| step.world.used(&(this.remembered)(step.key()))),
            ("call again", |this, step| step.world.used(&(this.remembered)(step.key() % 4))),
            ("uncached", |this, step| {
                let value = (this.loaded)(step.key());
                step.got(Some(value));
            }),
            ("refresh", |this, step| step.world.used(&(this.reloaded)(step.key() % 8))),
            ("get_mut", |this, step| {
                let weight = step.weight();
                if let Some(value) = lock(this.cache).get_mut(&step.key()) {
                    step.world.used(value);
                    value.weight += weight;
                }
            }),
            ("clear", |this, step| {
                if step.rng.below(6) == 0 {
                    lock(this.cache).clear();
                }
            }),
        ]
    }

    fn poke(&mut self) {
        lock(self.cache).poke();
    }

    fn audit(&self) {
        lock(self.cache).check();
    }

    fn present(&self) -> Vec<Value> {
        lock(self.cache).present()
    }

    fn stats(&self) -> Stats {
        lock(self.cache).stats()
    }

    fn capacity(&self) -> usize {
        lock(self.cache).capacity()
    }

    fn max_weight(&self) -> Option<u64> {
        lock(self.cache).max_weight()
    }

    fn is_whole(&self) -> bool {
        true
    }
}
