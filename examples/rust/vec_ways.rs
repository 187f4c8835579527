// Ways to make a Vec, each beside the call in C that does the same: examples/c/malloc_ways.c
//! stdout: with_capacity: room for 10, 0 in it
//! stdout: vec![0; n]: [0, 0, 0, 0, 0]
//! stdout: reserve: room for 20 or more, the first is still 7
//! stdout: shrink_to_fit: room for 1, it is still 7
fn main() {
    // malloc(): room, and nothing in it. What was not pushed cannot be read.
    let mut some: Vec<i32> = Vec::with_capacity(10);
    println!("with_capacity: room for {}, {} in it", some.capacity(), some.len());

    // calloc(): zeros, which the system may have at hand.
    let zeros = vec![0; 5];
    println!("vec![0; n]: {zeros:?}");

    // realloc(): more room. If the block moves, no pointer to the old one is left: the compiler does
    // not let anybody hold a reference into a vector while it grows.
    some.push(7);
    some.reserve(19);
    assert!(some.capacity() >= 20);
    println!("reserve: room for 20 or more, the first is still {}", some[0]);

    // realloc() to less: what is not needed is given back.
    some.shrink_to_fit();
    println!("shrink_to_fit: room for {}, it is still {}", some.capacity(), some[0]);
}
