// sscanf finds no number and sets none; nobody looks at its result.
#include <stdio.h>

int main(void) {
    int port;
    sscanf("port=http", "port=%d", &port);
    if (port > 1023) { //~ UninitCondition
        puts("not privileged");
    }
    return 0;
}
