// A callback is registered with a context that is gone when it is called.
//! levels: -O0 -O2
typedef void action(void *context);

static action *registered;
static void *registered_context;

__attribute__((noinline)) static void at_end(action *what, void *context) {
    registered = what;
    registered_context = context;
}

static void count_down(void *context) {
    int *counter = context;
    --*counter; //~ InvalidRead InvalidWrite
}

int main(void) {
    {
        int counter = 3;
        at_end(count_down, &counter);
    }
    registered(registered_context);
    return 0;
}
