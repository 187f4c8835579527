// Two allocators, and memory given back on the wrong side: what C made to Rust's, and what Rust made to C's.
//! options: --cflags=examples/rust_and_c/parts/greeting.c
use std::ffi::CString;
use std::os::raw::c_char;

extern "C" {
    fn greeting_new(name: *const c_char) -> *mut c_char;
    fn greeting_free(text: *mut c_char);
}

fn main() {
    let name = CString::new("Rust").unwrap();
    unsafe {
        let text = greeting_new(name.as_ptr());
        let owned = CString::from_raw(text); // takes back what into_raw() gave, nothing else
        println!("{}", owned.to_string_lossy());
        drop(owned); //~ MismatchedFree

        greeting_free(name.into_raw()); //~ MismatchedFree
    }
}
