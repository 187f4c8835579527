// One frame that is larger than the whole stack.
//! exit: 134
static int sum(int n) { //~ StackOverflow
    int numbers[4000000];
    numbers[0] = n;
    numbers[3999999] = n;
    return numbers[0] + numbers[3999999];
}

int main(void) {
    return sum(0);
}
