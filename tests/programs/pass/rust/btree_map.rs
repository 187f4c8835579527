// BTreeMap: enough entries for inner nodes, which split, borrow from their neighbours and merge; their
// arrays of keys and values are only partly initialised.
//! levels: -O0 -O2
//! stdout: 990 entries, Some((41, "entry 709"))
//! stdout: Some((65484, "entry 866"))
//! stdout: [1015, 1019, 1092]
//! stdout: 249 below, 741 above
//! stdout: 63 after removal
//! stdout: 159 after retain
//! stdout: entry 969! entry 486!
//! stdout: {"Ada": (1, 9.75), "Grace": (2, 9.75)} true
//! stdout: Some((1015, "entry 881"))
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Included};

fn main() {
    let mut tree = BTreeMap::new();
    let mut seed = 1u32;
    for i in 0..1000 {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12345);
        tree.insert(seed >> 16, format!("entry {i}"));
    }
    println!("{} entries, {:?}", tree.len(), tree.iter().next());
    println!("{:?}", tree.iter().next_back());
    assert!(tree.keys().zip(tree.keys().skip(1)).all(|(a, b)| a < b));

    let between: Vec<_> = tree.range((Included(1000), Excluded(1200))).map(|(k, _)| *k).collect();
    println!("{between:?}");

    let high = tree.split_off(&16384);
    println!("{} below, {} above", tree.len(), high.len());
    let keys: Vec<u32> = tree.keys().copied().collect();
    for (i, key) in keys.iter().enumerate() {
        if i % 4 != 0 {
            tree.remove(key);
        }
    }
    println!("{} after removal", tree.len());
    tree.extend(high);
    tree.retain(|key, _| key % 5 == 0);
    println!("{} after retain", tree.len());

    for (_, value) in tree.range_mut(30000..) {
        value.push('!');
    }
    println!("{}", tree.values().rev().take(2).cloned().collect::<Vec<_>>().join(" "));

    let mut grades: BTreeMap<&str, (u8, f64)> = BTreeMap::new();
    grades.insert("Ada", (1, 9.5));
    grades.insert("Grace", (2, 9.75));
    grades.entry("Ada").and_modify(|grade| grade.1 += 0.25);
    println!("{grades:?} {}", grades == grades.clone());
    let mut owned = tree.into_iter();
    let first = owned.next();
    drop(owned); // the others are freed by the iterator
    println!("{first:?}");
}
