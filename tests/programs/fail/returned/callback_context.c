// A callback is called after the function that registered it, with the address of that function's
// variable.
//! levels: -O0 -O2
typedef void handler(void *context, int event);

static handler *handle;
static void *context;

static void add(void *into, int event) {
    *(int *)into = event; //~ InvalidWrite
}

__attribute__((noinline)) static void subscribe(void) {
    int total = 0;
    handle = add;
    context = &total;
}

int main(void) {
    subscribe();
    handle(context, 5);
    return 0;
}
