// A raw pointer, kept after its owner let go.
//! levels: -O0 -O2
#include <cstdio>
#include <memory>

struct Account {
    int owner;
    int balance;
};

int main() {
    auto account = std::make_unique<Account>(Account{1, 50});
    Account *raw = account.get();
    account.reset();
    raw->balance += 10; //~ InvalidRead InvalidWrite
    std::printf("%d\n", raw->owner); //~ InvalidRead
}
