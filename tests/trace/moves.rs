// For tests/trace.test.ts: which variables are moved, and which dropped, when a line is about to run.
struct Node {
    next: Option<Box<Node>>,
}

fn take(given: Vec<i32>) -> usize {
    given.len() // in take
}

fn main() {
    let a = vec![1, 2];
    let mut b = Box::new(3);
    let c = a;
    let d = b;
    b = d;
    let name = String::from("Ada");
    let mut names = Vec::with_capacity(4);
    names.push(name);
    let tail = Box::new(Node { next: None });
    let head = Box::new(Node { next: Some(tail) });
    let n = take(c); // before take
    drop(b);
    let last = names.pop();
    println!("{} {:?} {}", n, last, head.next.is_some()); // at the end
}
