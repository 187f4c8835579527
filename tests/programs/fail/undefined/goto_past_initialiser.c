// goto jumps over the initialiser; the variable exists, its value does not.
#include <stdio.h>

int main(int argc, char **argv) {
    (void)argv;
    if (argc == 1) {
        goto end;
    }
    int failed = argc > 2;
    puts("working");
end:
    if (failed) { //~ UninitCondition
        puts("failed");
    }
    return 0;
}
