// A Vec grows by itself: when it is full it moves into a block of twice the size, as the array of
// examples/c/growing_array.c does by hand. Its capacity says how many fit into the present block.
//! stdout: push  1: length  1, capacity  4
//! stdout: push  2: length  2, capacity  4
//! stdout: push  3: length  3, capacity  4
//! stdout: push  4: length  4, capacity  4
//! stdout: push  5: length  5, capacity  8
//! stdout: push  6: length  6, capacity  8
//! stdout: push  7: length  7, capacity  8
//! stdout: push  8: length  8, capacity  8
//! stdout: push  9: length  9, capacity 16
//! stdout: push 10: length 10, capacity 16
fn main() {
    let mut squares = Vec::new(); // no block yet
    for i in 1..=10 {
        squares.push(i * i);
        println!("push {i:2}: length {:2}, capacity {:2}", squares.len(), squares.capacity());
    }
}
