/*
 * What the worker rehearses the rewriting of C++ programs with (rehearsal.ts): what of the C++ library nearly every program brings, streams, strings,
 * containers and exceptions. It is never run, and is kept without names and debug information.
 */
#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

struct Sensor {
  virtual ~Sensor() = default;
  virtual double read() const = 0;
};

struct Constant : Sensor {
  explicit Constant(double value) : value_(value) {}
  double read() const override { return value_; }

private:
  double value_;
};

static int atMost(int count, int most) {
  if (count > most) throw std::out_of_range("too many sensors");
  return count;
}

int main() {
  std::vector<std::unique_ptr<Sensor>> sensors;
  for (int at = 0; at < 3; at++) sensors.push_back(std::make_unique<Constant>(at + 0.5));
  double sum = 0;
  for (const auto &sensor : sensors) sum += sensor->read();

  std::unordered_map<std::string, int> places{{"roof", 1}, {"cellar", 2}};
  std::ostringstream text;
  text << sum << ' ' << places["roof"];
  try {
    text << atMost(static_cast<int>(sensors.size()), 2);
  } catch (const std::exception &error) {
    text << error.what();
  }
  std::vector<int> order{3, 1, 2};
  std::sort(order.begin(), order.end());
  std::cout << text.str() << order.front() << std::endl;
}
