// Suppressions have the linker's names of C++ functions.
//! options: --gen-suppressions=all
namespace vendor {
struct Log {
    template <class T> static T *room(unsigned n) {
        return new T[n]; //~ Leak_DefinitelyLost 1 blocks
    }
    int last(const int *entries, int n) const {
        return entries[n]; //~ InvalidRead
    }
};
} // namespace vendor

int main() {
    vendor::Log log;
    int *entries = vendor::Log::room<int>(4);
    entries[0] = 1;
    int last = log.last(entries, 4);
    char *text = vendor::Log::room<char>(4);
    delete text; //~ MismatchedFree
    return last == 77;
}
