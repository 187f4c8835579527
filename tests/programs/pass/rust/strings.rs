// String and &str: what searches, splits, trims, replaces, inserts and removes.
//! levels: -O0 -O2
//! stdout: >> Hello, world! (16 of at least 16)
//! stdout: Some(10) Some(13)
//! stdout: Some((">> Hello", "world!"))
//! stdout: >> He__o, worLd!
//! stdout: Some('o') '>' "> Hell"
//! stdout: HELL true
//! stdout: [key] [some value, with = and spaces]
//! stdout: ["a", "b", "", "c", ""]
//! stdout: ["c", "", "b", "a"]
//! stdout: ["one", "two", "three"]
//! stdout: ["2026", "11-23"]
//! stdout: ["x", "y", "", "z"]
//! stdout: ["first", "second", "third"]
//! stdout: [(1, "bc"), (4, "bc")]
//! stdout: Some("rest") None
//! stdout: ababababab
//! stdout: 300 Some(23) None
//! stdout: 32766
//! stdout: tobe to be tobe
//! stdout: Less
//! stdout: false
//! stdout: EL HL
//! stdout: efghijklmn
fn main() {
    let mut text = String::from("Hello");
    text.push_str(", world");
    text.push('!');
    text.insert(0, '>');
    text.insert_str(1, "> ");
    println!("{text} ({} of at least {})", text.len(), text.capacity().min(16));

    println!("{:?} {:?}", text.find("world"), text.rfind(|c: char| c == 'l'));
    println!("{:?}", text.split_once(", "));
    println!("{}", text.replace('l', "L").replacen("L", "_", 2));
    text.truncate(8);
    println!("{:?} {:?} {:?}", text.pop(), text.remove(0), text);
    text.retain(|c| c.is_alphabetic());
    text.make_ascii_uppercase();
    println!("{text} {}", text.eq_ignore_ascii_case("hell"));

    let line = "  key = some value, with = and spaces  ";
    let (key, value) = line.trim().split_once('=').unwrap();
    println!("[{}] [{}]", key.trim_end(), value.trim_start());
    println!("{:?}", "a,b,,c,".split(',').collect::<Vec<_>>());
    println!("{:?}", "a,b,,c,".split_terminator(',').rev().collect::<Vec<_>>());
    println!("{:?}", "one  two\tthree\n".split_whitespace().collect::<Vec<_>>());
    println!("{:?}", "2026-11-23".splitn(2, '-').collect::<Vec<_>>());
    println!("{:?}", "x1y22z".split(|c: char| c.is_ascii_digit()).collect::<Vec<_>>());
    println!("{:?}", "first\nsecond\r\nthird".lines().collect::<Vec<_>>());
    println!("{:?}", "abcabc".match_indices("bc").collect::<Vec<_>>());
    println!("{:?} {:?}", "prefix-rest".strip_prefix("prefix-"), "a.rs".strip_suffix(".c"));
    println!("{}", "ab".repeat(5));

    let long: String = (0..300).map(|i| char::from(b'a' + (i % 26) as u8)).collect();
    println!("{} {:?} {:?}", long.len(), long.find("xyzab"), long.find("zz"));
    println!("{}", long.bytes().map(u32::from).sum::<u32>());
    let words: Vec<String> = vec!["to".into(), "be".into()];
    println!("{} {} {}", words.concat(), words.join(" "), words.join(""));
    println!("{:?}", "abc".cmp("abd"));
    println!("{}", "Zürich" < "Zurich");
    let drained: String = text.drain(1..3).collect();
    println!("{drained} {text}");
    let boxed: Box<str> = long.into_boxed_str();
    println!("{}", boxed.into_string().split_off(290));
}
