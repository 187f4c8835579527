// Memory of a box, given to C's free().
//! levels: -O0 -O2
use std::ffi::c_void;

extern "C" {
    fn free(block: *mut c_void);
}

fn main() {
    let number = Box::into_raw(Box::new(12i64));
    println!("{}", unsafe { *number });
    unsafe { free(number.cast()) }; //~ MismatchedFree
}
