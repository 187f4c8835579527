// The same for a write: into a block that the second box may have by now.
//! levels: -O0 -O2
#[inline(never)]
fn set(place: *mut u64, value: u64) {
    unsafe { *place = value }; //~ InvalidWrite
}

fn main() {
    let mut first = Box::new(7u64);
    let place: *mut u64 = &mut *first;
    println!("{first}");
    drop(first);
    set(place, 9);
}
