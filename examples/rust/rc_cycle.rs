// Two friends own each other. An Rc frees its value when the last owner goes, and here each of the two
// is an owner that never goes: the compiler has nothing against it, and the memory is lost.
// rc_weak.rs has the remedy. In C, counted by hand: examples/c/counted_cycle.c
//! stdout: Ada and Grace are friends
use std::cell::RefCell;
use std::rc::Rc;

struct Person {
    name: &'static str,
    friend: RefCell<Option<Rc<Person>>>,
}

fn person(name: &'static str) -> Rc<Person> {
    Rc::new(Person { name, friend: RefCell::new(None) })
    //~^ Leak_DefinitelyLost 1 blocks Leak_IndirectlyLost 1 blocks
}

fn main() {
    let ada = person("Ada");
    let grace = person("Grace");
    *ada.friend.borrow_mut() = Some(Rc::clone(&grace));
    *grace.friend.borrow_mut() = Some(Rc::clone(&ada));
    println!("{} and {} are friends", ada.name, grace.name);
} // both counts go from 2 to 1, and stay there
