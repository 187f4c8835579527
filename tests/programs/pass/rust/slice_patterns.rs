// Patterns: over slices, ranges, bindings, nested structures, guards, references.
//! levels: -O0 -O2
//! stdout: by 3 and -4
//! stdout: "hello"
//! stdout: "hey"
//! stdout: 3 times say hi
//! stdout: no command: repeat
//! stdout: "x": invalid digit found in string
//! stdout: nothing
//! stdout: no command: jump
//! stdout: [true, false, true, true]
//! stdout: ["negative", "zero", "few", "some", "round", "many"]
//! stdout: 10
//! stdout: 1 a 30
//! stdout: 8 16x32
//! stdout:  end none end
//! stdout: 10 Y
enum Command<'a> {
    Move { x: i32, y: i32 },
    Say(&'a str),
    Repeat(u8, &'a [&'a str]),
    Nothing,
}

fn parse<'a>(words: &'a [&'a str]) -> Result<Command<'a>, String> {
    Ok(match words {
        [] => Command::Nothing,
        ["move", x, y] => Command::Move {
            x: x.parse().map_err(|error| format!("{x:?}: {error}"))?,
            y: y.parse().map_err(|error| format!("{y:?}: {error}"))?,
        },
        ["say", text] | ["shout", text] => Command::Say(text),
        ["repeat", count, rest @ ..] if !rest.is_empty() => Command::Repeat(count.parse().unwrap_or(1), rest),
        [unknown, ..] => return Err(format!("no command: {unknown}")),
    })
}

fn is_palindrome(letters: &[char]) -> bool {
    match letters {
        [] | [_] => true,
        [first, middle @ .., last] => first == last && is_palindrome(middle),
    }
}

fn classify(n: i64) -> &'static str {
    match n {
        i64::MIN..=-1 => "negative",
        0 => "zero",
        1 | 2 | 3 => "few",
        n if n % 1000 == 0 => "round",
        4..=99 => "some",
        _ => "many",
    }
}

fn sum(numbers: &[i32]) -> i32 {
    if let [first, rest @ ..] = numbers { first + sum(rest) } else { 0 }
}

fn main() {
    for line in ["move 3 -4", "say hello", "shout hey", "repeat 3 say hi", "repeat 3", "move 1 x", "", "jump"] {
        let words: Vec<&str> = line.split_whitespace().collect();
        match parse(&words) {
            Ok(Command::Move { x, y }) => println!("by {x} and {y}"),
            Ok(Command::Say(text)) => println!("{text:?}"),
            Ok(Command::Repeat(count, words)) => println!("{count} times {}", words.join(" ")),
            Ok(Command::Nothing) => println!("nothing"),
            Err(message) => println!("{message}"),
        }
    }
    println!("{:?}", ["level", "redzone", "", "abba"].map(|word| is_palindrome(&word.chars().collect::<Vec<_>>())));
    println!("{:?}", [-5, 0, 2, 50, 5000, 5001].map(classify));
    println!("{}", sum(&[1, 2, 3, 4]));

    let pair = ((1, Some("a")), [10, 20, 30]);
    if let ((number @ 1..=9, Some(text)), [.., last]) = pair {
        println!("{number} {text} {last}");
    }
    let bytes = b"GIF89a\x10\x00\x20\x00";
    if let [b'G', b'I', b'F', version @ b'7'..=b'9', _, _, w0, w1, h0, h1] = *bytes {
        println!("{} {}x{}", version as char, u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1]));
    }
    let mut stack = vec![Some(3), None, Some(1)];
    while let Some(top) = stack.pop() {
        match top {
            Some(0) => print!(" end"),
            Some(n) => stack.push(Some(n - 1)),
            None => print!(" none"),
        }
    }
    println!();
    let mut pairs = [(1, 'x'), (2, 'y')];
    for (n, c) in pairs.iter_mut() {
        *n *= 10;
        c.make_ascii_uppercase();
    }
    let [(ref a, _), (_, b)] = pairs;
    println!("{a} {b}");
}
