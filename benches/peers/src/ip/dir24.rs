//! DIR-24-8 (Gupta, Lin and McKeown, INFOCOM 1998): the yardstick of speed without regard to
//! memory. A word for each of the 2²⁴ blocks of length 24, and 256 more where longer prefixes are.

use boltons::ip::Ipv4Prefix;

const FAR: u32 = 1 << 31;
const NONE: u32 = FAR - 1;

pub struct Dir24 {
    near: Vec<u32>,
    far: Vec<u32>,
}

impl Dir24 {
    /// The prefixes are sorted, so that shorter ones come first where they overlap.
    pub fn new(entries: impl Iterator<Item = (Ipv4Prefix, u32)>) -> Self {
        let mut this = Self { near: vec![NONE; 1 << 24], far: Vec::new() };
        for (prefix, value) in entries {
            let (first, last) = (prefix.first().to_bits(), prefix.last().to_bits());
            if prefix.prefix_len() <= 24 {
                this.near[(first >> 8) as usize..=(last >> 8) as usize].fill(value);
                continue;
            }
            let word = &mut this.near[(first >> 8) as usize];
            if *word & FAR == 0 {
                let base = this.far.len();
                this.far.resize(base + 256, *word);
                *word = FAR | (base / 256) as u32;
            }
            let base = (*word ^ FAR) as usize * 256;
            this.far[base + (first & 255) as usize..=base + (last & 255) as usize].fill(value);
        }
        this
    }

    #[inline]
    pub fn find(&self, addr: u32) -> u32 {
        let word = self.near[(addr >> 8) as usize];
        let value = if word & FAR == 0 {
            word
        } else {
            self.far[(word ^ FAR) as usize * 256 + (addr & 255) as usize]
        };
        if value == NONE { u32::MAX } else { value }
    }
}
