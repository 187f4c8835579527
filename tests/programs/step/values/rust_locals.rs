// Locals of Rust; behind each line its variables at its first step, the outer blocks first.

struct Node {
    value: i32,
    next: Option<Box<Node>>,
}

impl Node {
    fn total(&self) -> i32 {
        let rest = match &self.next {
            Some(next) => next.total(),
            None => 0,
        };
        self.value + rest //= self ->; rest 0
    }
}

fn shadowing(n: i32) -> i32 {
    let x = n + 1;
    let x = x * 2;
    x + 1 //= n 4; (x) 5; x 10
}

fn looping(numbers: &[i32]) -> i32 {
    let mut sum = 0;
    for number in numbers {
        sum += number; //= numbers {ptr: ->, len: 2}; sum 0; number ->
    }
    sum
}

fn main() {
    let list = Node { value: 1, next: Some(Box::new(Node { value: 2, next: None })) };
    let pair = (1u8, 'x');
    let text = "text";
    let add = |n: i32| n + pair.0 as i32;
    let sum = list.total() + shadowing(4) + looping(&[1, 2]) + add(3);
    println!("{} {}", sum, text); //= list {value: 1, next: Some{0: ->}}; pair {0: 1, 1: 'x'}; text "text" {ptr: ->, len: 4}; add {pair.0: ->}; sum 21
}
