// A line of eight cells is filled, and terminated in a ninth.
//! levels: -O0 -O2
static char line[8];

__attribute__((noinline)) static void draw(char *to, int width) {
    for (int i = 0; i < width; i++) {
        to[i] = '-';
    }
    to[width] = '\0'; //~ InvalidWrite
}

int main(void) {
    draw(line, sizeof line);
    return line[7] != '-';
}
