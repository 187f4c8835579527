/*
 * Linked into every program with a source in C++: throw and catch, and the end of what is thread_local. The
 * sysroot's C++ library was built without exceptions and has nothing for them but the types' own part, which
 * type catches which.
 *
 * clang makes of a `throw` an object from __cxa_allocate_exception and a call of __cxa_throw, which throws a
 * WebAssembly exception with one pointer. Of a `try` it makes a catch of that tag, which asks
 * _Unwind_CallPersonality which of the handlers it is to enter, if any; the answer comes by
 * __wasm_lpad_context. A handler is enclosed in __cxa_begin_catch and __cxa_end_catch. (Itanium C++ ABI:
 * Exception Handling, and its form for WebAssembly in LLVM's WasmEHPrepare.cpp.)
 *
 * The pointer is one to a Flight: an object thrown once. The object itself may be in several flights, since a
 * std::exception_ptr can be thrown again while it is being handled.
 *
 * What the compiled library would throw, it says in words, and ends the program; here the words are read and
 * the exception is thrown. The code in between was built without cleanups: what it holds has to be given back here.
 *
 * exceptions-object.ts holds the compiled form; objects.test.ts makes it and says how.
 */
#include <exception>
#include <malloc.h>
#include <new>
#include <stdarg.h>
#include <stddef.h>
#include <stdexcept>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <typeinfo>

namespace {

/** On WebAssembly a destructor returns what it destroyed. */
using Destructor = void *(*)(void *);

/** What stands behind an object that is thrown, or that an exception_ptr holds. */
struct Trailer {
  const std::type_info *type;
  Destructor destroy;
  /** Flights and exception_ptrs. */
  unsigned references;
};

/** An object, thrown. */
struct Flight {
  void *object;
  /** The object as its handler's type sees it: a base class of it, or what a thrown pointer points to. */
  void *adjusted;
  /** The handler that was entered before this one and has not been left. */
  Flight *outer;
  /** Handlers of it that are running: one in another, if that threw it again. */
  int handlers;
  /** A handler threw it again, and no other was entered since: it outlives those that are left. */
  bool again;
};

/** The handlers that are running, innermost first. */
Flight *caught;
unsigned in_flight;

/**
 * The object itself is where its block begins: so whoever holds a pointer to it holds one to the block, which is
 * then no leak. The end of the block is known to the allocator.
 */
Trailer *trailer_of(void *object) {
  size_t end = malloc_usable_size(object) / alignof(Trailer) * alignof(Trailer);
  return reinterpret_cast<Trailer *>(static_cast<char *>(object) + end) - 1;
}

void release(void *object) {
  Trailer *trailer = trailer_of(object);
  if (--trailer->references > 0) return;
  if (trailer->destroy != nullptr) trailer->destroy(object);
  free(object);
}

/** libc++abi's types: behind type_info's own functions they have these. */
struct Catching : std::type_info {
  virtual void noop1() const = 0;
  virtual void noop2() const = 0;
  virtual bool can_catch(const std::type_info *thrown, void *&object) const = 0;
};

/** Whether a handler for `type` takes the object; then `object` is what the handler sees. */
bool takes(const std::type_info *type, const std::type_info *thrown, void *&object) {
  return static_cast<const Catching *>(type)->can_catch(thrown, object);
}

} // namespace

extern "C" {

/**
 * Whether anybody may handle what is about to be thrown. WebAssembly unwinds at once, so only Redzone, which
 * knows the calls that are live, can tell; it carries this function out by its name.
 */
__attribute__((weak)) int __redzone_may_handle() { return 1; }

[[noreturn]] void __clang_call_terminate(void *thrown) noexcept;
}

namespace {

[[noreturn]] void send(Flight *flight) {
  in_flight++;
  if (!__redzone_may_handle()) __clang_call_terminate(flight);
  __builtin_wasm_throw(0, flight);
}

[[noreturn]] void raise(void *object) {
  auto *flight = static_cast<Flight *>(calloc(1, sizeof(Flight)));
  if (flight == nullptr) std::terminate();
  flight->object = object;
  flight->adjusted = object;
  send(flight);
}

} // namespace

/* What catches look at. */

extern "C" {

__asm__(".globl __cpp_exception\n"
        ".tagtype __cpp_exception i32\n"
        "__cpp_exception:\n");

/** Where a catch says which one it is, and learns which handler it has to enter. */
struct {
  uintptr_t pad;
  const uint8_t *table;
  uintptr_t selector;
} __wasm_lpad_context;

static uintptr_t read_unsigned(const uint8_t *&at) {
  uintptr_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint8_t byte = *at++;
    value |= uintptr_t(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

static intptr_t read_signed(const uint8_t *&at) {
  intptr_t value = 0;
  for (unsigned shift = 0;;) {
    uint8_t byte = *at++;
    value |= intptr_t(byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    bool negative = (byte & 0x40) != 0 && shift < 8 * sizeof value;
    return negative ? value | -(intptr_t(1) << shift) : value;
  }
}

/**
 * Looks the catch up in its function's table (the "language-specific data area": the types, of each catch the
 * first of its actions, and the actions, each a type's number and the way to the next).
 */
int _Unwind_CallPersonality(void *thrown) {
  enum { Omitted = 0xff };
  auto *flight = static_cast<Flight *>(thrown);
  auto &context = __wasm_lpad_context;
  context.selector = 0;
  const uint8_t *at = context.table;
  if (at == nullptr) return 0;
  if (*at++ != Omitted) abort(); /* where code addresses start: wasm has none */
  if (*at++ == Omitted) return 0; /* no types: only destructors */
  uintptr_t distance = read_unsigned(at);
  auto *types = reinterpret_cast<const std::type_info *const *>(at + distance);
  at++; /* how the next table is written, which is as below */
  uintptr_t bytes = read_unsigned(at);
  const uint8_t *actions = at + bytes;
  uintptr_t action = 0;
  for (uintptr_t pad = 0; at < actions; pad++) {
    read_unsigned(at);
    action = read_unsigned(at);
    if (pad == context.pad) break;
    action = 0;
  }
  if (action == 0) return 0;
  for (const uint8_t *next = actions + action - 1;;) {
    intptr_t number = read_signed(next);
    const uint8_t *here = next;
    intptr_t step = read_signed(next);
    if (number > 0) {
      const std::type_info *type = types[-number];
      void *object = flight->object;
      if (type == nullptr || takes(type, trailer_of(object)->type, object)) {
        flight->adjusted = object;
        context.selector = number;
        return 0;
      }
    }
    if (step == 0) return 0;
    next = here + step;
  }
}

/* Objects. */

void *__cxa_allocate_exception(size_t size) noexcept {
  void *object = malloc((size + alignof(Trailer) - 1) / alignof(Trailer) * alignof(Trailer) + sizeof(Trailer));
  if (object == nullptr) std::terminate();
  *trailer_of(object) = {};
  return object;
}

void __cxa_free_exception(void *object) noexcept { free(object); }

/** What it returns has a type of libc++abi's own, and nobody looks at it. */
__cxxabiv1::__cxa_exception *__cxa_init_primary_exception(void *object, std::type_info *type,
                                                          Destructor destroy) noexcept {
  *trailer_of(object) = {type, destroy, 0};
  return nullptr;
}

void __cxa_increment_exception_refcount(void *object) noexcept {
  if (object != nullptr) trailer_of(object)->references++;
}

void __cxa_decrement_exception_refcount(void *object) noexcept {
  if (object != nullptr) release(object);
}

/* Throwing and handling. */

[[noreturn]] void __cxa_throw(void *object, std::type_info *type, Destructor destroy) {
  __cxa_init_primary_exception(object, type, destroy);
  trailer_of(object)->references = 1;
  raise(object);
}

void *__cxa_get_exception_ptr(void *thrown) noexcept { return static_cast<Flight *>(thrown)->adjusted; }

void *__cxa_begin_catch(void *thrown) noexcept {
  auto *flight = static_cast<Flight *>(thrown);
  if (caught != flight) {
    flight->outer = caught;
    caught = flight;
  }
  flight->again = false;
  flight->handlers++;
  in_flight--;
  return flight->adjusted;
}

void __cxa_end_catch() {
  Flight *flight = caught;
  if (flight == nullptr || --flight->handlers > 0) return;
  caught = flight->outer;
  if (flight->again) return;
  void *object = flight->object;
  free(flight);
  release(object);
}

[[noreturn]] void __cxa_rethrow() {
  Flight *flight = caught;
  if (flight == nullptr) std::terminate();
  flight->again = true;
  send(flight);
}

void __cxa_rethrow_primary_exception(void *object) {
  if (object == nullptr) return;
  trailer_of(object)->references++;
  raise(object);
}

void *__cxa_current_primary_exception() noexcept {
  if (caught == nullptr) return nullptr;
  trailer_of(caught->object)->references++;
  return caught->object;
}

std::type_info *__cxa_current_exception_type() {
  return caught == nullptr ? nullptr : const_cast<std::type_info *>(trailer_of(caught->object)->type);
}

unsigned __cxa_uncaught_exceptions() noexcept { return in_flight; }
bool __cxa_uncaught_exception() noexcept { return in_flight > 0; }

/* The end. */

/** A name as type_info has it, for people: `N3net7TimeoutE` is net::Timeout. Templates stay as they are. */
static void print_type(const char *name) {
  const char *at = name;
  bool nested = *at == 'N';
  if (nested) at++;
  const char *separator = "";
  if (strncmp(at, "St", 2) == 0) {
    fputs("std", stderr);
    separator = "::";
    at += 2;
  }
  if (*at < '0' || *at > '9') {
    fputs(name, stderr);
    return;
  }
  while (*at >= '0' && *at <= '9') {
    char *part;
    unsigned long length = strtoul(at, &part, 10);
    /* __2 is where libc++ keeps its present version. */
    if (!(length == 3 && strncmp(part, "__", 2) == 0)) {
      fputs(separator, stderr);
      fwrite(part, 1, length, stderr);
      separator = "::";
    }
    at = part + length;
  }
  fputs(nested && *at == 'E' ? "" : at, stderr);
}

/** An exception that nobody takes: its handler is std::terminate. */
[[noreturn]] void __clang_call_terminate(void *thrown) noexcept {
  if (thrown != nullptr) {
    __cxa_begin_catch(thrown);
    if (std::get_terminate() == abort) {
      auto *flight = static_cast<Flight *>(thrown);
      const std::type_info *type = trailer_of(flight->object)->type;
      fputs("terminate called after throwing an instance of '", stderr);
      print_type(type->name());
      fputs("'\n", stderr);
      void *object = flight->object;
      if (takes(&typeid(std::exception), type, object)) {
        fprintf(stderr, "  what():  %s\n", static_cast<std::exception *>(object)->what());
      }
    }
  }
  std::terminate();
}

} // extern "C"

namespace {

/** A thread_local object that was made. */
struct Local {
  void (*destroy)(void *);
  void *object;
  Local *earlier;
};
Local *locals;

void destroy_locals() {
  while (locals != nullptr) {
    Local last = *locals;
    free(locals);
    locals = last.earlier;
    last.destroy(last.object);
  }
}

} // namespace

extern "C" {

/** They end with their thread, so before everything static; if exit ends it, before what is older than they. */
int __cxa_thread_atexit(void (*destroy)(void *), void *object, void *) noexcept {
  static const int at_exit = atexit(destroy_locals);
  auto *local = static_cast<Local *>(malloc(sizeof(Local)));
  if (local == nullptr) return -1;
  *local = {destroy, object, locals};
  locals = local;
  return at_exit;
}

int __real___main_void();

/** What the start-up code calls for main. */
int __wrap___main_void() noexcept {
  int status = __real___main_void();
  destroy_locals();
  return status;
}

/* What the compiled library would throw. */

[[noreturn]] void __cxa_bad_cast() { throw std::bad_cast(); }
[[noreturn]] void __cxa_bad_typeid() { throw std::bad_typeid(); }
[[noreturn]] void __cxa_throw_bad_array_new_length() { throw std::bad_array_new_length(); }

/** The library's own function keeps its copy of the pointer if it throws. */
[[noreturn]] void __wrap__ZNKSt16nested_exception14rethrow_nestedEv(const std::nested_exception *nested) {
  if (nested->nested_ptr() == nullptr) std::terminate();
  std::rethrow_exception(nested->nested_ptr());
}

/** The first address behind the program's data, made by the linker. */
extern char __heap_base;

}

/** What an exception has to say: a literal, or a string that was made for it and that nobody else destroys. */
struct Message {
  char *text;
  ~Message() {
    if (text >= &__heap_base) operator delete(text);
  }
};

template <typename Exception> [[noreturn]] static void throw_saying(char *text) {
  const Message message{text};
  throw Exception(message.text);
}

/** Throws what the words name; returns if that is nothing known here. */
static void throw_named(const char *words, va_list arguments) {
  size_t length = strcspn(words, " ");
  auto is = [&](const char *name) { return strlen(name) == length && strncmp(name, words, length) == 0; };
  if (strstr(words, " was thrown in -fno-exceptions mode") == nullptr) return;
  if (is("bad_alloc")) throw std::bad_alloc();
  if (is("bad_array_new_length")) throw std::bad_array_new_length();
  if (is("bad_cast")) throw std::bad_cast();
  if (strstr(words, "message \"%s\"") == nullptr || strstr(words, "%i") != nullptr) return;
  auto *message = va_arg(arguments, char *);
  if (is("length_error")) throw_saying<std::length_error>(message);
  if (is("out_of_range")) throw_saying<std::out_of_range>(message);
  if (is("invalid_argument")) throw_saying<std::invalid_argument>(message);
  if (is("runtime_error")) throw_saying<std::runtime_error>(message);
  if (is("overflow_error")) throw_saying<std::overflow_error>(message);
}

[[noreturn]] static void throw_or_abort(const char *words, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  throw_named(words, again);
  vfprintf(stderr, words, arguments);
  fputs("\n", stderr);
  abort();
}

extern "C" {

/* libc++abi's, and then libc++'s own. */
[[noreturn]] void __abort_message(const char *words, ...) {
  va_list arguments;
  va_start(arguments, words);
  throw_or_abort(words, arguments);
}

[[noreturn]] void verbose_abort(const char *words, ...) __asm__("_ZNSt3__222__libcpp_verbose_abortEPKcz");
[[noreturn]] void verbose_abort(const char *words, ...) {
  va_list arguments;
  va_start(arguments, words);
  throw_or_abort(words, arguments);
}

} // extern "C"
