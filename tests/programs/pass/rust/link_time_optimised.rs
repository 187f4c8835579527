// Optimised as a whole, so that the doors of Rust's allocator are partly inlined: what one half allocates, the
// other gives back.
//! options: -O2 --rustflags=-Clto=fat
//! stdout: 4950 99 0 [0, 0, 7] 292
use std::collections::BTreeMap;

fn main() {
    let numbers: Vec<u32> = (0..100).collect();
    let mut zeros = vec![0u8; 3];
    zeros[2] = 7;
    let boxed: Box<[u64]> = vec![0; 50].into_boxed_slice();
    let names: BTreeMap<u32, String> = numbers.iter().map(|n| (*n, format!("n{n}"))).collect();
    let mut joined = String::new();
    for name in names.values() {
        joined.push_str(name);
    }
    let sum: u32 = numbers.iter().sum();
    println!("{sum} {} {} {zeros:?} {}", names.keys().max().unwrap(), boxed[49], joined.len() + 2);
}
