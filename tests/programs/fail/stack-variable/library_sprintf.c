// The date is written into an array that has no room for its terminator.
//! levels: -O0 -O2
#include <stdio.h>

__attribute__((noinline)) static void write_date(char *to, int year, int month, int day) {
    sprintf(to, "%04d-%02d-%02d", year, month, day); //~ InvalidWrite
}

int main(void) {
    char date[10];
    write_date(date, 2024, 2, 29);
    return date[0] != '2';
}
