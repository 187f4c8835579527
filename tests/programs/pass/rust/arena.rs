// Arenas: nodes by index, and by reference from chunks that never move.
//! levels: -O0 -O2
//! stdout: 12 person 29
//! stdout: [4, 8, 16, 2]
//! stdout: 2 1 0 14
use std::cell::{Cell, RefCell};

struct Arena<T> {
    chunks: RefCell<Vec<Vec<T>>>,
}

impl<T> Arena<T> {
    fn new() -> Self {
        Arena { chunks: RefCell::default() }
    }

    fn put(&self, value: T) -> &mut T {
        let mut chunks = self.chunks.borrow_mut();
        let full = chunks.last().map_or(true, |chunk| chunk.len() == chunk.capacity());
        if full {
            let capacity = 4 << chunks.len();
            chunks.push(Vec::with_capacity(capacity));
        }
        let chunk = chunks.last_mut().unwrap();
        chunk.push(value);
        let place: *mut T = chunk.last_mut().unwrap();
        // SAFETY: a chunk never grows beyond its capacity, and each value is handed out once.
        unsafe { &mut *place }
    }
}

struct Person<'a> {
    name: String,
    friends: RefCell<Vec<&'a Person<'a>>>,
    seen: Cell<bool>,
}

fn reach(person: &Person) -> usize {
    if person.seen.replace(true) {
        return 0;
    }
    1 + person.friends.borrow().iter().map(|friend| reach(friend)).sum::<usize>()
}

#[derive(Default)]
struct Trie {
    nodes: Vec<TrieNode>,
}

#[derive(Default, Clone)]
struct TrieNode {
    next: [Option<std::num::NonZeroU32>; 26],
    words: u32,
}

impl Trie {
    fn insert(&mut self, word: &str) {
        if self.nodes.is_empty() {
            self.nodes.push(TrieNode::default());
        }
        let mut at = 0;
        for byte in word.bytes() {
            let slot = usize::from(byte - b'a');
            at = match self.nodes[at].next[slot] {
                Some(next) => next.get() as usize,
                None => {
                    let new = self.nodes.len();
                    self.nodes.push(TrieNode::default());
                    self.nodes[at].next[slot] = std::num::NonZeroU32::new(new as u32);
                    new
                }
            };
        }
        self.nodes[at].words += 1;
    }

    fn count(&self, word: &str) -> u32 {
        let end = word.bytes().try_fold(0, |at: usize, byte| {
            self.nodes.get(at)?.next[usize::from(byte - b'a')].map(|next| next.get() as usize)
        });
        end.map_or(0, |at| self.nodes[at].words)
    }
}

fn main() {
    let arena = Arena::new();
    let people: Vec<&Person> = (0..30)
        .map(|i| &*arena.put(Person { name: format!("person {i}"), friends: RefCell::default(), seen: Cell::new(false) }))
        .collect();
    for (i, person) in people.iter().enumerate() {
        person.friends.borrow_mut().extend([people[i * 7 % 30], people[(i + 10) % 30]]); // cycles, owned by nobody
    }
    println!("{} {}", reach(people[1]), people[29].name);
    println!("{:?}", arena.chunks.borrow().iter().map(Vec::len).collect::<Vec<_>>());

    let mut trie = Trie::default();
    for word in "she sells sea shells she sees".split(' ') {
        trie.insert(word);
    }
    println!("{} {} {} {}", trie.count("she"), trie.count("sells"), trie.count("sel"), trie.nodes.len());
}
