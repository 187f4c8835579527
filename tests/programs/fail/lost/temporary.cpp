// A temporary object is over with its expression. Its memory, which is main's, then holds what its destructor left there: here a copy
// of what was on the stack, which is no pointer any more.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

struct account {
    std::string owner;
    std::vector<int> entries;
};

static account *opened(std::map<std::string, int> &index, const std::string &owner) {
    account *made = new account{owner, {1, 2, 3}}; //~ Leak_DefinitelyLost Leak_IndirectlyLost Leak_IndirectlyLost
    index[owner] = static_cast<int>(made->entries.size());
    return made;
}

int main() {
    std::map<std::string, int> index;
    account *first = opened(index, "a name that has a block of its own");
    account *second = opened(index, "short");
    first = second; //@ lost 2 3 4
    std::printf("%zu\n", index.size());
    delete second;
    return first == nullptr;
}
