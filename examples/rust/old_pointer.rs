// A raw pointer into a vector that grows, and so moves: what reference_kept.rs is not allowed to do, in
// `unsafe`. In C it is a pointer that was kept over a realloc().
fn main() {
    let mut scores = vec![90, 80, 70];
    let best = scores.as_ptr();
    scores.push(60);

    println!("{}", unsafe { *best });
    //~^ InvalidRead
}
