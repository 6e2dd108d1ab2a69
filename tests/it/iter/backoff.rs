//! Delays and retries.

use std::time::Duration;

use boltons::iter::backoff::{Backoff, Delays, Jitter, retry, retry_with};

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
        assert_eq!(decorrelated[0], c(0));
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
