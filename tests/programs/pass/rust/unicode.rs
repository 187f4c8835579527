// Characters of one to four bytes: indices, cases, conversions, broken UTF-8.
//! levels: -O0 -O2
//! stdout: 14 bytes, 6 characters
//! stdout: [(0, 'a'), (1, 'ß'), (3, 'π'), (5, '語'), (8, '🦀'), (12, 'é')]
//! stdout: é🦀語πßa
//! stdout: "61c39fcf80e8aa9ef09fa680c3a9"
//! stdout: ASSΠ語🦀É ας àé i̇
//! stdout: [2, 4, 6, 7, 9, 10, 11, 13]
//! stdout: None Some("aß")
//! stdout: \u{61}\u{df}
//! stdout: [97, 223, 960, 35486, 55358, 56704, 233]
//! stdout: Ok("a🦀")
//! stdout: �b
//! stdout:  10101 10002 01002 10003 00003 00011 01001
//! stdout: Some('🦀') None Some('b')
//! stdout: Some(15) "SS"
//! stdout: abcdeアィイゥウェエ
//! stdout: 4 240
//! stdout: ok��!�
//! stdout: invalid utf-8 sequence of 1 bytes from index 2 2 Some(1)
//! stdout: Err([97, 128])
//! stdout: 200 Some(299) Some('語')
//! stdout: 99
//! stdout: Some(129408)
fn main() {
    let text = "aßπ語🦀é";
    println!("{} bytes, {} characters", text.len(), text.chars().count());
    println!("{:?}", text.char_indices().collect::<Vec<_>>());
    println!("{}", text.chars().rev().collect::<String>());
    println!("{:?}", text.bytes().map(|b| format!("{b:02x}")).collect::<String>());
    println!("{} {}", text.to_uppercase(), "ΑΣ ÀÉ İ".to_lowercase());
    println!("{:?}", (0..=text.len()).filter(|at| !text.is_char_boundary(*at)).collect::<Vec<_>>());
    println!("{:?} {:?}", text.get(0..2), text.get(0..3));
    println!("{}", text.escape_unicode().take(12).collect::<String>());
    println!("{:?}", text.encode_utf16().collect::<Vec<u16>>());
    println!("{:?}", String::from_utf16(&[0x61, 0xd83e, 0xdd80]));
    println!("{}", String::from_utf16_lossy(&[0xd83e, 0x62]));

    for c in ['x', 'Ä', '٣', '語', '\u{200d}', ' ', '7'] {
        print!(" {}{}{}{}{}", c.is_alphabetic() as u8, c.is_numeric() as u8, c.is_lowercase() as u8, c.is_whitespace() as u8, c.len_utf8());
    }
    println!();
    println!("{:?} {:?} {:?}", char::from_u32(0x1f980), char::from_u32(0xd800), char::from_digit(11, 16));
    println!("{:?} {:?}", 'f'.to_digit(16), 'ß'.to_uppercase().collect::<String>());
    println!("{}", ('a'..='e').chain('ア'..='エ').collect::<String>());
    let mut buffer = [0; 4];
    println!("{:?} {}", '🦀'.encode_utf8(&mut buffer).as_bytes().len(), buffer[0]);

    let broken = vec![b'o', b'k', 0xff, 0xe8, 0xaa, b'!', 0xf0, 0x9f];
    println!("{}", String::from_utf8_lossy(&broken));
    let error = std::str::from_utf8(&broken).unwrap_err();
    println!("{error} {} {:?}", error.valid_up_to(), error.error_len());
    println!("{:?}", String::from_utf8(vec![b'a', 0x80]).map_err(|e| e.into_bytes()));
    let long = "é".repeat(100) + &"x".repeat(99) + "語";
    println!("{} {:?} {:?}", long.chars().count(), long.find('語'), long.chars().last());
    println!("{}", long.chars().filter(char::is_ascii).count());
    println!("{:?}", text.chars().map(|c| c as u32).max());
}
