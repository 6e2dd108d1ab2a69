//! The features `serde` and `ipnet`.

#[cfg(feature = "serde")]
mod serde {
    use std::fmt::Debug;

    use ::serde::de::DeserializeOwned;
    use ::serde::de::value::{Error, StrDeserializer};
    use ::serde::{Deserialize, Serialize};
    use boltons::ip::*;

    use crate::ip::binary::{from_bytes, to_bytes};

    #[track_caller]
    fn round<T: Serialize + DeserializeOwned + Eq + Debug>(value: &T, json: &str) {
        assert_eq!(serde_json::to_string(value).unwrap(), json);
        assert_eq!(serde_json::from_str::<T>(json).unwrap(), *value);
    }

    #[test]
    fn text_in_json() {
        round(&Ipv4Prefix::literal("10.0.0.0/8"), r#""10.0.0.0/8""#);
        round(&Ipv6Prefix::literal("::/0"), r#""::/0""#);
        round(&IpPrefix::literal("2001:db8::/32"), r#""2001:db8::/32""#);
        round(&Ipv4Interface::literal("10.0.0.1/8"), r#""10.0.0.1/8""#);
        round(&Ipv6Interface::literal("::1/64"), r#""::1/64""#);
        round(&IpInterface::literal("::1/64"), r#""::1/64""#);
        round(&"10.0.0.1-10.0.0.9".parse::<Ipv4Range>().unwrap(), r#""10.0.0.1-10.0.0.9""#);
        round(&"::1".parse::<Ipv6Range>().unwrap(), r#""::1""#);
        round(&"::1-::2".parse::<IpRange>().unwrap(), r#""::1-::2""#);
        round(&MacAddr::new([0, 1, 2, 3, 4, 5]), r#""00:01:02:03:04:05""#);
        round(&Eui64::from_bits(1), r#""00:00:00:00:00:00:00:01""#);
    }

    #[test]
    fn text_is_read_strictly() {
        for json in [
            r#""10.0.0.1/8""#,
            r#""10.0.0.0""#,
            r#""010.0.0.0/8""#,
            "1",
            "null",
            r#"["10.0.0.0",8]"#,
        ] {
            assert!(serde_json::from_str::<IpPrefix>(json).is_err(), "{json}");
        }
        let error = serde_json::from_str::<Ipv4Prefix>(r#""10.0.0.1/8""#).unwrap_err();
        assert!(error.to_string().starts_with("host bits set (did you mean 10.0.0.0/8?)"));
        let error = serde_json::from_str::<Ipv4Prefix>("7").unwrap_err();
        assert!(error.to_string().contains("expected an IPv4 prefix"), "{error}");
        // Borrowed or not.
        let text: StrDeserializer<'_, Error> = StrDeserializer::new("::/0");
        assert_eq!(Ipv6Prefix::deserialize(text).unwrap(), Ipv6Prefix::ALL);
    }

    /// Writes and reads; the reading fails on bytes cut short.
    #[track_caller]
    fn binary<T: Serialize + DeserializeOwned + Eq + Debug>(value: &T, bytes: &[u8]) {
        assert_eq!(to_bytes(value), bytes);
        assert_eq!(from_bytes::<T>(bytes).unwrap(), *value);
        for len in 0..bytes.len() {
            assert!(from_bytes::<T>(&bytes[..len]).is_err(), "{len} bytes of {value:?}");
        }
    }

    /// A prefix and an interface are (address, length), a range (first, last); what holds one of
    /// the two families has std's variant before each address.
    #[test]
    fn parts_in_binary() {
        binary(&Ipv4Prefix::literal("10.0.0.0/8"), &[10, 0, 0, 0, 8]);
        binary(&Ipv4Prefix::ALL, &[0; 5]);
        let mut bytes = [0; 17];
        bytes[..4].copy_from_slice(&[0x20, 0x01, 0x0d, 0xb8]);
        bytes[16] = 32;
        binary(&Ipv6Prefix::literal("2001:db8::/32"), &bytes);
        binary(&Ipv6Interface::literal("2001:db8::/32"), &bytes);
        binary(&IpPrefix::literal("255.255.255.255/32"), &[0, 255, 255, 255, 255, 32]);
        binary(&IpPrefix::literal("2001:db8::/32"), &[&[1], &bytes[..]].concat());
        binary(&Ipv4Interface::literal("10.0.0.1/8"), &[10, 0, 0, 1, 8]);
        binary(&IpInterface::literal("10.0.0.1/8"), &[0, 10, 0, 0, 1, 8]);
        let range: Ipv4Range = "10.0.0.1-10.0.0.9".parse().unwrap();
        binary(&range, &[10, 0, 0, 1, 10, 0, 0, 9]);
        binary(&IpRange::from(range), &[0, 10, 0, 0, 1, 0, 10, 0, 0, 9]);
        binary(&Ipv6Range::ALL, &[[0; 16], [255; 16]].concat());
        binary(&MacAddr::new([0, 1, 2, 3, 4, 5]), &[0, 1, 2, 3, 4, 5]);
        binary(&Eui64::from_bits(7), &[0, 0, 0, 0, 0, 0, 0, 7]);
    }

    /// Binary formats are checked as strictly as text: host bits, lengths, order, families.
    #[test]
    fn binary_is_read_strictly() {
        let message = |error: Error| error.to_string();
        assert_eq!(
            from_bytes::<Ipv4Prefix>(&[10, 0, 0, 1, 8]).map_err(message),
            Err("host bits set: 10.0.0.1/8 (did you mean 10.0.0.0/8?)".to_owned()),
        );
        assert_eq!(
            from_bytes::<IpInterface>(&[0, 10, 0, 0, 1, 33]).map_err(message),
            Err("prefix length 33 exceeds 32".to_owned()),
        );
        assert_eq!(
            from_bytes::<Ipv4Range>(&[10, 0, 0, 9, 10, 0, 0, 1]).map_err(message),
            Err("range ends before it starts: 10.0.0.9-10.0.0.1".to_owned()),
        );
        let mixed = [&[0, 10, 0, 0, 1, 1], &[0; 16][..]].concat();
        assert_eq!(
            from_bytes::<IpRange>(&mixed).map_err(message),
            Err("range of two families: 10.0.0.1-::".to_owned()),
        );
        assert!(from_bytes::<IpPrefix>(&[2, 10, 0, 0, 0, 8]).is_err(), "there is no third family");
        assert!(from_bytes::<Ipv4Prefix>(&[10, 0, 0, 0, 8, 0]).is_err(), "a byte is left");
    }
}

#[cfg(feature = "ipnet")]
mod ipnet {
    use boltons::ip::*;
    use ipnet::{IpNet, Ipv4Net, Ipv6Net};

    use crate::ip::support::{Of, fails};

    #[test]
    fn both_ways() {
        let net: Ipv4Net = "10.0.0.1/8".parse().unwrap();
        fails(
            Ipv4Prefix::try_from(net),
            "host bits set: 10.0.0.1/8 (did you mean 10.0.0.0/8?)",
            Of::Argument,
        );
        assert_eq!(Ipv4Interface::from(net), Ipv4Interface::literal("10.0.0.1/8"));
        assert_eq!(Ipv4Net::from(Ipv4Interface::literal("10.0.0.1/8")), net);
        assert_eq!(Ipv4Prefix::try_from(net.trunc()).unwrap(), Ipv4Prefix::literal("10.0.0.0/8"));
        for prefix in [Ipv6Prefix::ALL, Ipv6Prefix::literal("::1/128")] {
            let net = Ipv6Net::from(prefix);
            assert_eq!(net.to_string(), prefix.to_string());
            assert_eq!(Ipv6Prefix::try_from(net).unwrap(), prefix);
        }
        for text in ["10.0.0.0/8", "::/0"] {
            let net: IpNet = text.parse().unwrap();
            assert_eq!(IpNet::from(IpPrefix::literal(text)), net);
            assert_eq!(IpPrefix::try_from(net).unwrap(), IpPrefix::literal(text));
            assert_eq!(IpNet::from(IpInterface::from(net)), net);
        }
        let net: IpNet = "::1/64".parse().unwrap();
        assert!(IpPrefix::try_from(net).unwrap_err().is_invalid_argument());
    }
}
