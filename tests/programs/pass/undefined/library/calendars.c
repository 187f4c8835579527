// Broken-down times of which a part is set and the library fills in the rest; texts made and read in unset buffers.
//! levels: -O0 -O2
//! stdout: 2024-02-29 is a Thursday, day 60
//! stdout: 29 Feb 24 12:30, read back: 2024 2 29
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

__attribute__((noinline)) static void date(struct tm *t, int year, int month, int day) {
    t->tm_year = year - 1900;
    t->tm_mon = month - 1;
    t->tm_mday = day;
    t->tm_hour = 12;
    t->tm_min = 30;
    t->tm_sec = 0;
    t->tm_isdst = 0;
}

int main(void) {
    struct tm *when = malloc(sizeof *when);
    date(when, 2024, 2, 29);
    time_t seconds = timegm(when);
    struct tm same;
    if (!gmtime_r(&seconds, &same) || same.tm_wday != when->tm_wday) {
        return 1;
    }
    char *text = malloc(200);
    size_t length = strftime(text, 200, "%Y-%m-%d is a %A, day %j", when);
    char *zero = strstr(text, "day 0");
    memmove(zero + 4, zero + 5, strlen(zero + 5) + 1);
    printf("%.*s\n", (int)length - 1, text);
    length = strftime(text, 200, "%d %b %y %H:%M", &same);
    struct tm back;
    date(&back, 1970, 1, 1);
    const char *end = strptime(text, "%d %b %y", &back);
    printf("%.*s, read back: %d %d %d\n", (int)length, text, back.tm_year + 1900, back.tm_mon + 1, back.tm_mday);
    int ok = end == text + 9;
    free(text);
    free(when);
    return ok ? 0 : 2;
}
