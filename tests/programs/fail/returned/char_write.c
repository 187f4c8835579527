// One byte is written into a frame that is gone.
//! levels: -O0 -O2
static char *place;

__attribute__((noinline)) static void remember(char *p) {
    place = p;
}

__attribute__((noinline)) static int read_header(void) {
    char header[9] = "HEADER: ";
    remember(header + 6);
    return header[0];
}

int main(void) {
    int first = read_header();
    *place = '='; //~ InvalidWrite
    return first != 'H';
}
