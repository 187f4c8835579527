// Standard input: by lines, by bytes, to the end.
//! levels: -O0 -O2
//! stdin: 3 apples
//! stdin: 12 pears
//! stdin: x plums
//! stdin:
//! stdin: and all
//! stdin: the rest ü
//! stdout: 9 "3 apples"
//! stdout: 12 of pears
//! stdout: plums: invalid digit found in string
//! stdout: 12
//! stdout: "and " [97, 108, 108, 10] "the rest ü\n"
//! stdout: 0
//! stdout:   locked|
//! stdout: raw bytes
use std::io::{self, BufRead, Read, Write};

fn main() -> io::Result<()> {
    let input = io::stdin();
    let mut first = String::new();
    let read = input.read_line(&mut first)?;
    println!("{read} {:?}", first.trim_end());

    let mut lines = input.lock().lines();
    let mut total = 0;
    while let Some(line) = lines.next().transpose()? {
        if line.is_empty() {
            break;
        }
        match line.split_once(' ').map(|(count, what)| (count.parse::<u32>(), what.to_string())) {
            Some((Ok(count), what)) => {
                total += count;
                println!("{count} of {what}");
            }
            Some((Err(error), what)) => println!("{what}: {error}"),
            None => println!("?"),
        }
    }
    drop(lines);
    println!("{total}");

    let mut start = [0; 4];
    input.lock().read_exact(&mut start)?;
    let mut until = Vec::new();
    input.lock().read_until(b'\n', &mut until)?;
    let mut rest = String::new();
    input.lock().read_to_string(&mut rest)?;
    println!("{:?} {:?} {rest:?}", String::from_utf8_lossy(&start), until);
    println!("{}", input.lock().bytes().count());

    let out = io::stdout();
    let mut out = out.lock();
    writeln!(out, "{:>8}|", "locked")?;
    out.write_all(b"raw bytes\n")?;
    out.flush()
}
