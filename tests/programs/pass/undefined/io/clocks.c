// Times are filled in by the host and by the library: every field that is asked for was set.
//! levels: -O0 -O2
//! stdout: 2001-09-09 01:46:40, day 251, a Sunday
//! stdout: forwards
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

__attribute__((noinline)) static int later(const struct timespec *a, const struct timespec *b) {
    return b->tv_sec != a->tv_sec ? b->tv_sec > a->tv_sec : b->tv_nsec >= a->tv_nsec;
}

int main(void) {
    struct timespec *times = malloc(3 * sizeof *times);
    clock_gettime(CLOCK_MONOTONIC, &times[0]);
    struct timespec pause = {0, 1000000}, left;
    if (nanosleep(&pause, &left) != 0) {
        return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &times[1]);
    clock_getres(CLOCK_REALTIME, &times[2]);
    struct timeval now;
    gettimeofday(&now, NULL);
    time_t seconds = time(NULL);
    if (now.tv_sec > seconds || now.tv_usec < 0 || times[2].tv_nsec < 0) {
        return 2;
    }
    time_t then = 1000000000;
    struct tm broken;
    gmtime_r(&then, &broken);
    char *text = malloc(64);
    size_t length = strftime(text, 64, "%Y-%m-%d %H:%M:%S", &broken);
    printf("%.*s, day %d, a %s\n", (int)length, text, broken.tm_yday, broken.tm_wday == 0 ? "Sunday" : "weekday");
    printf("%s\n", later(&times[0], &times[1]) ? "forwards" : "backwards");
    free(text);
    free(times);
    return 0;
}
