// ptr::read copies the value and leaves the old one where it was: two owners of one buffer.
//! levels: -O0 -O2
fn main() {
    let names = vec![String::from("one"), String::from("two")];
    let copy = unsafe { std::ptr::read(&names[1]) };
    println!("{copy} {}", names.len());
    drop(copy);
    drop(names); //~ InvalidFree
}
