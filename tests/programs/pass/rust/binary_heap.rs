// BinaryHeap: shortest ways in a graph, with Reverse for the smallest first, and an order of one's own.
//! levels: -O0 -O2
//! stdout: [Some(0), Some(7), Some(9), Some(20), Some(20), Some(11), None]
//! stdout: 9 answer
//! stdout: 2 write
//! stdout: 1 call
//! stdout: Some(19) [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

fn shortest(graph: &[Vec<(usize, u32)>], start: usize) -> Vec<Option<u32>> {
    let mut distances = vec![None; graph.len()];
    let mut heap = BinaryHeap::new();
    heap.push(Reverse((0, start)));
    while let Some(Reverse((distance, node))) = heap.pop() {
        if distances[node].is_some() {
            continue;
        }
        distances[node] = Some(distance);
        for &(next, length) in &graph[node] {
            heap.push(Reverse((distance + length, next)));
        }
    }
    distances
}

#[derive(Debug, PartialEq, Eq)]
struct Task {
    name: &'static str,
    urgency: u8,
    minutes: u32,
}

impl Ord for Task {
    fn cmp(&self, other: &Self) -> Ordering {
        self.urgency.cmp(&other.urgency).then_with(|| other.minutes.cmp(&self.minutes))
    }
}

impl PartialOrd for Task {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn main() {
    let graph = vec![
        vec![(1, 7), (2, 9), (5, 14)],
        vec![(0, 7), (2, 10), (3, 15)],
        vec![(0, 9), (1, 10), (3, 11), (5, 2)],
        vec![(1, 15), (2, 11), (4, 6)],
        vec![(3, 6), (5, 9)],
        vec![(0, 14), (2, 2), (4, 9)],
        vec![],
    ];
    println!("{:?}", shortest(&graph, 0));

    let mut tasks: BinaryHeap<Task> = BinaryHeap::new();
    tasks.push(Task { name: "write", urgency: 2, minutes: 60 });
    tasks.push(Task { name: "answer", urgency: 9, minutes: 5 });
    tasks.push(Task { name: "call", urgency: 9, minutes: 2 });
    if let Some(mut top) = tasks.peek_mut() {
        top.urgency = 1;
    }
    while let Some(Task { name, urgency, .. }) = tasks.pop() {
        println!("{urgency} {name}");
    }
    let heap: BinaryHeap<i32> = (0..20).map(|n| n * 7 % 20).collect();
    println!("{:?} {:?}", heap.peek().copied(), heap.into_sorted_vec());
}
