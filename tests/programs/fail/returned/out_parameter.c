// The result's address is handed out through a parameter.
//! levels: -O0 -O2
__attribute__((noinline)) static int split(const char *text, const char **rest) {
    char copy[32];
    int i = 0;
    while (text[i] != '\0') {
        copy[i] = text[i];
        i++;
    }
    copy[i] = '\0';
    *rest = copy + 2;
    return i;
}

int main(void) {
    const char *rest;
    int length = split("ab cd", &rest);
    char c = rest[1]; //~ InvalidRead
    return (c == 'x') + length - 5;
}
