// A static that keeps a pointer to what a function owned.
//! levels: -O0 -O2
use std::ptr::{addr_of, addr_of_mut, null};

static mut CURRENT: *const [u32] = &[];
static mut LAST: *const u32 = null();

#[inline(never)]
fn load(count: u32) {
    let table: Vec<u32> = (0..count).collect();
    unsafe {
        *addr_of_mut!(CURRENT) = &table[..];
        *addr_of_mut!(LAST) = &table[table.len() - 1];
    }
}

#[inline(never)]
fn last() -> u32 {
    unsafe { **addr_of!(LAST) } //~ InvalidRead
}

fn main() {
    load(10);
    println!("{}", last());
    println!("{}", unsafe { &*addr_of!(CURRENT).read() }.len());
}
