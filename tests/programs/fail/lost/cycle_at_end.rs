// Two that own each other, dropped where main ends: with it end the calls of the library that called it.
use std::cell::RefCell;
use std::rc::Rc;

struct Node {
    next: RefCell<Option<Rc<Node>>>,
}

fn node() -> Rc<Node> {
    Rc::new(Node { next: RefCell::new(None) }) //~ Leak_DefinitelyLost Leak_IndirectlyLost
}

fn main() {
    let a = node();
    let b = node();
    *a.next.borrow_mut() = Some(Rc::clone(&b));
    *b.next.borrow_mut() = Some(Rc::clone(&a));
    println!("{}", Rc::strong_count(&a));
} //@ lost 1 2
