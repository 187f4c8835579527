// One element past a vector that has no spare room.
#include <vector>

int main() {
    std::vector<double> hours(24);
    for (unsigned hour = 0; hour <= 24; hour++) {
        hours[hour] = hour / 2.0; //~ InvalidWrite
    }
    return 0;
}
