// Virtual bases, casts between them, destructors through them.
//! levels: -O0 -O2
#include <cstdio>
#include <memory>
#include <string>
#include <typeinfo>
#include <vector>

struct Device {
    std::string name;
    explicit Device(std::string text) : name(std::move(text)) {}
    virtual ~Device() { std::printf("~Device %s\n", name.c_str()); }
    virtual int id() const { return 1; }
};
struct Reader : virtual Device {
    Reader() : Device("reader") {}
    virtual int read() { return 2; }
};
struct Writer : virtual Device {
    int written = 0;
    Writer() : Device("writer") {}
    virtual void write(int value) { written += value; }
};
struct Disk : Reader, Writer {
    std::vector<int> blocks{1, 2, 3};
    Disk() : Device("a disk with a rather long name") {}
    int id() const override { return 3; }
    int read() override { return blocks.back(); }
    ~Disk() override { std::printf("~Disk "); }
};
struct Log final : Writer {
    Log() : Device("log") {}
    void write(int value) override { Writer::write(2 * value); }
};

int main() {
    std::vector<std::unique_ptr<Device>> devices;
    devices.emplace_back(new Disk);
    devices.emplace_back(new Log);
    devices.emplace_back(new Reader);
    for (const auto &device : devices) {
        if (auto *writer = dynamic_cast<Writer *>(device.get())) {
            writer->write(5);
            std::printf("%d ", writer->written);
        }
        if (auto *reader = dynamic_cast<Reader *>(device.get())) {
            Device *back = reader;
            std::printf("%d %d ", reader->read(), back == device.get());
        }
        std::printf("%d %d\n", device->id(), typeid(*device) == typeid(Log));
    }
    Disk first;
    Disk second = first;
    second.blocks.push_back(9);
    Reader &reader = second;
    int (Reader::*method)() = &Reader::read;
    std::printf("%d %d\n", (reader.*method)(), first.read());
}
