// Whole small programs: a sieve by bits, Conway's life, matrices on the heap, a knapsack table.
//! levels: -O0 -O2
//! stdout: 1229 [9949, 9967, 9973]
//! stdout: ........
//! stdout: ........
//! stdout: ...#....
//! stdout: ....#...
//! stdout: ..###...
//! stdout: ........
//! stdout: 527 70993.75
//! stdout: 15
struct BitSet {
    words: Box<[u64]>,
}

impl BitSet {
    fn full(bits: usize) -> Self {
        BitSet { words: vec![u64::MAX; (bits + 63) / 64].into_boxed_slice() }
    }
    fn remove(&mut self, bit: usize) {
        self.words[bit / 64] &= !(1 << (bit % 64));
    }
    fn has(&self, bit: usize) -> bool {
        self.words[bit / 64] >> (bit % 64) & 1 == 1
    }
}

fn primes(limit: usize) -> Vec<usize> {
    let mut set = BitSet::full(limit);
    (2..limit)
        .filter(|n| {
            let prime = set.has(*n);
            if prime {
                (n * n..limit).step_by(*n).for_each(|multiple| set.remove(multiple));
            }
            prime
        })
        .collect()
}

fn step(world: &[Vec<bool>]) -> Vec<Vec<bool>> {
    let (rows, columns) = (world.len(), world[0].len());
    let neighbours = |r: usize, c: usize| {
        (0..9)
            .filter(|i| *i != 4 && world[(r + rows + i / 3 - 1) % rows][(c + columns + i % 3 - 1) % columns])
            .count()
    };
    (0..rows)
        .map(|r| (0..columns).map(|c| matches!((world[r][c], neighbours(r, c)), (_, 3) | (true, 2))).collect())
        .collect()
}

fn multiply(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let columns = b[0].len();
    a.iter()
        .map(|row| (0..columns).map(|c| row.iter().zip(b).map(|(x, other)| x * other[c]).sum()).collect())
        .collect()
}

fn knapsack(items: &[(usize, u32)], room: usize) -> u32 {
    let mut best = vec![0; room + 1];
    for &(weight, worth) in items {
        for left in (weight..=room).rev() {
            best[left] = best[left].max(best[left - weight] + worth);
        }
    }
    best[room]
}

fn main() {
    let found = primes(10_000);
    println!("{} {:?}", found.len(), &found[found.len() - 3..]);

    let glider = [".#......", "..#.....", "###.....", "........", "........", "........"];
    let mut world: Vec<Vec<bool>> = glider.iter().map(|row| row.chars().map(|c| c == '#').collect()).collect();
    for _ in 0..8 {
        world = step(&world);
    }
    for row in &world {
        println!("{}", row.iter().map(|alive| if *alive { '#' } else { '.' }).collect::<String>());
    }

    let a: Vec<Vec<f64>> = (0..20).map(|r| (0..30).map(|c| f64::from(r * c % 7)).collect()).collect();
    let b: Vec<Vec<f64>> = (0..30).map(|r| (0..10).map(|c| f64::from(r + c) / 4.0).collect()).collect();
    let product = multiply(&a, &b);
    println!("{} {}", product[19][9], product.iter().flatten().sum::<f64>());
    println!("{}", knapsack(&[(12, 4), (2, 2), (1, 1), (4, 10), (1, 2)], 15));
}
