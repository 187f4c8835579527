// VecDeque: its elements wrap around the end of the buffer, and it grows while they do.
//! levels: -O0 -O2
//! stdout: ["most urgent", "urgent", "job 2", "job 3", "job 4"]
//! stdout: Some("most urgent") Some("job 4") Some("job 2")
//! stdout: ["job 2", "job 3", "job 4", "most urgent", "urgent"]
//! stdout: Some("job 4")
//! stdout: job 2, inserted, job 3
//! stdout: [3.00, 2.00, 2.67, 2.00, 3.33, 5.00, 5.33, 5.67]
//! stdout: [2, 6] [9]
//! stdout: [2, 6, 9, 0, 0] true
//! stdout: [2, 6, 9, 0, 0]
use std::collections::VecDeque;

fn main() {
    let mut queue: VecDeque<String> = VecDeque::with_capacity(4);
    for i in 0..4 {
        queue.push_back(format!("job {i}"));
    }
    queue.pop_front();
    queue.pop_front();
    queue.push_back("job 4".into()); // wraps
    queue.push_front("urgent".into());
    queue.push_front("most urgent".into()); // grows while wrapped
    println!("{queue:?}");
    println!("{:?} {:?} {:?}", queue.front(), queue.back(), queue.get(2));

    queue.rotate_left(2);
    queue.swap(0, 1);
    queue.make_contiguous().sort();
    println!("{:?}", queue.as_slices().0);
    queue.insert(1, "inserted".to_string());
    println!("{:?}", queue.remove(3));
    queue.truncate(3);
    println!("{}", queue.iter().map(String::as_str).collect::<Vec<_>>().join(", "));

    // A window over a stream.
    let mut window = VecDeque::new();
    let mut sum = 0u32;
    let mut averages = Vec::new();
    for n in [3u32, 1, 4, 1, 5, 9, 2, 6] {
        window.push_back(n);
        sum += n;
        if window.len() > 3 {
            sum -= window.pop_front().unwrap();
        }
        averages.push(f64::from(sum) / window.len() as f64);
    }
    println!("{averages:.2?}");

    let drained: Vec<u32> = window.drain(1..).collect();
    println!("{drained:?} {window:?}");
    let mut both: VecDeque<u32> = drained.into();
    both.extend(&window);
    both.resize(5, 0);
    println!("{:?} {}", both, both.contains(&9));
    println!("{:?}", Vec::from(both));
}
