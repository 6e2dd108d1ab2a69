//! Every function on every kind of column, against the crate called directly.

use std::collections::BTreeSet;
use std::iter;
use std::net::IpAddr;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, DictionaryArray, Int64Array, LargeStringArray, StringArray,
    StringViewArray, UInt64Array, new_empty_array,
};
use arrow::compute::cast;
use arrow::datatypes::{
    ArrowDictionaryKeyType, DataType, Field, FieldRef, Int8Type, Int32Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use boltons::ip::{self, IpPrefix, IpPrefixMap, IpSet};
use boltons::strings;
use boltons_datafusion::{IpTable, scalar_functions};
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF};

/// Short and long, good and bad for each function, and repeated.
const TEXTS: &[Option<&str>] = &[
    Some("192.0.2.7"),
    None,
    Some("10.1.2.3"),
    Some("2606:4700:10::6814:1"),
    Some(""),
    Some("192.0.2.300"),
    Some("10.1.2.3"),
    Some("fe80::1"),
    Some("::ffff:10.1.2.3"),
    Some("8.8.8.8"),
    None,
    Some("not an address, and longer than what a view holds itself"),
    Some("\u{1b}[31mred\u{1b}[0m\tand a tab, \u{202e}and an override"),
    Some("1.5 MiB"),
    Some("12"),
    Some("Ünïcödé – and more, for a slug of some length"),
    Some("192.0.2.7"),
    Some(" 10.1.2.3"),
    Some("255.255.255.255"),
    Some("ff02::1"),
];

const LIST: &str = "10.0.0.0/8, 192.0.2.1-192.0.2.9 fe80::/10";

/// Other values of a dictionary, to which no row refers.
fn others() -> impl Iterator<Item = Option<String>> {
    (0..100).map(|n| (n % 7 > 0).then(|| format!("192.0.2.{}", n * 3)))
}

fn plain(texts: &[Option<&str>], values: &DataType) -> ArrayRef {
    match values {
        DataType::Utf8 => Arc::new(StringArray::from(texts.to_vec())),
        DataType::LargeUtf8 => Arc::new(LargeStringArray::from(texts.to_vec())),
        DataType::Utf8View => Arc::new(StringViewArray::from(texts.to_vec())),
        other => panic!("{other}"),
    }
}

/// A dictionary of the texts: null as a null key, or as a key of a null value.
fn dictionary<K: ArrowDictionaryKeyType>(
    texts: &[Option<&str>],
    values: &DataType,
    null_values: bool,
    others: impl Iterator<Item = Option<String>>,
) -> ArrayRef
where
    K::Native: TryFrom<usize, Error: std::fmt::Debug>,
{
    let others: Vec<Option<String>> = others.collect();
    let mut all: Vec<Option<&str>> = others.iter().map(Option::as_deref).collect();
    let own: BTreeSet<Option<&str>> = texts.iter().copied().collect();
    let start = all.len();
    all.extend(own.iter().rev());
    let place = |text| all[start..].iter().position(|own| *own == text).expect("its place") + start;
    let keys = texts.iter().map(|&text| {
        (text.is_some() || null_values).then(|| K::Native::try_from(place(text)).expect("a key"))
    });
    let keys = keys.collect::<arrow::array::PrimitiveArray<K>>();
    Arc::new(DictionaryArray::try_new(keys, plain(&all, values)).expect("a dictionary"))
}

/// The same texts in every kind of column.
fn columns(texts: &[Option<&str>]) -> Vec<(String, ArrayRef)> {
    let mut columns = Vec::new();
    for values in [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View] {
        columns.push((format!("{values}"), plain(texts, &values)));
        for null_values in [false, true] {
            let none = iter::empty;
            let (v, n) = (&values, null_values);
            columns.push((format!("i8 {v} {n}"), dictionary::<Int8Type>(texts, v, n, none())));
            columns.push((format!("u16 {v} {n}"), dictionary::<UInt16Type>(texts, v, n, none())));
            columns.push((format!("u64 {v} {n}"), dictionary::<UInt64Type>(texts, v, n, none())));
            let longer = dictionary::<Int8Type>(texts, v, n, others());
            assert!(longer.as_any_dictionary().values().len() > texts.len());
            columns.push((format!("i8 {v} {n}, longer"), longer));
            let longer = dictionary::<Int32Type>(texts, v, n, others());
            columns.push((format!("i32 {v} {n}, longer"), longer));
        }
    }
    columns
}

/// The same, and as slices of longer columns; none of them at all.
fn all_columns() -> Vec<(String, ArrayRef, &'static [Option<&'static str>])> {
    let mut all = Vec::new();
    for (name, column) in columns(TEXTS) {
        for (start, len) in [(3, 9), (1, 1), (TEXTS.len() - 2, 2), (5, 0)] {
            let slice = column.slice(start, len);
            all.push((format!("{name} [{start}; {len}]"), slice, &TEXTS[start..start + len]));
        }
        all.push((format!("{name}, empty"), new_empty_array(column.data_type()), &[]));
        all.push((name, column, TEXTS));
    }
    all
}

fn field(of: &DataType) -> FieldRef {
    Arc::new(Field::new("argument", of.clone(), true))
}

/// Plans and calls a function as the engine does, and checks the type that it promised.
fn call(function: &ScalarUDF, args: Vec<ColumnarValue>, rows: usize) -> Result<ColumnarValue> {
    let given: Vec<DataType> = args.iter().map(ColumnarValue::data_type).collect();
    let taken = function.coerce_types(&given)?;
    let args: Vec<ColumnarValue> = iter::zip(args, &taken)
        .map(|(arg, taken)| arg.cast_to(taken, None))
        .collect::<Result<_>>()?;
    let arg_fields: Vec<FieldRef> = taken.iter().map(field).collect();
    let constants: Vec<Option<&ScalarValue>> = args
        .iter()
        .map(|arg| match arg {
            ColumnarValue::Scalar(value) => Some(value),
            ColumnarValue::Array(_) => None,
        })
        .collect();
    let return_field = function.return_field_from_args(ReturnFieldArgs {
        arg_fields: &arg_fields,
        scalar_arguments: &constants,
    })?;
    let promised = return_field.data_type().clone();
    assert_eq!(promised, function.return_type(&taken)?);
    let config_options = Arc::new(ConfigOptions::default());
    let result = function.invoke_with_args(ScalarFunctionArgs {
        args,
        arg_fields,
        number_rows: rows,
        return_field,
        config_options,
    })?;
    assert_eq!(result.data_type(), promised, "{}", function.name());
    if let ColumnarValue::Array(array) = &result {
        assert_eq!(array.len(), rows, "{}", function.name());
        array.to_data().validate_full()?;
    }
    Ok(result)
}

fn function(name: &str) -> Arc<ScalarUDF> {
    let all = scalar_functions();
    all.into_iter().find(|function| function.name() == name).expect("a function of the crate")
}

fn shown(array: &ArrayRef) -> Vec<Option<String>> {
    let texts = cast(array, &DataType::Utf8).expect("everything can be shown");
    texts.as_string::<i32>().iter().map(|text| text.map(String::from)).collect()
}

/// What a function must return for a text.
type Expected = Box<dyn Fn(&str) -> Option<String>>;

/// A function of one text, and its other arguments.
struct Case {
    function: Arc<ScalarUDF>,
    constants: Vec<ScalarValue>,
    expected: Expected,
}

fn case(name: &str, expected: impl Fn(&str) -> Option<String> + 'static) -> Case {
    Case { function: function(name), constants: Vec::new(), expected: Box::new(expected) }
}

fn addr(text: &str) -> Option<IpAddr> {
    ip::parse_addr(text).ok()
}

fn table() -> Vec<(IpPrefix, &'static str)> {
    [
        ("10.0.0.0/8", "ten"),
        ("10.1.0.0/16", "ten-one"),
        ("192.0.2.0/24", "documentation"),
        ("fe80::/10", "link-local"),
        ("255.255.255.255/32", "ten"),
        ("10.0.0.0/8", "offices"),
    ]
    .map(|(prefix, name)| (IpPrefix::literal(prefix), name))
    .into()
}

fn cases() -> Vec<Case> {
    let set: IpSet = LIST.parse().expect("a list");
    let map: IpPrefixMap<&str> = table().into_iter().collect();
    let named = move |text: &str| map.lookup(addr(text)?).map(ToString::to_string);
    let ip_table = IpTable::new("office", "1", table()).expect("a table");
    let int = |n| ScalarValue::Int64(Some(n));
    vec![
        case("is_ip", |text| Some(addr(text).is_some().to_string())),
        case("ip_version", |text| Some(if addr(text)?.is_ipv4() { "4" } else { "6" }.into())),
        case("ip_is_public_unicast", |text| Some(ip::is_public_unicast(addr(text)?).to_string())),
        case("ip_special", |text| Some(ip::special(addr(text)?)?.name.into())),
        case("ip_reverse_name", |text| Some(ip::reverse_name(addr(text)?))),
        case("strip_ansi", |text| Some(strings::strip_ansi(text).into())),
        case("escape_controls", |text| Some(strings::escape_controls(text).into())),
        case("slugify", |text| Some(strings::slugify(text).into())),
        case("parse_bytes", |text| Some(strings::parse_bytes(text).ok()?.to_string())),
        Case {
            constants: vec![ScalarValue::from(LIST)],
            ..case("ip_in", move |text| Some(set.contains(addr(text)?).to_string()))
        },
        Case {
            constants: vec![int(24), int(48)],
            ..case("ip_prefix", |text| {
                let addr = addr(text)?;
                let len = if addr.is_ipv4() { 24 } else { 48 };
                Some(IpPrefix::truncated(addr, len).expect("a length").to_string())
            })
        },
        Case { function: Arc::new(ip_table.clone().into()), ..case("is_ip", named.clone()) },
        Case { function: Arc::new(ip_table.plain().into()), ..case("is_ip", named) },
    ]
}

#[test]
fn every_function_on_every_kind_of_column() {
    for Case { function, constants, expected } in cases() {
        for (kind, column, texts) in all_columns() {
            let constants = constants.iter().cloned().map(ColumnarValue::Scalar);
            let args = iter::once(ColumnarValue::Array(column)).chain(constants).collect();
            let result = call(&function, args, texts.len()).expect("a column is never an error");
            let ColumnarValue::Array(result) = result else { panic!("a column gives a column") };
            let expected: Vec<_> = texts.iter().map(|text| text.and_then(&expected)).collect();
            assert_eq!(shown(&result), expected, "{} of {kind}", function.name());
        }
    }
}

#[test]
fn every_function_of_a_constant() {
    for Case { function, constants, expected } in cases() {
        for (row, text) in TEXTS.iter().enumerate() {
            for (kind, column) in columns(TEXTS) {
                let text_constant = ScalarValue::try_from_array(&column, row).expect("a value");
                let args = iter::once(text_constant).chain(constants.iter().cloned());
                let args = args.map(ColumnarValue::Scalar).collect();
                let result = call(&function, args, 1_000).expect("a text is never an error");
                let ColumnarValue::Scalar(result) = result else {
                    panic!("a constant gives a constant")
                };
                let result = shown(&result.to_array().expect("an array of it"));
                let expected = text.and_then(&expected);
                assert_eq!(result, [expected], "{} of {text:?} as {kind}", function.name());
            }
        }
    }
}

#[test]
fn null_without_a_type_is_null() {
    for Case { function, constants, .. } in cases() {
        let args = iter::once(ScalarValue::Null).chain(constants).map(ColumnarValue::Scalar);
        let result = call(&function, args.collect(), 1).expect("null");
        let ColumnarValue::Scalar(result) = result else { panic!("a constant") };
        let result = result.to_array().expect("an array of it");
        assert_eq!(shown(&result), [None], "{}", function.name());
    }
}

#[test]
fn a_dictionary_is_worked_on_by_its_values() {
    let texts = TEXTS.repeat(3);
    let column = dictionary::<UInt16Type>(&texts, &DataType::Utf8, false, iter::empty());
    let values = column.as_any_dictionary().values().len();
    let strip = |column: &ArrayRef| {
        let result =
            call(&function("strip_ansi"), vec![ColumnarValue::Array(column.clone())], column.len());
        let Ok(ColumnarValue::Array(result)) = result else { panic!("a column gives a column") };
        result
    };
    let result = strip(&column);
    let result = result.as_any_dictionary();
    assert_eq!(result.values().len(), values);
    assert_eq!(result.keys().to_data(), column.as_any_dictionary().keys().to_data());
    // Of a longer one, as many values as there are rows.
    let few = column.slice(2, 5);
    assert_eq!(strip(&few).as_any_dictionary().values().len(), 5);
}

#[test]
fn a_table_shares_its_names() {
    let function = ScalarUDF::from(IpTable::new("office", "1", table()).expect("a table"));
    let names = |texts: &[Option<&str>]| {
        let column = ColumnarValue::Array(plain(texts, &DataType::Utf8));
        let Ok(ColumnarValue::Array(found)) = call(&function, vec![column], texts.len()) else {
            panic!("a column gives a column")
        };
        found.as_dictionary::<UInt32Type>().values().to_data()
    };
    let first = names(TEXTS);
    // Each name once, in the order of the pairs.
    assert_eq!(first.len(), 5);
    assert!(first.ptr_eq(&names(&TEXTS[..2])));
}

#[test]
fn tables_are_equal_by_name_version_and_type() {
    let table = |name, version| IpTable::new(name, version, table()).expect("a table");
    let (a, b) = (table("office", "1"), table("office", "2"));
    assert_eq!((a.version(), b.version()), ("1", "2"));
    assert_eq!(a, table("office", "1"));
    assert_ne!(a, b);
    assert_ne!(a, table("other", "1"));
    assert_ne!(a, a.clone().plain());
}

#[test]
fn format_bytes_of_integers() {
    let numbers = [0, 1, 1023, 1024, 1_376_604, u64::MAX];
    let expected: Vec<_> =
        numbers.iter().map(|&n| Some(strings::format_bytes(n).to_string())).chain([None]).collect();
    let column = UInt64Array::from_iter(numbers.map(Some).into_iter().chain([None]));
    let format = |column: ArrayRef| {
        let rows = column.len();
        match call(&function("format_bytes"), vec![ColumnarValue::Array(column)], rows) {
            Ok(ColumnarValue::Array(result)) => shown(&result),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(format(Arc::new(column.clone())), expected);
    assert_eq!(format(Arc::new(column.slice(2, 5))), expected[2..]);
    let signed = Int64Array::from(vec![Some(-1), None, Some(i64::MAX), Some(i64::MIN)]);
    let expected = [-1, i64::MAX, i64::MIN].map(|n| Some(strings::format_bytes(n).to_string()));
    let [a, b, c] = expected;
    assert_eq!(format(Arc::new(signed)), [a, None, b, c]);
    // Narrower integers are widened.
    let small = ColumnarValue::Scalar(ScalarValue::UInt16(Some(2048)));
    let Ok(ColumnarValue::Scalar(small)) = call(&function("format_bytes"), vec![small], 1) else {
        panic!("a constant gives a constant")
    };
    assert_eq!(small, ScalarValue::from(strings::format_bytes(2048).to_string()));
}

#[test]
fn other_arguments_are_errors_of_planning() {
    let text = DataType::Utf8;
    let number_text = DataType::Dictionary(DataType::Int8.into(), DataType::Int64.into());
    for function in scalar_functions() {
        let name = function.name();
        assert!(function.coerce_types(&[]).is_err(), "{name}");
        let many = [text.clone(), text.clone(), text.clone(), text.clone()];
        assert!(function.coerce_types(&many).is_err(), "{name}");
        for bad in [&DataType::Float64, &DataType::Binary, &number_text] {
            let given = match name {
                "ip_in" => vec![bad.clone(), text.clone()],
                "ip_prefix" => vec![bad.clone(), DataType::Int64, DataType::Int64],
                _ => vec![bad.clone()],
            };
            let error = function.coerce_types(&given).expect_err(name).to_string();
            assert!(error.contains(name) && error.contains(&bad.to_string()), "{error}");
        }
    }
}

#[test]
fn bad_constants_say_where() {
    let text = || ColumnarValue::Array(plain(TEXTS, &DataType::Utf8));
    let constant = |value: ScalarValue| ColumnarValue::Scalar(value);
    let error = |name, args| {
        call(&function(name), args, TEXTS.len()).expect_err("a bad constant").to_string()
    };
    let list = error("ip_in", vec![text(), constant("10.0.0.0/33".into())]);
    let why = "10.0.0.0/33".parse::<IpSet>().expect_err("33 bits").to_string();
    assert!(list.contains(&format!("ip_in: {why}")), "{list}");
    let int = |n: i64| constant(ScalarValue::Int64(Some(n)));
    for (v4, v6, says) in [
        (33, 48, "prefix length 33 exceeds 32"),
        (24, 129, "prefix length 129 exceeds 128"),
        (-1, 48, "prefix length -1 is not from 0 to 32"),
        (24, 1_000, "prefix length 1000 is not from 0 to 128"),
    ] {
        let lengths = error("ip_prefix", vec![text(), int(v4), int(v6)]);
        assert!(lengths.contains(says), "{lengths}");
    }
    let not_constant = error("ip_in", vec![text(), text()]);
    assert!(not_constant.contains("must be constant"), "{not_constant}");
    let numbers = ColumnarValue::Array(Arc::new(Int64Array::from(vec![24; TEXTS.len()])));
    let not_constant = error("ip_prefix", vec![text(), numbers, int(48)]);
    assert!(not_constant.contains("must be constant"), "{not_constant}");
}

#[test]
fn null_constants_give_null() {
    let text = ColumnarValue::Array(plain(TEXTS, &DataType::Utf8View));
    let null = ColumnarValue::Scalar(ScalarValue::Null);
    let length = ColumnarValue::Scalar(ScalarValue::Int64(Some(8)));
    for (name, args) in [
        ("ip_in", vec![text.clone(), null.clone()]),
        ("ip_prefix", vec![text.clone(), null.clone(), length.clone()]),
        ("ip_prefix", vec![text, length, null]),
    ] {
        match call(&function(name), args, TEXTS.len()).expect("null") {
            ColumnarValue::Scalar(value) => assert!(value.is_null(), "{name}"),
            ColumnarValue::Array(array) => panic!("{name}: {array:?}"),
        }
    }
}

#[test]
fn more_lists_than_are_kept() {
    let ip_in = function("ip_in");
    // Twice, so that each list is met after its set was dropped.
    for n in (0..40).chain(0..40) {
        let list = ColumnarValue::Scalar(ScalarValue::from(format!("10.0.0.{n}")));
        let text = ColumnarValue::Scalar(ScalarValue::from(format!("10.0.0.{}", n / 2 * 2)));
        let Ok(ColumnarValue::Scalar(found)) = call(&ip_in, vec![text, list], 1) else {
            panic!("a constant gives a constant")
        };
        assert_eq!(found, ScalarValue::from(n % 2 == 0), "{n}");
    }
}
