// Smart pointers: shared, weak, unique, with deleters, into a member, to oneself.
//! levels: -O0 -O2
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

struct Node : std::enable_shared_from_this<Node> {
    std::string name;
    std::vector<std::shared_ptr<Node>> children;
    std::weak_ptr<Node> parent;
    explicit Node(std::string text) : name(std::move(text)) {}
    ~Node() { std::printf("~%s ", name.c_str()); }
    void add(std::shared_ptr<Node> child) {
        child->parent = weak_from_this();
        children.push_back(std::move(child));
    }
};

struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
};
struct Square : Shape {
    double side;
    explicit Square(double s) : side(s) {}
    double area() const override { return side * side; }
};
struct Disc : Shape {
    std::string label = "a disc with a label that is long enough";
    double area() const override { return 3; }
};

int main() {
    std::weak_ptr<Node> watched;
    std::shared_ptr<std::string> name;
    {
        auto root = std::make_shared<Node>("root");
        root->add(std::make_shared<Node>("left"));
        root->add(std::shared_ptr<Node>(new Node("right")));
        watched = root->children[0];
        std::printf("%s ", watched.lock()->parent.lock()->name.c_str());
        std::printf("%ld\n", root.use_count());
        name = std::shared_ptr<std::string>(root->children[1], &root->children[1]->name);
        root->children.clear();
    }
    std::printf("\n%d %s ", watched.expired(), name->c_str());
    name.reset();

    std::vector<std::unique_ptr<Shape>> shapes;
    shapes.push_back(std::make_unique<Square>(2));
    shapes.push_back(std::make_unique<Disc>());
    shapes.emplace_back(new Square(3));
    double total = 0;
    for (const auto &shape : shapes) {
        total += shape->area();
    }
    std::unique_ptr<Shape> taken = std::move(shapes[1]);
    shapes.erase(shapes.begin() + 1);
    std::printf("\n%.0f %zu\n", total, shapes.size());

    std::unique_ptr<int[]> numbers(new int[10]());
    numbers[9] = 4;
    char written[16] = "";
    {
        std::unique_ptr<FILE, int (*)(FILE *)> file(fmemopen(written, sizeof written, "w"), std::fclose);
        std::fputs("closed", file.get());
    }
    std::shared_ptr<int> counted(new int(5), [](int *p) {
        std::printf("deleted %d\n", *p);
        delete p;
    });
    auto other = counted;
    counted.reset();
    std::printf("%d %d %s\n", numbers[9], *other, written);
}
