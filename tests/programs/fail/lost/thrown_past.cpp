// A throw leaves several functions at once, and what they had is lost where it is thrown; a return loses it where each stands.
struct node {
    int value;
};

static int check(int value) {
    if (value > 3) {
        throw value; //@ lost 1
    }
    return value;
}

static int checked(int value) {
    node *kept = new node{value}; //~ Leak_DefinitelyLost 2 blocks
    return check(kept->value); //@ lost 3
}

int main() {
    int all = 0;
    for (int value = 4; value > 2; value--) {
        try {
            all += checked(value);
        } catch (int thrown) {
            all += thrown;
        }
    }
    return all != 7;
}
