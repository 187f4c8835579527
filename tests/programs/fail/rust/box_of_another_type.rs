// A box that is given back as one of a smaller type: drop gives back four bytes of eight.
//! levels: -O0 -O2
fn main() {
    let wide = Box::into_raw(Box::new(1u64 << 40));
    let narrow = unsafe { Box::from_raw(wide.cast::<u32>()) };
    println!("{narrow}");
    drop(narrow); //~ MismatchedFree
}
