// Slices: splitting, copying, rotating, filling, comparing; two halves changed at once.
//! levels: -O0 -O2
//! stdout: [8, 10, 12, 14, 16, 18, 8, 10, 12, 14, 16, 18]
//! stdout: [18, 8, 10, 12, 10, 12, 14, 16, 18, 8, 10, 12]
//! stdout: Some(12) Some((18, 11))
//! stdout: [-1, 8, 0, 0, -5, -1, 14, 16, 18, -5, 10, 18] [10, 18]
//! stdout: [57, 8, 7]
//! stdout: [0, 3, 0, 3, 2]
//! stdout: true true
//! stdout: Some([8, 0]) None
//! stdout: [0, 30, 30, 30, 60, 90]
//! stdout: ###.....
//! stdout: ..###...
//! stdout: ....###.
//! stdout: [1, 2, 3, 4]
//! stdout: Greater true
//! stdout: 9
//! stdout: [-1, 8, 0] true
//! stdout: [1, 64, 0]
//! stdout: 69
fn blur(row: &mut [u16]) {
    let copy = row.to_vec();
    for (at, around) in copy.windows(3).enumerate() {
        row[at + 1] = around.iter().sum::<u16>() / 3;
    }
}

fn add_into(target: &mut [i32], source: &[i32]) {
    for (a, b) in target.iter_mut().zip(source) {
        *a += b;
    }
}

fn main() {
    let mut values: Vec<i32> = (1..=12).collect();
    let (left, right) = values.split_at_mut(6);
    add_into(left, right);
    right.copy_from_slice(left);
    println!("{values:?}");
    values.rotate_right(3);
    values[..4].reverse();
    values.copy_within(8.., 0);
    println!("{values:?}");
    values[2..5].fill(0);
    values.swap(0, 11);
    println!("{:?} {:?}", values.first(), values.split_last().map(|(last, rest)| (*last, rest.len())));

    for chunk in values.chunks_exact_mut(5) {
        chunk[0] = -1;
        chunk[4] = -5;
    }
    println!("{values:?} {:?}", values.chunks_exact(5).remainder());
    println!("{:?}", values.rchunks(5).map(|chunk| chunk.iter().sum::<i32>()).collect::<Vec<_>>());
    println!("{:?}", values.split(|n| *n < 0).map(<[i32]>::len).collect::<Vec<_>>());
    println!("{} {}", values.contains(&10), values.starts_with(&[-1]));
    println!("{:?} {:?}", values.get(1..3), values.get(11..13));

    let mut row = [0, 90, 0, 0, 90, 90];
    blur(&mut row);
    println!("{row:?}");
    let mut grid = vec![vec!['.'; 8]; 3];
    for (y, row) in grid.iter_mut().enumerate() {
        row[y * 2..y * 2 + 3].fill('#');
    }
    println!("{}", grid.iter().map(|row| row.iter().collect::<String>()).collect::<Vec<_>>().join("\n"));
    println!("{:?}", [[1, 2], [3, 4]].concat());
    println!("{:?} {}", [1, 2, 3][..].cmp(&[1, 2]), [1u8, 2][..] == vec![1, 2][..]);
    let (a, b, c) = unsafe { [1u8, 2, 3, 4, 5, 6, 7, 8, 9].align_to::<u32>() }.clone_lengths();
    println!("{}", a + 4 * b + c);
    let array: [i32; 3] = values[..3].try_into().unwrap();
    println!("{array:?} {:?}", <[i32; 3]>::try_from(&values[..2]).is_err());
    println!("{:?}", array.map(|n| n * n));
    let mut odd = vec![1u8; 37];
    odd[5..].clone_from_slice(&[2; 32]);
    println!("{}", odd.iter().map(|n| u32::from(*n)).sum::<u32>());
}

trait Lengths {
    fn clone_lengths(&self) -> (usize, usize, usize);
}

impl<A, B, C> Lengths for (&[A], &[B], &[C]) {
    fn clone_lengths(&self) -> (usize, usize, usize) {
        (self.0.len(), self.1.len(), self.2.len())
    }
}
