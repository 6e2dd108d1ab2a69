//! `IpTable`: a table of prefixes as a function.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringArray};
use arrow::compute::take;
use arrow::datatypes::DataType;
use boltons::ip::{FrozenIpPrefixMap, IpPrefix, IpPrefixMap};
use datafusion_common::{Result, ScalarValue, exec_err, internal_err, plan_err};
use datafusion_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use crate::scalar::{addr, section};
use crate::text::{Each, apply, text_type};

/// A table of prefixes with a name for each, as an SQL function of one address: the name of the
/// longest prefix that contains it.
///
/// It does what a join of the rows with the table on `address BETWEEN first AND last` does, with
/// one lookup per row (or per value of a dictionary) in place of a comparison of each row with each
/// prefix. The function returns `Dictionary(UInt32, Utf8)`, whose values are the names of the table
/// and are shared by all batches; [`plain`](Self::plain) makes it `Utf8`.
///
/// Null, what is not an address, and an address in none of the prefixes are null.
///
/// A plan names the function and does not carry the table. In a cluster, each process creates the
/// table from the same source and registers it; `version` is what two tables of one name differ by.
///
/// # Examples
///
/// ```
/// use boltons::ip::IpPrefix;
/// use boltons_datafusion::IpTable;
/// use datafusion::prelude::*;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let offices = [
///     (IpPrefix::literal("10.0.0.0/8"), "all offices"),
///     (IpPrefix::literal("10.1.0.0/16"), "Lisbon"),
/// ];
/// let ctx = SessionContext::new();
/// ctx.register_udf(IpTable::new("office", "2026-03-01", offices)?.plain().into());
/// let found = ctx.sql("SELECT office('10.1.2.3') AS a, office('192.0.2.1') AS b").await?;
/// assert_eq!(
///     found.to_string().await?,
///     "+--------+---+\n\
///      | a      | b |\n\
///      +--------+---+\n\
///      | Lisbon |   |\n\
///      +--------+---+"
/// );
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct IpTable {
    name: String,
    version: String,
    plain: bool,
    places: Arc<FrozenIpPrefixMap<u32>>,
    names: ArrayRef,
    signature: Signature,
    documentation: Documentation,
}

impl IpTable {
    /// Creates the function `name` from pairs of a prefix and a name.
    ///
    /// Of two pairs with one prefix the later counts. `version` says which table this is: its date,
    /// or a hash of its file. Two tables are the same function if name, version and return type
    /// are equal.
    ///
    /// SQL folds the names of functions to lower case: a `name` with capitals is called in quotes.
    ///
    /// # Errors
    ///
    /// An error of execution if all different names together exceed 2 GiB.
    pub fn new<V: AsRef<str>>(
        name: impl Into<String>,
        version: impl Into<String>,
        pairs: impl IntoIterator<Item = (IpPrefix, V)>,
    ) -> Result<Self> {
        let mut place_of: HashMap<Box<str>, u32> = HashMap::new();
        let mut names: Vec<Box<str>> = Vec::new();
        let mut bytes = 0;
        let mut places = IpPrefixMap::new();
        for (prefix, value) in pairs {
            let value = value.as_ref();
            let place = match place_of.get(value) {
                Some(&place) => place,
                None => {
                    let place = names.len() as u32;
                    bytes += value.len();
                    // As many as an array of texts holds, whose offsets are 32 bits with a sign.
                    if bytes > i32::MAX as usize || names.len() >= i32::MAX as usize {
                        return exec_err!("the names of an IpTable exceed 2 GiB");
                    }
                    names.push(value.into());
                    place_of.insert(value.into(), place);
                    place
                }
            };
            places.insert(prefix, place);
        }
        drop(place_of);
        let name = name.into();
        let description = "The name of the longest prefix of a table that contains the address";
        let syntax = format!("{name}(text)");
        Ok(Self {
            version: version.into(),
            plain: false,
            places: Arc::new(places.into()),
            names: Arc::new(StringArray::from_iter_values(names)),
            signature: Signature::user_defined(Volatility::Immutable),
            documentation: Documentation::builder(
                section("IP Address Functions"),
                description,
                syntax,
            )
            .with_argument("text", "An address, or a dictionary of addresses")
            .build(),
            name,
        })
    }

    /// Returns the same table as a function that returns `Utf8`.
    ///
    /// Slower, as it copies the names; for what cannot sort rows with a dictionary, such as Ballista
    /// 55.0.
    #[must_use]
    pub fn plain(self) -> Self {
        Self { plain: true, ..self }
    }

    /// Returns the version of the table.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    fn find(&self, texts: &ColumnarValue) -> Result<ColumnarValue> {
        let place = |text: &str| self.places.lookup(addr(text)?).copied();
        apply(texts, &Each::Name { place: &place, names: &self.names })
    }
}

/// Returns the texts of a dictionary.
fn without_dictionary(found: &dyn Array) -> Result<ArrayRef> {
    match found.as_any_dictionary_opt() {
        Some(found) => Ok(take(found.values(), found.keys(), None)?),
        None => internal_err!("{} is not a dictionary", found.data_type()),
    }
}

impl PartialEq for IpTable {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.version, self.plain) == (&other.name, &other.version, other.plain)
    }
}

impl Eq for IpTable {}

impl Hash for IpTable {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.version, self.plain).hash(state);
    }
}

impl ScalarUDFImpl for IpTable {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [text] => Ok(vec![text_type(&self.name, text)?]),
            _ => plan_err!("{} takes 1 argument, not {}", self.name, given.len()),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(match self.plain {
            true => DataType::Utf8,
            false => DataType::Dictionary(DataType::UInt32.into(), DataType::Utf8.into()),
        })
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [texts] = args.args.as_slice() else {
            return plan_err!("{} takes 1 argument, not {}", self.name, args.args.len());
        };
        let found = self.find(texts)?;
        if !self.plain {
            return Ok(found);
        }
        Ok(match found {
            ColumnarValue::Array(found) => ColumnarValue::Array(without_dictionary(&found)?),
            ColumnarValue::Scalar(found) => {
                let name = without_dictionary(&found.to_array()?)?;
                ColumnarValue::Scalar(ScalarValue::try_from_array(&name, 0)?)
            }
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
