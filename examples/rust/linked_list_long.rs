// The same kind of list with 1,000,000 nodes. Making it is a loop, but freeing it is not: to drop a
// node means to drop its `next`, which means to drop that one's `next`... one call inside the other,
// 1,000,000 deep, and the stack ends before the list does.
// linked_list_long_fixed.rs has the remedy; the C program, examples/c/linked_list_long.c, has a loop.
//! stdout: 1000000 nodes
//! exit: 134
struct Node {
    value: u32,
    next: Option<Box<Node>>,
}

fn main() {
    let mut list: Option<Box<Node>> = None;
    for value in 0..1_000_000 {
        list = Some(Box::new(Node { value, next: list }));
        //~^ Leak_StillReachable
    }

    let mut length = 0;
    let mut rest = &list;
    while let Some(node) = rest {
        assert_eq!(node.value, 999_999 - length);
        length += 1;
        rest = &node.next;
    }
    println!("{length} nodes");
} // here `list` is dropped
//~^ StackOverflow
