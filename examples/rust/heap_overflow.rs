// Five numbers are 0 to 4. `squares[5] = 25` would end the program with a panic, since Vec looks at each
// index; a raw pointer does not. The mistake of examples/c/heap_overflow.c.
//! stdout: 16
fn main() {
    let mut squares: Vec<i32> = (0..5).map(|i| i * i).collect();
    let start = squares.as_mut_ptr();

    unsafe { *start.add(5) = 25 };
    //~^ InvalidWrite
    println!("{}", squares[4]);
}
