// ptr::copy_nonoverlapping with a length in bytes where it wants elements.
//! levels: -O0 -O2
//! options: --rustflags=-Cdebug-assertions=off
use std::ptr;

#[inline(never)]
fn copy(from: &[u32], to: &mut [u32]) {
    let bytes = from.len() * 4;
    unsafe { ptr::copy_nonoverlapping(from.as_ptr(), to.as_mut_ptr(), bytes) }; //~ InvalidRead InvalidWrite
}

fn main() {
    let from = vec![1, 2, 3];
    let mut to = vec![0; 3];
    copy(&from, &mut to);
    println!("{to:?}");
}
