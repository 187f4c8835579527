// Below the stack pointer, where no frame has been yet.
int main(void) {
    char here = 'a';
    char *p = &here;
    p[-5000] = 'b'; //~ InvalidWrite
    return 0;
}
