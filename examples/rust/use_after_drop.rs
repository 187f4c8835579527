// The mistake of examples/c/use_after_free.c. This program does not compile: drop() has taken the
// string, and what was moved away cannot be used. No check is needed when it runs, as it never will.
fn main() {
    let name = String::from("redzone");
    drop(name);
    println!("{}", name);
    //~^ E0382
}
