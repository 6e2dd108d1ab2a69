//! The documentation shows the recipes as they are run.

#[test]
fn recipes_are_those_of_the_documentation() {
    let docs = include_str!("../../../src/ip/guard_recipes.md");
    for (name, source) in [
        ("tokio", include_str!("../src/tokio.rs")),
        ("reqwest", include_str!("../src/reqwest.rs")),
        ("ureq", include_str!("../src/ureq.rs")),
        ("hyper_util", include_str!("../src/hyper_util.rs")),
    ] {
        let (_, recipe) = source.split_once("// recipe\n").expect("the start of the recipe");
        assert!(
            docs.contains(recipe.trim_end()),
            "the recipe of {name} is not in the documentation"
        );
    }
}
