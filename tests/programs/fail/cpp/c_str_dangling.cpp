// The text of c_str() is gone when the string changes.
#include <cstdio>
#include <string>

int main() {
    std::string path = "/usr/share/a/rather/long/path";
    const char *text = path.c_str();
    path += "/and/a/part/that/does/not/fit/any/more";
    std::puts(text); //~ InvalidRead
}
