// The divisor was never set; what an earlier call left there is no zero. (Natively a division only makes
// an undefined quotient. Here it decides whether the program goes on.)
static int remember(int n) {
    int parts = n;
    return 100 / parts;
}

static int forget(int n) {
    int parts;
    if (n == 0) {
        parts = 1;
    }
    return 100 / parts; //~ UninitValue
}

int main(void) {
    int sum = remember(4);
    sum += forget(4);
    (void)sum;
    return 0;
}
