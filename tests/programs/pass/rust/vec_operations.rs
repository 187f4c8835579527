// Vec: everything that moves elements about, of types that own memory.
//! levels: -O0 -O2
//! stdout: n2 n0
//! stdout: ["n9", "n3", "inserted"]
//! stdout: ["n6", "n7", "n8"] 3
//! stdout: ["n1", "n4", "n5", "n20", "n21", "n22", "n30", "n31"]
//! stdout: ["n4", "n5"] ["n1", "x", "y", "z", "n20", "n21", "n22", "n30", "n31"]
//! stdout: ["x", "y", "z", "", ""]
//! stdout: ["same"]
//! stdout: [1, 2, 3, 2, 3, -1, -1, -1, 7, 7, 7] true
//! stdout: true [7, 7, 7]
//! stdout: true
//! stdout: [2, 2, 2, 2]
//! stdout: ["n7", "n17", "n27"]
//! stdout: ["n0", "n1"]
//! stdout: ["n0", "n0", "n1", "n0", "n1", "n2"] 6
//! stdout: [["n0"], ["n0", "n1"], ["n0"], []] true
//! stdout: n5+n6
//! stdout: 100000
fn names(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(|n| format!("n{n}")).collect()
}

fn main() {
    let mut all = names(0..10);
    println!("{} {}", all.swap_remove(2), all.remove(0));
    all.insert(3, "inserted".into());
    println!("{:?}", all.drain(1..4).collect::<Vec<_>>());
    println!("{:?} {}", all.split_off(3), all.len());
    all.extend(names(20..23));
    all.append(&mut names(30..32));
    println!("{all:?}");
    let removed: Vec<_> = all.splice(1..3, ["x", "y", "z"].map(String::from)).collect();
    println!("{removed:?} {all:?}");
    all.retain(|name| !name.starts_with('n'));
    all.dedup();
    all.resize_with(5, Default::default);
    println!("{all:?}");
    all.fill_with(|| "same".to_string());
    all.dedup_by(|a, b| a == b);
    println!("{all:?}");

    let mut numbers = vec![1, 2, 3];
    numbers.extend_from_within(1..);
    numbers.resize(8, -1);
    numbers.extend_from_slice(&[7; 3]);
    numbers.reserve_exact(20);
    println!("{numbers:?} {}", numbers.capacity() >= 31);
    numbers.shrink_to(12);
    numbers.shrink_to_fit();
    println!("{} {:?}", numbers.capacity() == numbers.len(), numbers.iter().rev().take(3).collect::<Vec<_>>());
    println!("{:?}", Vec::<u64>::new().try_reserve(usize::MAX / 4).is_err());

    let mut half_used = names(0..6).into_iter();
    half_used.next();
    half_used.next_back();
    let mapped: Vec<usize> = half_used.map(|name| name.len()).collect(); // in place
    println!("{mapped:?}");
    let filtered: Vec<String> = names(0..30).into_iter().filter(|name| name.ends_with('7')).collect();
    println!("{filtered:?}");
    let mut drained = names(0..5);
    drop(drained.drain(2..)); // nobody takes them
    println!("{drained:?}");
    let nested: Vec<Vec<String>> = (0..4).map(|n| names(0..n)).collect();
    println!("{:?} {}", nested.concat(), nested.iter().map(Vec::len).sum::<usize>());
    let mut clone = nested.clone();
    clone[3].clone_from(&nested[1]);
    clone.rotate_left(1);
    println!("{clone:?} {}", clone != nested);
    let array: [String; 2] = names(5..7).try_into().unwrap();
    println!("{}", array.join("+"));
    let bytes: Vec<u8> = vec![0; 100_000];
    println!("{}", bytes.iter().filter(|byte| **byte == 0).count());
}
