// Generic types: a matrix with operators, associated types, a stack for anything, marker types, const generics.
//! levels: -O0 -O2
//! stdout: Matrix([[7, -1], [16, -1]]) [-2, -1, 0]
//! stdout: 2178309
//! stdout: 4.25 m
//! stdout: -2 s
//! stdout: Some("ccc") Some("x")
//! stdout: None
use std::fmt::Debug;
use std::marker::PhantomData;
use std::ops::{Add, AddAssign, Index, IndexMut, Mul, Neg, Sub};

#[derive(Debug, Clone, Copy, PartialEq)]
struct Matrix<T, const R: usize, const C: usize>([[T; C]; R]);

impl<T: Copy + Default + AddAssign + Mul<Output = T>, const R: usize, const C: usize, const N: usize> Mul<Matrix<T, C, N>>
    for Matrix<T, R, C>
{
    type Output = Matrix<T, R, N>;
    fn mul(self, other: Matrix<T, C, N>) -> Matrix<T, R, N> {
        let mut product = Matrix([[T::default(); N]; R]);
        for r in 0..R {
            for n in 0..N {
                for c in 0..C {
                    product[(r, n)] += self[(r, c)] * other[(c, n)];
                }
            }
        }
        product
    }
}

impl<T, const R: usize, const C: usize> Index<(usize, usize)> for Matrix<T, R, C> {
    type Output = T;
    fn index(&self, (r, c): (usize, usize)) -> &T {
        &self.0[r][c]
    }
}

impl<T, const R: usize, const C: usize> IndexMut<(usize, usize)> for Matrix<T, R, C> {
    fn index_mut(&mut self, (r, c): (usize, usize)) -> &mut T {
        &mut self.0[r][c]
    }
}

trait Unit {
    const NAME: &'static str;
}
#[derive(Clone, Copy)]
struct Metre;
#[derive(Clone, Copy)]
struct Second;
impl Unit for Metre {
    const NAME: &'static str = "m";
}
impl Unit for Second {
    const NAME: &'static str = "s";
}

#[derive(Clone, Copy)]
struct Quantity<U>(f64, PhantomData<U>);

impl<U: Unit> Quantity<U> {
    fn of(value: f64) -> Self {
        Quantity(value, PhantomData)
    }
    fn show(self) -> String {
        format!("{} {}", self.0, U::NAME)
    }
}
impl<U: Unit> Add for Quantity<U> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::of(self.0 + other.0)
    }
}
impl<U: Unit> Sub for Quantity<U> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}
impl<U: Unit> Neg for Quantity<U> {
    type Output = Self;
    fn neg(self) -> Self {
        Self::of(-self.0)
    }
}

fn longest<I>(items: I) -> Option<I::Item>
where
    I: IntoIterator,
    I::Item: AsRef<str> + Debug,
{
    items.into_iter().max_by_key(|item| item.as_ref().len())
}

fn main() {
    let a = Matrix([[1, 2, 3], [4, 5, 6]]);
    let b = Matrix([[1, 0], [0, 1], [2, -1]]);
    println!("{:?} {:?}", a * b, (b * a).0[2]);
    let mut fib = Matrix([[1u64, 1], [1, 0]]);
    for _ in 0..5 {
        fib = fib * fib;
    }
    println!("{}", fib[(0, 1)]);
    println!("{}", (Quantity::<Metre>::of(3.5) + Quantity::of(1.0) - Quantity::of(0.25)).show());
    println!("{}", (-Quantity::<Second>::of(2.0)).show());
    println!("{:?} {:?}", longest(["a", "ccc", "bb"]), longest(vec![String::from("x")]));
    println!("{:?}", longest(Vec::<String>::new()));
}
