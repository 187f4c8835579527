// A queue's end goes one too far before it is taken back.
//! levels: -O0 -O2
static unsigned short queue[16];
static int end;

__attribute__((noinline)) static void push(unsigned short value) {
    queue[end++] = value; //~ InvalidWrite
    if (end > 16) {
        end = 0;
    }
}

int main(void) {
    for (volatile int i = 0; i < 20; i++) {
        push((unsigned short)i);
    }
    return queue[0] - 17;
}
