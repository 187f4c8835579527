// dyn Any: values of any type in one container, found again by their type.
//! levels: -O0 -O2
//! stdout: None None
//! stdout: Some("first")
//! stdout: Some("second!") Some([0.5, 0.5, 0.5]) None
//! stdout: text "hi", number 7, bytes, something else
//! stdout: core::option::Option<alloc::string::String> false
//! stdout: Ok([1, 2, 3]) true
//! stdout: 2 6
//! stdout: Some(0)
use std::any::{type_name, Any, TypeId};
use std::collections::HashMap;
use std::rc::Rc;

#[derive(Default)]
struct Registry {
    values: HashMap<TypeId, Box<dyn Any>>,
}

impl Registry {
    fn put<T: 'static>(&mut self, value: T) -> Option<T> {
        let old = self.values.insert(TypeId::of::<T>(), Box::new(value))?;
        old.downcast::<T>().ok().map(|old| *old)
    }
    fn get<T: 'static>(&self) -> Option<&T> {
        self.values.get(&TypeId::of::<T>())?.downcast_ref()
    }
    fn get_mut<T: 'static>(&mut self) -> Option<&mut T> {
        self.values.get_mut(&TypeId::of::<T>())?.downcast_mut()
    }
}

fn describe(value: &dyn Any) -> String {
    if let Some(text) = value.downcast_ref::<&str>() {
        format!("text {text:?}")
    } else if let Some(number) = value.downcast_ref::<i32>() {
        format!("number {number}")
    } else if value.is::<Vec<u8>>() {
        "bytes".to_string()
    } else {
        "something else".to_string()
    }
}

trait Component: Any {
    fn as_any(&self) -> &dyn Any;
    fn update(&mut self);
}

struct Position(f32, f32);
struct Health(u8);

impl Component for Position {
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn update(&mut self) {
        self.0 += 1.0;
        self.1 *= 2.0;
    }
}

impl Component for Health {
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn update(&mut self) {
        self.0 = self.0.saturating_sub(100);
    }
}

fn main() {
    let mut registry = Registry::default();
    println!("{:?} {:?}", registry.put(5u8), registry.put(String::from("first")));
    println!("{:?}", registry.put(String::from("second")));
    registry.put([0.5f64; 3]);
    registry.get_mut::<String>().unwrap().push('!');
    println!("{:?} {:?} {:?}", registry.get::<String>(), registry.get::<[f64; 3]>(), registry.get::<u16>());

    let values: [&dyn Any; 4] = [&"hi", &7, &vec![1u8], &1.5f32];
    println!("{}", values.map(describe).join(", "));
    println!("{} {}", type_name::<Option<String>>(), TypeId::of::<u8>() == TypeId::of::<i8>());
    let shared: Rc<dyn Any> = Rc::new(vec![1, 2, 3]);
    println!("{:?} {}", shared.clone().downcast::<Vec<i32>>(), shared.downcast::<u8>().is_err());

    let mut parts: Vec<Box<dyn Component>> = vec![Box::new(Position(0.0, 1.5)), Box::new(Health(150))];
    for _ in 0..2 {
        parts.iter_mut().for_each(|part| part.update());
    }
    let position = parts.iter().find_map(|part| part.as_any().downcast_ref::<Position>()).unwrap();
    println!("{} {}", position.0, position.1);
    println!("{:?}", parts[1].as_any().downcast_ref::<Health>().map(|health| health.0));
}
