// with_capacity makes room, set_len says that there is something in it.
fn main() {
    let mut numbers: Vec<u32> = Vec::with_capacity(4);
    unsafe { numbers.set_len(4) };
    numbers[0] = 1;
    let mut large = 0;
    for number in &numbers {
        if *number > 100 {
        //~^ UninitCondition
            large += 1;
        }
    }
    println!("{large}");
}
