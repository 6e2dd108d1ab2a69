//! Delays and retries.

use std::collections::BTreeSet;
use std::time::Duration;

use boltons::iter::backoff::{
    Backoff, Delays, Failure, Jitter, retry, retry_notify, retry_notify_with, retry_with, within,
    within_clock,
};

const SECOND: Duration = Duration::from_secs(1);
const JITTERS: [Jitter; 6] = [
    Jitter::None,
    Jitter::Full,
    Jitter::Equal,
    Jitter::Decorrelated,
    Jitter::Percent { down: 30, up: 200 },
    Jitter::Percent { down: 255, up: 255 },
];

fn nanoseconds(backoff: &Backoff, count: usize) -> Vec<u128> {
    backoff.delays().take(count).map(|delay| delay.as_nanos()).collect()
}

#[test]
fn is_small_and_travels() {
    fn check<T: Send + Sync + Unpin + std::panic::UnwindSafe + Clone>() {}
    check::<Backoff>();
    check::<Delays>();
    check::<Jitter>();
    assert!(size_of::<Delays>() <= 80, "{}", size_of::<Delays>());
}

#[test]
fn settings_hold_in_constants() {
    const POLICY: Backoff = Backoff::exponential(SECOND)
        .factor(3.0)
        .max_delay(Duration::from_secs(20))
        .max_total(Duration::from_secs(100))
        .attempts(9)
        .immediate_first()
        .jitter(Jitter::None)
        .seed(1);
    let seconds: Vec<u64> = POLICY.delays().map(|delay| delay.as_secs()).collect();
    assert_eq!(seconds, [0, 1, 3, 9, 20, 20, 20, 20]);
}

/// The definition, in wide integers.
fn model(base: u64, factor: f64, max: u64, count: usize) -> Vec<u128> {
    let fixed = (factor * 4_294_967_296.0).round() as u128;
    let mut c = u128::from(base.min(max));
    (0..count)
        .map(|_| {
            let given = c;
            let least = if c > 0 && fixed > 1 << 32 { c + 1 } else { 0 };
            c = ((c * fixed) >> 32).max(least).min(u128::from(max));
            given
        })
        .collect()
}

#[test]
fn growth_is_that_of_the_definition() {
    for base in [0, 1, 2, 3, 999, 1_000_000_007, u64::MAX / 2, u64::MAX] {
        for factor in [1.0, 1.000_000_000_1, 1.1, 1.5, 2.0, 3.7, 65_536.0] {
            for max in [0, 1, 60_000_000_000, u64::MAX] {
                let backoff = Backoff::exponential(Duration::from_nanos(base))
                    .factor(factor)
                    .max_delay(Duration::from_nanos(max));
                assert_eq!(nanoseconds(&backoff, 70), model(base, factor, max, 70), "{backoff:?}");
            }
        }
    }
}

#[test]
fn backon_jitter_passes_max_delay() {
    // There 119.9 s came out of a bound of 60 s.
    for jitter in JITTERS {
        for seed in 0..200 {
            let limit = Duration::from_secs(60);
            let backoff = Backoff::exponential(SECOND).max_delay(limit).jitter(jitter).seed(seed);
            assert!(backoff.delays().take(40).all(|delay| delay <= limit), "{backoff:?}");
        }
    }
}

#[test]
fn backon_panics_on_the_longest_total() {
    let backoff = Backoff::exponential(Duration::MAX).max_total(Duration::MAX).attempts(5);
    // One delay of 584 years fits, the next would pass the total.
    assert_eq!(nanoseconds(&backoff, 9), [u128::from(u64::MAX)]);
    assert_eq!(nanoseconds(&Backoff::exponential(Duration::MAX), 3), [u128::from(u64::MAX); 3]);
}

#[test]
fn backon_stays_at_one_nanosecond_for_a_factor_of_one_and_a_tenth() {
    let backoff = Backoff::exponential(Duration::from_nanos(1)).factor(1.1);
    assert_eq!(nanoseconds(&backoff, 12)[..4], [1, 2, 3, 4]);
    assert!(nanoseconds(&backoff, 400)[399] > 1_000_000_000);
}

#[test]
fn backon_loses_a_nanosecond() {
    let backoff = Backoff::exponential(Duration::new(3600, 1));
    assert_eq!(backoff.delays().nth(1), Some(Duration::new(7200, 2)));
}

#[test]
fn backon_takes_factors_of_zero_and_nan() {
    for factor in [0.0, -1.0, 0.999, 65_536.1, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let panic = std::panic::catch_unwind(|| Backoff::exponential(SECOND).factor(factor));
        let message = *panic.unwrap_err().downcast_ref::<&str>().unwrap();
        assert_eq!(message, "a factor must lie between 1 and 65,536", "{factor}");
    }
}

#[test]
fn the_total_ends_the_sequence_for_good() {
    let backoff = Backoff::exponential(SECOND).max_total(Duration::from_secs(8));
    let mut delays = backoff.delays();
    assert_eq!(delays.by_ref().map(|d| d.as_secs()).collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(delays.next(), None);
    assert_eq!(delays.next(), None);
    // A total that is met exactly is not passed.
    let backoff = backoff.max_total(Duration::from_secs(7));
    assert_eq!(backoff.delays().count(), 3);
    assert_eq!(backoff.max_total(Duration::ZERO).delays().next(), None);
}

#[test]
fn jitter_keeps_its_bounds_and_draws_one_number_a_delay() {
    let c = |i: u32| 1_000_000_u64 << i;
    for seed in 0..100 {
        let of = |jitter| {
            let backoff = Backoff::exponential(Duration::from_millis(1)).jitter(jitter).seed(seed);
            backoff.delays().take(10).map(|d| d.as_nanos() as u64).collect::<Vec<_>>()
        };
        for (i, delay) in (0..).zip(of(Jitter::Full)) {
            assert!(delay <= c(i));
        }
        for (i, delay) in (0..).zip(of(Jitter::Equal)) {
            assert!((c(i) / 2..=c(i)).contains(&delay));
        }
        for (i, delay) in (0..).zip(of(Jitter::Percent { down: 25, up: 50 })) {
            assert!((c(i) / 4 * 3..=c(i) / 2 * 3).contains(&delay));
        }
        let decorrelated = of(Jitter::Decorrelated);
        assert!((c(0)..=3 * c(0)).contains(&decorrelated[0]));
        for pair in decorrelated.windows(2) {
            assert!((c(0)..=3 * pair[0]).contains(&pair[1]));
        }
    }
    // `immediate_first` uses no number: what follows is the same.
    let backoff = Backoff::exponential(SECOND).jitter(Jitter::Full).seed(3);
    let shifted = nanoseconds(&backoff.clone().immediate_first(), 6);
    assert_eq!(shifted[0], 0);
    assert_eq!(shifted[1..], nanoseconds(&backoff, 5));
}

#[test]
fn seeds_give_the_same_delays_everywhere() {
    // Computed from the definition with exact integers: SplitMix64(0) starts with
    // 0xE220A8397B1DCDAF, so that Full of one second gives ⌊0xE220A8397B1DCDAF·(10⁹+1)/2⁶⁴⌋.
    let full = |seed| nanoseconds(&Backoff::constant(SECOND).jitter(Jitter::Full).seed(seed), 3);
    assert_eq!(full(0), [883_310_809, 431_527_997, 26_433_771]);
    assert_eq!(full(1), [566_561_575, 745_781_758, 971_002_754]);
    assert_eq!(full(u64::MAX), [893_942_921, 912_597_204, 219_481_963]);
}

#[test]
fn without_a_seed_two_sequences_differ() {
    let backoff = Backoff::constant(Duration::from_secs(1 << 30)).jitter(Jitter::Full);
    assert_ne!(nanoseconds(&backoff, 4), nanoseconds(&backoff, 4));
}

#[test]
fn size_hint_brackets_what_comes() {
    let endless = Backoff::constant(SECOND);
    assert_eq!(endless.delays().size_hint(), (usize::MAX, None));
    assert_eq!(endless.clone().attempts(3).delays().size_hint(), (3, Some(3)));
    let bounded = endless.max_total(SECOND * 2);
    assert_eq!(bounded.delays().size_hint(), (0, None));
    assert_eq!(bounded.attempts(9).delays().size_hint(), (0, Some(9)));
}

#[test]
fn retry_runs_once_more_than_there_are_delays() {
    for delays in 0..5 {
        let mut runs = 0;
        let backoff = Backoff::constant(Duration::ZERO).attempts(delays);
        let result: Result<(), u32> = retry(backoff, || {
            runs += 1;
            Err(runs)
        });
        assert_eq!(result, Err(delays + 1));
    }
}

#[test]
fn retry_never_sleeps_for_nothing_and_obeys_the_decision() {
    let mut slept = Vec::new();
    let delays = [Duration::ZERO, SECOND, SECOND * 2, SECOND * 3];
    let result: Result<(), i32> = retry_with(
        delays,
        || Err(7),
        |error, delay| {
            assert_eq!(*error, 7);
            match delay.as_secs() {
                2 => Some(Duration::ZERO),
                3 => Some(SECOND * 30),
                _ => Some(delay),
            }
        },
        |delay| slept.push(delay.as_secs()),
    );
    assert_eq!(result, Err(7));
    assert_eq!(slept, [1, 30]);

    let mut runs = 0;
    let given_up: Result<(), ()> = retry_with(
        Backoff::constant(SECOND),
        || {
            runs += 1;
            Err(())
        },
        |(), _| None,
        |_| unreachable!("gave up"),
    );
    assert_eq!((given_up, runs), (Err(()), 1));
}

#[test]
fn retry_does_not_touch_the_delays_of_what_succeeds() {
    let untouched = std::iter::from_fn(|| -> Option<Duration> { unreachable!("not needed") });
    assert_eq!(retry(untouched, || Ok::<_, ()>(1)), Ok(1));
}

/// The delay number `i` for each of 64 seeds.
fn over_seeds(backoff: &Backoff, i: usize) -> BTreeSet<u128> {
    (0..64).map(|seed| nanoseconds(&backoff.clone().seed(seed), i + 1)[i]).collect()
}

#[test]
fn i1_jitter_keeps_its_width_at_the_limit() {
    let second = SECOND.as_nanos();
    for (backoff, low, high) in [
        (
            Backoff::exponential(SECOND)
                .max_delay(60 * SECOND)
                .jitter(Jitter::Percent { down: 0, up: 25 }),
            45 * second,
            60 * second,
        ),
        (
            Backoff::constant(SECOND).max_delay(SECOND).jitter(Jitter::Percent { down: 0, up: 50 }),
            second / 2,
            second,
        ),
        (
            Backoff::constant(SECOND)
                .max_delay(SECOND)
                .jitter(Jitter::Percent { down: 20, up: 20 }),
            second * 6 / 10,
            second,
        ),
        // Wider than the limit itself: all below it.
        (
            Backoff::constant(SECOND)
                .max_delay(SECOND)
                .jitter(Jitter::Percent { down: 0, up: 255 }),
            0,
            second,
        ),
        (Backoff::exponential(SECOND).max_delay(60 * SECOND).jitter(Jitter::Full), 0, 60 * second),
        (
            Backoff::exponential(SECOND).max_delay(60 * SECOND).jitter(Jitter::Equal),
            30 * second,
            60 * second,
        ),
        (
            Backoff::exponential(SECOND).max_delay(60 * SECOND).jitter(Jitter::Decorrelated),
            second,
            60 * second,
        ),
    ] {
        for i in [8, 20, 60] {
            let values = over_seeds(&backoff, i);
            assert!(values.len() > 60, "{backoff:?} at {i}: {} values", values.len());
            let (least, most) = (*values.first().unwrap(), *values.last().unwrap());
            assert!(low <= least && most <= high, "{backoff:?}");
            // 64 draws fill most of the band, except the one that depends on what came before.
            if backoff != backoff.clone().jitter(Jitter::Decorrelated) {
                assert!(most - least > (high - low) / 5 * 4, "{backoff:?} at {i}");
            }
        }
    }
    // Half-way: the band that would pass the limit ends there.
    let backoff = Backoff::constant(SECOND)
        .max_delay(SECOND * 11 / 10)
        .jitter(Jitter::Percent { down: 10, up: 20 });
    let values = over_seeds(&backoff, 0);
    assert!(
        *values.first().unwrap() >= second * 8 / 10 && *values.first().unwrap() < second * 85 / 100
    );
    assert!(*values.last().unwrap() <= second * 11 / 10);
}

#[test]
fn i2_decorrelated_draws_its_first_delay_and_grows() {
    let backoff = Backoff::exponential(SECOND).jitter(Jitter::Decorrelated);
    let first = over_seeds(&backoff, 0);
    assert_eq!(first.len(), 64);
    let second = SECOND.as_nanos();
    assert!(first.iter().all(|delay| (second..=3 * second).contains(delay)));
    // They grow: by about the golden ratio a step, were it not for the base.
    for seed in 0..64 {
        let delays = nanoseconds(&backoff.clone().seed(seed), 200);
        assert!(*delays.iter().max().unwrap() > 1000 * second, "seed {seed}");
    }
}

#[test]
fn i13_full_jitter_with_a_least_delay() {
    let least = 5 * SECOND;
    let backoff =
        Backoff::exponential(SECOND).jitter(Jitter::Full).min_delay(least).max_delay(60 * SECOND);
    for (i, width) in [(0, 1), (2, 4), (5, 32), (20, 55)] {
        let values = over_seeds(&backoff, i);
        assert!(values.len() > 60);
        let (low, high) = (least.as_nanos(), (least + width * SECOND).as_nanos());
        assert!(low <= *values.first().unwrap() && *values.last().unwrap() <= high, "at {i}");
        assert!(*values.last().unwrap() > low + (high - low) / 2, "at {i}");
    }
    // For every jitter, and above the longest delay.
    for jitter in JITTERS {
        let backoff = Backoff::linear(SECOND, SECOND).jitter(jitter).min_delay(least).seed(1);
        assert!(backoff.delays().take(40).all(|delay| delay >= least), "{jitter:?}");
        let squeezed = backoff.max_delay(4 * SECOND);
        assert!(squeezed.delays().take(40).all(|delay| delay == 4 * SECOND), "{jitter:?}");
    }
    let total = Backoff::constant(SECOND).min_delay(2 * SECOND).max_total(5 * SECOND);
    assert_eq!(total.delays().count(), 2);
}

#[test]
fn i14_other_growths_with_the_same_limits() {
    let seconds = |backoff: &Backoff| -> Vec<u64> {
        backoff.delays().take(9).map(|delay| delay.as_secs()).collect()
    };
    let linear = Backoff::linear(SECOND, 2 * SECOND);
    assert_eq!(seconds(&linear), [1, 3, 5, 7, 9, 11, 13, 15, 17]);
    assert_eq!(seconds(&linear.clone().max_delay(6 * SECOND)), [1, 3, 5, 6, 6, 6, 6, 6, 6]);
    let fibonacci = Backoff::fibonacci(2 * SECOND);
    assert_eq!(seconds(&fibonacci), [2, 2, 4, 6, 10, 16, 26, 42, 68]);
    assert_eq!(seconds(&fibonacci.clone().max_total(15 * SECOND)), [2, 2, 4, 6]);
    assert_eq!(seconds(&fibonacci.clone().immediate_first().retries(4)), [0, 2, 2, 4]);
    let long = Backoff::fibonacci(Duration::MAX).delays().nth(500);
    assert_eq!(long, Some(Duration::from_nanos(u64::MAX)));
    for backoff in [linear, fibonacci] {
        for jitter in JITTERS {
            let limit = 30 * SECOND;
            let backoff = backoff.clone().max_delay(limit).jitter(jitter);
            assert!(backoff.delays().take(50).all(|delay| delay <= limit));
            assert_eq!(over_seeds(&backoff, 0).len() > 1, jitter != Jitter::None);
        }
        // A factor makes it exponential.
        let factor = backoff.factor(3.0).retries(3);
        assert!(factor.delays().map(|d| d.as_nanos()).is_sorted_by(|a, b| 3 * a == *b));
    }
}

#[test]
fn i15_elapsed_time_ends_the_delays() {
    // The operation takes 3 s a call; the clock moves with both.
    let now = std::cell::Cell::new(Duration::ZERO);
    let mut calls = 0;
    let failed: Result<(), &str> = retry_with(
        within_clock(Duration::from_secs(12), Backoff::exponential(SECOND), || now.get()),
        || {
            calls += 1;
            now.set(now.get() + 3 * SECOND);
            Err("slow")
        },
        |_, delay| Some(delay),
        |delay| now.set(now.get() + delay),
    );
    // 3, wait 1, 7, wait 2, 12: the next wait of 4 s would pass the limit.
    assert_eq!((failed, calls, now.get().as_secs()), (Err("slow"), 3, 12));

    let mut ended = within_clock(SECOND, [2 * SECOND, Duration::ZERO], || Duration::ZERO);
    assert_eq!(ended.size_hint(), (0, Some(2)));
    assert_eq!((ended.next(), ended.next()), (None, None));
    assert_eq!(ended.size_hint(), (0, Some(0)));
    assert_eq!(format!("{ended:?}"), "Within { limit: 1s, delays: None, .. }");
    // By the real clock: no delay of an hour fits into one second, one of nothing does.
    assert_eq!(within(SECOND, [3600 * SECOND]).next(), None);
    assert_eq!(within(3600 * SECOND, [Duration::ZERO]).next(), Some(Duration::ZERO));
    // A delay that ends exactly at the limit fits.
    assert_eq!(within_clock(SECOND, [SECOND], || Duration::ZERO).next(), Some(SECOND));
}

#[test]
fn i17_retries_are_calls_after_the_first() {
    let backoff = Backoff::constant(Duration::ZERO);
    assert_eq!(backoff.clone().retries(3), backoff.clone().attempts(3));
    let mut calls = 0;
    let failed: Result<(), ()> = retry(backoff.retries(3), || {
        calls += 1;
        Err(())
    });
    assert_eq!((failed, calls), (Err(()), 4));
}

#[test]
fn i22_each_failure_is_reported_with_its_number() {
    let mut seen = Vec::new();
    let mut slept = Vec::new();
    let delays = [Duration::ZERO, SECOND];
    let failed: Result<(), &str> = retry_notify_with(
        delays,
        || Err("down"),
        |Failure { number, error, delay, .. }| seen.push((number, *error, delay)),
        |delay| slept.push(delay),
    );
    assert_eq!(failed, Err("down"));
    assert_eq!(
        seen,
        [(1, "down", Some(Duration::ZERO)), (2, "down", Some(SECOND)), (3, "down", None)]
    );
    assert_eq!(slept, [SECOND]);
    let untouched: Result<u8, ()> =
        retry_notify(Backoff::constant(SECOND), || Ok(1), |_| unreachable!("no failure"));
    assert_eq!(untouched, Ok(1));
}

#[test]
fn folding_is_repeated_next() {
    use super::support::agrees;

    let plain = Backoff::exponential(Duration::from_nanos(7)).factor(1.5).retries(9);
    let limits = plain.clone().max_delay(Duration::from_nanos(40));
    let jitters = JITTERS.map(|jitter| limits.clone().jitter(jitter).seed(3));
    let least = jitters.clone().map(|backoff| backoff.min_delay(Duration::from_nanos(20)));
    let all = [
        plain.clone(),
        limits.clone(),
        limits.clone().immediate_first(),
        limits.clone().min_delay(Duration::from_nanos(20)),
        limits.max_total(Duration::from_nanos(90)),
        Backoff::linear(SECOND, SECOND).retries(5),
        Backoff::fibonacci(SECOND).retries(5).immediate_first(),
        plain.retries(0),
    ];
    for backoff in all.into_iter().chain(jitters).chain(least) {
        agrees(|| backoff.delays());
    }
}
