// A singly linked list: a list is either empty, or a value and a box with the rest of the list. Nobody
// frees it; each box takes the rest with it. In C: examples/c/linked_list.c
//! stdout: 30 -> 20 -> 10 -> Nil
enum List {
    Cons(i32, Box<List>),
    Nil,
}

use List::{Cons, Nil};

fn push(list: List, value: i32) -> List {
    Cons(value, Box::new(list))
}

fn show(list: &List) -> String {
    match list {
        Cons(value, rest) => format!("{value} -> {}", show(rest)),
        Nil => "Nil".to_string(),
    }
}

fn main() {
    let mut list = Nil;
    for value in [10, 20, 30] {
        list = push(list, value);
    }
    println!("{}", show(&list));
}
