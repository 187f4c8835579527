// std::alloc::realloc moves the block; the old pointer is used on.
//! levels: -O0 -O2
use std::alloc::{alloc_zeroed, dealloc, realloc, Layout};

#[inline(never)]
fn mark(byte: *mut u8) {
    unsafe { *byte = 1 }; //~ InvalidWrite
}

fn main() {
    let small = Layout::array::<u8>(16).unwrap();
    let large = Layout::array::<u8>(4096).unwrap();
    unsafe {
        let old = alloc_zeroed(small);
        let new = realloc(old, small, large.size());
        mark(old);
        println!("{}", *new);
        dealloc(new, large);
    }
}
