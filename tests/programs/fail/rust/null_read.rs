// A field of a structure that is not there.
// (Without debug assertions: with them, newer compilers look at the pointer first.)
//! levels: -O0 -O2
//! options: --rustflags=-Cdebug-assertions=off
use std::ptr;

#[repr(C)]
struct Device {
    id: u32,
    registers: [u16; 4],
}

#[inline(never)]
fn find(devices: &[Device], id: u32) -> *const Device {
    devices.iter().find(|device| device.id == id).map_or(ptr::null(), |device| device)
}

fn main() {
    let devices = [Device { id: 1, registers: [1; 4] }, Device { id: 7, registers: [0; 4] }];
    let device = find(&devices, 9);
    println!("{}", unsafe { (*device).registers[2] }); //~ InvalidRead
}
