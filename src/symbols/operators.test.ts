import { expect, test } from "vitest";
import { isOperatorName, operatorRole } from "./operators.ts";

test.each([
  ["_Znwm", "new"],
  ["_Znwj", "new"],
  ["_ZnwmRKSt9nothrow_t", "new"],
  ["_Znam", "new[]"],
  ["_ZnamRKSt9nothrow_t", "new[]"],
  ["_ZnwmSt11align_val_t", "aligned new"],
  ["_ZnamSt11align_val_tRKSt9nothrow_t", "aligned new[]"],
  ["_ZdlPv", "new"],
  ["_ZdlPvm", "new"],
  ["_ZdlPvRKSt9nothrow_t", "new"],
  ["_ZdaPv", "new[]"],
  ["_ZdaPvm", "new[]"],
  ["_ZdlPvmSt11align_val_t", "aligned new"],
  ["_ZdaPvSt11align_val_tRKSt9nothrow_t", "aligned new[]"],
  ["operator new(unsigned long)", "new"],
  ["operator new(unsigned int, std::nothrow_t const&)", "new"],
  ["operator new[](unsigned long, std::align_val_t)", "aligned new[]"],
  ["operator delete(void*)", "new"],
  ["operator delete(void*, unsigned long)", "new"],
  ["operator delete[](void*)", "new[]"],
  ["operator delete[](void*, unsigned long, std::align_val_t)", "aligned new[]"],
  ["operator delete(void*, std::align_val_t, std::nothrow_t const&)", "aligned new"],
])("%s is of the family %s", (name, family) => {
  expect(operatorRole(name)).toEqual({ family });
});

test.each([
  "_ZL17operator_new_implm",
  "operator_new_aligned_impl(unsigned long, std::align_val_t)",
  "_ZNSt3__222__libcpp_aligned_allocB9nqn220100Emm",
  "std::__2::__libcpp_aligned_free[abi:nqn220100](void*)",
])("%s is part of operators", (name) => {
  expect(operatorRole(name)).toBe("part");
});

test.each([
  "main",
  "malloc",
  // Placement new, a class's own operators, operators with arguments of the program's own.
  "_ZnwmPv",
  "operator new(unsigned long, void*)",
  "_ZN4NodenwEm",
  "Node::operator new(unsigned long)",
  "_ZnwmR5Arena",
  "operator new(unsigned long, Arena&)",
])("%s is no operator that every program has", (name) => {
  expect(operatorRole(name)).toBeUndefined();
});

test("any operator new or delete, as debug information names one", () => {
  expect(isOperatorName("operator new")).toBe(true);
  expect(isOperatorName("operator delete[]")).toBe(true);
  expect(isOperatorName("Node::operator delete")).toBe(true);
  expect(isOperatorName("operator newer")).toBe(false);
  expect(isOperatorName("renew")).toBe(false);
});
