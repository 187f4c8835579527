// A password in the program's text is wiped out.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void wipe(char *secret) {
    memset(secret, 0, strlen(secret)); //~ InvalidWrite
}

int main(void) {
    char *volatile password = "open sesame, please";
    wipe(password);
    return 0;
}
