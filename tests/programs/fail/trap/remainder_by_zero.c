// The remainder of a division by zero.
//! exit: 134
int main(void) {
    unsigned buckets = 0;
    unsigned hash = 12345;
    return (int)(hash % buckets); //~ Trap
}
