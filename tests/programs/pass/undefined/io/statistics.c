// stat structures are filled by the host, on the stack and on the heap; after a failure nobody looks at them.
//! levels: -O0 -O2
//! options: --dir tests/programs/pass/undefined/io/data::data
//! stdout: file of 29 bytes, a directory, nothing
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

__attribute__((noinline)) static int size_of(const char *path, long *size) {
    struct stat found;
    if (stat(path, &found) != 0) {
        return errno;
    }
    *size = (long)found.st_size;
    return found.st_mtime > 0 && S_ISREG(found.st_mode) ? 0 : -1;
}

int main(void) {
    long size, unset;
    if (size_of("data/lines.txt", &size) != 0) {
        return 1;
    }
    struct stat *folder = malloc(sizeof *folder);
    int descriptor = open("data", O_RDONLY | O_DIRECTORY);
    if (fstat(descriptor, folder) != 0 || !S_ISDIR(folder->st_mode) || S_ISREG(folder->st_mode)) {
        return 2;
    }
    close(descriptor);
    if (folder->st_size < 0 || folder->st_nlink < 1) {
        return 3;
    }
    free(folder);
    int error = size_of("data/none.txt", &unset);
    printf("file of %ld bytes, a directory, %s\n", size, error == ENOENT ? "nothing" : "something");
    return 0;
}
