// Rust promises that memory is not used wrongly, not that all of it is given back: mem::forget is safe
// to call. It takes the value, and its drop never runs. In C it needs nothing: examples/c/leak.c
//! stdout: 499500
fn checksum(seed: u32) -> u32 {
    let buffer: Vec<u8> = vec![0; 1024];
    //~^ Leak_DefinitelyLost 1000 blocks
    let sum = seed + u32::from(buffer[0]);
    std::mem::forget(buffer);
    sum
}

fn main() {
    let total: u32 = (0..1000).map(checksum).sum();
    println!("{total}");
}
