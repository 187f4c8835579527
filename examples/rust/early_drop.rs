// A large table is needed for one number only. drop() gives it back there and then; it is a function
// that takes its argument and does nothing, so the value goes at its end.
// In C: examples/c/early_free.c
//! stdout: 168 primes below 1000
//! stdout: the table is gone, the work goes on
fn main() {
    let limit = 1000;
    let mut composite = vec![false; limit];
    let mut primes = 0;
    for n in 2..limit {
        if composite[n] {
            continue;
        }
        primes += 1;
        for multiple in (2 * n..limit).step_by(n) {
            composite[multiple] = true;
        }
    }
    drop(composite); // from here on the compiler does not let us use it: see use_after_drop.rs

    println!("{primes} primes below {limit}");
    println!("the table is gone, the work goes on");
}
