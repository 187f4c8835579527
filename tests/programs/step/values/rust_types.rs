// Every kind of value of Rust's, in statics that main fills, so that the end of the run has them all.
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, LinkedList, VecDeque};
use std::rc::{Rc, Weak};
use std::sync::Arc;

enum Color {
    Red,
    Green = 5,
}

enum Shape {
    Circle(f64),
    Square { side: i32 },
    Empty,
}

enum Message {
    Text(String),
    Number(i64),
}

struct Point {
    x: i32,
    y: i32,
}

struct Meters(f64);

struct Unit;

struct Node {
    value: i32,
    next: Option<Box<Node>>,
}

struct Tree {
    value: i32,
    parent: RefCell<Weak<Tree>>,
    children: RefCell<Vec<Rc<Tree>>>,
}

trait Area {
    fn area(&self) -> f64;
}

struct Disc {
    radius: f64,
}

impl Area for Disc {
    fn area(&self) -> f64 {
        3.0 * self.radius * self.radius
    }
}

union Either {
    whole: u32,
    bytes: [u8; 4],
}

static TEXT: &str = "naïve \"text\"\n"; //= &str "naïve \"text\"\n" <ptr: -> [110, 97, 195, … 14 of 14], len: 14>
static NUMBERS: [i32; 3] = [1, -2, 3]; //= [i32; 3] [1, -2, 3]
static GRID: [[u8; 2]; 2] = [[1, 2], [3, 4]]; //= [[u8; 2]; 2] [[1, 2], [3, 4]]
static SLICE: &[i32] = &NUMBERS; //= &[i32] <ptr: -> [1, -2, 3], len: 3>
static LETTER: char = 'é'; //= char 'é'
static FLAG: bool = true; //= bool true
static WIDE: i128 = -170141183460469231731687303715884105728; //= i128 -170141183460469231731687303715884105728
static TENTH: f32 = 0.1; //= f32 0.1
static WHOLE: f64 = 2.0; //= f64 2.0
static UNIT: () = (); //= () ()
static NOTHING: Unit = Unit;
static PAIR: (u8, char) = (7, 'x'); //= (u8, char) {0: 7, 1: 'x'}
static POINT: Point = Point { x: 3, y: -4 }; //= Point {x: 3, y: -4}
static METERS: Meters = Meters(1.5); //= Meters {0: 1.5}
static COLOR: Color = Color::Green; //= Color Green
static OTHER: Color = Color::Red; //= Color Red
static CIRCLE: Shape = Shape::Circle(0.5); //= Shape Circle{0: 0.5}
static SQUARE: Shape = Shape::Square { side: 3 }; //= Shape Square{side: 3}
static EMPTY: Shape = Shape::Empty; //= Shape Empty
static SOME: Option<i32> = Some(4); //= Option<i32> Some{0: 4}
static NONE: Option<i32> = None; //= Option<i32> None
static SOME_REF: Option<&i32> = Some(&NUMBERS[1]); //= Option<&i32> Some{0: -> -2}
static NO_REF: Option<&i32> = None; //= Option<&i32> None
static FUNCTION: fn(i32) -> i32 = double; //= fn(i32) -> i32 -> function
static EITHER: Either = Either { whole: 0x0102 }; //= Either {whole: 258 | bytes: [2, 1, 0, 0]}
static OK: Result<u8, i32> = Ok(9); //= Result<u8, i32> Ok{0: 9}
static NESTED: Option<Option<bool>> = Some(None); //= Option<Option<bool>> Some{0: None}

static mut VECTOR: Option<Vec<i32>> = None; //= Option<Vec<i32>> Some{0: <ptr: -> [1, 2, 3], len: 3, cap: 4>}
static mut FRESH: Vec<i32> = Vec::new(); //= Vec<i32> <len: 0, cap: 0>
static mut STRING: Option<String> = None; //= Option<String> Some{0: "grüße" <ptr: -> [103, 114, 195, 188, 195, 159, 101], len: 7, cap: 7>}
static mut BOXED: Option<Box<Point>> = None; //= Option<Box<Point>> Some{0: -> {x: 1, y: 2}}
static mut BOXED_SLICE: Option<Box<[i32]>> = None; //= Option<Box<[i32]>> Some{0: <ptr: -> [7, 8], len: 2>}
static mut LIST: Option<Box<Node>> = None; //= Option<Box<Node>> Some{0: -> {value: 1, next: Some{0: -> Node}}}
static mut SHARED: Option<Rc<RefCell<i32>>> = None; //= Option<Rc<RefCell<i32>>> Some{0: -> {strong: 2, weak: 2, value: <borrow: not borrowed, value: 5>}}
static mut SECOND: Option<Rc<RefCell<i32>>> = None; //= Option<Rc<RefCell<i32>>> Some{0: -> {strong: 2, weak: 2, value: <borrow: not borrowed, value: 5>}}
static mut WEAK: Option<Weak<RefCell<i32>>> = None; //= Option<Weak<RefCell<i32>>> Some{0: -> {strong: 2, weak: 2, value: <borrow: not borrowed, value: 5>}}
static mut NO_WEAK: Option<Weak<i32>> = None; //= Option<Weak<i32>> Some{0: empty}
static mut ATOMIC: Option<Arc<i32>> = None; //= Option<Arc<i32>> Some{0: -> {strong: 1, weak: 1, data: 6}}
static mut TREE: Option<Rc<Tree>> = None; //= Option<Rc<Tree>> Some{0: -> {strong: 1, weak: 2, value: {value: 5, parent: <borrow: not borrowed, value: empty>, children: <borrow: not borrowed, value: <ptr: -> Rc<Tree>, len: 1, cap: 1>>}}}
static mut COUNT: Cell<u32> = Cell::new(0); //= Cell<u32> 8
static mut READ: RefCell<u32> = RefCell::new(1); //= RefCell<u32> <borrow: 2 borrows, value: 1>
static mut WRITTEN: RefCell<u32> = RefCell::new(2); //= RefCell<u32> <borrow: mutably borrowed, value: 2>
static mut DYNAMIC: Option<Box<dyn Area>> = None; //= Option<Box<dyn Area>> Some{0: -> {radius: 1.0}}
static mut SHARED_DYNAMIC: Option<Rc<dyn Area>> = None; //= Option<Rc<dyn Area>> Some{0: -> {strong: 1, weak: 1, value: {radius: 2.0}}}
static mut BORROWED_DYNAMIC: Option<&dyn Area> = None; //= Option<&dyn Area> Some{0: -> {radius: 1.0}}
static mut MESSAGE: Message = Message::Number(1); //= Message Text{0: "hi" <ptr: -> [104, 105], len: 2, cap: 2>}
static mut OTHER_MESSAGE: Message = Message::Number(1); //= Message Number{0: 1}
static mut QUEUE: Option<VecDeque<i32>> = None; //=1.63 Option<VecDeque<i32>> Some{0: <ptr: -> [1, 2, ?, ?], head: 0, end: 2, cap: 4>}
static mut SORTED: Option<BTreeMap<u8, bool>> = None; //= Option<BTreeMap<u8, bool>> Some{0: <root: Some{0: <height: 0, node: -> {parent: None, parent_idx: ?, len: 1, keys: [1, ?, ?, … 11 of 11], vals: [true, ?, ?, … 11 of 11]}>}, length: 1>}
static mut CHAIN: Option<LinkedList<u8>> = None; //= Option<LinkedList<u8>> Some{0: <head: Some{0: -> {next: None, prev: None, element: 1}}, tail: Some{0: -> {next: None, prev: None, element: 1}}, len: 1>}
static mut MAP: Option<HashMap<i32, char>> = None;
static mut SHARED_TEXT: Option<Rc<str>> = None; //=1.63 Option<Rc<str>> Some{0: <ptr: -> {strong: 1, weak: 1, value: unreadable: its type does not say how large it is}, len: 6>}
static mut CLOSURE: Option<Box<dyn Fn(i32) -> i32>> = None; //= Option<Box<dyn Fn(i32) -> i32>> Some{0: -> {add: 10}}

fn double(n: i32) -> i32 {
    2 * n
}

fn statics() {
    println!("{} {:?} {:?} {:?}", TEXT, NUMBERS, GRID, SLICE);
    println!("{} {} {} {} {} {:?}", LETTER, FLAG, WIDE, TENTH, WHOLE, UNIT);
    println!("{:?} {} {} {}", PAIR, POINT.x, POINT.y, METERS.0);
    for color in [&COLOR, &OTHER] {
        println!("{}", matches!(color, Color::Red));
    }
    for shape in [&CIRCLE, &SQUARE, &EMPTY] {
        match shape {
            Shape::Circle(radius) => println!("{}", radius),
            Shape::Square { side } => println!("{}", side),
            Shape::Empty => println!("empty"),
        }
    }
    println!("{:?} {:?} {:?} {:?} {}", SOME, NONE, SOME_REF, NO_REF, FUNCTION(2));
    println!("{} {:?} {:?}", unsafe { EITHER.bytes[1] }, OK, NESTED);
    let _ = &NOTHING;
}

fn main() {
    statics();
    let mut vector = Vec::with_capacity(4);
    vector.extend([1, 2, 3]);
    let shared = Rc::new(RefCell::new(5));
    let leaf = Rc::new(Tree {
        value: 3,
        parent: RefCell::new(Weak::new()),
        children: RefCell::new(vec![]),
    });
    let branch = Rc::new(Tree {
        value: 5,
        parent: RefCell::new(Weak::new()),
        children: RefCell::new(vec![leaf.clone()]),
    });
    *leaf.parent.borrow_mut() = Rc::downgrade(&branch);
    drop(leaf);
    let add = 10;
    unsafe {
        VECTOR = Some(vector);
        STRING = Some(String::from("grüße"));
        BOXED = Some(Box::new(Point { x: 1, y: 2 }));
        BOXED_SLICE = Some(vec![7, 8].into_boxed_slice());
        LIST = Some(Box::new(Node { value: 1, next: Some(Box::new(Node { value: 2, next: None })) }));
        SHARED = Some(shared.clone());
        WEAK = Some(Rc::downgrade(&shared));
        NO_WEAK = Some(Weak::new());
        SECOND = Some(shared);
        ATOMIC = Some(Arc::new(6));
        TREE = Some(branch);
        COUNT.set(8);
        std::mem::forget((READ.borrow(), READ.borrow()));
        std::mem::forget(WRITTEN.borrow_mut());
        DYNAMIC = Some(Box::new(Disc { radius: 1.0 }));
        SHARED_DYNAMIC = Some(Rc::new(Disc { radius: 2.0 }));
        BORROWED_DYNAMIC = DYNAMIC.as_deref();
        MESSAGE = Message::Text(String::from("hi"));
        QUEUE = Some(VecDeque::from(vec![1, 2]));
        SORTED = Some([(1, true)].into_iter().collect());
        CHAIN = Some([1].into_iter().collect());
        MAP = Some([(1, 'a')].into_iter().collect());
        SHARED_TEXT = Some(Rc::from("shared"));
        CLOSURE = Some(Box::new(move |n| n + add));
        println!("{}", VECTOR.as_ref().unwrap().len() + FRESH.len());
        println!("{}", LIST.as_ref().unwrap().next.as_ref().unwrap().value);
        println!("{}", BORROWED_DYNAMIC.unwrap().area() + TREE.as_ref().unwrap().value as f64);
        println!("{}", CLOSURE.as_ref().unwrap()(1));
        match &OTHER_MESSAGE {
            Message::Text(text) => println!("{}", text),
            Message::Number(number) => println!("{}", number),
        }
    }
}
