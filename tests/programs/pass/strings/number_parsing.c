// strtol, strtod and atoi stop at the NUL that is the block's last byte.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(5);
    memcpy(p, "1234", 5);
    char *end;
    int ok = strtol(p, &end, 10) == 1234 && end == p + 4;
    ok = ok && strtod(p, &end) == 1234.0 && end == p + 4;
    ok = ok && atoi(p + 3) == 4 && atoi(p + 4) == 0;
    free(p);
    return ok ? 0 : 1;
}
