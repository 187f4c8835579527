// Huffman coding: a heap of boxed trees, codes in a map, bits packed into bytes and unpacked again.
//! levels: -O0 -O2
//! stdout: 16 codes, shortest Some(2)
//! stdout: 87 bytes in 36
//! stdout: true
//! stdout: true
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

enum Tree {
    Leaf { count: usize, byte: u8 },
    Inner { count: usize, children: [Box<Tree>; 2] },
}

impl Tree {
    fn order(&self) -> (usize, u8) {
        match self {
            Tree::Leaf { count, byte } => (*count, *byte),
            Tree::Inner { count, children } => (*count, children[0].order().1),
        }
    }

    fn codes(&self, prefix: &mut Vec<bool>, out: &mut BTreeMap<u8, Vec<bool>>) {
        match self {
            Tree::Leaf { byte, .. } => {
                out.insert(*byte, prefix.clone());
            }
            Tree::Inner { children, .. } => {
                for (bit, child) in [false, true].into_iter().zip(children) {
                    prefix.push(bit);
                    child.codes(prefix, out);
                    prefix.pop();
                }
            }
        }
    }
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}
impl Eq for Tree {}
impl Ord for Tree {
    fn cmp(&self, other: &Self) -> Ordering {
        other.order().cmp(&self.order())
    }
}
impl PartialOrd for Tree {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn build(text: &[u8]) -> Option<Tree> {
    let mut counts = [0usize; 256];
    text.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let leaves = (0u8..=255).zip(counts).filter(|(_, count)| *count > 0);
    let mut heap: BinaryHeap<Tree> = leaves.map(|(byte, count)| Tree::Leaf { count, byte }).collect();
    while heap.len() > 1 {
        let (a, b) = (heap.pop()?, heap.pop()?);
        heap.push(Tree::Inner { count: a.order().0 + b.order().0, children: [Box::new(a), Box::new(b)] });
    }
    heap.pop()
}

fn main() {
    let text = "she sells sea shells by the sea shore, and the shells she sells are sea shells for sure";
    let tree = build(text.as_bytes()).unwrap();
    let mut codes = BTreeMap::new();
    tree.codes(&mut Vec::new(), &mut codes);
    println!("{} codes, shortest {:?}", codes.len(), codes.values().map(Vec::len).min());

    let bits: Vec<bool> = text.bytes().flat_map(|byte| codes[&byte].iter().copied()).collect();
    let packed: Vec<u8> = bits.chunks(8).map(|chunk| chunk.iter().rev().fold(0, |all, bit| all << 1 | u8::from(*bit))).collect();
    println!("{} bytes in {}", text.len(), packed.len());

    let mut decoded = String::new();
    let mut at = &tree;
    for bit in (0..bits.len()).map(|i| packed[i / 8] >> (i % 8) & 1) {
        if let Tree::Inner { children, .. } = at {
            at = &children[usize::from(bit)];
        }
        if let Tree::Leaf { byte, .. } = at {
            decoded.push(char::from(*byte));
            at = &tree;
        }
    }
    println!("{}", decoded == text);
    println!("{}", build(b"").is_none());
}
