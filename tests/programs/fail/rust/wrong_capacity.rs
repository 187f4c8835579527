// from_raw_parts has to be told the capacity as it was: it is the size that is given back.
//! levels: -O0 -O2
use std::mem::ManuallyDrop;

fn main() {
    let mut text = ManuallyDrop::new(String::from("taken apart"));
    let (start, len) = (text.as_mut_ptr(), text.len());
    let again = unsafe { String::from_raw_parts(start, len, len + 5) };
    println!("{again}");
    drop(again); //~ MismatchedFree
}
