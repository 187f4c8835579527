// A doubly linked list of raw pointers: every node from Box::into_raw, given back by Box::from_raw.
//! levels: -O0 -O2
//! stdout: n3 n5 4 ["n0", "n1", "n2", "n4"]
//! stdout: Some("n4") "n2n1n0"
//! stdout: None
use std::ptr::{null_mut, NonNull};

struct Node<T> {
    value: T,
    before: *mut Node<T>,
    after: *mut Node<T>,
}

struct List<T> {
    head: *mut Node<T>,
    tail: *mut Node<T>,
    len: usize,
}

impl<T> List<T> {
    fn new() -> Self {
        List { head: null_mut(), tail: null_mut(), len: 0 }
    }

    fn push_back(&mut self, value: T) -> NonNull<Node<T>> {
        let node = Box::into_raw(Box::new(Node { value, before: self.tail, after: null_mut() }));
        match NonNull::new(self.tail) {
            Some(tail) => unsafe { (*tail.as_ptr()).after = node },
            None => self.head = node,
        }
        self.tail = node;
        self.len += 1;
        // SAFETY: it comes from a box.
        unsafe { NonNull::new_unchecked(node) }
    }

    /// # Safety
    /// The node is in this list.
    unsafe fn unlink(&mut self, node: NonNull<Node<T>>) -> T {
        let node = Box::from_raw(node.as_ptr());
        match node.before.as_mut() {
            Some(before) => before.after = node.after,
            None => self.head = node.after,
        }
        match node.after.as_mut() {
            Some(after) => after.before = node.before,
            None => self.tail = node.before,
        }
        self.len -= 1;
        node.value
    }

    fn pop_front(&mut self) -> Option<T> {
        NonNull::new(self.head).map(|head| unsafe { self.unlink(head) })
    }

    fn iter(&self) -> impl Iterator<Item = &T> + '_ {
        let mut next = self.head;
        std::iter::from_fn(move || {
            let node = unsafe { next.as_ref() }?;
            next = node.after;
            Some(&node.value)
        })
    }

    fn reverse(&mut self) {
        let mut at = self.head;
        while let Some(node) = unsafe { at.as_mut() } {
            std::mem::swap(&mut node.before, &mut node.after);
            at = node.before;
        }
        std::mem::swap(&mut self.head, &mut self.tail);
    }
}

impl<T> Drop for List<T> {
    fn drop(&mut self) {
        while self.pop_front().is_some() {}
    }
}

fn main() {
    let mut list = List::new();
    let nodes: Vec<_> = (0..6).map(|i| list.push_back(format!("n{i}"))).collect();
    let middle = unsafe { list.unlink(nodes[3]) };
    let last = unsafe { list.unlink(nodes[5]) };
    println!("{middle} {last} {} {:?}", list.len, list.iter().collect::<Vec<_>>());
    list.reverse();
    println!("{:?} {:?}", list.pop_front(), list.iter().map(String::as_str).collect::<String>());
    let mut empty: List<Box<u8>> = List::new();
    println!("{:?}", empty.pop_front());
}
