// The constructor fails after an allocation, and a destructor never runs for what was never made.
#include <cstdio>
#include <stdexcept>

class Image {
    unsigned char *pixels;

public:
    Image(int width, int height) : pixels(new unsigned char[100]) { //~ Leak_DefinitelyLost
        if (width * height > 100) {
            throw std::length_error("the image is too large");
        }
    }
    ~Image() { delete[] pixels; }
};

int main() {
    try {
        Image image(20, 30);
    } catch (const std::exception &error) {
        std::puts(error.what());
    }
}
