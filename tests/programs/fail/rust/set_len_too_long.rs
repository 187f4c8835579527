// set_len beyond the capacity: the vector says that it has more than its block.
//! options: --rustflags=-Cdebug-assertions=off
//! levels: -O0 -O2
#[inline(never)]
fn sum(bytes: &[u64]) -> u64 {
    bytes.iter().sum() //~ InvalidRead
}

fn main() {
    let mut words = vec![1u64; 6];
    unsafe { words.set_len(8) };
    let sum = sum(&words[..7]);
    unsafe { words.set_len(6) };
    println!("{}", sum); // whatever it was
}
