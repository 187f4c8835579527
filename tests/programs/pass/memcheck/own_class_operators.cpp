// A class's own operators keep a pool, whose memory is freed by another way than it came.
//! levels: -O0 -O2
#include <cstdlib>

struct Node {
  Node *next;
  static inline Node *pool = nullptr;
  static void *operator new(std::size_t size) {
    if (!pool) return ::operator new(size);
    Node *node = pool;
    pool = node->next;
    return node;
  }
  static void operator delete(void *pointer) {
    Node *node = static_cast<Node *>(pointer);
    node->next = pool;
    pool = node;
  }
};

int main() {
  Node *volatile one = new Node;
  Node *volatile two = new Node;
  delete one;
  delete two;
  one = new Node;
  delete one;
  while (Node *node = Node::pool) {
    Node::pool = node->next;
    ::operator delete(node);
  }
}
