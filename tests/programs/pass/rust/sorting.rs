// Sorting: stable and unstable, of numbers, strings and structures, short and long, sorted and reversed; the
// sort's own buffers are uninitialised memory. Searching in what was sorted.
//! levels: -O0 -O2
//! stdout: Some(Person { name: "p3900", age: 0, height: 39.0 })
//! stdout: Some(Person { name: "p2749", age: 49, height: 27.49 })
//! stdout: 196
//! stdout: p9976 p9968 p9957 p995 p9933
//! stdout: ["brown", "dog", "fox", "jumps", "lazy", "over", "quick", "the"] Ok(2) Err(3)
//! stdout: 5250
//! stdout: 482
//! stdout: 9976 77
//! stdout: Ok(" ,eghillnoorst")
#[derive(Debug, Clone, PartialEq)]
struct Person {
    name: String,
    age: u8,
    height: f32,
}

fn numbers(count: usize) -> Vec<u32> {
    let mut state = 42u32;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % 10_000
    };
    (0..count).map(next).collect()
}

fn main() {
    for count in [0, 1, 2, 19, 20, 21, 50, 257, 3000] {
        let original = numbers(count);
        let (mut stable, mut unstable) = (original.clone(), original.clone());
        stable.sort();
        unstable.sort_unstable();
        assert_eq!(stable, unstable);
        assert!(stable.windows(2).all(|pair| pair[0] <= pair[1]));
        stable.sort_by(|a, b| b.cmp(a));
        unstable.reverse();
        assert_eq!(stable, unstable);
        assert_eq!(stable.iter().sum::<u32>(), original.iter().sum());
    }

    let mut people: Vec<Person> = numbers(200)
        .iter()
        .map(|n| Person { name: format!("p{n}"), age: (n % 50) as u8, height: *n as f32 / 100.0 })
        .collect();
    people.sort_by_key(|person| person.age);
    println!("{:?}", people.first());
    people.sort_by_cached_key(|person| person.name.len());
    println!("{:?}", people.last());
    people.sort_by(|a, b| a.height.partial_cmp(&b.height).unwrap());
    people.dedup_by_key(|person| person.age);
    println!("{}", people.len());
    people.sort_unstable_by(|a, b| b.name.cmp(&a.name));
    println!("{}", people.iter().take(5).map(|p| p.name.as_str()).collect::<Vec<_>>().join(" "));

    let mut words = "the quick brown fox jumps over the lazy dog".split(' ').collect::<Vec<_>>();
    words.sort();
    words.dedup();
    println!("{words:?} {:?} {:?}", words.binary_search(&"fox"), words.binary_search(&"goat"));
    let mut many = numbers(1000);
    let (_, median, _) = many.select_nth_unstable(500);
    println!("{median}");
    many.sort();
    println!("{}", many.partition_point(|n| *n < 5000));
    let mut wide: Vec<[u64; 5]> = numbers(300).iter().map(|n| [u64::from(*n); 5]).collect();
    wide.sort();
    wide.sort_unstable_by_key(|w| std::cmp::Reverse(w[3]));
    println!("{:?} {:?}", wide[0][0], wide[299][4]);
    let mut bytes = b"hello, sorting".to_vec();
    bytes.sort();
    println!("{:?}", String::from_utf8(bytes));
}
