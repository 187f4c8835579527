// Integers: overflow in all its forms, 128 bits, bits and bytes, parsing in every radix.
//! levels: -O0 -O2
//! stdout: Some(255) None None
//! stdout: 4 -128 2
//! stdout: 255 -32768 0
//! stdout: (144, true) (-9223372036854775808, true)
//! stdout: -3 -1 -4 1
//! stdout: 44 4294967295 -1
//! stdout: None Ok(100)
//! stdout: 295232799039604140847618609643520000000 de1bc4d19efcac82445da75b00000000
//! stdout: 4294967296 3402823669209384634
//! stdout: None -24305883351495604533098186245126300818
//! stdout: 1 1024
//! stdout: 3 0 4 13
//! stdout: 0b10000101 3412 1020304
//! stdout: 32 true 125
//! stdout: [120, 86, 52, 18] -2
//! stdout: 2406451000973223282 20
//! stdout: number too large to fit in target type
//! stdout: -5
//! stdout: number too large to fit in target type
//! stdout: invalid digit found in string
//! stdout: cannot parse integer from empty string
//! stdout: 7
//! stdout: number too large to fit in target type
//! stdout: Ok(340282366920938463463374607431768211455) true
//! stdout: Ok(true) true
//! stdout: 2212427075903823540
//! stdout: 1
fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn power(base: u64, mut exponent: u64, modulus: u64) -> u64 {
    let (mut result, mut square) = (1u128, u128::from(base));
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * square % u128::from(modulus);
        }
        square = square * square % u128::from(modulus);
        exponent >>= 1;
    }
    result as u64
}

fn main() {
    println!("{:?} {:?} {:?}", 250u8.checked_add(5), 250u8.checked_add(6), i32::MIN.checked_abs());
    println!("{} {} {}", 250u8.wrapping_add(10), i8::MIN.wrapping_neg(), 1u32.wrapping_shl(33));
    println!("{} {} {}", 250u8.saturating_add(10), i16::MIN.saturating_sub(1), 7u32.saturating_sub(9));
    println!("{:?} {:?}", 200u8.overflowing_mul(2), i64::MAX.overflowing_add(1));
    println!("{} {} {} {}", -7 / 2, -7 % 2, (-7i32).div_euclid(2), (-7i32).rem_euclid(2));
    println!("{} {} {}", 300i32 as u8, -1i8 as u32, u64::MAX as i32);
    println!("{:?} {:?}", u8::try_from(300).ok(), i8::try_from(100u64));

    let factorial: u128 = (1..=34).product();
    println!("{factorial} {:x}", factorial);
    println!("{} {}", gcd(factorial, 2u128.pow(90)), u128::MAX / 10u128.pow(20));
    println!("{:?} {}", i128::MAX.checked_mul(2), i128::MIN / 7);
    println!("{} {}", power(3, 1_000_000_006, 1_000_000_007), power(2, 10, 1_000_000_007));

    let bits = 0b1011_0000u8;
    println!("{} {} {} {}", bits.count_ones(), bits.leading_zeros(), bits.trailing_zeros(), bits.reverse_bits());
    println!("{:#b} {:x} {:x}", bits.rotate_left(3), 0x1234u16.swap_bytes(), u32::from_be(0x01020304u32.to_be()));
    println!("{} {} {}", 17u32.next_power_of_two(), 64u32.is_power_of_two(), 5u8.pow(3));
    println!("{:?} {:?}", 0x1234_5678u32.to_le_bytes(), i16::from_be_bytes([0xff, 0xfe]));
    println!("{} {}", u64::from_le_bytes(*b"redzone!"), 10i32.abs_diff(-10));

    for (text, radix) in [("ff", 16), ("-101", 2), ("zz", 36), ("99", 8), ("", 10), ("+7", 10), ("128", 10)] {
        match i8::from_str_radix(text, radix) {
            Ok(n) => println!("{n}"),
            Err(error) => println!("{error}"),
        }
    }
    println!("{:?} {:?}", "340282366920938463463374607431768211455".parse::<u128>(), "256".parse::<u8>().is_err());
    println!("{:?} {:?}", "true".parse::<bool>(), "xy".parse::<char>().is_err());
    println!("{:?}", (0..32).map(|n| n ^ (n >> 1)).map(|gray| (gray & 3) as u8).fold(0u64, |all, two| all << 2 | u64::from(two)));
    println!("{}", std::num::Wrapping(u32::MAX) + std::num::Wrapping(2));
}
