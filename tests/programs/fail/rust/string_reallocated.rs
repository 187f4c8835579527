// The bytes of a string that grew, and of one that was shrunk.
//! levels: -O0 -O2
#[inline(never)]
fn first(bytes: *const u8) -> u8 {
    unsafe { *bytes | 0x20 } //~ InvalidRead
}

fn main() {
    let mut path = String::from("/usr");
    let start = path.as_ptr();
    path.push_str("/share/doc/redzone/examples");
    println!("{} {}", first(start), path.len());

    let mut line = String::with_capacity(500);
    line.push('x');
    let before = line.as_ptr();
    line.shrink_to_fit();
    println!("{}{}", first(before), line);
}
