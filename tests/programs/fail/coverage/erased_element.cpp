// The element of a map is used by its iterator after it was erased.
#include <map>

int main() {
    std::map<int, long> ages{{1, 30}, {2, 40}, {3, 50}};
    auto second = ages.find(2);
    ages.erase(second);
    return second->second == 41; //~ InvalidRead
}
