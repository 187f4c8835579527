// process::exit with a status: what was still alive at that moment is no leak that counts.
//! levels: -O0 -O2
//! exit: 3
//! stdout: the sum is 16387
use std::process;

fn finish(sum: u32) -> ! {
    println!("the sum is {sum}");
    process::exit((sum % 256) as i32)
}

fn main() {
    let numbers: Vec<u32> = (0..=256).filter(|n| n % 2 == 1).collect();
    let mut sum = 3;
    for number in &numbers {
        sum += number;
    }
    drop(numbers);
    finish(sum);
}
