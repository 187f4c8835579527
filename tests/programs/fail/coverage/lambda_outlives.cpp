// A lambda outlives the variable that it captured by reference.
static auto counter() {
    int count = 41;
    return [&count] { return count + 1; }; //~ InvalidRead
}

int main() {
    auto next = counter();
    return next() == 7;
}
