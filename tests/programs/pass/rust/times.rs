// Time: durations, their arithmetic and how they are shown; clocks that do not go backwards.
//! levels: -O0 -O2
//! stdout: 3725.25s 3725250 250000000
//! stdout: 1862.625s 11175.75s 1.5ms
//! stdout: None 0ns
//! stdout: 3725.250 500ms
//! stdout: 1.234567ms 1.2ms
//! stdout: 321ms Some(300ms)
//! stdout: true true
//! stdout: true
//! stdout: true
//! stdout: (1970, 1, 1) (2026, 11, 23) (1969, 12, 31)
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn date(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u32, day as u32)
}

fn main() {
    let long = Duration::from_secs(3_725) + Duration::from_millis(250);
    println!("{long:?} {} {}", long.as_millis(), long.subsec_nanos());
    println!("{:?} {:?} {:?}", long / 2, long * 3, Duration::from_micros(1_500));
    println!("{:?} {:?}", long.checked_sub(Duration::from_secs(4000)), Duration::ZERO.saturating_sub(long));
    println!("{:.3} {:?}", long.as_secs_f64(), Duration::from_secs_f32(0.5));
    println!("{:?} {:.1?}", Duration::from_nanos(1_234_567), Duration::from_nanos(1_234_567));
    let parts = [1u64, 20, 300].map(Duration::from_millis);
    println!("{:?} {:?}", parts.iter().sum::<Duration>(), parts.iter().max());

    let start = Instant::now();
    let mut x = 1u64;
    for i in 1..10_000 {
        x = x.wrapping_mul(i) ^ i;
    }
    let passed = start.elapsed();
    println!("{} {}", x != 0, passed < Duration::from_secs(60));
    println!("{}", Instant::now() >= start && start.checked_duration_since(Instant::now() + long).is_none());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    println!("{}", now.as_secs() > 1_600_000_000);
    println!("{:?} {:?} {:?}", date(0), date(20_780), date(-1));
}
