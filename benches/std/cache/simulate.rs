//! The curve of LRU at every capacity against one replay, and the optimum.

use boltons::cache::Lru;
use boltons::cache::simulate::Trace;

use crate::harness::{self, Contender, Harness, mix};

/// The numbers of a trace, unpacked by `xz` where it is packed.
fn trace(name: &str) -> Option<Trace> {
    let path = harness::data(name)?;
    let bytes = if path.extension() == Some("xz".as_ref()) {
        let output = std::process::Command::new("xz").arg("-dc").arg(&path).output().ok()?;
        output.status.success().then_some(output.stdout)?
    } else {
        std::fs::read(path).ok()?
    };
    Some(Trace::new(bytes.chunks_exact(4)))
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/simulate/") {
        return;
    }
    let traces = [
        ("web07", "cache/web07.u32be", [204, 2_048], 0.0),
        ("orm-busy", "cache/orm-busy.u32be.xz", [763, 7_634], 0.125),
    ];
    for (name, file, [small, large], target) in traces {
        // A run that is not timed has no use for five million requests.
        if name == "orm-busy" && !harness.timed() {
            continue;
        }
        let Some(trace) = trace(file) else { continue };
        // The whole curve, of which one replay is one item. At most eight times as long.
        let curve = Contender::new("boltons", || trace.lru_curve()[large] as u64);
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
            _ => assert_eq!(optimum, [4_141_226, 4_665_374]),
        }
    }
}
