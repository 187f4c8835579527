// CStr::from_ptr of bytes without a zero at the end: the C library's strlen goes on.
//! levels: -O0 -O2
use std::ffi::CStr;

fn main() {
    let bytes: Vec<u8> = b"no zero here".to_vec();
    let text = unsafe { CStr::from_ptr(bytes.as_ptr().cast()) };
    //~^ InvalidRead
    println!("{}", text.to_bytes().len() >= bytes.len());
}
