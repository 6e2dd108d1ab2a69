//! `gzip` and `gunzip`.

use boltons::strings::{gunzip, gzip};

fn noise(len: usize) -> Vec<u8> {
    let mut n = 3u64;
    (0..len)
        .map(|_| {
            n = n.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (n >> 56) as u8
        })
        .collect()
}

#[test]
fn round_trips_at_every_level() {
    let mixed: Vec<u8> = [noise(20_000), vec![7; 50_000], b"abc".repeat(999)].concat();
    for data in [&b""[..], b"x", &mixed] {
        for level in 0..=12 {
            let packed = gzip(data, level);
            assert_eq!(gunzip(&packed, data.len()).expect("our own"), data);
            assert_eq!(packed, gzip(data, level));
            if level > 9 {
                assert_eq!(packed, gzip(data, 9));
            }
        }
    }
}

#[test]
fn the_header_has_no_name_time_or_system() {
    let packed = gzip(b"x", 6);
    assert_eq!(&packed[..10], &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
}

#[test]
fn every_member_is_read() {
    // flate2 #178: readers that stop after the first.
    let mut data = [gzip(b"one ", 1), gzip(b"", 6), gzip(b"two", 9)].concat();
    assert_eq!(gunzip(&data, 7).expect("three members"), b"one two");
    assert!(gunzip(&data, 6).unwrap_err().is_limit_exceeded());
    data.extend([0; 1000]);
    assert_eq!(gunzip(&data, 7).expect("padded"), b"one two");
    data.push(1);
    let error = gunzip(&data, 7).unwrap_err();
    assert!(error.is_corrupt());
    assert_eq!(error.to_string(), "bytes follow the gzip data");
    assert_eq!(error.position(), None);
}

#[test]
fn damage_is_found() {
    let packed = gzip(&noise(3000), 6);
    for len in 0..packed.len() {
        let error = gunzip(&packed[..len], 1 << 20).expect_err("cut short");
        assert!(error.is_corrupt(), "{len}: {error}");
    }
    // The checksum and the length.
    for at in packed.len() - 8..packed.len() {
        let mut bad = packed.clone();
        bad[at] ^= 1;
        assert!(gunzip(&bad, 1 << 20).unwrap_err().is_corrupt());
    }
    assert!(gunzip(b"no gzip at all", 99).unwrap_err().is_corrupt());
    assert!(gunzip(&[0; 20], 99).unwrap_err().is_corrupt());
    assert_eq!(gunzip(b"", 99).unwrap_err().to_string(), "gzip data is cut short");
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let bomb = gzip(&vec![0; 50 << 20], 9);
    assert!(bomb.len() < 64 << 10);
    for limit in [0, 1, 1000, 1 << 20, (50 << 20) - 1] {
        let error = gunzip(&bomb, limit).unwrap_err();
        assert!(error.is_limit_exceeded());
        assert_eq!(error.to_string(), format!("gzip data holds more than {limit} bytes"));
    }
    let all = gunzip(&bomb, 50 << 20).expect("just fits");
    assert_eq!(all.len(), 50 << 20);
    assert!(all.capacity() <= (50 << 20) + (64 << 10));
}

#[test]
fn a_length_that_lies_is_not_believed() {
    let mut packed = gzip(b"abc", 6);
    let at = packed.len() - 4;
    packed[at..].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(gunzip(&packed, usize::MAX).unwrap_err().is_corrupt());
    // Two members: the last length is not that of the first.
    let data = [gzip(&noise(100_000), 1), gzip(b"x", 1)].concat();
    let out = gunzip(&data, 1 << 30).expect("sound");
    assert_eq!(out.len(), 100_001);
}

/// A claim of 4 GiB by 5 MiB of data, which deflate could hold: more than a processor of 32 bits
/// has addresses for.
#[test]
fn a_length_beyond_memory_is_no_panic() {
    let mut data = gzip(b"", 6);
    data.resize(5 << 20, 0xff);
    assert!(gunzip(&data, usize::MAX).unwrap_err().is_corrupt());
}
