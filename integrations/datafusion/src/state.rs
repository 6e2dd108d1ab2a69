//! The states of the aggregates, each one `Binary`.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{DataType, Field, FieldRef};
use datafusion_common::{Result, exec_err};
use datafusion_expr::function::StateFieldsArgs;
use datafusion_expr::utils::format_state_name;

/// The fields of a state that is one `Binary`.
pub(crate) fn one_binary(args: &StateFieldsArgs<'_>) -> Vec<FieldRef> {
    vec![Arc::new(Field::new(format_state_name(args.name, "summary"), DataType::Binary, true))]
}

/// Calls `each` with the states that are to be merged.
pub(crate) fn merge_states(
    states: &[ArrayRef],
    mut each: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let [states] = states else { return exec_err!("a state has 1 column, not {}", states.len()) };
    let Some(states) = states.as_binary_opt::<i32>() else {
        return exec_err!("a state is Binary, not {}", states.data_type());
    };
    states.iter().flatten().try_for_each(&mut each)
}
