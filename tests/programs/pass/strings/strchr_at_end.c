// Searches that end with the block, found or not: strchr, strrchr, strstr, strpbrk, strspn, strcspn.
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (size_t n = 2; n <= 40; n++) {
        char *p = malloc(n);
        memset(p, 'a', n - 1);
        p[n - 2] = 'z';
        p[n - 1] = '\0';
        char *last = p + n - 2;
        int ok = strchr(p, 'z') == last && strchr(p, 'q') == NULL && strchr(p, '\0') == last + 1;
        ok = ok && strrchr(p, 'z') == last && strrchr(p, 'q') == NULL;
        ok = ok && strstr(p, "z") == last && strstr(p, "zz") == NULL && strstr(p, "azaz") == NULL;
        ok = ok && strpbrk(p, "yz") == last && strpbrk(p, "qr") == NULL;
        ok = ok && strspn(p, "az") == n - 1 && strcspn(p, "z") == n - 2;
        free(p);
        if (!ok) {
            return 1;
        }
    }
    return 0;
}
