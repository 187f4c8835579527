/**
 * Numbers with a meaning. A brand exists only for the compiler: at run time each of these is a
 * plain number, so an offset into the code section cannot be used as an address by mistake and
 * nothing is paid for it.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]: Name };

/** A byte address in the program's own linear memory, 0 … 2³²−1 (always unsigned). */
export type Addr = Branded<"Addr">;
/**
 * An instruction's place: bytes from the start of the code section's *contents* (after its id and
 * size, so the function count is at 0), in the module as the compiler wrote it. DWARF for
 * WebAssembly counts the same way. Everything that has to be located carries one of these.
 */
export type CodeOffset = Branded<"CodeOffset">;
/** An index into the function index space: imports first, then the module's own functions. */
export type FuncIndex = Branded<"FuncIndex">;
/** An index into the module's list of function types. */
export type TypeIndex = Branded<"TypeIndex">;
/** A heap block's serial number: 1 for the first allocation of a run; never reused. */
export type BlockId = Branded<"BlockId">;
/** An interned call stack (see runtime/stacks.ts); 0 is the empty one. */
export type StackId = Branded<"StackId">;
