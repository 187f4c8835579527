// Option and Result: their combinators, with values that have niches and values that are owned.
//! levels: -O0 -O2
//! stdout: Some(1) None Some(0)
//! stdout: 0 9 200
//! stdout: Some(1) Some((1, 2))
//! stdout: Some("AL") None None
//! stdout: None Err("odd")
//! stdout: Some("taken") None
//! stdout: Some("mademademade!") Some(13)
//! stdout: Some("mademademade!") "newer"
//! stdout: Some("") 1
//! stdout: Some(4) Ok(Some(4))
//! stdout: Ok(8) Err(14)
//! stdout: Ok(1) 7
//! stdout: 14 Err("-1 is negative")
//! stdout: Some(3) Some("-3 is negative")
//! stdout: Err("-3 is negative")
//! stdout: Ok(6)
//! stdout: None
//! stdout: true true
//! stdout: None Some(7) 1
//! stdout: [Some(false), Some(true), None]
//! stdout: false Some(3)
//! stdout: [None, Some(Ok("boxed")), Some(Err('x'))] true
use std::num::NonZeroU8;

fn half(n: u32) -> Option<u32> {
    (n % 2 == 0).then(|| n / 2)
}

fn checked(n: i32) -> Result<i32, String> {
    if n < 0 { Err(format!("{n} is negative")) } else { Ok(n) }
}

fn initials(name: Option<&str>) -> Option<String> {
    let (first, last) = name?.split_once(' ')?;
    Some([first.chars().next()?, last.chars().next()?].iter().collect())
}

fn main() {
    println!("{:?} {:?} {:?}", half(8).and_then(half).and_then(half), half(6).and_then(half), half(7).or(Some(0)));
    println!("{} {} {}", half(3).unwrap_or_default(), half(3).map_or(9, |n| n + 1), half(4).map_or_else(|| 0, |n| n * 100));
    println!("{:?} {:?}", half(2).xor(half(3)), half(2).zip(half(4)));
    println!("{:?} {:?} {:?}", initials(Some("Ada Lovelace")), initials(Some("Ada")), initials(None));
    println!("{:?} {:?}", half(10).filter(|n| *n > 5), half(9).ok_or("odd"));

    let mut name = Some(String::from("taken"));
    println!("{:?} {:?}", name.take(), name);
    name.get_or_insert_with(|| "made".repeat(3)).push('!');
    println!("{:?} {:?}", name.as_deref(), name.as_ref().map(String::len));
    println!("{:?} {:?}", name.replace("new".into()), name.insert("newer".into()));
    if let Some(text) = name.as_mut() {
        text.clear();
    }
    println!("{name:?} {:?}", name.iter().count());
    println!("{:?} {:?}", Some(Some(4)).flatten(), Some(Ok::<i32, String>(4)).transpose());

    println!("{:?} {:?}", checked(4).map(|n| n * 2), checked(-4).map_err(|e| e.len()));
    println!("{:?} {}", checked(-1).or_else(|_| checked(1)), checked(-1).unwrap_or(7));
    println!("{} {:?}", checked(-1).unwrap_or_else(|e| e.len() as i32), checked(5).and_then(|n| checked(n - 6)));
    println!("{:?} {:?}", checked(3).ok(), checked(-3).err());
    println!("{:?}", [1, 2, -3, -4].map(checked).into_iter().collect::<Result<Vec<_>, _>>());
    println!("{:?}", [1, 2, 3].map(checked).into_iter().sum::<Result<i32, _>>());
    println!("{:?}", [Some(1), None].iter().copied().sum::<Option<i32>>());
    println!("{} {}", checked(1).is_ok(), checked(1) == Ok(1));

    let small: Option<NonZeroU8> = NonZeroU8::new(0);
    println!("{small:?} {:?} {}", NonZeroU8::new(7), std::mem::size_of_val(&small));
    println!("{:?}", [Some(true), Some(false), None].map(|b| b.map(|b| !b)));
    println!("{:?} {:?}", Some(1) < None, Some(3).max(Some(2)));
    let nested: Vec<Option<Result<Box<str>, char>>> = vec![None, Some(Ok("boxed".into())), Some(Err('x'))];
    println!("{nested:?} {}", nested == nested.clone());
}
