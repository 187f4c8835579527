// A pointer to a local variable of a function that has returned.
#[inline(never)]
fn smallest(values: &[i32]) -> *const i32 {
    let mut least = i32::MAX;
    for value in values {
        least = least.min(*value);
    }
    let place: *const i32 = &least;
    place
}

fn main() {
    let least = smallest(&[3, 1, 2]);
    let value = unsafe { *least }; //~ InvalidRead
    println!("{}", value);
}
