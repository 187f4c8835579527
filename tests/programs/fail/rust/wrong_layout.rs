// dealloc with another size, and with another alignment, than alloc was asked for.
use std::alloc::{alloc, dealloc, Layout};

fn main() {
    let right = Layout::from_size_align(24, 8).unwrap();
    unsafe {
        let first = alloc(right);
        let second = alloc(right);
        println!("{}", first == second);
        dealloc(first, Layout::from_size_align(32, 8).unwrap()); //~ MismatchedFree
        dealloc(second, Layout::from_size_align(24, 4).unwrap()); //~ MismatchedFree
    }
}
