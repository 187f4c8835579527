// Rc::into_raw gives one count away, and from_raw takes it twice: the last clone counts in freed memory.
use std::rc::Rc;

fn main() {
    let raw = Rc::into_raw(Rc::new([5u8; 40]));
    let first = unsafe { Rc::from_raw(raw) };
    let second = unsafe { Rc::from_raw(raw) };
    println!("{} {}", first[0], second.len());
    drop(first);
    drop(second); //~ InvalidRead InvalidWrite
}
