// The list of linked_list_long.rs with a Drop of its own, which takes one node after the other out of
// the list before it goes: by then it has no `next` that it could drop. The stack stays flat.
//! stdout: 1000000 nodes
//! stdout: all freed
struct Node {
    value: u32,
    next: Option<Box<Node>>,
}

struct List {
    first: Option<Box<Node>>,
}

impl List {
    fn push(&mut self, value: u32) {
        let next = self.first.take();
        self.first = Some(Box::new(Node { value, next }));
    }
}

impl Drop for List {
    fn drop(&mut self) {
        let mut next = self.first.take();
        while let Some(mut node) = next {
            next = node.next.take();
        } // here `node` is dropped, alone
    }
}

fn main() {
    let mut list = List { first: None };
    for value in 0..1_000_000 {
        list.push(value);
    }
    println!("{} nodes", list.first.as_ref().map_or(0, |first| first.value + 1));
    drop(list);
    println!("all freed");
}
