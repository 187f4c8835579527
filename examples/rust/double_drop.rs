// The mistake of examples/c/double_free.c: a second name for one block, and both are freed. Here the
// second name takes the box from the first one, so this does not compile either.
fn main() {
    let a = Box::new(42);
    let b = a; // a move: `a` no longer owns anything
    println!("{b}");
    drop(b);
    drop(a);
    //~^ E0382
}
