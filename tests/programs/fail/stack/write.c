// A write through the address of a local variable whose function has returned.
static void start(int **out) {
    int started[100];
    started[50] = 1;
    *out = &started[50];
}

int main(void) {
    int *p;
    start(&p);
    *p = 2; //~ InvalidWrite
    return 0;
}
