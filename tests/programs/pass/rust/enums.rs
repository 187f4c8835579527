// Enums: with data of different sizes, niches, explicit numbers, a state machine by mem::take; unused bytes of
// a variant have no value.
//! levels: -O0 -O2
//! stdout: Many([Quit, Key { code: 65, shift: true }, Move(-1, 70000), Text("typed"), Wide([1, 2, 3])])
//! stdout: true true
//! stdout: 2
//! stdout: true
//! stdout: 418 Gone false
//! stdout: true 1
//! stdout: [None, Some(None), Some(Some(false)), Some(Some(true))] false
//! stdout: [Some("shared"), None] true
//! stdout: Open { log: ["opened", "message 1", "message 2"] }
//! stdout: [1, 2, 3, 5, 8, 9]
use std::mem::{discriminant, size_of, take};
use std::rc::Rc;

#[derive(Debug, Clone, PartialEq, PartialOrd, Hash, Eq)]
enum Event {
    Quit,
    Key { code: u8, shift: bool },
    Move(i16, i32),
    Text(String),
    Many(Vec<Event>),
    Wide([u64; 3]),
}

#[repr(u16)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Ok = 200,
    Gone = 410,
    Teapot = 418,
}

#[derive(Debug, Default)]
enum Connection {
    #[default]
    Closed,
    Opening { tries: u8 },
    Open { log: Vec<String> },
}

impl Connection {
    fn step(&mut self) {
        *self = match take(self) {
            Connection::Closed => Connection::Opening { tries: 1 },
            Connection::Opening { tries: 3 } => Connection::Open { log: vec!["opened".into()] },
            Connection::Opening { tries } => Connection::Opening { tries: tries + 1 },
            Connection::Open { mut log } if log.len() < 3 => {
                log.push(format!("message {}", log.len()));
                Connection::Open { log }
            }
            Connection::Open { .. } => Connection::Closed,
        };
    }
}

enum Tree {
    Leaf,
    Node(Box<Tree>, i32, Box<Tree>),
}

fn insert(tree: Tree, new: i32) -> Tree {
    match tree {
        Tree::Leaf => Tree::Node(Box::new(Tree::Leaf), new, Box::new(Tree::Leaf)),
        Tree::Node(left, value, right) if new < value => Tree::Node(Box::new(insert(*left, new)), value, right),
        Tree::Node(left, value, right) => Tree::Node(left, value, Box::new(insert(*right, new))),
    }
}

fn in_order(tree: &Tree, out: &mut Vec<i32>) {
    if let Tree::Node(left, value, right) = tree {
        in_order(left, out);
        out.push(*value);
        in_order(right, out);
    }
}

fn main() {
    let events = vec![
        Event::Quit,
        Event::Key { code: 65, shift: true },
        Event::Move(-1, 70000),
        Event::Text("typed".into()),
        Event::Wide([1, 2, 3]),
    ];
    let all = Event::Many(events.clone());
    println!("{all:?}");
    println!("{} {}", all == Event::Many(events.clone()), events[1] < events[2]);
    println!("{}", events.iter().filter(|e| matches!(e, Event::Key { shift: true, .. } | Event::Quit)).count());
    println!("{}", discriminant(&events[2]) == discriminant(&Event::Move(0, 0)));
    println!("{} {:?} {}", Status::Teapot as u16, Status::Gone.max(Status::Ok), Status::Gone == Status::Ok);
    println!("{} {}", size_of::<Option<Box<u8>>>() == size_of::<Box<u8>>(), size_of::<Option<Option<bool>>>());
    let options: [Option<Option<bool>>; 4] = [None, Some(None), Some(Some(false)), Some(Some(true))];
    println!("{options:?} {}", options[1] == options[2]);
    let shared: Vec<Option<Rc<str>>> = vec![Some("shared".into()), None];
    println!("{shared:?} {}", shared.clone() == shared);

    let mut connection = Connection::default();
    for _ in 0..6 {
        connection.step();
    }
    println!("{connection:?}");
    let tree = [5, 2, 8, 1, 9, 3].into_iter().fold(Tree::Leaf, insert);
    let mut values = Vec::new();
    in_order(&tree, &mut values);
    println!("{values:?}");
}
