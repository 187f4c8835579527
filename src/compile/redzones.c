/*
 * Linked into every program that Redzone compiles: what clang's AddressSanitizer pass calls.
 *
 * The pass lays redzones around the variables of a function and of the program, and says by calls of these
 * functions which bytes are redzone and which are in scope. Redzone's rewriter knows the functions by their
 * names and carries the calls out itself; the bodies here are for the same program run without Redzone, where
 * nothing has to be kept. Only those that are called get into a program.
 *
 * redzones-object.ts holds the compiled form; objects.test.ts makes it and says how.
 */
#include <stddef.h>
#include <stdint.h>

#define NOTHING(name) \
  void name(void) {}
#define NOTHING_OF(name) \
  void name(uintptr_t first, uintptr_t second) { \
    (void)first; \
    (void)second; \
  }

/* Shadow bytes from `first` on, `second` of them, one for eight bytes of memory, become … */
NOTHING_OF(__asan_set_shadow_00) /* all eight may be touched */
NOTHING_OF(__asan_set_shadow_01) /* the first one, and so on */
NOTHING_OF(__asan_set_shadow_02)
NOTHING_OF(__asan_set_shadow_03)
NOTHING_OF(__asan_set_shadow_04)
NOTHING_OF(__asan_set_shadow_05)
NOTHING_OF(__asan_set_shadow_06)
NOTHING_OF(__asan_set_shadow_07)
NOTHING_OF(__asan_set_shadow_f1) /* the redzone before a function's first variable */
NOTHING_OF(__asan_set_shadow_f2) /* between two variables */
NOTHING_OF(__asan_set_shadow_f3) /* after the last one */
NOTHING_OF(__asan_set_shadow_f5) /* the frame of a function that returned */
NOTHING_OF(__asan_set_shadow_f8) /* a variable out of scope */

/* Arrays of variable length, and alloca. */
NOTHING_OF(__asan_alloca_poison)
NOTHING_OF(__asan_allocas_unpoison)

/* The program's variables: read by Redzone from the module before it runs. */
NOTHING_OF(__asan_register_globals)
NOTHING_OF(__asan_unregister_globals)
NOTHING(__asan_init)
NOTHING(__asan_version_mismatch_check_v8)
NOTHING(__asan_after_dynamic_init)
void __asan_before_dynamic_init(uintptr_t module) { (void)module; }

/* The stack below goes away without its functions' ends; Redzone sees the stack pointer move. */
NOTHING(__asan_handle_no_return)

/* The number of elements before an array that new[] made. */
void __asan_poison_cxx_array_cookie(uintptr_t cookie) { (void)cookie; }
uintptr_t __asan_load_cxx_array_cookie(const uintptr_t *cookie) { return *cookie; }

/* Memory that the program manages itself. */
void __asan_poison_memory_region(void const volatile *start, size_t length) {
  (void)start;
  (void)length;
}
void __asan_unpoison_memory_region(void const volatile *start, size_t length) {
  (void)start;
  (void)length;
}
int __asan_address_is_poisoned(void const volatile *address) {
  (void)address;
  return 0;
}
void *__asan_region_is_poisoned(void *start, size_t length) {
  (void)start;
  (void)length;
  return NULL;
}

/* [begin, middle) of a container holds elements, [middle, end) does not: before, and now. */
void __sanitizer_annotate_contiguous_container(
    const void *begin, const void *end, const void *old_middle, const void *new_middle) {
  (void)begin;
  (void)end;
  (void)old_middle;
  (void)new_middle;
}
/* [first, last) of a deque's block holds elements: before, and now. */
void __sanitizer_annotate_double_ended_contiguous_container(
    const void *begin, const void *end, const void *old_first, const void *old_last, const void *new_first,
    const void *new_last) {
  (void)begin;
  (void)end;
  (void)old_first;
  (void)old_last;
  (void)new_first;
  (void)new_last;
}

void *__asan_memcpy(void *to, const void *from, size_t length) {
  return __builtin_memcpy(to, from, length);
}
void *__asan_memmove(void *to, const void *from, size_t length) {
  return __builtin_memmove(to, from, length);
}
void *__asan_memset(void *to, int value, size_t length) {
  return __builtin_memset(to, value, length);
}
