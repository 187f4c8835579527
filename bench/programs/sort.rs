// As sort.c, on slices: quicksort of 500,000 ints a round, each access with Rust's own check of the index.
const COUNT: usize = 500_000;

fn next_random(state: &mut u32) -> u32 {
    *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *state
}

fn quicksort(mut a: &mut [i32]) {
    while a.len() > 1 {
        let pivot = a[(a.len() - 1) / 2];
        let (mut i, mut j) = (0isize, a.len() as isize - 1);
        while i <= j {
            while a[i as usize] < pivot {
                i += 1;
            }
            while a[j as usize] > pivot {
                j -= 1;
            }
            if i <= j {
                a.swap(i as usize, j as usize);
                i += 1;
                j -= 1;
            }
        }
        // The smaller part by recursion, the larger by the loop, so that the depth stays logarithmic.
        let end = a.len();
        let (low, high) = ((j + 1) as usize, i as usize);
        if low < end - high {
            quicksort(&mut a[..low]);
            a = &mut a[high..];
        } else {
            quicksort(&mut a[high..]);
            a = &mut a[..low];
        }
    }
}

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let (mut state, mut checksum) = (1u32, 0u32);
    for _ in 0..rounds {
        let mut a: Vec<i32> = (0..COUNT).map(|_| (next_random(&mut state) >> 1) as i32).collect();
        quicksort(&mut a);
        for value in a.iter().step_by(97) {
            checksum = checksum.wrapping_mul(31).wrapping_add(*value as u32);
        }
    }
    println!("sort: checksum {:08x}", checksum);
}
