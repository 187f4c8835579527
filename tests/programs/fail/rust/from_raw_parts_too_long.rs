// A slice that was made of a pointer and a wrong length: of bytes where elements were meant.
//! levels: -O0 -O2
//! options: --rustflags=-Cdebug-assertions=off
use std::slice;

#[inline(never)]
fn maximum(values: &[u16]) -> u16 {
    let mut largest = 0;
    for i in 0..values.len() {
        largest = largest.max(values[i]); //~ InvalidRead
    }
    largest
}

fn main() {
    let values: Box<[u16]> = vec![3, 1, 2, 9].into_boxed_slice();
    let size = std::mem::size_of_val(&*values);
    let wrong = unsafe { slice::from_raw_parts(values.as_ptr(), size) };
    println!("{}", maximum(wrong));
}
