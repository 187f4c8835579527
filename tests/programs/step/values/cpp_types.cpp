// Types of the standard library, in globals, which a program that ends by _Exit leaves as they are.
#include <array>
#include <cstdlib>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

struct Point {
    int x, y;
};

struct Node {
    int value;
    std::unique_ptr<Node> next;
};

std::string empty; //= std::string "" <size: 0>
std::string small = "sm\"all"; //= std::string "sm\"all" <size: 6>
std::string large = "a string that is too long for its place"; //= std::string "a string that is too long for its place" <data: -> ['a', ' ', 's', … 39 of 39], size: 39, capacity: 39>
std::string_view view = small; //= std::string_view "sm\"all" <data: -> ['s', 'm', '"', 'a', 'l', 'l'], size: 6>
std::vector<int> numbers = {1, 2, 3}; //= std::vector<int> <data: -> [1, 2, 3], size: 3, capacity: 3>
std::vector<Point> points; //= std::vector<Point> <data: -> [{x: 1, y: 2}], size: 1, capacity: 4>
std::vector<bool> bits = {true, false}; //= std::vector<bool> <data: -> 1, size: 2>
std::vector<std::string> words = {"one", "two"}; //= std::vector<std::string> <data: -> ["one" <size: 3>, "two" <size: 3>], size: 2, capacity: 2>
std::array<int, 3> fixed = {4, 5, 6}; //= std::array<int, 3> [4, 5, 6]
std::unique_ptr<Point> owner(new Point{7, 8}); //= std::unique_ptr<Point> -> {x: 7, y: 8}
std::unique_ptr<int[]> row(new int[2]{9, 10}); //= std::unique_ptr<int[]> -> 9
std::unique_ptr<Node> nodes(new Node{1, std::unique_ptr<Node>(new Node{2, nullptr})}); //= std::unique_ptr<Node> -> {value: 1, next: -> Node}
std::shared_ptr<int> shared = std::make_shared<int>(11); //= std::shared_ptr<int> <ptr: -> 11, control: -> <use_count: 2, weak_count: 1, value: 11>, use_count: 2, weak_count: 1>
std::shared_ptr<int> second = shared; //= std::shared_ptr<int> <ptr: -> 11, control: -> <use_count: 2, weak_count: 1, value: 11>, use_count: 2, weak_count: 1>
std::weak_ptr<int> watcher = shared; //= std::weak_ptr<int> <ptr: -> 11, control: -> <use_count: 2, weak_count: 1, value: 11>, use_count: 2, weak_count: 1>
std::weak_ptr<int> expired = std::make_shared<int>(12); //= std::weak_ptr<int> <ptr: -> 12, control: -> <use_count: 0, weak_count: 1, value: 12>, use_count: 0, weak_count: 1>
std::shared_ptr<int> none; //= std::shared_ptr<int> <ptr: null>
std::optional<int> some = 13; //= std::optional<int> 13
std::optional<int> nothing; //= std::optional<int> nullopt
std::pair<int, char> pair(14, 'p'); //= std::pair<int, char> {first: 14, second: 'p'}
std::list<int> list = {15, 16}; //= std::list<int> <first: -> <value: 15, prev: -> std::__list_node<int, void *>, next: -> std::__list_node<int, void *>>, last: -> <value: 16, prev: -> std::__list_node<int, void *>, next: -> std::__list_node<int, void *>>, size: 2>
std::map<int, char> map = {{17, 'm'}}; //= std::map<int, char> <root: -> <value: {first: 17, second: 'm'}, parent: -> std::__tree_node<std::__value_type<int, char>, void *>, left: null, right: null>, size: 1>
std::unordered_map<int, int> table = {{18, 19}}; //= std::unordered_map<int, int> <first: -> <value: {first: 18, second: 19}, next: null>, buckets: -> [-> std::__hash_node_base<std::__hash_node<std::__hash_value_type<int, int>, void *> *>, null], size: 1>
std::deque<int> queue = {20, 21}; //= std::deque<int> <blocks: -> [-> int], start: 1, size: 1>

int main() {
    points.reserve(4);
    points.push_back({1, 2});
    queue.pop_front();
    std::_Exit(large.capacity() == 39 ? 0 : 1);
}
