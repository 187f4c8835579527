// A raw pointer outlives its box.
//! levels: -O0 -O2
#[inline(never)]
fn total(numbers: *const [i32; 4]) -> i32 {
    unsafe { (*numbers)[1] + 1 } //~ InvalidRead
}

fn main() {
    let numbers = Box::new([1, 2, 3, 4]);
    let kept: *const [i32; 4] = &*numbers;
    drop(numbers);
    println!("{}", total(kept));
}
