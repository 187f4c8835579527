// One forgotten vector takes with it what it owns.
fn main() {
    let rows: Vec<Box<[u8]>> = (1..5).map(|n| vec![n; 32].into_boxed_slice()).collect();
    //~^ Leak_DefinitelyLost 1 blocks Leak_IndirectlyLost 4 blocks
    println!("{}", rows.iter().map(|row| u32::from(row[0])).sum::<u32>());
    std::mem::forget(rows);
}
