// %f of a double that was never set.
#include <stdio.h>

struct reading {
    int sensor;
    double celsius;
};

int main(void) {
    char text[400];
    struct reading r;
    r.sensor = 3;
    snprintf(text, sizeof text, "%d: %f", r.sensor, r.celsius); //~ UninitCondition
    return 0;
}
