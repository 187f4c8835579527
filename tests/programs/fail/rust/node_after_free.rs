// A list's node is freed, and then its `next` is followed.
//! levels: -O0 -O2
struct Node {
    value: u8,
    next: *mut Node,
}

fn push(next: *mut Node, value: u8) -> *mut Node {
    Box::into_raw(Box::new(Node { value, next }))
}

#[inline(never)]
unsafe fn free_all(mut node: *mut Node) -> u32 {
    let mut sum = 0;
    while !node.is_null() {
        sum += u32::from((*node).value);
        drop(Box::from_raw(node));
        node = (*node).next; //~ InvalidRead
    }
    sum
}

fn main() {
    let list = push(push(push(std::ptr::null_mut(), 1), 2), 3);
    println!("{}", unsafe { free_all(list) });
}
