// A pointer into a vector that grows.
//! levels: -O0 -O2
#[inline(never)]
fn value(place: *const i32) -> i32 {
    unsafe { *place } //~ InvalidRead
}

fn main() {
    let mut scores = vec![90, 80, 70];
    let best: *const i32 = &scores[0];
    for score in [60, 50, 40] {
        scores.push(score);
    }
    println!("{} of {}", value(best), scores.len());
}
