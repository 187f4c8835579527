// Structures with holes: copied, compared, hashed, sorted, kept in options and arrays. The holes have no
// value, and nobody asks for it.
//! levels: -O0 -O2
//! stdout: true false
//! stdout: true true
//! stdout: Holes { a: 39, b: 117, c: 9, d: 40894464, e: false } Some(Holes { a: 0, b: 0, c: 0, d: 0, e: true })
//! stdout: 40 Some(2)
//! stdout: 4
//! stdout: true Some(Less)
//! stdout: [((1, 1), Pair(1, 1)), ((1, 4), None), ((1, 7), Float(7.0))]
//! stdout: false false true
//! stdout: true false
//! stdout: 1 true
//! stdout: Less
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[repr(C)]
struct Holes {
    a: u8,
    b: u32,
    c: u8,
    d: u64,
    e: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Value {
    Byte(u8),
    Pair(u16, u16),
    Float(f64),
    Flag(bool),
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Small(u8, Option<u8>, Option<u16>, (u8, u32));

fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[inline(never)]
fn make(i: u32) -> Holes {
    Holes { a: i as u8, b: i * 3, c: (i >> 2) as u8, d: u64::from(i) << 20, e: i % 2 == 0 }
}

#[inline(never)]
fn value(i: u32) -> Value {
    match i % 5 {
        0 => Value::Byte(i as u8),
        1 => Value::Pair(i as u16, 1),
        2 => Value::Float(f64::from(i)),
        3 => Value::Flag(i > 10),
        _ => Value::None,
    }
}

fn main() {
    let boxed: Vec<Box<Holes>> = (0..40).map(|i| Box::new(make(i))).collect();
    let copies: Vec<Holes> = boxed.iter().map(|each| **each).collect();
    println!("{} {}", copies[7] == *boxed[7], copies[7] == *boxed[8]);
    println!("{} {}", hash(&copies[3]) == hash(&make(3)), copies == copies.to_vec());
    let mut sorted = copies.clone();
    sorted.sort_by(|x, y| y.cmp(x));
    println!("{:?} {:?}", sorted[0], sorted.iter().min());
    let counts: HashMap<Holes, usize> = copies.iter().chain(&sorted).fold(HashMap::new(), |mut counts, each| {
        *counts.entry(*each).or_default() += 1;
        counts
    });
    println!("{} {:?}", counts.len(), counts.values().max());

    let values: Vec<Value> = (0..20).map(value).collect();
    println!("{:?}", values.iter().filter(|each| values.iter().filter(|other| other == each).count() == 4).count());
    println!("{} {:?}", values[..5] == values[..5].to_vec(), values[0].partial_cmp(&values[5]));
    let by_key: BTreeMap<(u8, u32), Value> = (0..9).map(|i| ((i as u8 % 3, i), value(i))).collect();
    println!("{:?}", by_key.range((1, 0)..(2, 0)).collect::<Vec<_>>());

    let small = [Small(1, None, None, (1, 2)), Small(1, Some(0), None, (1, 2)), Small(1, None, Some(0), (1, 2))];
    println!("{} {} {}", small[0] == small[1], small[0] == small[2], small.contains(&Small(1, Some(0), None, (1, 2))));
    let options: [Option<Holes>; 3] = [None, Some(make(1)), Some(Holes::default())];
    println!("{} {}", options == options.clone(), options[1] == options[2]);
    let results: Vec<Result<u8, u64>> = vec![Ok(1), Err(1), Ok(2)];
    println!("{:?} {}", results.iter().filter(|each| **each == Ok(1)).count(), results == vec![Ok(1), Err(1), Ok(2)]);
    println!("{:?}", (1u8, 2u32).cmp(&(1u8, 3u32)));
}
