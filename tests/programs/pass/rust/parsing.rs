// A parser of arithmetic by recursive descent: trees of boxes, errors with places, Display.
//! levels: -O0 -O2
//! stdout: (1 + (2 * 3)) = 7 true
//! stdout: (((1 + 2) * -3) / 4) = -2.25 true
//! stdout: (((2 * (3 + 4)) * 5) - 6.5) = 63.5 true
//! stdout: End
//! stdout: End
//! stdout: Unexpected(2, 'x')
//! stdout: Number("1.2.3")
//! stdout: End
//! stdout: 7 = 7 true
//! stdout: Negated(Negated(Number(1.0)))
use std::fmt;
use std::iter::Peekable;
use std::str::CharIndices;

#[derive(Debug, Clone, PartialEq)]
enum Expression {
    Number(f64),
    Negated(Box<Expression>),
    Binary(Box<Expression>, char, Box<Expression>),
}

#[derive(Debug, PartialEq)]
enum ParseError {
    Unexpected(usize, char),
    End,
    Number(String),
}

struct Parser<'a> {
    rest: Peekable<CharIndices<'a>>,
}

const SIGNS: [&str; 2] = ["+-", "*/"];

impl Parser<'_> {
    fn binary(&mut self, level: usize) -> Result<Expression, ParseError> {
        if level == SIGNS.len() {
            return self.single();
        }
        let mut left = self.binary(level + 1)?;
        while let Some((_, sign)) = self.rest.next_if(|(_, c)| SIGNS[level].contains(*c)) {
            left = Expression::Binary(Box::new(left), sign, Box::new(self.binary(level + 1)?));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Expression, ParseError> {
        match self.rest.next().ok_or(ParseError::End)? {
            (_, '-') => Ok(Expression::Negated(Box::new(self.single()?))),
            (_, '(') => {
                let inner = self.binary(0)?;
                match self.rest.next() {
                    Some((_, ')')) => Ok(inner),
                    Some((at, c)) => Err(ParseError::Unexpected(at, c)),
                    None => Err(ParseError::End),
                }
            }
            (_, first) if first.is_ascii_digit() => {
                let mut digits = String::from(first);
                while let Some((_, c)) = self.rest.next_if(|(_, c)| c.is_ascii_digit() || *c == '.') {
                    digits.push(c);
                }
                digits.parse().map(Expression::Number).map_err(|_| ParseError::Number(digits))
            }
            (at, c) => Err(ParseError::Unexpected(at, c)),
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Expression::Number(value) => write!(f, "{value}"),
            Expression::Negated(inner) => write!(f, "-{inner}"),
            Expression::Binary(left, sign, right) => write!(f, "({left} {sign} {right})"),
        }
    }
}

fn value(expression: &Expression) -> f64 {
    match expression {
        Expression::Number(value) => *value,
        Expression::Negated(inner) => -value(inner),
        Expression::Binary(left, '+', right) => value(left) + value(right),
        Expression::Binary(left, '-', right) => value(left) - value(right),
        Expression::Binary(left, '*', right) => value(left) * value(right),
        Expression::Binary(left, _, right) => value(left) / value(right),
    }
}

fn main() {
    for text in ["1+2*3", "(1+2)*-3/4", "2*(3+4)*5-6.5", "1+", "(1", "1*x", "1.2.3", "", "((((7))))"] {
        let mut parser = Parser { rest: text.char_indices().peekable() };
        match parser.binary(0) {
            Ok(tree) => println!("{tree} = {} {}", value(&tree), tree == tree.clone()),
            Err(error) => println!("{error:?}"),
        }
    }
    let negated = |inner: &Expression| Expression::Negated(Box::new(inner.clone()));
    println!("{:?}", negated(&negated(&Expression::Number(1.0))));
}
