//! The curve of LRU at every capacity against one replay, and the optimum.

use boltons::cache::Lru;
use boltons::cache::simulate::Trace;

use crate::harness::inputs::{OrmBusy, WEB07, web07};
use crate::harness::{Contender, Harness, mix};

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/simulate/") {
        return;
    }
    harness.explain(
        "cache/simulate/lru-curve",
        "The curve holds the hits of every capacity; a replay is of one.",
    );
    let orm_busy = OrmBusy::new(harness.timed());
    harness.input("cache/simulate/lru-curve/orm-busy", orm_busy.source());
    harness.input("cache/simulate/opt/orm-busy", orm_busy.source());
    harness.input("/web07", WEB07);
    let real = orm_busy.real;
    let traces = [
        ("web07", web07(), [204, 2_048], 0.0),
        ("orm-busy", orm_busy.requests, [763, 7_634], 0.125),
    ];
    for (name, requests, [small, large], target) in traces {
        let trace = Trace::new(requests);
        // The whole curve, of which one replay is one item. At most eight times as long.
        // Beyond all distinct keys it goes on as it ends.
        let curve = Contender::new("boltons", || {
            let curve = trace.lru_curve();
            curve.get(large).or(curve.last()).map_or(0, |hits| *hits as u64)
        });
        let replay = Contender::new("one replay", || trace.hits::<Lru>(large) as u64);
        harness.compare(
            &format!("cache/simulate/lru-curve/{name}"),
            &[target],
            vec![curve, replay],
        );
        let opt = Contender::new("boltons", || {
            let hits = [small, large].map(|capacity| trace.opt_hits(capacity));
            mix(hits[0] as u64, hits[1] as u64)
        });
        harness.compare(&format!("cache/simulate/opt/{name}"), &[], vec![opt]);
        // Exact counts, which no change of the machinery may move.
        let optimum = [small, large].map(|capacity| trace.opt_hits(capacity));
        match name {
            "web07" => assert_eq!(optimum, [40_630, 51_830]),
            _ if real => assert_eq!(optimum, [4_141_226, 4_665_374]),
            _ => assert!(optimum[0] < optimum[1]),
        }
    }
}
