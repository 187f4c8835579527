// HashSet and BTreeSet: union, intersection, difference; a hasher of one's own; keys that are
// structures with padding.
//! levels: -O0 -O2
//! stdout: [0, 6, 12, 18, 24, 30, 36] 27 13
//! stdout: false true
//! stdout: 42 places, 158 repeated
//! stdout: Some(Place { level: 2, column: 6, row: 1 })
//! stdout: "opru"
//! stdout: ['m', 'p']
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasherDefault, Hash, Hasher};

#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Place {
    level: u8,
    column: u32,
    row: u16,
}

fn main() {
    let evens: HashSet<i32> = (0..40).step_by(2).collect();
    let threes: HashSet<i32> = (0..40).step_by(3).collect();
    let mut both: Vec<_> = evens.intersection(&threes).copied().collect();
    both.sort();
    println!("{both:?} {} {}", evens.union(&threes).count(), (&evens - &threes).len());
    println!("{} {}", evens.is_disjoint(&threes), evens.is_superset(&both.iter().copied().collect()));

    let mut seen: HashSet<Place, BuildHasherDefault<Fnv>> = HashSet::default();
    let mut repeated = 0;
    for i in 0..200u32 {
        let place = Place { level: (i % 3) as u8, column: i % 7, row: (i % 2) as u16 };
        if !seen.insert(place) {
            repeated += 1;
        }
    }
    println!("{} places, {repeated} repeated", seen.len());
    println!("{:?}", seen.iter().max());

    let letters: BTreeSet<char> = "mississippi".chars().collect();
    let others: BTreeSet<char> = "missouri".chars().collect();
    println!("{:?}", letters.symmetric_difference(&others).collect::<String>());
    println!("{:?}", letters.range('j'..='p').collect::<Vec<_>>());
}
