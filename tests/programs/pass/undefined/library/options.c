// getopt and getopt_long: the library permutes the arguments; what an option does not set nobody asks for.
//! levels: -O0 -O2
//! args: -v --size=12 first -ofile --verbose second -- -v
//! stdout: verbose 2, size 12, output file, rest: first second -v
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

struct options {
    int verbose;
    int has_size, size;
    const char *output;
    int unset;
};

__attribute__((noinline)) static int read_options(int argc, char **argv, struct options *o) {
    static const struct option names[] = {
        {"verbose", no_argument, NULL, 'v'}, {"size", required_argument, NULL, 's'}, {NULL, 0, NULL, 0}};
    o->verbose = o->has_size = 0;
    o->output = NULL;
    for (int c; (c = getopt_long(argc, argv, "vs:o:", names, NULL)) != -1;) {
        switch (c) {
        case 'v':
            o->verbose++;
            break;
        case 's':
            o->has_size = 1;
            o->size = atoi(optarg);
            break;
        case 'o':
            o->output = optarg;
            break;
        default:
            return -1;
        }
    }
    return optind;
}

int main(int argc, char **argv) {
    struct options *o = malloc(sizeof *o);
    int rest = read_options(argc, argv, o);
    if (rest < 0) {
        return 1;
    }
    printf("verbose %d, size %d, output %s, rest:", o->verbose, o->has_size ? o->size : 0, o->output ? o->output : "none");
    for (int i = rest; i < argc; i++) {
        printf(" %s", argv[i]);
    }
    printf("\n");
    free(o);
    return 0;
}
