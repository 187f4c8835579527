// Box::leak and Vec::leak for something that is needed only for a while.
fn word(n: u32) -> &'static str {
    Box::leak(format!("word {n}").into_boxed_str())
    //~^ Leak_DefinitelyLost 10 blocks
}

fn main() {
    let letters: usize = (0..10).map(|n| word(n).len()).sum();
    println!("{letters}");
    let table: &'static mut [u16] = vec![1, 2, 3].leak(); //~ Leak_DefinitelyLost
    table[0] = 9;
    println!("{}", table.iter().sum::<u16>());
}
