// A float that was never set is larger than nothing and smaller than nothing.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    float *weights = malloc(3 * sizeof *weights);
    weights[0] = 0.5f;
    weights[1] = 0.25f;
    float most = 0;
    for (int i = 0; i < 3; i++) {
        if (weights[i] > most) { //~ UninitCondition
            most = weights[i];
        }
    }
    free(weights);
    return 0;
}
