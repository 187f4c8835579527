// A pointer to a value of a map that makes itself a larger table.
//! levels: -O0 -O2
use std::collections::hash_map::DefaultHasher;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Hashes without a random seed: the report says where in the table the value was.
type Seedless = BuildHasherDefault<DefaultHasher>;

#[inline(never)]
fn bump(counter: *mut u32) {
    unsafe { *counter += 1 }; //~ InvalidRead InvalidWrite
}

fn main() {
    let mut counters: HashMap<u32, u32, Seedless> = HashMap::default();
    let first: *mut u32 = counters.entry(0).or_insert(0);
    for key in 1..100 {
        counters.insert(key, 0);
    }
    bump(first);
    println!("{}", counters[&0]);
}
