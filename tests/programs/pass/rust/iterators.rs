// The adaptors of iterators, one after the other and in chains.
//! levels: -O0 -O2
//! stdout: [(5, 'a'), (3, 'b'), (8, 'c')]
//! stdout: [50, 80, 90]
//! stdout: [-2, 5, -7, 8, -7]
//! stdout: [[5, 3, 8, 1], [9, 2]]
//! stdout: [5, 8, 16, 17, 26, 28]
//! stdout: Some(9) Some(5)
//! stdout: Some(2) None
//! stdout: Some(538192)
//! stdout: [3, 1, 2] [5, 8, 9] 6
//! stdout: [1, 8]
//! stdout: ["a", "b", "c", ""]
//! stdout: 4
//! stdout: Some(1000000000)
//! stdout: "ababab"
//! stdout: [3, 2, 1, 4]
//! stdout: ["12", "+", "345", "*", "6"]
//! stdout: {1: [1, 2, 4, 8, 16], 2: [3, 5, 6, 9, 10, 12, 17, 18], 3: [7, 11, 13, 14, 19], 4: [15]}
//! stdout: Some(12586269025) Some(20365011074)
//! stdout: Err(ParseIntError { kind: InvalidDigit }) Some([1, 2])
//! stdout: Less true
//! stdout: [0, 1, 2] [0, 1, 4] (3, Some(3))
//! stdout: 120
//! stdout: None
use std::collections::BTreeMap;
use std::iter;

fn main() {
    let numbers = [5, 3, 8, 1, 9, 2];
    println!("{:?}", numbers.iter().zip("abc".chars()).collect::<Vec<_>>());
    println!("{:?}", numbers.iter().enumerate().filter(|(i, _)| i % 2 == 0).map(|(_, n)| n * 10).collect::<Vec<_>>());
    println!("{:?}", numbers.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<i32>>());
    println!("{:?}", numbers.chunks(4).map(<[i32]>::to_vec).collect::<Vec<_>>());
    println!("{:?}", numbers.iter().scan(0, |sum, n| { *sum += n; Some(*sum) }).collect::<Vec<_>>());
    println!("{:?} {:?}", numbers.iter().max(), numbers.iter().min_by_key(|n| (*n - 4).abs()));
    println!("{:?} {:?}", numbers.iter().position(|n| *n == 8), numbers.iter().rposition(|n| *n > 100));
    println!("{:?}", numbers.iter().copied().reduce(|a, b| a * 10 + b));
    let (small, large): (Vec<i32>, Vec<i32>) = numbers.iter().partition(|n| **n < 5);
    println!("{small:?} {large:?} {}", small.iter().chain(&large).count());
    println!("{:?}", numbers.iter().rev().skip_while(|n| **n != 1).take(2).collect::<Vec<_>>());
    println!("{:?}", vec!["a b", "c", ""].iter().flat_map(|s| s.split(' ')).collect::<Vec<_>>());
    println!("{:?}", [Some(1), None, Some(3)].into_iter().flatten().sum::<i32>());
    println!("{:?}", iter::successors(Some(1u32), |n| n.checked_mul(10)).last());
    println!("{:?}", iter::repeat("ab").take(3).collect::<String>());
    println!("{:?}", (1..=4).cycle().skip(2).step_by(3).take(4).collect::<Vec<_>>());

    let mut tokens = "12+345*6".chars().peekable();
    let mut out = Vec::new();
    while let Some(c) = tokens.next() {
        let mut token = c.to_string();
        while let Some(digit) = tokens.next_if(|next| c.is_ascii_digit() && next.is_ascii_digit()) {
            token.push(digit);
        }
        out.push(token);
    }
    println!("{out:?}");

    let groups = (1..20).fold(BTreeMap::<usize, Vec<u32>>::new(), |mut map, n: u32| {
        map.entry(n.count_ones() as usize).or_default().push(n);
        map
    });
    println!("{groups:?}");
    let mut fib = { let mut pair = (0u64, 1); iter::from_fn(move || { pair = (pair.1, pair.0 + pair.1); Some(pair.0) }) };
    println!("{:?} {:?}", fib.nth(49), fib.next());
    let parsed: Result<Vec<i32>, _> = "1,2,x".split(',').map(str::parse::<i32>).collect();
    println!("{parsed:?} {:?}", "1,2".split(',').map(|s| s.parse().ok()).collect::<Option<Vec<u8>>>());
    println!("{:?} {}", [1, 2].iter().cmp([1, 3].iter()), (1..4).eq([1, 2, 3]));
    let (a, b): (Vec<_>, Vec<_>) = (0..3).map(|n| (n, n * n)).unzip();
    println!("{a:?} {b:?} {:?}", a.iter().size_hint());
    println!("{:?}", (1..=5).product::<u64>());
    println!("{:?}", numbers.iter().try_fold(0i8, |sum, n| sum.checked_add(*n as i8 * 9)));
}
