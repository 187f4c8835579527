// Memory that C made goes back to C, wrapped so that nobody can forget it: the owner's Drop is greeting_free().
//! options: --cflags=examples/rust_and_c/parts/greeting.c
//! stdout: hello, Rust
use std::ffi::{CStr, CString};
use std::os::raw::c_char;

extern "C" {
    fn greeting_new(name: *const c_char) -> *mut c_char;
    fn greeting_free(text: *mut c_char);
}

/// Owns a text of C's.
struct Greeting(*mut c_char);

impl Greeting {
    fn new(name: &str) -> Option<Greeting> {
        let name = CString::new(name).ok()?; // Rust's own copy, with the 0 that C needs
        let text = unsafe { greeting_new(name.as_ptr()) };
        if text.is_null() {
            return None;
        }
        Some(Greeting(text))
    }

    fn text(&self) -> &str {
        unsafe { CStr::from_ptr(self.0) }.to_str().unwrap_or("?")
    }
}

impl Drop for Greeting {
    fn drop(&mut self) {
        unsafe { greeting_free(self.0) } // never Rust's allocator: C made it
    }
}

fn main() {
    if let Some(greeting) = Greeting::new("Rust") {
        println!("{}", greeting.text());
    }
}
