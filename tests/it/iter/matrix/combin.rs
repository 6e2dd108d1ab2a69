//! Combinations, permutations, products and subsets: every method at every rank.

use boltons::iter::combin::{
    Combinations, Permutations, Powerset, Product, combinations, permutations, powerset, product,
};

use super::{N, Piece, STEPS, any, consume};

fn piece(items: &[N]) -> Piece {
    items.iter().map(|n| n.0).collect()
}

/// All vectors of places below `lens`, in order, that `keep` wants at each length.
fn vectors(lens: &[usize], keep: fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
    lens.iter().fold(vec![vec![]], |all, &len| {
        let longer = |v: &Vec<usize>| (0..len).map(|i| [&v[..], &[i]].concat()).collect::<Vec<_>>();
        all.iter().flat_map(longer).filter(|v| keep(v)).collect()
    })
}

fn ascending(places: &[usize]) -> bool {
    places.windows(2).all(|pair| pair[0] < pair[1])
}

fn different(places: &[usize]) -> bool {
    places.iter().enumerate().all(|(i, place)| !places[..i].contains(place))
}

/// Items of which some are equal: places count, not values.
fn pool(n: usize) -> Vec<N> {
    (0..n as u64).map(|i| N(10 + i * i % 5)).collect()
}

/// Every method of one type, by name: a call of it against the list of all places.
macro_rules! methods {
    ($($name:ident: $type:ident),+) => {$(
        mod $name {
            use super::*;

            type Method = (&'static str, fn(&$type<N>, &[Vec<usize>], &dyn Fn(&[usize]) -> Piece));

            pub const METHODS: &[Method] = &[
                ("total", |of, all, _| assert_eq!(of.total(), Some(all.len() as u128))),
                ("next and indices", |of, all, piece_of| {
                    let mut of = of.clone();
                    assert!(of.indices().is_empty());
                    for places in all {
                        assert_eq!(of.next().map(piece), Some(piece_of(places)));
                        assert_eq!(of.indices(), places);
                    }
                    assert_eq!(of.next(), None);
                    assert_eq!(of.next(), None);
                }),
                ("rank_of", |of, all, _| {
                    for (rank, places) in all.iter().enumerate() {
                        assert_eq!(of.rank_of(places), Some(rank as u128));
                    }
                    assert_eq!(of.rank_of(&[usize::MAX]), None);
                }),
                ("seek, then fold", |of, all, piece_of| {
                    for rank in (0..all.len() + 2).rev() {
                        let mut of = of.clone();
                        of.next();
                        assert_eq!(of.seek(rank as u128), rank < all.len());
                        let left = of.fold(Vec::new(), |mut left, items| {
                            left.push(piece(items));
                            left
                        });
                        let wanted: Vec<Piece> = all.iter().skip(rank).map(|p| piece_of(p)).collect();
                        assert_eq!(left, wanted, "from {rank}");
                    }
                    assert!(!of.clone().seek(u128::MAX));
                }),
                ("for_each", |of, all, piece_of| {
                    let mut given = Vec::new();
                    of.clone().for_each(|items| given.push(piece(items)));
                    assert!(given.into_iter().eq(all.iter().map(|p| piece_of(p))));
                }),
                ("map", |of, all, piece_of| {
                    let wanted: Vec<Piece> = all.iter().map(|p| piece_of(p)).collect();
                    if wanted.len() < 12 {
                        let make = || any(of.clone().map(<[N]>::to_vec));
                        consume(&make, &wanted, true, stringify!($type));
                    }
                    assert!(of.clone().map(piece).eq(wanted));
                }),
            ];

            pub fn check(of: $type<N>, all: Vec<Vec<usize>>, piece_of: &dyn Fn(&[usize]) -> Piece) {
                for (name, run) in METHODS {
                    println!("{name} of {:?}", of);
                    run(&of, &all, piece_of);
                }
                // Each item of each of them is cloned once at most, and those of the pool once.
                let items: usize = all.iter().map(Vec::len).sum();
                STEPS.set(0);
                of.clone().for_each(|_| {});
                let most = 2 * items + 64;
                assert!(STEPS.get() <= most, "{} steps, {most} allowed", STEPS.get());
            }
        }
    )+};
}

methods!(
    combining: Combinations,
    permuting: Permutations,
    multiplying: Product,
    choosing: Powerset
);

/// The methods of all types, and the functions that create them.
pub fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let created = ["combinations", "permutations", "product", "powerset"];
    let created = created.map(|name| ("combin::", name)).into_iter();
    created
        .chain(combining::METHODS.iter().map(|m| ("combin::Combinations::", m.0)))
        .chain(permuting::METHODS.iter().map(|m| ("combin::Permutations::", m.0)))
        .chain(multiplying::METHODS.iter().map(|m| ("combin::Product::", m.0)))
        .chain(choosing::METHODS.iter().map(|m| ("combin::Powerset::", m.0)))
}

#[test]
fn every_method_of_every_type() {
    for n in 0..5 {
        let items = pool(n);
        let piece_of = |places: &[usize]| places.iter().map(|i| items[*i].0).collect();
        for k in 0..7 {
            let lens = vec![n; k];
            combining::check(combinations(items.clone(), k), vectors(&lens, ascending), &piece_of);
            permuting::check(permutations(items.clone(), k), vectors(&lens, different), &piece_of);
        }
        let sizes = (0..=n).flat_map(|k| vectors(&vec![n; k], ascending)).collect();
        choosing::check(powerset(items.clone()), sizes, &piece_of);
    }
    let lens: [&[usize]; 7] = [&[], &[0], &[3], &[2, 3], &[3, 0, 2], &[1, 1, 1], &[4, 1, 2, 3]];
    for lens in lens {
        let pools: Vec<Vec<N>> = lens.iter().map(|n| pool(*n)).collect();
        let piece_of =
            |places: &[usize]| places.iter().zip(&pools).map(|(i, pool)| pool[*i].0).collect();
        multiplying::check(product(pools.clone()), vectors(lens, |_| true), &piece_of);
    }
}
