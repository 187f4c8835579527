// A function returns its own array, larger than what a leaf function may use without asking.
static char *name(void) {
    char text[1000];
    for (int i = 0; i < 1000; i++) {
        text[i] = 'a';
    }
    char *p = text;
    return p;
}

int main(void) {
    char *p = name();
    char c = p[10]; //~ InvalidRead
    (void)c;
    return 0;
}
