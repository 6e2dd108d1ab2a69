//! The functions, all at once.

use std::sync::Arc;

use datafusion_common::Result;
use datafusion_expr::registry::FunctionRegistry;
use datafusion_expr::{AggregateUDF, ScalarUDF};

use crate::format_bytes::FormatBytes;
use crate::frequent_items::FrequentItemsOf;
use crate::ip_aggregate::IpAggregate;
use crate::ip_in::IpIn;
use crate::ip_prefix::IpPrefixOf;
use crate::scalar::TextFunction;

/// Registers all functions of this crate; those of the same names before are replaced.
///
/// In a cluster each process registers them: client, scheduler and executors. A plan carries names,
/// never code.
///
/// # Errors
///
/// Those of the registry. A `SessionContext` and a `SessionState` have none.
///
/// # Examples
///
/// ```
/// use datafusion::prelude::*;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), datafusion::error::DataFusionError> {
/// let mut ctx = SessionContext::new();
/// boltons_datafusion::register(&mut ctx)?;
/// let found = ctx.sql("SELECT ip_special('10.1.2.3') AS block").await?;
/// assert_eq!(
///     found.to_string().await?,
///     "+-------------+\n\
///      | block       |\n\
///      +-------------+\n\
///      | Private-Use |\n\
///      +-------------+"
/// );
/// # Ok(())
/// # }
/// ```
pub fn register(registry: &mut dyn FunctionRegistry) -> Result<()> {
    for function in scalar_functions() {
        registry.register_udf(function)?;
    }
    for function in aggregate_functions() {
        registry.register_udaf(function)?;
    }
    Ok(())
}

/// Returns the scalar functions, for a registry that takes a list.
///
/// # Examples
///
/// ```
/// let functions = boltons_datafusion::scalar_functions();
/// assert!(functions.iter().any(|function| function.name() == "ip_in"));
/// ```
#[must_use]
pub fn scalar_functions() -> Vec<Arc<ScalarUDF>> {
    let of_one_text = TextFunction::all().into_iter().map(ScalarUDF::from);
    let others = [IpIn::new().into(), IpPrefixOf::new().into(), FormatBytes::new().into()];
    of_one_text.chain(others).map(Arc::new).collect()
}

/// Returns the aggregate functions, for a registry that takes a list.
///
/// # Examples
///
/// ```
/// let functions = boltons_datafusion::aggregate_functions();
/// assert!(functions.iter().any(|function| function.name() == "ip_aggregate"));
/// ```
#[must_use]
pub fn aggregate_functions() -> Vec<Arc<AggregateUDF>> {
    vec![
        Arc::new(AggregateUDF::from(IpAggregate::new())),
        Arc::new(AggregateUDF::from(FrequentItemsOf::new())),
    ]
}
