// As trees.c: binary trees with a Box for each node, built and dropped again.
const DEPTH: u32 = 14; // 32,767 nodes a tree

struct Tree {
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

fn build(depth: u32, pairs: &mut u32) -> Box<Tree> {
    *pairs += 1;
    let mut child = || if depth > 0 { Some(build(depth - 1, pairs)) } else { None };
    Box::new(Tree { left: child(), right: child() })
}

fn count(tree: &Option<Box<Tree>>) -> u32 {
    tree.as_ref().map_or(0, |tree| 1 + count(&tree.left) + count(&tree.right))
}

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let (mut pairs, mut checksum) = (0u32, 0u32);
    for _ in 0..rounds {
        let tree = Some(build(DEPTH, &mut pairs));
        checksum = checksum.wrapping_mul(31).wrapping_add(count(&tree));
    }
    println!("trees: checksum {:08x}, {} malloc/free pairs", checksum, pairs);
}
