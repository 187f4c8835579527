/**
 * C++'s operators new and delete, as the C++ library has them: small functions made of one another and, in
 * the end, of malloc and free. Each is told by its linker's name, which may be mangled or not.
 *
 * Only the forms that every program has (those of the standard's [new.delete]) count. A class's own
 * operators and those with further arguments have other names.
 */

/** The operators that give back what the one of this name made. */
export type OperatorFamily = "new" | "new[]" | "aligned new" | "aligned new[]";

/** What a function is to allocation: an operator, or what the library's operators have in common. */
export type OperatorRole = { readonly family: OperatorFamily } | "part";

/** `_Znwm`, `_ZdaPvmSt11align_val_t`: size_t is `unsigned long` on wasm32, in older compilers `unsigned int`. */
const Mangled = /^_Z(?:n([wa])[mj]|d([la])Pv[mj]?)(St11align_val_t)?(?:RKSt9nothrow_t)?$/;
const Readable =
  /^operator (?:new(\[\])?\(unsigned (?:long|int)|delete(\[\])?\(void\*(?:, unsigned (?:long|int))?)(, std::align_val_t)?(?:, std::nothrow_t const&)?\)$/;

/** In libc++ and libc++abi: what the operators share, and the pair behind the aligned ones. */
const Part = /operator_new_(?:aligned_)?impl|__libcpp_aligned_(?:alloc|free)/;

export function operatorRole(name: string): OperatorRole | undefined {
  const mangled = Mangled.exec(name);
  if (mangled !== null) {
    const array = (mangled[1] ?? mangled[2]) === "a";
    return { family: familyOf(array, mangled[3] !== undefined) };
  }
  const readable = Readable.exec(name);
  if (readable !== null) {
    const array = (readable[1] ?? readable[2]) !== undefined;
    return { family: familyOf(array, readable[3] !== undefined) };
  }
  return Part.test(name) ? "part" : undefined;
}

function familyOf(array: boolean, aligned: boolean): OperatorFamily {
  return `${aligned ? "aligned " : ""}new${array ? "[]" : ""}`;
}

/** Whether a function of the program's own has a name that stands for any operator new or delete. */
export function isOperatorName(name: string): boolean {
  return /\boperator (?:new|delete)\b/.test(name);
}
