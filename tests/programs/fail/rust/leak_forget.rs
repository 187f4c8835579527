// mem::forget: the destructor does not run, and nobody else frees the buffer.
fn send(packet: Vec<u8>) -> usize {
    let len = packet.len();
    std::mem::forget(packet); // "the driver has it now"
    len
}

fn main() {
    let mut sent = 0;
    for size in 1..=3 {
        sent += send(vec![0x55; size * 100]);
        //~^ Leak_DefinitelyLost 3 blocks
    }
    println!("{sent}");
}
