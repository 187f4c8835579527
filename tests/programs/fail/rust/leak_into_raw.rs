// into_raw of a list's nodes, and a way out that forgets to take them back.
//! levels: -O0 -O2
struct Node {
    value: i32,
    next: *mut Node,
}

fn push(head: *mut Node, value: i32) -> *mut Node {
    Box::into_raw(Box::new(Node { value, next: head }))
    //~^ Leak_DefinitelyLost 1 blocks Leak_IndirectlyLost 2 blocks
}

fn sum(mut node: *mut Node) -> Option<i32> {
    let mut sum = 0i32;
    while !node.is_null() {
        let owned = unsafe { Box::from_raw(node) };
        node = owned.next;
        sum += owned.value;
        if sum < 0 {
            return None; // the rest of the list
        }
    }
    Some(sum)
}

fn main() {
    let list = [1, 2, 3, -9, 4].iter().fold(std::ptr::null_mut(), |head, value| push(head, *value));
    println!("{:?}", sum(list));
}
