// HashMap: grows from empty to hundreds of entries, entry API, removal while others stay, retain,
// maps in maps. Its tables are read in groups of control bytes, also behind the last entry.
//! levels: -O0 -O2
//! stdout: [("the", 3), ("and", 2), ("bird", 1), ("cat", 1), ("dog", 1)]
//! stdout: 333 left, None, Some(249001)
//! stdout: [1, 101, 301, 401]
//! stdout: [("be", [1, 5]), ("is", [7]), ("or", [2]), ("to", [0, 4])]
//! stdout: sold out: ("bolts", 1)
//! stdout: 13 false
//! stdout: {}
use std::collections::hash_map::Entry;
use std::collections::HashMap;

fn count_words(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

fn main() {
    let counts = count_words("the cat and the dog and the bird");
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    println!("{sorted:?}");

    let mut squares: HashMap<u32, u64> = HashMap::new();
    for n in 0..500 {
        squares.insert(n, u64::from(n) * u64::from(n));
    }
    for n in (0..500).step_by(3) {
        assert_eq!(squares.remove(&n), Some(u64::from(n * n)));
    }
    println!("{} left, {:?}, {:?}", squares.len(), squares.get(&3), squares.get(&499));
    squares.retain(|n, _| n % 100 == 1);
    let mut left: Vec<_> = squares.keys().copied().collect();
    left.sort_unstable();
    println!("{left:?}");

    let mut by_length: HashMap<usize, HashMap<String, Vec<usize>>> = HashMap::new();
    for (at, word) in "to be or not to be that is".split(' ').enumerate() {
        let words = by_length.entry(word.len()).or_default();
        words.entry(word.to_string()).or_default().push(at);
    }
    let mut twos: Vec<_> = by_length.remove(&2).unwrap().into_iter().collect();
    twos.sort();
    println!("{twos:?}");

    let mut stock = HashMap::from([("nuts", 3), ("bolts", 1)]);
    if let Entry::Occupied(entry) = stock.entry("bolts") {
        println!("sold out: {:?}", entry.remove_entry());
    }
    if let Entry::Vacant(entry) = stock.entry("screws") {
        *entry.insert(9) += 1;
    }
    let total: i32 = stock.values().sum();
    println!("{total} {}", stock.contains_key("bolts"));
    stock.shrink_to_fit();
    stock.clear();
    println!("{stock:?}");
}
