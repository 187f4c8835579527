// Iterators of one's own: from both ends, by value, by reference, by mutable reference; FromIterator and Extend.
//! levels: -O0 -O2
//! stdout: [3, 2, 1, 0] (9, Some(9))
//! stdout: Some(0) Some(8) [6, 4, 2]
//! stdout: one.two.x.y.z.
//! stdout: Some("one.") Some("z.") 3
//! stdout: [4, 5, 4]
//! stdout: Some((0, "t"))
//! stdout: None
use std::iter::FusedIterator;

struct Countdown(u32);

impl Iterator for Countdown {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0 as usize, Some(self.0 as usize))
    }
}

impl DoubleEndedIterator for Steps {
    fn next_back(&mut self) -> Option<i64> {
        (self.from < self.to).then(|| {
            self.to -= self.by;
            self.to
        })
    }
}

struct Steps {
    from: i64,
    to: i64,
    by: i64,
}

impl Iterator for Steps {
    type Item = i64;
    fn next(&mut self) -> Option<i64> {
        (self.from < self.to).then(|| {
            self.from += self.by;
            self.from - self.by
        })
    }
}

impl FusedIterator for Steps {}

#[derive(Debug, Default)]
struct Bag {
    items: Vec<String>,
}

impl<S: Into<String>> FromIterator<S> for Bag {
    fn from_iter<I: IntoIterator<Item = S>>(items: I) -> Self {
        Bag { items: items.into_iter().map(Into::into).collect() }
    }
}

impl Extend<char> for Bag {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        self.items.extend(chars.into_iter().map(String::from));
    }
}

impl IntoIterator for Bag {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a> IntoIterator for &'a Bag {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'a> IntoIterator for &'a mut Bag {
    type Item = &'a mut String;
    type IntoIter = std::slice::IterMut<'a, String>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        let start = self.0.trim_start();
        if start.is_empty() {
            return None;
        }
        let (word, rest) = start.split_at(start.find(' ').unwrap_or(start.len()));
        self.0 = rest;
        Some(word)
    }
}

fn main() {
    println!("{:?} {:?}", Countdown(4).collect::<Vec<_>>(), Countdown(9).size_hint());
    let mut steps = Steps { from: 0, to: 10, by: 2 };
    println!("{:?} {:?} {:?}", steps.next(), steps.next_back(), steps.rev().collect::<Vec<_>>());
    let mut bag: Bag = ["one", "two"].into_iter().collect();
    bag.extend("xyz".chars());
    for item in &mut bag {
        item.push('.');
    }
    println!("{}", (&bag).into_iter().map(String::as_str).collect::<String>());
    let mut owned = bag.into_iter();
    println!("{:?} {:?} {}", owned.next(), owned.next_back(), owned.as_slice().len());
    drop(owned); // three strings are left in it
    println!("{:?}", Words("  some words  here ").map(str::len).collect::<Vec<_>>());
    let boxed: Box<dyn Iterator<Item = u32>> = if Words("a").count() == 1 { Box::new(Countdown(3)) } else { Box::new(0..9) };
    println!("{:?}", boxed.chain(Countdown(2)).zip(Words("p q r s t u")).last());
    println!("{:?}", Bag::default().into_iter().next());
}
