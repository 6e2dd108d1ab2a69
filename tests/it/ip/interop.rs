//! The features `serde` and `ipnet`.

#[cfg(feature = "serde")]
mod serde {
    use std::fmt::Debug;

    use ::serde::de::DeserializeOwned;
    use ::serde::de::value::{Error, SeqDeserializer, StrDeserializer};
    use ::serde::{Deserialize, Serialize};
    use boltons::ip::*;

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

    /// A reader of a sequence of bytes that says it is not for people.
    struct Binary(Vec<u8>);

    impl<'de> ::serde::Deserializer<'de> for Binary {
        type Error = Error;

        fn deserialize_any<V: ::serde::de::Visitor<'de>>(
            self,
            visitor: V,
        ) -> Result<V::Value, Error> {
            visitor.visit_seq(SeqDeserializer::new(self.0.into_iter()))
        }

        fn is_human_readable(&self) -> bool {
            false
        }

        ::serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
            option unit unit_struct newtype_struct seq tuple tuple_struct map struct enum
            identifier ignored_any
        }
    }

    #[test]
    fn binary_is_read_as_parts() {
        assert_eq!(
            MacAddr::deserialize(Binary(vec![0, 1, 2, 3, 4, 5])).unwrap(),
            MacAddr::new([0, 1, 2, 3, 4, 5]),
        );
        assert!(MacAddr::deserialize(Binary(vec![0, 1, 2])).is_err());
        assert!(Eui64::deserialize(Binary(vec![0; 8])).is_ok());
        // A tuple of an address and a length is asked for, which these bytes are not.
        assert!(Ipv4Prefix::deserialize(Binary(vec![10, 0, 0, 0, 8])).is_err());
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
