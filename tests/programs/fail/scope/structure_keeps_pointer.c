// A structure outlives the buffer that one of its members points to.
//! levels: -O0 -O2
struct view { const char *start; int length; };

__attribute__((noinline)) static void set(struct view *view, const char *start, int length) {
    view->start = start;
    view->length = length;
}

__attribute__((noinline)) static int spaces(const struct view *view) {
    int count = 0;
    for (int i = 0; i < view->length; i++) {
        count += view->start[i] == ' '; //~ InvalidRead
    }
    return count;
}

int main(void) {
    struct view view;
    {
        char line[14] = "a b c d e f g";
        set(&view, line, 13);
    }
    return spaces(&view) == 12345;
}
