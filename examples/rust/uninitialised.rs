// with_capacity() makes room, and set_len() says that there is something in it: the vector believes it.
// The mistake of examples/c/uninitialised.c; `vec![0; 5]` would have done.
fn main() {
    let mut numbers: Vec<i32> = Vec::with_capacity(5);
    unsafe { numbers.set_len(5) };
    numbers[0] = 7;

    for number in &numbers {
        if *number > 0 {
        //~^ UninitCondition
            println!("found one");
        }
    }
}
