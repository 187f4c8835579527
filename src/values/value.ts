/**
 * What a variable or a piece of memory holds, as the debug information's types tell: data without any
 * wording but the text of single values. Who shows it decides how much of it.
 */
import type { Addr } from "../bytes/brand.ts";
import type { TypeRef } from "../dwarf/types.ts";

interface ValueCommon {
  /** As a programmer writes it: `int[4]`, `struct node *`, `Option<Box<i32>>`. */
  readonly type: string;
  /** Where it lies in the program's memory; none for what is in a register, a constant or a bit-field. */
  readonly address?: Addr;
  /** Bytes that it takes in memory; a bit-field's: those it lies in. */
  readonly size: number;
}

export interface Member {
  /** The field's name, `0` … of a tuple, none of an anonymous union's or a base class's own entry. */
  readonly name?: string;
  readonly value: Value;
}

/** Where a pointer's bytes lead and what the type says is there. */
export interface Pointer {
  /** The number in the pointer, unsigned. */
  readonly target: Addr;
  /** What it points to; undefined for `void *` and where nothing is known. */
  readonly pointee: TypeRef;
  /** How many of these follow each other there, where the value itself tells (a slice, a Vec: its length). */
  readonly count?: number;
}

export type Value = ValueCommon &
  (
    | {
        /** One number, character, boolean or enumerator, as the language writes it: `42`, `-0.5`, `'a'`, `true`, `RED`. */
        readonly kind: "scalar";
        readonly text: string;
      }
    | ({ readonly kind: "pointer"; readonly of: "object" | "function" } & Pointer)
    | {
        readonly kind: "array";
        readonly elements: readonly Value[];
        /** How many there are; `elements` may be cut off. */
        readonly count: number;
        /** For an array of characters with a terminator, or a str: its text, without quotes. */
        readonly text?: string;
      }
    /** A struct, class, tuple or union: in the order of the source, base classes first. */
    | { readonly kind: "record"; readonly union: boolean; readonly members: readonly Member[] }
    /** A Rust enum with data: the variant that it is, and the variant's fields. */
    | { readonly kind: "variant"; readonly variant: string; readonly members: readonly Member[] }
    | {
        /**
         * A type of a standard library, as what it means: `std::vector`: where its elements are, size, capacity. With a
         * single member without a name it is just that (Box, unique_ptr: a pointer).
         */
        readonly kind: "standard";
        readonly members: readonly Member[];
        /** The text of a string that is within its bounds and fully defined, without quotes. */
        readonly text?: string;
        /** What it is, member by member: read when it is asked for, so only at the moment that the value is of. */
        readonly raw: Value;
      }
    /** A bit of it that counts is undefined: nothing to be read. Records and arrays say it in their parts. */
    | { readonly kind: "undefined"; readonly isPointer?: true }
    | { readonly kind: "optimised out" }
    /** A value of which the debug information cannot be followed; `reason` ends "cannot be read: …". */
    | { readonly kind: "unreadable"; readonly reason: string }
  );

/** The program's memory at one moment, read only. */
export interface ValueMemory {
  /** [address, address + length) of the program's memory; undefined when some of it is outside. */
  bytes(address: number, length: number): Uint8Array | undefined;
  /**
   * For each byte which of its bits are undefined (1: undefined); undefined when all are defined. All of a range that
   * is outside the program's memory are defined.
   */
  undefinedBits(address: number, length: number): Uint8Array | undefined;
}

/** A call that is live at that moment: what location expressions ask of it. */
export interface ValueFrame {
  /** The instruction at which the frame is: about to run, or of the call inside it. */
  readonly site: number;
  /** The value of a WebAssembly local of the function, of a float its bits; undefined when it was not saved. */
  local(index: number): bigint | undefined;
  /** The value of a WebAssembly global, such as the stack pointer; undefined when it was not saved. */
  global(index: number): bigint | undefined;
}

/** A variable as it is declared, before its value is read. */
export interface ScopedVariable {
  /** The debug information's entry of it: the same variable has the same number in every frame. */
  readonly id: number;
  readonly name: string;
  readonly isParameter: boolean;
  /** An inner block has a variable of the same name, which is what the name means there. */
  readonly shadowed: boolean;
  /** Where it is declared; a global's file may be another one than the frame's. */
  readonly file?: string;
  readonly line?: number;
}

/** All that can be asked about values of one program. Nothing here throws for broken debug information. */
export interface Values {
  /**
   * Locals and parameters that are in scope at `site` in the function that it is in or, of inlined ones, the `inlined`-th of
   * `Symbols.frames(site)`; outer blocks first, in the order of the source. A variable that is declared on a later line of the same
   * file than the site's is not in scope yet. Static ones are among them.
   */
  variables(site: number, inlined?: number): readonly ScopedVariable[];
  /** Those of the whole function around `site`, inlined ones' among them, that are not in scope there. */
  outOfScope(site: number): readonly ScopedVariable[];
  /** The lowest address of the frame; undefined when it is not known, or there is none yet. */
  frameBase(memory: ValueMemory, frame: ValueFrame): number | undefined;
  /** The global and file-static variables that the user declared, by their place in the source. */
  globals(): readonly ScopedVariable[];
  /** `frame`: undefined for globals. */
  read(variable: ScopedVariable, memory: ValueMemory, frame: ValueFrame | undefined): Value;
  /**
   * `count`: so many of them, one after the other: an array. `type` undefined: bytes. `end`: where the memory ends that a struct may
   * go on in which ends with an array of no length.
   */
  readAt(type: TypeRef, address: number, memory: ValueMemory, count?: number, end?: number): Value;
  /** Whether it is a struct that ends with an array of no length (C11, 6.7.2.1): as long as the memory that it is given. */
  hasFlexibleEnd(type: TypeRef): boolean;
  /** `struct node`; undefined is `void`. */
  typeName(type: TypeRef): string;
  /** Bytes; undefined when the debug information does not tell. */
  sizeOf(type: TypeRef): number | undefined;
  /** Typedefs and qualifiers taken off: two references to the same type have the same number. */
  plain(type: TypeRef): TypeRef;
  /**
   * Calls `visit` for each pointer that a value of `type` at `address` holds, standard types' own ones with the type of what they
   * own, undefined ones left out: what `readAt` would show, without making values. Quick: it is asked of 100,000 blocks.
   */
  pointersIn(
    type: TypeRef,
    address: number,
    memory: ValueMemory,
    visit: (pointer: Pointer) => void,
  ): void;
  /**
   * The WebAssembly locals that the frame base and the variables of the function around `body` (its FunctionBody.offset) are found
   * by: what has to be saved at run time for `ValueFrame.local`.
   */
  localsNeeded(body: number): readonly number[];
}
