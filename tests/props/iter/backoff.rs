//! Delays keep their bounds, whatever the settings.

use std::time::Duration;

use boltons::iter::backoff::{Backoff, Jitter, retry_with};
use proptest::prelude::*;

fn duration() -> impl Strategy<Value = Duration> {
    prop_oneof![
        (0..1000_u64).prop_map(Duration::from_nanos),
        (0..100_000_u64).prop_map(Duration::from_millis),
        any::<u64>().prop_map(Duration::from_nanos),
        any::<u64>().prop_map(Duration::from_secs),
        Just(Duration::MAX),
    ]
}

fn jitter() -> impl Strategy<Value = Jitter> {
    prop_oneof![
        Just(Jitter::None),
        Just(Jitter::Full),
        Just(Jitter::Equal),
        Just(Jitter::Decorrelated),
        (any::<u8>(), any::<u8>()).prop_map(|(down, up)| Jitter::Percent { down, up }),
    ]
}

fn factor() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), Just(2.0), Just(65_536.0), 1.0..1.001, 1.0..10.0, 1.0..65_536.0]
}

fn nanoseconds(duration: Duration) -> u128 {
    duration.as_nanos().min(u128::from(u64::MAX))
}

/// The delays without jitter, from the definition.
fn plain(base: Duration, factor: f64, max: Duration, n: usize) -> Vec<u64> {
    let cap = |d: Duration| u64::try_from(d.as_nanos()).unwrap_or(u64::MAX);
    let (max, scale) = (u128::from(cap(max)), (factor * 4_294_967_296.0).round() as u128);
    let mut c = u128::from(cap(base)).min(max);
    let mut all = Vec::new();
    for _ in 0..n {
        all.push(c as u64);
        let mut next = (c * scale) >> 32;
        if c > 0 && scale > 1 << 32 {
            next = next.max(c + 1);
        }
        c = next.min(max);
    }
    all
}

proptest! {
    #[test]
    fn bounds_hold(
        base in duration(), factor in factor(), max in duration(),
        total in prop::option::of(duration()), attempts in 0..80u32, jitter in jitter(),
        immediate: bool, seed: u64,
    ) {
        let mut policy =
            Backoff::exponential(base).factor(factor).max_delay(max).attempts(attempts);
        policy = policy.jitter(jitter).seed(seed);
        if let Some(total) = total {
            policy = policy.max_total(total);
        }
        if immediate {
            policy = policy.immediate_first();
        }
        let delays: Vec<Duration> = policy.delays().collect();

        prop_assert!(policy.delays().eq(delays.iter().copied()), "one seed, one sequence");
        prop_assert!(delays.iter().all(|delay| *delay <= max));
        let spent: u128 = delays.iter().map(Duration::as_nanos).sum();
        match total {
            Some(total) => prop_assert!(spent <= total.as_nanos()),
            None => prop_assert_eq!(delays.len(), attempts as usize),
        }
        let (least, most) = policy.delays().size_hint();
        prop_assert!(least <= delays.len() && most.is_some_and(|most| delays.len() <= most));
        let mut rest = policy.delays();
        prop_assert_eq!(rest.by_ref().count(), delays.len());
        prop_assert_eq!(rest.next(), None, "fused");

        let start = usize::from(immediate);
        prop_assert!(!immediate || delays.first().is_none_or(Duration::is_zero));
        let centres = plain(base, factor, max, attempts as usize);
        let drawn = delays.iter().skip(start).map(|delay| delay.as_nanos() as u64);
        for (i, (delay, c)) in drawn.zip(&centres).enumerate() {
            // A percentage above 100 of a long delay is more than 64 bits hold.
            let part = |percent: u8| u128::from(*c) * u128::from(percent) / 100;
            match jitter {
                Jitter::None => prop_assert_eq!(delay, *c),
                Jitter::Full => prop_assert!(delay <= *c),
                Jitter::Equal => prop_assert!(c - c / 2 <= delay && delay <= *c),
                Jitter::Percent { down, up } => {
                    let (c, delay) = (u128::from(*c), u128::from(delay));
                    // The band keeps its width: at the limit it is moved down.
                    let over = (c + part(up)).saturating_sub(nanoseconds(max));
                    let low = (c - part(down.min(100))).saturating_sub(over);
                    prop_assert!(low <= delay && delay <= c + part(up));
                }
                _ => prop_assert!(
                    delay >= centres[0] && (i > 0 || u128::from(delay) <= 3 * u128::from(centres[0]))
                ),
            }
        }
        if jitter == Jitter::None {
            prop_assert!(delays.is_sorted());
        }
        // More time gives the same delays, and perhaps more of them.
        if let Some(total) = total {
            let longer = policy.clone().max_total(total.saturating_mul(2)).delays();
            prop_assert!(longer.take(delays.len()).eq(delays.iter().copied()));
        }
    }

    #[test]
    fn retry_runs_once_more_than_it_waits(
        delays in prop::collection::vec(prop_oneof![Just(Duration::ZERO), duration()], 0..8),
        failures in 0..10usize, gives_up in prop::option::of(0..10usize), asked in duration(),
    ) {
        let (mut runs, mut slept) = (0, Vec::new());
        let mut decisions = Vec::new();
        let result = retry_with(
            delays.iter().copied(),
            || {
                runs += 1;
                if runs > failures { Ok(runs) } else { Err(runs) }
            },
            |error, delay| {
                decisions.push((*error, delay));
                // Every other time the server says how long to wait.
                (gives_up != Some(*error)).then_some(if error % 2 == 0 { asked } else { delay })
            },
            |delay| slept.push(delay),
        );
        let last = gives_up.filter(|n| *n > 0).unwrap_or(usize::MAX).min(delays.len() + 1);
        if failures < last {
            prop_assert_eq!(result, Ok(failures + 1));
        } else {
            prop_assert_eq!(result, Err(last));
        }
        let waits = runs - 1;
        let asked_for = decisions.iter().take(waits);
        prop_assert!(asked_for.clone().map(|d| d.1).eq(delays.iter().take(waits).copied()));
        prop_assert!(asked_for.clone().map(|d| d.0).eq(1..runs));
        let expected = asked_for.map(|(run, delay)| if run % 2 == 0 { asked } else { *delay });
        prop_assert!(slept.into_iter().eq(expected.filter(|delay| !delay.is_zero())));
    }
}
