// In `unsafe` the compiler takes your word for it. A raw pointer does not own anything and does not
// borrow anything, so it can outlive the box: the mistake of examples/c/use_after_free.c, and Redzone
// says the same of it.
fn main() {
    let name = Box::new(*b"redzone");
    let first: *const u8 = &name[0];
    drop(name);

    let letter = unsafe { *first };
    //~^ InvalidRead
    println!("{}", letter as char);
}
