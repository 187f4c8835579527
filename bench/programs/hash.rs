// As hash.c, with std's HashMap: rebuilt in each round as it grows, then 600,000 look-ups of which half miss.
use std::collections::HashMap;

const KEYS: u32 = 100_000;
const LOOKUPS: u32 = 600_000;

fn mix(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x7feb_352d);
    x ^= x >> 15;
    x = x.wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut checksum = 0u32;
    for round in 0..rounds {
        let mut table = HashMap::new();
        for i in 1..=KEYS {
            table.insert(i * 2, i ^ round);
        }
        for i in 0..LOOKUPS {
            if let Some(value) = table.get(&(mix(i) % (2 * KEYS) + 2)) {
                checksum = checksum.wrapping_mul(31).wrapping_add(*value);
            }
        }
    }
    println!("hash: checksum {:08x}", checksum);
}
