// For expat's own tests, which leave a test that fails by longjmp: here the first failure ends them all.
#include <stdlib.h>

typedef int jmp_buf[1];

#define setjmp(buffer) 0
#define longjmp(buffer, value) abort()
