// The same variable exists once for each call; the one of the fourth call has no room.
//! levels: -O0 -O2
__attribute__((noinline)) static int descend(char *path, int depth) {
    char own[8] = "/";
    for (int i = 0; i < depth * 3; i++) {
        own[i] = path[0]; //~ InvalidWrite
    }
    return depth == 3 ? own[0] : descend(own, depth + 1) + own[0] - own[0];
}

int main(void) {
    char root[2] = "/";
    return descend(root, 0) != '/';
}
