//! What the functions of a text column share: which kinds of arrays there are, and how often a
//! function is called for each.
//!
//! | the argument | the function is called | the result |
//! |---|---|---|
//! | `Utf8`, `LargeUtf8`, `Utf8View` | once per row | an array |
//! | a dictionary of these | once per value of the dictionary | text: the dictionary with other values; else: an array |
//! | a dictionary with more values than rows | once per row | the same |
//! | a constant | once | a constant |
//!
//! A value of a dictionary to which no row refers may be worked on as well; that is why no function
//! of a text may fail.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, ArrowNativeTypeOp, AsArray, BooleanArray, DictionaryArray, LargeStringBuilder,
    PrimitiveArray, StringArrayType, StringBuilder, StringLikeArrayBuilder, StringViewBuilder,
    UInt8Array, UInt32Array, UInt64Array, downcast_dictionary_array,
};
use arrow::buffer::{BooleanBuffer, NullBuffer};
use arrow::compute::take;
use arrow::datatypes::{ArrowDictionaryKeyType, ArrowNativeType, DataType};
use boltons::ip;
use datafusion_common::{Result, ScalarValue, exec_err, internal_err, plan_err};
use datafusion_expr::ColumnarValue;

/// A text that a function returns.
pub(crate) enum Text<'a> {
    Cow(Cow<'a, str>),
    /// An address or a prefix, on the stack.
    Ip(ip::Text),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Cow(text) => text,
            Self::Ip(text) => text,
        }
    }
}

/// A function of one text; `None` becomes null.
pub(crate) enum Each<'f> {
    Bool(&'f dyn Fn(&str) -> Option<bool>),
    U8(&'f dyn Fn(&str) -> Option<u8>),
    U64(&'f dyn Fn(&str) -> Option<u64>),
    Text(&'f dyn for<'a> Fn(&'a str) -> Option<Text<'a>>),
    /// A place in `names`.
    Name {
        place: &'f dyn Fn(&str) -> Option<u32>,
        names: &'f ArrayRef,
    },
}

/// Returns the type that the text argument of a function is taken as, or the error of planning.
pub(crate) fn text_type(function: &str, given: &DataType) -> Result<DataType> {
    match given {
        DataType::Null => Ok(DataType::Utf8),
        text if is_text(text) => Ok(text.clone()),
        other => plan_err!("{function} takes a text, not {other}"),
    }
}

fn is_text(given: &DataType) -> bool {
    match given {
        DataType::Dictionary(_, values) => is_plain(values),
        other => is_plain(other),
    }
}

fn is_plain(given: &DataType) -> bool {
    matches!(given, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// Calls a function for a column or a constant.
pub(crate) fn apply(texts: &ColumnarValue, each: &Each<'_>) -> Result<ColumnarValue> {
    Ok(match texts {
        ColumnarValue::Array(array) => ColumnarValue::Array(apply_array(array, each)?),
        ColumnarValue::Scalar(text) => {
            let array = apply_array(&text.to_array()?, each)?;
            ColumnarValue::Scalar(ScalarValue::try_from_array(&array, 0)?)
        }
    })
}

fn apply_array(array: &ArrayRef, each: &Each<'_>) -> Result<ArrayRef> {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return apply_plain(array, each) };
    let shorter;
    let dictionary = if dictionary.values().len() > array.len() {
        shorter = one_value_per_row(array)?;
        shorter.as_any_dictionary()
    } else {
        dictionary
    };
    let values = apply_plain(dictionary.values(), each)?;
    Ok(match each {
        Each::Text(_) => dictionary.with_values(values),
        _ => take(&values, dictionary.keys(), None)?,
    })
}

/// Returns a dictionary with the texts of this one, which has more values than rows.
pub(crate) fn one_value_per_row(array: &ArrayRef) -> Result<ArrayRef> {
    fn renumber<K: ArrowDictionaryKeyType>(array: &DictionaryArray<K>) -> Result<ArrayRef> {
        let values = take(array.values(), array.keys(), None)?;
        // Each number is below that of the values, for which the type of the keys had room.
        let keys =
            (0..array.len()).map(|row| K::Native::from_usize(row).unwrap_or(K::Native::ZERO));
        let keys = PrimitiveArray::<K>::new(keys.collect(), array.keys().nulls().cloned());
        Ok(Arc::new(DictionaryArray::try_new(keys, values)?))
    }
    downcast_dictionary_array!(
        array => renumber(array),
        other => internal_err!("{other} is not a dictionary"),
    )
}

fn apply_plain(array: &ArrayRef, each: &Each<'_>) -> Result<ArrayRef> {
    match array.data_type() {
        DataType::Utf8 => {
            rows::<_, StringBuilder>(array.as_string::<i32>(), each, i32::MAX as usize)
        }
        DataType::LargeUtf8 => {
            rows::<_, LargeStringBuilder>(array.as_string::<i64>(), each, usize::MAX)
        }
        DataType::Utf8View => {
            rows::<_, StringViewBuilder>(array.as_string_view(), each, usize::MAX)
        }
        other => internal_err!("{other} is not a text"),
    }
}

/// Calls a function for each row; `room` is what one array of `B` can hold, in bytes.
fn rows<'a, A, B>(texts: A, each: &Each<'_>, room: usize) -> Result<ArrayRef>
where
    A: StringArrayType<'a>,
    B: StringLikeArrayBuilder,
{
    let count = texts.len();
    Ok(match each {
        Each::Bool(f) => Arc::new(flags(count, |row| match texts.is_null(row) {
            true => None,
            false => f(texts.value(row)),
        })),
        Each::U8(f) => Arc::new(texts.iter().map(|text| text.and_then(f)).collect::<UInt8Array>()),
        Each::U64(f) => {
            Arc::new(texts.iter().map(|text| text.and_then(f)).collect::<UInt64Array>())
        }
        Each::Name { place, names } => {
            let places = texts.iter().map(|text| text.and_then(place)).collect::<UInt32Array>();
            Arc::new(DictionaryArray::try_new(places, Arc::clone(names))?)
        }
        Each::Text(f) => {
            let mut results = B::with_capacity(count);
            let mut left = room;
            for text in texts.iter() {
                let Some(result) = text.and_then(f) else {
                    results.append_null();
                    continue;
                };
                // A single text is at most 2 GiB whatever the type.
                left = match left.checked_sub(result.len()) {
                    Some(left) if result.len() <= i32::MAX as usize => left,
                    _ => return exec_err!("the texts of one batch are too long; use LargeUtf8"),
                };
                results.append_value(&result);
            }
            results.finish()
        }
    })
}

/// Collects flags, 64 of them in a word at a time: `collect` sets each bit in memory, which took a
/// sixth of the time of `ip_in`.
fn flags(count: usize, flag: impl Fn(usize) -> Option<bool>) -> BooleanArray {
    let words = count.div_ceil(64);
    let (mut values, mut valid) = (Vec::with_capacity(words), Vec::with_capacity(words));
    for start in (0..count).step_by(64) {
        let (mut value, mut is_valid) = (0_u64, 0_u64);
        for bit in 0..64.min(count - start) {
            let flag = flag(start + bit);
            value |= u64::from(flag == Some(true)) << bit;
            is_valid |= u64::from(flag.is_some()) << bit;
        }
        values.push(value);
        valid.push(is_valid);
    }
    let valid = NullBuffer::new(BooleanBuffer::new(valid.into(), 0, count));
    let values = BooleanBuffer::new(values.into(), 0, count);
    BooleanArray::new(values, Some(valid).filter(|valid| valid.null_count() > 0))
}

/// Calls `each` with the texts of a column that are not null and how often they occur, the same
/// text perhaps several times.
pub(crate) fn tally(array: &ArrayRef, each: &mut dyn FnMut(&str, u64)) -> Result<()> {
    fn plain<'a>(
        texts: impl StringArrayType<'a>,
        times: impl Fn(usize) -> u64,
        each: &mut dyn FnMut(&str, u64),
    ) {
        for (place, text) in texts.iter().enumerate() {
            if let (Some(text), times @ 1..) = (text, times(place)) {
                each(text, times);
            }
        }
    }
    fn kinds(
        array: &ArrayRef,
        times: impl Fn(usize) -> u64,
        each: &mut dyn FnMut(&str, u64),
    ) -> Result<()> {
        match array.data_type() {
            DataType::Utf8 => plain(array.as_string::<i32>(), times, each),
            DataType::LargeUtf8 => plain(array.as_string::<i64>(), times, each),
            DataType::Utf8View => plain(array.as_string_view(), times, each),
            other => return internal_err!("{other} is not a text"),
        }
        Ok(())
    }
    fn uses<K: ArrowDictionaryKeyType>(array: &DictionaryArray<K>) -> Result<Vec<u64>> {
        let mut times = vec![0; array.values().len()];
        for key in array.keys_iter().flatten() {
            match times.get_mut(key) {
                Some(times) => *times += 1,
                None => return internal_err!("a key without a value"),
            }
        }
        Ok(times)
    }
    let Some(dictionary) = array.as_any_dictionary_opt() else { return kinds(array, |_| 1, each) };
    if dictionary.values().len() > array.len() {
        let texts = take(dictionary.values(), dictionary.keys(), None)?;
        return kinds(&texts, |_| 1, each);
    }
    let times = downcast_dictionary_array!(
        array => uses(array)?,
        other => return internal_err!("{other} is not a dictionary"),
    );
    kinds(dictionary.values(), |place| times.get(place).copied().unwrap_or(0), each)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::StringArray;

    #[test]
    fn flags_fill_words_and_what_is_left() {
        for count in [0, 1, 63, 64, 65, 127, 128, 200] {
            for (value, null) in [(2, 3), (1, 200), (200, 1), (7, 64)] {
                let flag = |n: usize| (n % null != null - 1).then_some(n.is_multiple_of(value));
                let expected = (0..count).map(flag).collect::<BooleanArray>();
                let found = flags(count, flag);
                assert_eq!(found, expected, "{count} flags, {value}, {null}");
                assert_eq!(found.null_count(), expected.null_count());
            }
        }
        assert!(flags(65, |_| Some(true)).nulls().is_none());
    }

    #[test]
    fn a_batch_that_is_too_long_is_an_error() {
        let texts = StringArray::from(vec![Some("ab"), None, Some("cd")]);
        let same: Each<'_> = Each::Text(&|text| Some(Text::Cow(text.into())));
        let fits = rows::<_, StringBuilder>(&texts, &same, 4).expect("four bytes in four");
        assert_eq!(fits.as_string::<i32>(), &texts);
        let error = rows::<_, StringBuilder>(&texts, &same, 3).expect_err("four bytes in three");
        assert!(error.to_string().contains("too long"), "{error}");
    }
}
