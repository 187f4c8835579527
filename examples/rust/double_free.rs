// Box::from_raw makes an owner out of a raw pointer. Nobody counts how often it is called: two owners
// free one block twice, as in examples/c/double_free.c.
//! stdout: 42
fn main() {
    let number = Box::into_raw(Box::new(42));
    let a = unsafe { Box::from_raw(number) };
    let b = unsafe { Box::from_raw(number) };
    println!("{a}");

    drop(a);
    drop(b);
    //~^ InvalidFree
}
