// std::io in memory: Cursor, Vec as a writer, BufWriter, chained and limited readers, fmt::Write.
//! levels: -O0 -O2
//! stdout: 0:000 1:001 2:010 3:011 4:100
//! stdout: true true
//! stdout: [0, 1] [0, 0, 1, 2, 3, 4]
//! stdout: Hello, world
//! stdout: 20000 true
//! stdout: 20000
//! stdout: [3, 4, 0, 5]
//! stdout: WriteZero [1, 1, 1, 1, 1, 1, 1, 1]
//! stdout: of our own
use std::fmt::Write as _;
use std::io::{self, copy, BufRead, BufWriter, Cursor, Read, Seek, SeekFrom, Write};

struct Counting<W> {
    inner: W,
    writes: usize,
    bytes: usize,
}

impl<W: Write> Write for Counting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        let some = &bytes[..bytes.len().min(100)]; // never more at once
        let written = self.inner.write(some)?;
        self.bytes += written;
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

struct Rot13<R>(R);

impl<R: Read> Read for Rot13<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        for byte in &mut buffer[..read] {
            let base = if byte.is_ascii_lowercase() { b'a' } else { b'A' };
            if byte.is_ascii_alphabetic() {
                *byte = (*byte - base + 13) % 26 + base;
            }
        }
        Ok(read)
    }
}

fn main() -> io::Result<()> {
    let mut text = String::new();
    for i in 0..5 {
        write!(text, "{i}:{:03b} ", i).unwrap();
    }
    println!("{}", text.trim_end());

    let counting = Counting { inner: Vec::new(), writes: 0, bytes: 0 };
    let mut buffered = BufWriter::with_capacity(64, counting);
    for i in 0..100 {
        writeln!(buffered, "line number {i}")?;
    }
    buffered.write_all(&[b'x'; 1000])?;
    let counting = buffered.into_inner().map_err(|error| error.into_error())?;
    println!("{} {}", counting.bytes == counting.inner.len(), counting.writes > 10);

    let mut cursor = Cursor::new(vec![0u8; 4]);
    cursor.seek(SeekFrom::Start(2))?;
    cursor.write_all(&[1, 2, 3, 4])?;
    cursor.set_position(1);
    let mut two = [0; 2];
    cursor.read_exact(&mut two)?;
    println!("{two:?} {:?}", cursor.into_inner());

    let mut secret = String::new();
    Rot13("Uryyb, ".as_bytes()).chain(&b"world"[..]).read_to_string(&mut secret)?;
    println!("{secret}");
    let mut all = Vec::new();
    let copied = copy(&mut io::repeat(7).take(20_000), &mut all)?;
    println!("{copied} {}", all.iter().all(|byte| *byte == 7));
    println!("{}", copy(&mut &all[..], &mut io::sink())?);

    let input = Cursor::new("a=1;b=22;;c=333");
    let parts: Vec<Vec<u8>> = input.split(b';').collect::<Result<_, _>>()?;
    println!("{:?}", parts.iter().map(Vec::len).collect::<Vec<_>>());
    let mut fixed = [0u8; 8];
    let error = (&mut fixed[..]).write_all(&[1; 9]).unwrap_err();
    println!("{:?} {fixed:?}", error.kind());
    println!("{}", io::Error::new(io::ErrorKind::Other, "of our own"));
    Ok(())
}
