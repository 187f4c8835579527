// Objects made where the program wants them.
//! levels: -O0 -O2
#include <cstddef>
#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <vector>

struct alignas(64) Wide {
    char bytes[100];
};

/** Hands out parts of one array. */
class Arena {
    alignas(std::max_align_t) unsigned char memory[4096];
    size_t used = 0;

public:
    void *take(size_t size) {
        size = (size + 15) / 16 * 16;
        void *at = memory + used;
        used += size;
        return at;
    }
    size_t taken() const { return used; }
};

template <typename T> struct InArena {
    using value_type = T;
    Arena *arena;
    explicit InArena(Arena *a) : arena(a) {}
    template <typename U> InArena(const InArena<U> &other) : arena(other.arena) {}
    T *allocate(size_t count) { return static_cast<T *>(arena->take(count * sizeof(T))); }
    void deallocate(T *, size_t) {}
    template <typename U> bool operator==(const InArena<U> &other) const { return arena == other.arena; }
    template <typename U> bool operator!=(const InArena<U> &other) const { return arena != other.arena; }
};

int main() {
    alignas(std::string) unsigned char room[sizeof(std::string)];
    auto *text = new (room) std::string("built in place, with its letters on the heap");
    std::printf("%zu\n", text->size());
    text->~basic_string();

    auto *words = new std::string[3]{"one", "two", "a third one of more than a few letters"};
    std::printf("%s\n", words[2].c_str());
    delete[] words;

    auto *wide = new Wide;
    auto *wides = new Wide[2];
    wides[1].bytes[99] = 1;
    std::printf("%d\n", reinterpret_cast<size_t>(wide) % 64 == 0 && wides[1].bytes[99] == 1);
    delete wide;
    delete[] wides;

    Arena arena;
    std::vector<int, InArena<int>> numbers{InArena<int>(&arena)};
    for (int i = 0; i < 50; i++) {
        numbers.push_back(i);
    }
    std::printf("%d %d\n", numbers[49], arena.taken() > 50 * sizeof(int));

    void *raw = ::operator new(5 * sizeof(std::string));
    auto *strings = static_cast<std::string *>(raw);
    std::uninitialized_fill_n(strings, 5, std::string(40, 'y'));
    std::printf("%zu\n", strings[4].size());
    std::destroy_n(strings, 5);
    ::operator delete(raw);
    int *none = new (std::nothrow) int(7);
    std::printf("%d\n", *none);
    delete none;
}
