// A suppression may have a C++ function's readable name, or the linker's.
//! options: --suppressions=tests/programs/fail/suppressed/readable_names.supp
namespace vendor {
struct Log {
    template <class T> static T *room(int n) {
        return new T[n];
    }
    int last(const int *entries, int n) const {
        return entries[n];
    }
    int last(const int *entries) const {
        return entries[4]; //~ InvalidRead
    }
};
} // namespace vendor

int main() {
    vendor::Log log;
    int *entries = vendor::Log::room<int>(4);
    int last = log.last(entries, 4) + log.last(entries);
    return last == 77;
}
