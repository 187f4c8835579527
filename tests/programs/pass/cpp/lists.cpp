// Deques and lists, and the adaptors over them.
//! levels: -O0 -O2
#include <cstdio>
#include <deque>
#include <forward_list>
#include <list>
#include <queue>
#include <stack>
#include <string>

int main() {
    std::deque<std::string> line;
    for (int i = 0; i < 300; i++) {
        if (i % 3) {
            line.push_back("back " + std::to_string(i));
        } else {
            line.push_front("a longer text for the front " + std::to_string(i));
        }
        if (i % 5 == 0) {
            line.pop_front();
        }
    }
    line.erase(line.begin() + 20, line.begin() + 40);
    std::printf("%zu %s %s\n", line.size(), line.front().c_str(), line[line.size() / 2].c_str());

    std::list<int> left{5, 1, 4}, right{3, 2, 6};
    left.sort();
    right.sort();
    left.merge(right);
    left.splice(left.begin(), left, std::prev(left.end()));
    left.remove_if([](int value) { return value % 2 == 0; });
    left.reverse();
    for (int value : left) {
        std::printf("%d ", value);
    }
    std::forward_list<int> chain(left.begin(), left.end());
    chain.push_front(9);
    chain.insert_after(chain.begin(), 8);
    chain.erase_after(chain.begin());
    std::printf("%d %d\n", chain.front(), right.empty());

    std::priority_queue<std::pair<int, std::string>> tasks;
    tasks.emplace(2, "second");
    tasks.emplace(3, "the one that comes before all others");
    tasks.emplace(1, "last");
    std::queue<int> waiting;
    std::stack<std::string> done;
    while (!tasks.empty()) {
        waiting.push(tasks.top().first);
        done.push(tasks.top().second);
        tasks.pop();
    }
    std::printf("%d %s\n", waiting.front(), done.top().c_str());
}
