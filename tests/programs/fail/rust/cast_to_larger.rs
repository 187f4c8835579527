// A reference to four bytes, read as eight.
//! levels: -O0 -O2
//! options: --rustflags=-Cdebug-assertions=off
#[inline(never)]
fn as_u64(value: *const u32) -> u64 {
    unsafe { value.cast::<u64>().read_unaligned() } //~ InvalidRead
}

fn main() {
    let boxed = Box::new(7u32);
    println!("{}", as_u64(&*boxed) as u32);
}
