// Reads of one, two, four, eight and sixteen bytes from one freed block.
//! levels: -O0 -O2
use std::ptr::read_volatile;

fn main() {
    let start = Box::into_raw(Box::new([0x0102_0304_0506_0708u64; 4]));
    unsafe {
        drop(Box::from_raw(start));
        println!("{}", read_volatile(start.cast::<u8>())); //~ InvalidRead
        println!("{}", read_volatile(start.cast::<u16>().add(1))); //~ InvalidRead
        println!("{}", read_volatile(start.cast::<f32>().add(2))); //~ InvalidRead
        println!("{}", read_volatile(start.cast::<i64>().add(3))); //~ InvalidRead
        println!("{}", read_volatile(start.cast::<u128>())); //~ InvalidRead
    }
}
