// Cell and RefCell: changes behind shared references, borrows that fail, a graph with counters.
//! levels: -O0 -O2
//! stdout: 15
//! stdout: [1, 1, 2, 4, 7]
//! stdout: node 4
//! stdout: node 0,node 1,node 2,node 3,last
//! stdout: true
//! stdout: Some(12) true
//! stdout: RefCell { value: [105, -30, 12] } 87
//! stdout: [1, 2, 3] [4, 5, 6]
//! stdout: [1, 3, 6]
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc::Rc;

#[derive(Default)]
struct Node {
    edges: RefCell<Vec<Rc<Node>>>,
    visits: Cell<u32>,
    label: RefCell<String>,
}

fn visit(node: &Node, depth: u32) -> u32 {
    node.visits.set(node.visits.get() + 1);
    if depth == 0 {
        return 1;
    }
    node.edges.borrow().iter().map(|next| visit(next, depth - 1)).sum::<u32>() + 1
}

struct Account {
    history: RefCell<Vec<i64>>,
}

impl Account {
    fn last(&self) -> Option<Ref<'_, i64>> {
        let history = self.history.borrow();
        if history.is_empty() {
            return None;
        }
        Some(Ref::map(history, |all| all.last().unwrap()))
    }
    fn first_mut(&self) -> RefMut<'_, i64> {
        RefMut::map(self.history.borrow_mut(), |all| &mut all[0])
    }
}

fn main() {
    let nodes: Vec<Rc<Node>> = (0..5).map(|_| Rc::default()).collect();
    for (i, node) in nodes.iter().enumerate() {
        *node.label.borrow_mut() = format!("node {i}");
        node.edges.borrow_mut().extend(nodes[i + 1..].iter().cloned());
    }
    println!("{}", visit(&nodes[0], 3));
    println!("{:?}", nodes.iter().map(|node| node.visits.get()).collect::<Vec<_>>());
    println!("{}", nodes[4].label.replace("last".into()));
    println!("{}", nodes.iter().map(|node| node.label.take()).collect::<Vec<_>>().join(","));

    let account = Account { history: RefCell::default() };
    println!("{}", account.last().is_none());
    account.history.borrow_mut().extend([100, -30, 12]);
    *account.first_mut() += 5;
    {
        let last = account.last();
        println!("{:?} {:?}", last.as_deref(), account.history.try_borrow_mut().is_err());
    }
    println!("{:?} {}", account.history, account.history.borrow().iter().sum::<i64>());

    let cell = Cell::new([1, 2, 3]);
    println!("{:?} {:?}", cell.replace([4, 5, 6]), cell.into_inner());
    let mut numbers = [1, 2, 3];
    let shared = Cell::from_mut(&mut numbers[..]).as_slice_of_cells();
    for pair in shared.windows(2) {
        pair[1].set(pair[0].get() + pair[1].get());
    }
    println!("{numbers:?}");
}
