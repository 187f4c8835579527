// Closures: by reference, by value, boxed, returned, kept in a table, called through dyn.
//! levels: -O0 -O2
//! stdout: 6 7!
//! stdout: 1 2 1 3
//! stdout: [4.0, 40.0, 16.0]
//! stdout: ["first", "second"]
//! stdout: 20
//! stdout: + Some(9) Some(7)
//! stdout: / Some(3) None
//! stdout: ^ Some(49) Some(1)
//! stdout: 144 144 1
//! stdout: >abc
use std::collections::HashMap;

fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |m| n + m
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn counter() -> Box<dyn FnMut() -> u32> {
    let mut count = 0;
    Box::new(move || {
        count += 1;
        count
    })
}

fn apply_all(functions: &[&dyn Fn(f64) -> f64], x: f64) -> Vec<f64> {
    functions.iter().map(|f| f(x)).collect()
}

struct Cached<F: Fn(u64) -> u64> {
    function: F,
    known: HashMap<u64, u64>,
}

impl<F: Fn(u64) -> u64> Cached<F> {
    fn get(&mut self, n: u64) -> u64 {
        let function = &self.function;
        *self.known.entry(n).or_insert_with(|| function(n))
    }
}

fn main() {
    let add_five = adder(5);
    println!("{} {}", add_five(1), compose(add_five, |n| n.to_string() + "!")(2));
    let (mut a, mut b) = (counter(), counter());
    println!("{} {} {} {}", a(), a(), b(), a());

    let scale = 2.5;
    println!("{:?}", apply_all(&[&f64::sqrt, &|x| x * scale, &|x| x.max(10.0)], 16.0));

    let mut log = Vec::new();
    let mut note = |text: &str| log.push(text.to_owned());
    note("first");
    note("second");
    println!("{log:?}");

    let name = String::from("owned by the closure");
    let once: Box<dyn FnOnce() -> usize> = Box::new(move || {
        let moved = name;
        moved.len()
    });
    println!("{}", once());

    let operations: Vec<(&str, fn(i32, i32) -> Option<i32>)> = vec![
        ("+", i32::checked_add),
        ("/", i32::checked_div),
        ("^", |base, exponent| base.checked_pow(exponent.try_into().ok()?)),
    ];
    for (sign, operation) in &operations {
        println!("{sign} {:?} {:?}", operation(7, 2), operation(7, 0));
    }

    let mut squares = Cached { function: |n| n * n, known: HashMap::new() };
    println!("{} {} {}", squares.get(12), squares.get(12), squares.known.len());
    let mut steps: Vec<Box<dyn Fn(String) -> String>> = Vec::new();
    for suffix in ["a", "b", "c"] {
        steps.push(Box::new(move |text| text + suffix));
    }
    println!("{}", steps.iter().fold(String::from(">"), |text, step| step(text)));
}
