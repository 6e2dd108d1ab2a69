//! Makes the values of proptest's strategies from the fuzzer's bytes.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The bytes that one value comes from, as the seed of its random numbers. A fuzzer that inserts,
/// repeats or removes as many inserts, repeats or removes a value. (Not as the random numbers
/// themselves, proptest's `PassThrough`: each choice among strategies halves what is left of them
/// for each that was not chosen, and where they end they are 0, on which drawing from a range
/// without bias never ends.)
const CHUNK: usize = 4;

/// The most values that one input gives.
const MOST: usize = 120;

/// Returns the value that `strategy` gives for the seed, if it does not reject it.
pub fn draw<S: Strategy>(bytes: &[u8], strategy: &S) -> Option<S::Value> {
    let mut seed = [0; 32];
    seed[..bytes.len()].copy_from_slice(bytes);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    Some(strategy.new_tree(&mut runner).ok()?.current())
}

/// Returns one value for each chunk of the input.
pub fn draw_all<S: Strategy>(data: &[u8], strategy: &S) -> Vec<S::Value> {
    data.chunks(CHUNK).take(MOST).filter_map(|bytes| draw(bytes, strategy)).collect()
}

/// Splits the input into the chunk that says where a run begins and those of its operations.
pub fn start(data: &[u8]) -> (&[u8], &[u8]) {
    data.split_at(CHUNK.min(data.len()))
}
