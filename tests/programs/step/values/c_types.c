#include <complex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every kind of value of C's, in globals, so that the end of the run has them all. */

enum color { RED, GREEN = 5, BLUE };
enum access { READ = 1, WRITE = 2, EXECUTE = 4 };
enum low { LOWEST = -3, LOW };

struct point {
    int x, y;
};

struct node {
    int value;
    struct node *next;
};

typedef struct {
    char name[8];
    struct point at;
    const struct point *other;
} shape_t;

struct bits {
    unsigned low : 3;
    int sign : 5;
    bool set : 1;
    unsigned long long wide : 40;
    unsigned : 2;
    enum color color : 4;
};

struct variant {
    int tag;
    union {
        int number;
        float fraction;
    };
    struct {
        short a, b;
    };
};

struct packet {
    unsigned length;
    unsigned char data[];
};

union word {
    uint32_t whole;
    uint8_t bytes[4];
    float real;
};

typedef int (*operation)(int, int);
typedef int grid_t[2][3];

static int add(int a, int b) { return a + b; }

char letter = 'a'; //= char 'a'
char quote = '\''; //= char '\''
char newline = '\n'; //= char '\n'
signed char minus = -5; //= signed char -5
unsigned char byte = 200; //= unsigned char 200
bool yes = true; //= _Bool true
_Bool no = false; //= _Bool false
short small = -300; //= short -300
unsigned short port = 65535; //= unsigned short 65535
int answer = 42; //= int 42
unsigned int many = 4000000000u; //= unsigned int 4000000000
long longer = -7; //= long -7
long long huge = -9223372036854775807LL - 1; //= long long -9223372036854775808
unsigned long long most = 18446744073709551615ULL; //= unsigned long long 18446744073709551615
float half = -0.5f; //= float -0.5
float tenth = 0.1f; //= float 0.1
double pi = 3.141592653589793; //= double 3.141592653589793
double not_a_number; //= double nan
double infinite; //= double -inf
long double exact = 0.1L; //= long double 0.1
float complex plane = 1.0f + 2.0f * I; //= float complex 1.0 + 2.0i
double complex wide_plane = 1.5 - 2.5 * I; //= double complex 1.5 - 2.5i

enum color color = GREEN; //= enum color GREEN
enum access rights = READ | EXECUTE; //= enum access READ | EXECUTE
enum access odd_rights = 8; //= enum access 8
enum low lowest = LOWEST; //= enum low LOWEST

int *to_answer = &answer; //= int * -> 42
void *anything = &answer; //= void * -> void
int *nothing = NULL; //= int * null
char *word = "hello"; //= char * -> 'h'
const char *const fixed = "there"; //= const char *const -> 't'
int **to_to = &to_answer; //= int ** -> -> int
operation op = add; //= operation -> function
int (*rows)[3]; //= int (*)[3] -> [1, 2, 3]

int numbers[4] = {1, 2, 3, 4}; //= int[4] [1, 2, 3, 4]
grid_t grid = {{1, 2, 3}, {4, 5, 6}}; //= grid_t [[1, 2, 3], [4, 5, 6]]
char text[16] = "tab\there"; //= char[16] "tab\there"
char full[4] = {'f', 'u', 'l', 'l'}; //= char[4] ['f', 'u', 'l', 'l']
unsigned char raw[3] = {1, 2, 255}; //= unsigned char[3] [1, 2, 255]
struct point corners[2] = {{1, 2}, {3, 4}}; //= struct point[2] [{x: 1, y: 2}, {x: 3, y: 4}]
const char *names[2] = {"one", "two"}; //= const char *[2] [-> 'o', -> 't']
int big[2000]; //= int[2000] [0, 0, 0, … 1000 of 2000]

struct point point = {3, -4}; //= struct point {x: 3, y: -4}
struct node tail = {20, NULL}; //= struct node {value: 20, next: null}
struct node head = {10, &tail}; //= struct node {value: 10, next: -> {value: 20, next: null}}
shape_t shape = {"box", {1, 2}, &point}; //= shape_t {name: "box", at: {x: 1, y: 2}, other: -> {x: 3, y: -4}}
struct bits bits = {5, -3, true, 0x123456789aULL, BLUE}; //= struct bits {low: 5, sign: -3, set: true, wide: 78187493530, color: BLUE}
struct variant variant = {1, {7}, {8, 9}}; //= struct variant {tag: 1, {number: 7 | fraction: 1e-44}, {a: 8, b: 9}}
union word joined = {0x3f800000}; //= union word {whole: 1065353216 | bytes: [0, 0, 128, 63] | real: 1.0}
struct packet *packet; //= struct packet * -> {length: 4, data: []}

static int hidden = 9; //= int 9
volatile int shaky = 1; //= volatile int 1
int *partly; //= int * -> 1
int *never; //= int * -> ?

int main(void) {
    static int counter = 3;
    int count = shaky + 2;
    int squares[count];
    for (int i = 0; i < count; i++) squares[i] = i * i;
    not_a_number = 0.0;
    not_a_number /= not_a_number;
    infinite = -1.0 / 0.0;
    rows = grid;
    packet = malloc(sizeof *packet + 4);
    packet->length = 4;
    memcpy(packet->data, "data", 4);
    partly = malloc(2 * sizeof *partly);
    partly[0] = 1;
    never = malloc(sizeof *never);
    counter++;
    printf("%d %d %d\n", squares[2], hidden + counter, shaky);
    return 0;
}
