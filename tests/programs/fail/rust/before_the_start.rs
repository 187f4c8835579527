// One before the start: a loop that runs backwards one step too far, reading, then writing.
//! levels: -O0 -O2
#[inline(never)]
fn shift_right(start: *mut u16, len: usize) {
    let mut at = len;
    while at > 0 {
        at -= 1;
        unsafe { *start.add(at) = *start.wrapping_add(at).wrapping_sub(1) }; //~ InvalidRead
    }
    unsafe { *start.wrapping_sub(1) = 0 }; //~ InvalidWrite
}

fn main() {
    let mut samples = vec![1u16, 2, 3, 4];
    shift_right(samples.as_mut_ptr(), samples.len());
    println!("{:?}", &samples[1..]);
}
