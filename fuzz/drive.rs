//! Makes a strategy's value of the fuzzer's bytes.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Runs `test` on the value that `strategy` makes when `data` are its random numbers; where they
/// end, all further ones are 0.
pub fn drive<S: Strategy>(data: &[u8], strategy: S, test: impl FnOnce(S::Value)) {
    let rng = TestRng::from_seed(RngAlgorithm::PassThrough, data);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    // A strategy that rejects what the bytes say has no value for them.
    if let Ok(tree) = strategy.new_tree(&mut runner) {
        test(tree.current());
    }
}
