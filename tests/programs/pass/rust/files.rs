// std::fs, reading: whole files, by lines, seeking, metadata, a folder's entries, what is not there.
//! levels: -O0 -O2
//! options: --dir tests/programs/pass/rust/files::data
//! stdout: ["first line", "second line, longer", "", "last without end"]
//! stdout: Some("second line, longer")
//! stdout: Err(NotFound)
//! stdout: [1, 2, 3, 4, 5, 6, 7, 8]
//! stdout: 3 [6, 7, 8] 8
//! stdout: [1, 2, 3] Err(true)
//! stdout: 8 true false
//! stdout: ["bytes.bin", "text.txt"]
//! stdout: true
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};

fn longest_line(path: &str) -> io::Result<Option<String>> {
    let reader = BufReader::with_capacity(8, File::open(path)?);
    let mut longest: Option<String> = None;
    for line in reader.lines() {
        let line = line?;
        if longest.as_ref().map_or(true, |known| known.len() < line.len()) {
            longest = Some(line);
        }
    }
    Ok(longest)
}

fn main() -> io::Result<()> {
    let text = fs::read_to_string("data/text.txt")?;
    println!("{:?}", text.lines().collect::<Vec<_>>());
    println!("{:?}", longest_line("data/text.txt")?);
    println!("{:?}", longest_line("data/nowhere.txt").map_err(|error| error.kind()));
    println!("{:?}", fs::read("data/bytes.bin")?);

    let mut file = File::open("data/bytes.bin")?;
    file.seek(SeekFrom::End(-3))?;
    let mut buffer = [0; 8];
    let read = file.read(&mut buffer)?;
    println!("{read} {:?} {}", &buffer[..read], file.stream_position()?);
    file.rewind()?;
    let mut three = Vec::new();
    file.by_ref().take(3).read_to_end(&mut three)?;
    println!("{three:?} {:?}", file.read_exact(&mut [0; 6]).map_err(|error| error.kind() == ErrorKind::UnexpectedEof));

    let metadata = fs::metadata("data/bytes.bin")?;
    println!("{} {} {}", metadata.len(), metadata.is_file(), metadata.is_dir());
    let mut names = fs::read_dir("data")?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, _>>()?;
    names.sort();
    println!("{names:?}");
    println!("{}", fs::read_to_string("data/bytes.bin").is_ok());
    Ok(())
}
