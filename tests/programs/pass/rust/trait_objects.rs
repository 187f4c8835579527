// Traits: objects in boxes of different sizes, supertraits, default methods, dyn in Rc, generic dispatch.
//! levels: -O0 -O2
//! stdout: circle of 12
//! stdout: polygon of 16
//! stdout: no shape of 0
//! stdout: Some("polygon")
//! stdout: [Nothing, Polygon { corners: [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)] }]
//! stdout: 1.5 2
//! stdout: 1 two 3.5
use std::fmt::{self, Debug, Display};
use std::rc::Rc;

trait Shape: Debug {
    fn area(&self) -> f64;
    fn name(&self) -> String {
        format!("{self:?}").split([' ', '(']).next().unwrap().to_lowercase()
    }
    fn grow(&mut self, factor: f64);
}

#[derive(Debug, Clone)]
struct Circle(f64);

#[derive(Debug, Clone)]
struct Polygon {
    corners: Vec<(f64, f64)>,
}

#[derive(Debug)]
struct Nothing;

impl Shape for Circle {
    fn area(&self) -> f64 {
        3.0 * self.0 * self.0
    }
    fn grow(&mut self, factor: f64) {
        self.0 *= factor;
    }
}

impl Shape for Polygon {
    fn area(&self) -> f64 {
        let next = self.corners.iter().cycle().skip(1);
        let twice: f64 = self.corners.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
        twice.abs() / 2.0
    }
    fn grow(&mut self, factor: f64) {
        for (x, y) in &mut self.corners {
            *x *= factor;
            *y *= factor;
        }
    }
}

impl Shape for Nothing {
    fn area(&self) -> f64 {
        0.0
    }
    fn name(&self) -> String {
        "no shape".to_string()
    }
    fn grow(&mut self, _: f64) {}
}

impl Display for dyn Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} of {}", self.name(), self.area())
    }
}

fn largest<'a>(shapes: &'a [Box<dyn Shape>]) -> Option<&'a dyn Shape> {
    shapes.iter().map(|s| &**s).max_by(|a, b| a.area().total_cmp(&b.area()))
}

fn main() {
    let square = Polygon { corners: vec![(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)] };
    let mut shapes: Vec<Box<dyn Shape>> = vec![Box::new(Circle(1.0)), Box::new(square), Box::new(Nothing)];
    shapes.iter_mut().for_each(|shape| shape.grow(2.0));
    for shape in &shapes {
        println!("{shape}");
    }
    println!("{:?}", largest(&shapes).map(|shape| shape.name()));
    shapes.swap_remove(0);
    println!("{shapes:?}");

    let shared: Rc<dyn Shape> = Rc::new(Circle(0.5));
    let again = Rc::clone(&shared);
    println!("{} {}", again.area() + shared.area(), Rc::strong_count(&shared));
    let displays: [&dyn Display; 3] = [&1, &"two", &3.5];
    println!("{}", displays.iter().map(|d| d.to_string()).collect::<Vec<_>>().join(" "));
}
