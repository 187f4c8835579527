// LinkedList of std, and singly linked lists of Option<Box>: taken apart, reversed, merged, dropped.
//! levels: -O0 -O2
//! stdout: ["a", "b"] ["c", "d"]
//! stdout: ["c", "d", "a", "b"] true true
//! stdout: Some("c!") Some("b!") Some("d!")
//! stdout: a!d!
//! stdout: Some(36) [25, 16, 9, 4, 1]
//! stdout: true false [1, 4, 16, 25]
//! stdout: Some(49999)
use std::collections::LinkedList;

#[derive(Debug)]
struct Node {
    value: i32,
    next: Option<Box<Node>>,
}

#[derive(Debug, Default)]
struct Stack {
    head: Option<Box<Node>>,
}

impl Stack {
    fn push(&mut self, value: i32) {
        let next = self.head.take();
        self.head = Some(Box::new(Node { value, next }));
    }
    fn pop(&mut self) -> Option<i32> {
        let node = self.head.take()?;
        self.head = node.next;
        Some(node.value)
    }
    fn reverse(&mut self) {
        let mut reversed = None;
        let mut rest = self.head.take();
        while let Some(mut node) = rest {
            rest = std::mem::replace(&mut node.next, reversed);
            reversed = Some(node);
        }
        self.head = reversed;
    }
    fn remove(&mut self, value: i32) -> bool {
        let mut link = &mut self.head;
        while link.as_ref().map_or(false, |node| node.value != value) {
            link = &mut link.as_mut().unwrap().next;
        }
        match link.take() {
            Some(node) => {
                *link = node.next;
                true
            }
            None => false,
        }
    }
    fn values(&self) -> Vec<i32> {
        std::iter::successors(self.head.as_deref(), |node| node.next.as_deref()).map(|node| node.value).collect()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        while self.pop().is_some() {}
    }
}

fn main() {
    let mut list: LinkedList<String> = ["b", "c"].map(String::from).into();
    list.push_front("a".into());
    list.push_back("d".into());
    let mut tail = list.split_off(2);
    println!("{list:?} {tail:?}");
    tail.append(&mut list);
    println!("{tail:?} {:?} {}", list.is_empty(), tail.contains(&"c".to_string()));
    for text in tail.iter_mut() {
        text.push('!');
    }
    println!("{:?} {:?} {:?}", tail.pop_front(), tail.pop_back(), tail.front());
    println!("{}", tail.into_iter().rev().collect::<String>());

    let mut stack = Stack::default();
    (1..=6).for_each(|n| stack.push(n * n));
    println!("{:?} {:?}", stack.pop(), stack.values());
    stack.reverse();
    println!("{} {} {:?}", stack.remove(9), stack.remove(10), stack.values());
    let mut long = Stack::default();
    for n in 0..50_000 {
        long.push(n);
    }
    println!("{:?}", long.pop());
}
