// A tree in which children own nothing of their parents: Rc down, Weak up.
//! levels: -O0 -O2
//! stdout: top/home/ada 2
//! stdout: 2 2
//! stdout: Some(3)
//! stdout: closed top
//! stdout: closed tmp
//! stdout: home/ada
//! stdout: closed home
//! stdout: closed grace
//! stdout: true
//! stdout: closed ada
//! stdout: Some("ada")
//! stdout: true 0
//! stdout: 0 true
use std::cell::RefCell;
use std::rc::{Rc, Weak};

struct Folder {
    name: String,
    parent: RefCell<Weak<Folder>>,
    children: RefCell<Vec<Rc<Folder>>>,
}

impl Folder {
    fn new(name: &str) -> Rc<Folder> {
        Rc::new(Folder { name: name.to_string(), parent: RefCell::default(), children: RefCell::default() })
    }

    fn add(self: &Rc<Self>, child: Rc<Folder>) -> Rc<Folder> {
        *child.parent.borrow_mut() = Rc::downgrade(self);
        self.children.borrow_mut().push(Rc::clone(&child));
        child
    }

    fn path(&self) -> String {
        match self.parent.borrow().upgrade() {
            Some(parent) => format!("{}/{}", parent.path(), self.name),
            None => self.name.clone(),
        }
    }

    fn depth(&self) -> usize {
        self.children.borrow().iter().map(|child| child.depth() + 1).max().unwrap_or(0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        println!("closed {}", self.name);
    }
}

fn main() {
    let root = Folder::new("top");
    let home = root.add(Folder::new("home"));
    let ada = home.add(Folder::new("ada"));
    home.add(Folder::new("grace"));
    root.add(Folder::new("tmp"));
    println!("{} {}", ada.path(), root.depth());
    println!("{} {}", Rc::strong_count(&home), Rc::weak_count(&home));

    root.children.borrow_mut().retain(|child| child.name != "home");
    println!("{:?}", home.parent.borrow().upgrade().map(|parent| parent.name.len()));
    drop(root);
    println!("{}", ada.path());
    let weak = Rc::downgrade(&ada);
    drop(home);
    println!("{}", weak.upgrade().is_some());
    println!("{:?}", Rc::try_unwrap(ada).map(|folder| folder.path()).ok());
    println!("{} {}", weak.upgrade().is_none(), weak.strong_count());

    let cyclic = Rc::new_cyclic(|me: &Weak<(u8, Weak<u8>)>| (me.strong_count() as u8, Weak::new()));
    println!("{} {}", cyclic.0, cyclic.1.upgrade().is_none());
}
