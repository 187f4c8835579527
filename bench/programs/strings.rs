// As strings.c, with String, split and HashMap: splits a text into words, counts them, and joins them turned around.
use std::collections::HashMap;

const WORDS: usize = 60_000;
const SYLLABLES: [&str; 16] = [
    "re", "d", "zone", "stack", "heap", "mal", "loc", "un", "ini", "tial", "ise", "over", "flow", "leak", "y", "bit",
];

fn next_random(state: &mut u32) -> u32 {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    *state
}

/// Words of one to three syllables with one blank after each.
fn make_text() -> String {
    let mut state = 7;
    let mut text = String::new();
    for _ in 0..WORDS {
        let mut r = next_random(&mut state);
        for _ in 0..1 + r % 3 {
            r >>= 4;
            text.push_str(SYLLABLES[(r % 16) as usize]);
        }
        text.push(' ');
    }
    text
}

fn count_words(text: &str) -> u32 {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in text.split_ascii_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    // In an order that does not depend on the table's.
    counts.iter().map(|(word, count)| count.wrapping_mul(word.len() as u32)).fold(0, u32::wrapping_add)
}

fn reverse_words(text: &str) -> String {
    let mut reversed = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        reversed.extend(word.chars().rev());
        reversed.push(' ');
    }
    reversed
}

fn hash_text(text: &str) -> u32 {
    text.bytes().fold(2_166_136_261, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut text = make_text();
    let mut checksum = 0u32;
    for _ in 0..rounds {
        checksum = checksum.wrapping_mul(31).wrapping_add(count_words(&text));
        text = reverse_words(&text);
        checksum = checksum.wrapping_mul(31).wrapping_add(hash_text(&text));
    }
    println!("strings: checksum {:08x}", checksum);
}
