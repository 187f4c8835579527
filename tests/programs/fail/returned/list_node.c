// A node of a list lies in the frame of the function that put it there.
//! levels: -O0 -O2
struct node { long long value; struct node *next; };

static struct node *head;

__attribute__((noinline)) static void push(long long value) {
    struct node node = {value, head};
    head = &node;
}

int main(void) {
    push(1);
    return head->value == 12345; //~ InvalidRead
}
