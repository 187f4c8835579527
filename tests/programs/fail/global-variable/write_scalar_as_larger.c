// A short is taken for an int.
//! levels: -O0 -O2
static short port;

__attribute__((noinline)) static void set(void *option, int value) {
    *(int *)option = value; //~ InvalidWrite
}

int main(void) {
    set(&port, 80);
    return port - 80;
}
