// Types without a size: vectors, boxes, maps and iterators of them allocate nothing for their elements.
//! levels: -O0 -O2
//! stdout: 1002 Some(Unit) true
//! stdout: [Unit] 0
//! stdout: 1
//! stdout: 7
//! stdout: 8
//! stdout: 6 Some(())
//! stdout: 1 {(): 2} {Unit: []}
//! stdout: unitunit
//! stdout: 2 true
//! stdout: [] "" []
//! stdout: 6
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::mem::size_of;
use std::rc::Rc;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
struct Unit;

thread_local!(static DROPPED: Cell<u32> = Cell::new(0));

struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        DROPPED.with(|dropped| dropped.set(dropped.get() + 1));
    }
}

trait Speak {
    fn speak(&self) -> &'static str;
}
impl Speak for Unit {
    fn speak(&self) -> &'static str {
        "unit"
    }
}

fn main() {
    let mut units = vec![Unit; 1000];
    units.push(Unit);
    units.insert(500, Unit);
    println!("{} {:?} {}", units.len(), units.pop(), units.capacity() == usize::MAX);
    units.sort();
    units.dedup();
    println!("{units:?} {}", size_of::<[Unit; 100]>());

    let counted: Vec<Counted> = (0..7).map(|_| Counted).collect();
    let mut iterator = counted.into_iter();
    iterator.next();
    println!("{}", DROPPED.with(Cell::get));
    drop(iterator);
    println!("{}", DROPPED.with(Cell::get));
    let raw = Box::into_raw(Box::new(Counted));
    drop(unsafe { Box::from_raw(raw) });
    println!("{}", DROPPED.with(Cell::get));

    let mut ring = VecDeque::from(vec![(); 5]);
    ring.rotate_left(2);
    ring.push_front(());
    println!("{} {:?}", ring.len(), ring.iter().next_back());
    let set: HashSet<Unit> = [Unit; 3].into_iter().collect();
    let map: HashMap<(), u8> = [((), 1), ((), 2)].into_iter().collect();
    let tree: BTreeMap<Unit, [u8; 0]> = [(Unit, [])].into_iter().collect();
    println!("{} {map:?} {tree:?}", set.len());
    let speakers: [Box<dyn Speak>; 2] = [Box::new(Unit), Box::new(Unit)];
    println!("{}", speakers.iter().map(|each| each.speak()).collect::<String>());
    let shared = Rc::new(());
    println!("{} {}", Rc::strong_count(&shared.clone()), Rc::ptr_eq(&shared, &shared));
    let empty: Box<[u64]> = Box::new([]);
    let text: Box<str> = "".into();
    println!("{:?} {:?} {:?}", empty, text, String::new().as_bytes());
    println!("{:?}", [(); 4].iter().enumerate().map(|(i, ())| i).sum::<usize>());
}
