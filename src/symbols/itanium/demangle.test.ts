import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { damaged, readOracle } from "../demangle.fixture.ts";
import { demangled } from "./demangle.ts";

/** Names of libc++ and what c++filt makes of them (tests/fixtures/demangle/make.mjs). */
const oracle = readOracle("names.txt");

it("reads names as c++filt does", () => {
  expect(oracle.length).toBeGreaterThan(500);
  expect(oracle.map(([name]) => [name, demangled(name, "full")])).toEqual(oracle);
});

test.each([
  // What the C++ ABI's own text has for examples, and what libc++ does not do.
  ["_Z1fiz", "f(int, ...)"],
  ["_Z1fM1AKFvvE", "f(void (A::*)() const)"],
  ["_Z1fPFPA1_ivE", "f(int (* (*)()) [1])"],
  ["_Z3fooILPi0EEvv", "void foo<(int*)0>()"],
  ["_ZN1N1TIiiE2mfES0_IddE", "N::T<int, int>::mf(N::T<double, double>)"],
  ["_Z3fooIiEvT_DnRKc", "void foo<int>(int, std::nullptr_t, char const&)"],
  ["_ZN1AcvT_IiEEv", "A::operator int<int>()"],
  ["_ZNK3FooIJidEE3getIJcEEEvDpT_", "void Foo<int, double>::get<char>(char) const"],
  ["_Z1gIJEEvDpRKT_", "void g<>()"],
  ["_ZN1A1BC1ERKS0_", "A::B::B(A::B const&)"],
  ["_ZZ4mainENKUlvE0_clEv", "main::'lambda0'()::operator()() const"],
  ["_ZThn16_N1B1fEv", "non-virtual thunk to B::f()"],
  ["_ZGVZ1fvE1x", "guard variable for f()::x"],
  ["_Z1fu7__decayIiE", "f(__decay(int))"],
  ["_Z1fDv4_f", "f(float vector[4])"],
  ["_ZlsR1AS0_.cold", "operator<<(A&, A&) (.cold)"],
])("full: %s is %s", (mangled, meaning) => {
  expect(demangled(mangled, "full")).toBe(meaning);
});

describe("abridged names", () => {
  const vector = "NSt3__26vectorIiNS_9allocatorIiEEE";
  const string = "NSt3__212basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEEE";
  test.each([
    ["_Znwm", "operator new(unsigned long)"],
    ["_ZdaPv", "operator delete[](void*)"],
    ["_Z1fi", "f(int)"],
    [`_Z1f${vector}E`, "f(std::vector<int>)"],
    [`_ZN${vector.slice(1)}9push_backB9nqe220100EOi`, "std::vector<int>::push_back(int&&)"],
    // Another allocator than the default one stays.
    ["_Z1fNSt3__26vectorIiN2my5arenaEEE", "f(std::vector<int, my::arena>)"],
    ["_Z1fNSt3__26vectorIiNS_9allocatorIlEEEE", "f(std::vector<int, std::allocator<long>>)"],
    // Only the standard library's templates are known.
    ["_Z1fN2my6vectorIiNSt3__29allocatorIiEEEE", "f(my::vector<int, std::allocator<int>>)"],
    [`_Z1fRK${string}`, "f(std::string const&)"],
    ["_Z1fNSt3__210unique_ptrI4NodeNS_14default_deleteIS1_EEEE", "f(std::unique_ptr<Node>)"],
    ["_ZNSt3__213basic_ostreamIcNS_11char_traitsIcEEElsEi", "std::ostream::operator<<(int)"],
    // GNU's libstdc++.
    [
      "_ZNSt6vectorINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEESaIS5_EED2Ev",
      "std::vector<std::string>::~vector()",
    ],
    [
      "_Z1fSt3mapINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEiSt4lessIS5_ESaISt4pairIKS5_iEEE",
      "f(std::map<std::string, int>)",
    ],
    // Results and what a template demands of its arguments are left out.
    ["_Z3maxIiET_S0_S0_", "max<int>(int, int)"],
    [
      "_ZN1AC2IiTnNSt3__29enable_ifIXsr11is_integralIT_EE5valueEiE4typeELi0EEES3_",
      "A::A<int>(int)",
    ],
    ["_ZZ4mainENKUliE_clEi", "main::{lambda(int)}::operator()(int) const"],
    ["_ZN12_GLOBAL__N_14helpEv", "(anonymous namespace)::help()"],
  ])("%s is %s", (mangled, meaning) => {
    expect(demangled(mangled, "abridged")).toBe(meaning);
  });

  it("never are longer than the full ones", () => {
    for (const [name, full] of oracle) {
      const abridged = demangled(name, "abridged") ?? "";
      expect(abridged.length).toBeGreaterThan(0);
      expect(abridged.length).toBeLessThanOrEqual(full.length);
      expect(abridged).not.toMatch(/\[abi:|std::__2/);
    }
  });
});

describe("what is no mangled name", () => {
  test.each(["", "main", "_Z", "_Z1", "_Z9short", "_ZN1AE1BE", "_ZS_", "_Z1fT_", "printf"])(
    "%s has no meaning",
    (name) => {
      expect(demangled(name, "full")).toBeUndefined();
    },
  );

  it("never does harm", () => {
    const names = damaged(oracle.map(([mangled]) => mangled));
    fc.assert(
      fc.property(names, (text) => {
        const meaning = demangled(text, "full");
        expect(meaning === undefined || meaning.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("may double its length with every letter, or nest, and is given up", () => {
    // p<int, int>, and then each time a p of two of the one before.
    const last = (at: number) => (at === 0 ? "0" : at.toString(36).toUpperCase());
    const pairs = Array.from({ length: 60 }, (_, at) => `S_IS${last(at)}_S${last(at)}_E`);
    expect(demangled(`_Z1f1pIiiE${pairs.slice(0, 3).join("")}`, "full")).toMatch(/^f\(p<int, int>/);
    expect(demangled(`_Z1f1pIiiE${pairs.join("")}`, "full")).toBeUndefined();
    expect(demangled(`_Z1f${"P".repeat(100_000)}i`, "full")).toBeUndefined();
    expect(demangled(`_Z1fi${"N".repeat(100_000)}`, "full")).toBeUndefined();
  });
});
