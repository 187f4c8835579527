// time, clock, rand and localtime's relatives: they write to what they are given, and no further.
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(void) {
    time_t *now = malloc(sizeof *now);
    int ok = time(now) == *now && *now > 1000000000;
    struct tm *parts = malloc(sizeof *parts);
    time_t day = 86400;
    *parts = *gmtime(&day);
    ok = ok && parts->tm_year == 70 && parts->tm_mday == 2;
    char *text = malloc(11);
    ok = ok && strftime(text, 11, "%Y-%m-%d", parts) == 10 && strcmp(text, "1970-01-02") == 0;
    struct timespec *t = malloc(sizeof *t);
    ok = ok && timespec_get(t, TIME_UTC) == TIME_UTC;
    srand(1);
    for (int i = 0; i < 100; i++) {
        int r = rand();
        ok = ok && r >= 0 && r <= RAND_MAX;
    }
    free(t);
    free(text);
    free(parts);
    free(now);
    return ok ? 0 : 1;
}
