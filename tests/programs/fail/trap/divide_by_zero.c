// An average of no numbers.
//! exit: 134
static int average(int sum, int count) {
    return sum / count; //~ Trap
}

int main(void) {
    return average(0, 0);
}
