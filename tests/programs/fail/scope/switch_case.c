// The text of one case is used after the switch.
//! levels: -O0 -O2
static char *text;

__attribute__((noinline)) static void use(char *buffer, char c) {
    buffer[0] = c;
    text = buffer;
}

__attribute__((noinline)) static char describe(int what) {
    switch (what) {
    case 1: {
        char one[12];
        use(one, '1');
        break;
    }
    case 2: {
        char two[20];
        use(two, '2');
        break;
    }
    default:
        return 0;
    }
    return text[0]; //~ InvalidRead
}

int main(void) {
    return describe(2) == 'x';
}
