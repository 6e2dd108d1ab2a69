//! The functions of one text and nothing else.

use std::hash::{Hash, Hasher};
use std::net::IpAddr;

use arrow::datatypes::DataType;
use boltons::{ip, strings};
use datafusion_common::{Result, plan_err};
use datafusion_expr::{
    ColumnarValue, DocSection, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature,
    Volatility,
};

use crate::text::{Each, Text, apply, text_type};

/// The sections of the documentation in SQL.
pub(crate) fn section(label: &'static str) -> DocSection {
    DocSection { include: true, label, description: None }
}

/// Parses an address as the functions do: strictly, and without saying what is wrong.
pub(crate) fn addr(text: &str) -> Option<IpAddr> {
    let bytes = text.as_bytes();
    match ip::parse_ipv4(bytes) {
        Some(addr) => Some(addr.into()),
        None => ip::parse_ipv6(bytes).map(IpAddr::from),
    }
}

/// What a function makes of one text.
#[derive(Clone, Copy, Debug)]
enum Body {
    Bool(fn(&str) -> Option<bool>),
    U8(fn(&str) -> Option<u8>),
    U64(fn(&str) -> Option<u64>),
    Text(for<'a> fn(&'a str) -> Option<Text<'a>>),
}

/// A function of one text.
#[derive(Debug)]
pub(crate) struct TextFunction {
    name: &'static str,
    body: Body,
    signature: Signature,
    documentation: Documentation,
}

impl TextFunction {
    fn new(name: &'static str, label: &'static str, description: &str, body: Body) -> Self {
        let syntax = format!("{name}(text)");
        Self {
            name,
            body,
            signature: Signature::user_defined(Volatility::Immutable),
            documentation: Documentation::builder(section(label), description, syntax)
                .with_argument("text", "A text, or a dictionary of texts")
                .build(),
        }
    }

    /// Returns all of them.
    pub(crate) fn all() -> Vec<Self> {
        let ip =
            |name, description, body| Self::new(name, "IP Address Functions", description, body);
        let text = |name, description, body| Self::new(name, "Text Functions", description, body);
        vec![
            ip(
                "is_ip",
                "Whether the text is an IPv4 or IPv6 address",
                Body::Bool(|s| Some(addr(s).is_some())),
            ),
            ip("ip_version", "4 or 6", Body::U8(|s| Some(if addr(s)?.is_ipv4() { 4 } else { 6 }))),
            ip(
                "ip_is_public_unicast",
                "Whether the address is that of one host of the public Internet",
                Body::Bool(|s| Some(ip::is_public_unicast(addr(s)?))),
            ),
            ip(
                "ip_special",
                "The name of the block of IANA's special-purpose registries that contains the address",
                Body::Text(|s| Some(Text::Cow(ip::special(addr(s)?)?.name.into()))),
            ),
            ip(
                "ip_reverse_name",
                "The name that holds the address's PTR record",
                Body::Text(|s| Some(Text::Cow(ip::reverse_name(addr(s)?).into()))),
            ),
            text(
                "strip_ansi",
                "The text without terminal escape sequences",
                Body::Text(|s| Some(Text::Cow(strings::strip_ansi(s)))),
            ),
            text(
                "escape_controls",
                "The text with control and other invisible characters escaped, safe to print",
                Body::Text(|s| Some(Text::Cow(strings::escape_controls(s)))),
            ),
            text(
                "slugify",
                "The text as a part of a web address",
                Body::Text(|s| Some(Text::Cow(strings::slugify(s)))),
            ),
            text(
                "parse_bytes",
                "The number of bytes that a size such as 1.5 MiB names",
                Body::U64(|s| strings::parse_bytes(s).ok()),
            ),
        ]
    }
}

impl PartialEq for TextFunction {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for TextFunction {}

impl Hash for TextFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for TextFunction {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [text] => Ok(vec![text_type(self.name, text)?]),
            _ => plan_err!("{} takes 1 argument, not {}", self.name, given.len()),
        }
    }

    fn return_type(&self, given: &[DataType]) -> Result<DataType> {
        match (self.body, given) {
            (Body::Bool(_), _) => Ok(DataType::Boolean),
            (Body::U8(_), _) => Ok(DataType::UInt8),
            (Body::U64(_), _) => Ok(DataType::UInt64),
            (Body::Text(_), [text]) => Ok(text.clone()),
            (Body::Text(_), _) => plan_err!("{} takes 1 argument, not {}", self.name, given.len()),
        }
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [texts] = args.args.as_slice() else {
            return plan_err!("{} takes 1 argument, not {}", self.name, args.args.len());
        };
        match &self.body {
            Body::Bool(f) => apply(texts, &Each::Bool(f)),
            Body::U8(f) => apply(texts, &Each::U8(f)),
            Body::U64(f) => apply(texts, &Each::U64(f)),
            Body::Text(f) => apply(texts, &Each::Text(f)),
        }
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
