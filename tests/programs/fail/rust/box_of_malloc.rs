// The reverse: memory of C's malloc() in a box.
//! levels: -O0 -O2
use std::ffi::c_void;

extern "C" {
    fn malloc(size: usize) -> *mut c_void;
}

fn main() {
    let number = unsafe {
        let block = malloc(8).cast::<i64>();
        block.write(12);
        Box::from_raw(block)
    };
    println!("{number}");
    drop(number); //~ MismatchedFree
}
