//! Ids: their text, and that they do not repeat.

use std::collections::HashSet;

use boltons::iter::{Guid, Guids, SequentialGuids};

#[test]
fn travel_between_threads() {
    fn check<T: Send + Sync + Unpin + std::panic::UnwindSafe + std::fmt::Debug>() {}
    check::<Guid>();
    check::<Guids>();
    check::<SequentialGuids>();
    assert_eq!(size_of::<Guid>(), 16);
}

#[test]
fn text_is_read_back_and_orders_as_the_number() {
    let mut ids: Vec<Guid> = Guids::from_seed(9).take(200).collect();
    for id in &ids {
        let text = id.to_string();
        assert_eq!(text.parse::<Guid>().unwrap(), *id);
        assert_eq!(text.to_uppercase().parse::<Guid>().unwrap(), *id);
        assert_eq!(text, format!("{:032x}", id.as_u128()));
    }
    ids.sort_unstable();
    let texts: Vec<String> = ids.iter().map(Guid::to_string).collect();
    assert!(texts.is_sorted());
    assert_eq!(format!("{:>34}", ids[0]), format!("  {}", ids[0]));
}

#[test]
fn bad_text_names_its_place() {
    let error = "0011x2".parse::<Guid>().unwrap_err();
    assert!(error.is_syntax());
    assert_eq!(error.to_string(), "unexpected character 'x' while parsing id \"0011x2\" at byte 4");
    let cases = [("", 0), ("00", 2), (" ", 0), ("é", 0), ("１", 0)];
    for (text, position) in cases {
        assert_eq!(text.parse::<Guid>().unwrap_err().position(), Some(position), "{text}");
    }
    let long = "0".repeat(33);
    assert_eq!(long.parse::<Guid>().unwrap_err().position(), Some(32));
    let signed = format!("+{}", "0".repeat(31));
    assert_eq!(signed.parse::<Guid>().unwrap_err().position(), Some(0));
}

#[test]
fn never_repeat_within_a_generator() {
    let ids = Guids::new();
    let seen: HashSet<Guid> = ids.take(100_000).collect();
    assert_eq!(seen.len(), 100_000);
}

#[test]
fn never_repeat_between_threads() {
    let (random, counted) = (&Guids::new(), &SequentialGuids::new());
    let mut all: Vec<Guid> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(move || {
                    random.take(5_000).chain(counted.take(5_000)).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 40_000);
}

#[test]
fn every_bit_takes_both_values_about_equally_often() {
    let mut ones = [0_u32; 128];
    for id in Guids::from_seed(42).take(4096) {
        for (bit, count) in ones.iter_mut().enumerate() {
            *count += u32::from(id.as_u128() >> bit & 1 == 1);
        }
    }
    // Six standard deviations (32 each) around the middle.
    assert!(ones.iter().all(|n| (2048 - 192..=2048 + 192).contains(n)), "{ones:?}");
}

#[test]
fn sequential_ids_grow() {
    for seed in [0, 1, u128::MAX] {
        let ids: Vec<Guid> = SequentialGuids::from_seed(seed).take(1000).collect();
        assert!(ids.windows(2).all(|pair| pair[0].as_u128() + 1 == pair[1].as_u128()));
        assert!(ids[0].as_u128() < 1 << 127);
    }
}

/// Generators without a seed start anywhere among all ids.
#[test]
fn both_halves_of_sequential_ids_are_random() {
    let ids: Vec<u128> = (0..8).map(|_| SequentialGuids::new().generate().as_u128()).collect();
    let high: HashSet<u128> = ids.iter().map(|id| id >> 64).collect();
    let low: HashSet<u128> = ids.iter().map(|id| id & u128::from(u64::MAX)).collect();
    assert_eq!((high.len(), low.len()), (8, 8));
}

/// A seed of 128 bits is used whole.
#[test]
fn each_bit_of_a_seed_counts() {
    let seeds = || (0..128).map(|bit| 1 << bit).chain([0]);
    let random: HashSet<Guid> = seeds().map(|seed| Guids::from_seed(seed).generate()).collect();
    assert_eq!(random.len(), 129);
    let ordered: HashSet<Guid> =
        seeds().map(|seed| SequentialGuids::from_seed(seed).generate()).collect();
    assert_eq!(ordered.len(), 129);
}

#[test]
fn blocks_and_single_ids_of_one_generator_never_meet() {
    let ids = Guids::from_seed(3);
    let (mut a, mut b) = (ids.blocks(), ids.blocks());
    let mut seen = HashSet::new();
    for i in 0..1000 {
        assert!(seen.insert(a.next().unwrap()));
        if i % 3 == 0 {
            assert!(seen.insert(b.next().unwrap()));
            assert!(seen.insert(ids.generate()));
        }
    }
    assert_eq!(a.size_hint(), (usize::MAX, None));
    // The first block is that of the first 64 single ids.
    let single: Vec<Guid> = Guids::from_seed(3).take(64).collect();
    assert!(Guids::from_seed(3).blocks().take(64).eq(single));
}

#[test]
fn generators_by_default_by_reference_and_as_text() {
    assert_ne!(Guids::default().generate(), Guids::default().generate());
    let ids = SequentialGuids::default();
    let some: Vec<Guid> = (&ids).take(3).collect();
    assert!(some.is_sorted() && ids.generate() > some[2]);
    let random = Guids::from_seed(5);
    let mut by_reference = &random;
    assert_eq!(by_reference.size_hint(), (usize::MAX, None));
    let text = String::from(by_reference.next().unwrap());
    assert_eq!(text.parse::<Guid>().unwrap(), Guids::from_seed(5).generate());
}
