// std has a linked list: doubly linked, and dropped in a loop. For most purposes a Vec or a VecDeque
// is the better list: one block in place of one for each element.
//! stdout: 30 -> 20 -> 10
//! stdout: 10 -> 20 -> 30
//! stdout: 1000000 more
use std::collections::LinkedList;

fn show<'a>(values: impl Iterator<Item = &'a i32>) -> String {
    values.map(i32::to_string).collect::<Vec<_>>().join(" -> ")
}

fn main() {
    let mut list = LinkedList::new();
    for value in [10, 20, 30] {
        list.push_front(value);
    }
    println!("{}", show(list.iter()));
    println!("{}", show(list.iter().rev()));

    list.extend(0..1_000_000);
    println!("{} more", list.len() - 3);
}
