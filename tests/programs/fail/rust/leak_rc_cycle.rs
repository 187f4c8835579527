// Two that own each other: neither count comes to zero.
//! levels: -O0 -O2
use std::cell::RefCell;
use std::rc::Rc;

struct Person {
    name: &'static str,
    friends: RefCell<Vec<Rc<Person>>>,
}

fn person(name: &'static str) -> Rc<Person> {
    Rc::new(Person { name, friends: RefCell::default() })
    //~^ Leak_DefinitelyLost 1 blocks Leak_IndirectlyLost 1 blocks
}

fn main() {
    let ada = person("Ada");
    let grace = person("Grace");
    ada.friends.borrow_mut().push(Rc::clone(&grace)); //~ Leak_IndirectlyLost
    grace.friends.borrow_mut().push(Rc::clone(&ada)); //~ Leak_IndirectlyLost
    println!("{} {}", Rc::strong_count(&ada), grace.friends.borrow()[0].name);
}
