// The friends of rc_cycle.rs, of whom only one owns the other. The way back is a Weak: it does not keep
// the value, and has to be asked whether it is still there. In C: examples/c/counted_weak.c
//! stdout: Grace knows Ada
//! stdout: Ada is gone
//! stdout: Grace knows nobody
//! stdout: Grace is gone
use std::cell::RefCell;
use std::rc::{Rc, Weak};

struct Person {
    name: &'static str,
    keeps: RefCell<Option<Rc<Person>>>,
    knows: RefCell<Weak<Person>>,
}

impl Person {
    fn new(name: &'static str) -> Rc<Person> {
        Rc::new(Person { name, keeps: RefCell::new(None), knows: RefCell::new(Weak::new()) })
    }

    fn known(&self) -> &'static str {
        self.knows.borrow().upgrade().map_or("nobody", |person| person.name)
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        println!("{} is gone", self.name);
    }
}

fn main() {
    let ada = Person::new("Ada");
    let grace = Person::new("Grace");
    *ada.keeps.borrow_mut() = Some(Rc::clone(&grace));
    *grace.knows.borrow_mut() = Rc::downgrade(&ada);

    println!("{} knows {}", grace.name, grace.known());
    drop(ada);
    println!("{} knows {}", grace.name, grace.known());
}
