// Every kind of conversion, to streams and to memory, with widths and precisions from arguments.
//! levels: -O0 -O2
//! stdout: [   -7][+7][0x1f][017][1f][z][    %][7000000000]
//! stdout: [3.142][3.141593e+00][0x1.8p+1][inf][1e+300][0.1]
//! stdout: [9 chars.][wide][7][-1][ 12]
//! stdout: 0.33333333333333331 1e-10 123456789012345678
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

__attribute__((noinline)) static double *boxed(double value) {
    double *box = malloc(3 * sizeof *box);
    box[1] = value;
    return box;
}

int main(void) {
    char *text = NULL;
    int count, length;
    length = asprintf(&text, "[%5d][%+d][%#x][%#o][%2x][%c][%5s][%lld]\n", -7, 7, 31, 15, 31, 'z', "%", 7000000000ll);
    fwrite(text, 1, (size_t)length, stdout);
    free(text);
    double *pi = boxed(3.14159265358979), *three = boxed(3), *large = boxed(1e300), *tenth = boxed(0.1);
    text = malloc(500);
    length = snprintf(text, 500, "[%.3f][%e][%a][%f]", pi[1], pi[1], three[1], (double)INFINITY);
    length += snprintf(text + length, 500 - (size_t)length, "[%g][%g]\n", large[1], tenth[1]);
    fwrite(text, 1, (size_t)length, stdout);
    snprintf(text, 500, "[%.*s][%ls]%n[%hhd][%jd][%*d]", 8, "9 chars...", L"wide", &count, (signed char)7,
             (intmax_t)-1, 3, 12);
    text[1] = '9';
    printf("%s\n", count == 16 ? text : "miscounted");
    printf("%.17g %g %s\n", 1.0 / 3, 1e-10, "123456789012345678");
    free(text);
    free(pi);
    free(three);
    free(large);
    free(tenth);
    return 0;
}
