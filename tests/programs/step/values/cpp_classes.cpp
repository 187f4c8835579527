// Classes, in globals, so that the end of the run has them all.

namespace shapes {

struct Base {
    int id = 1;
    virtual int area() const { return 0; }
};

struct Square : Base {
    int side = 3;
    int area() const override { return side * side; }
};

}  // namespace shapes

class Named {
public:
    char letter = 'n';
};

class Both : public shapes::Base, public Named {
    double own = 0.5;
    static int count; //= int 4

public:
    int counted() { return count; }
    bool owned() { return own > 0; }
};

int Both::count = 4;

struct Top {
    int top = 1;
    virtual ~Top() = default;
};
struct Left : virtual Top {
    int left = 2;
};
struct Right : virtual Top {
    int right = 3;
};
struct Bottom : Left, Right {
    int bottom = 4;
};

enum class Level : unsigned char { low, high = 200 };
enum Old { first, second };

template <typename T, int n>
struct Pair {
    T items[n];
};

struct Point {
    int x, y;
    int sum() const { return x + y; }
};

struct Empty {};
struct Derived : Empty {
    int value = 6;
};

union Number {
    int whole;
    float real;
};

Named named; //= Named {letter: 'n'}
shapes::Square square; //= shapes::Square {{id: 1}, side: 3}
shapes::Base *base = &square; //= shapes::Base * -> {{id: 1}, side: 3}
Both both; //= Both {{id: 1}, {letter: 'n'}, own: 0.5}
Bottom bottom; //= Bottom {{{top: 1}, left: 2}, {{top: 1}, right: 3}, bottom: 4}
Top *top = &bottom; //= Top * -> {top: 1}
Level level = Level::high; //= Level high
Old old = second; //= Old second
Pair<char16_t, 2> pair = {{u'a', u'\u00e9'}}; //= Pair<char16_t, 2> {items: ['a', 'é']}
Point point = {1, -2}; //= Point {x: 1, y: -2}
Point &alias = point; //= Point & -> {x: 1, y: -2}
Point &&moved = static_cast<Point &&>(point); //= Point && -> {x: 1, y: -2}
int Point::*member = &Point::y; //= int Point::* &Point::y
int Point::*no_member = nullptr; //= int Point::* nullptr
int (Point::*method)() const = &Point::sum; //= int (Point::*)() -> function
decltype(nullptr) null = nullptr; //= decltype(nullptr) nullptr
Derived derived; //= Derived {value: 6}
Number number = {.whole = 5}; //= Number {whole: 5 | real: 7e-45}
char32_t wide = U'\U0001F600'; //= char32_t '😀'
wchar_t text[4] = L"abc"; //= wchar_t[4] "abc"
char8_t utf8 = u8'x'; //= char8_t 'x'
bool truth = true; //= bool true
auto lambda = [](int n) { return n + point.x; }; //= class {…} {}

int main() {
    int captured = 7;
    auto counter = [captured, &point = point] { return captured + point.x; };
    Both *made = new Both;
    int result = counter() + lambda(1) + square.area() + bottom.top + made->counted();
    result += top->top + base->area() + (point.*method)() + point.*member + made->owned();
    delete made;
    return result == 0 || no_member != nullptr || null != nullptr;
}
