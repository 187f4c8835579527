// A cache that forgets what was not used for longest: a ring of Rc and Weak beside a HashMap.
//! levels: -O0 -O2
//! stdout: Some([1, 1, 1, 1]) ["a", "c", "b"]
//! stdout: None ["d", "a", "c"]
//! stdout: Some([9]) ["a", "d", "c"]
//! stdout: [11, 21, 10, 33, 26, 7, 27, 12, 4, 36]
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::rc::{Rc, Weak};

type Link<K, V> = Rc<RefCell<Entry<K, V>>>;

struct Entry<K, V> {
    key: K,
    value: V,
    newer: Option<Weak<RefCell<Entry<K, V>>>>,
    older: Option<Link<K, V>>,
}

struct Cache<K, V> {
    room: usize,
    entries: HashMap<K, Link<K, V>>,
    newest: Option<Link<K, V>>,
    oldest: Option<Weak<RefCell<Entry<K, V>>>>,
}

impl<K: Hash + Eq + Clone, V: Clone> Cache<K, V> {
    fn new(room: usize) -> Self {
        Cache { room, entries: HashMap::with_capacity(room), newest: None, oldest: None }
    }

    fn unlink(&mut self, entry: &Link<K, V>) {
        let (newer, older) = {
            let mut entry = entry.borrow_mut();
            (entry.newer.take().and_then(|weak| weak.upgrade()), entry.older.take())
        };
        match &older {
            Some(older) => older.borrow_mut().newer = newer.as_ref().map(Rc::downgrade),
            None => self.oldest = newer.as_ref().map(Rc::downgrade),
        }
        match newer {
            Some(newer) => newer.borrow_mut().older = older,
            None => self.newest = older,
        }
    }

    fn put_first(&mut self, entry: Link<K, V>) {
        match self.newest.take() {
            Some(second) => {
                second.borrow_mut().newer = Some(Rc::downgrade(&entry));
                entry.borrow_mut().older = Some(second);
            }
            None => self.oldest = Some(Rc::downgrade(&entry)),
        }
        self.newest = Some(entry);
    }

    fn get(&mut self, key: &K) -> Option<V> {
        let entry = Rc::clone(self.entries.get(key)?);
        self.unlink(&entry);
        self.put_first(Rc::clone(&entry));
        let value = entry.borrow().value.clone();
        Some(value)
    }

    fn put(&mut self, key: K, value: V) {
        if let Some(known) = self.entries.remove(&key) {
            self.unlink(&known);
        } else if self.entries.len() == self.room {
            let oldest = self.oldest.as_ref().and_then(Weak::upgrade).expect("it is full");
            self.unlink(&oldest);
            self.entries.remove(&oldest.borrow().key);
        }
        let entry = Rc::new(RefCell::new(Entry { key: key.clone(), value, newer: None, older: None }));
        self.entries.insert(key, Rc::clone(&entry));
        self.put_first(entry);
    }

    fn keys(&self) -> Vec<K> {
        let mut keys = Vec::new();
        let mut next = self.newest.clone();
        while let Some(entry) = next {
            keys.push(entry.borrow().key.clone());
            next = entry.borrow().older.clone();
        }
        keys
    }
}

fn main() {
    let mut cache = Cache::new(3);
    for (key, value) in [("a", 1), ("b", 2), ("c", 3)] {
        cache.put(key, vec![value; 4]);
    }
    println!("{:?} {:?}", cache.get(&"a"), cache.keys());
    cache.put("d", vec![]);
    println!("{:?} {:?}", cache.get(&"b"), cache.keys());
    cache.put("a", vec![9]);
    println!("{:?} {:?}", cache.get(&"a"), cache.keys());
    let mut numbers = Cache::new(10);
    for i in 0..200u32 {
        numbers.put(i * i % 37, i);
        numbers.get(&(i % 11));
    }
    println!("{:?}", numbers.keys());
}
