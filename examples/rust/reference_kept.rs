// A pointer into an array that grows and so may move, as in C after realloc(). While the reference is
// in use the vector cannot be changed: this does not compile.
fn main() {
    let mut scores = vec![90, 80, 70];
    let best = &scores[0];
    scores.push(60);
    //~^ E0502
    println!("{best}");
}
