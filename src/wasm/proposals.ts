/**
 * Proposals for WebAssembly that Redzone does not support: by what in a module each of them is told, and what is said
 * then. docs/modules.md has the same names, with the reasons.
 */
export const PROPOSALS = [
  "component model",
  "custom page sizes",
  "exception handling with exnref",
  "GC",
  "half precision",
  "memory control",
  "memory64",
  "multi-memory",
  "relaxed SIMD",
  "shared-everything threads",
  "stack switching",
  "stringref",
  "typed function references",
  "wide arithmetic",
] as const;
export type Proposal = (typeof PROPOSALS)[number];

export function unsupported(what: string, proposal: Proposal): string {
  return `${what} (${proposal}) is not supported`;
}

/** Instructions, by opcode byte. */
const OPCODES: readonly (readonly [first: number, last: number, Proposal])[] = [
  [0x0a, 0x0a, "exception handling with exnref"],
  [0x14, 0x15, "typed function references"],
  [0x1f, 0x1f, "exception handling with exnref"],
  [0xd3, 0xd3, "GC"],
  [0xd4, 0xd6, "typed function references"],
  [0xe0, 0xe6, "stack switching"],
];

/** Instructions behind a prefix byte, by their number; the last row that fits. */
const PREFIXED: readonly (readonly [prefix: number, first: number, last: number, Proposal])[] = [
  [0xfb, 0x00, 0x7f, "GC"],
  [0xfb, 0x80, 0xbf, "stringref"],
  [0xfc, 0x12, 0x12, "memory control"],
  [0xfc, 0x13, 0x16, "wide arithmetic"],
  [0xfd, 0x100, 0x11f, "relaxed SIMD"],
  [0xfd, 0x120, 0x1ff, "half precision"],
  [0xfe, 0x4f, 0xff, "shared-everything threads"],
];

/**
 * The proposal that an instruction outside the opcode table belongs to, if it is known.
 * @param number of an instruction behind a prefix byte
 */
export function proposalOf(byte: number, number?: number): Proposal | undefined {
  if (number === undefined) {
    return OPCODES.find(([first, last]) => first <= byte && byte <= last)?.[2];
  }
  return PREFIXED.find(
    ([prefix, first, last]) => prefix === byte && first <= number && number <= last,
  )?.[3];
}

/** Smaller bytes are indices of types. */
const FirstAbstractType = 0x40;
type Foreign = ReadonlyMap<number, readonly [what: string, Proposal]>;

/** In place of a value type. */
const FOREIGN_TYPES: Foreign = new Map([
  [0x78, ["a packed field", "GC"]],
  [0x77, ["a packed field", "GC"]],
  [0x75, ["noexnref", "exception handling with exnref"]],
  [0x74, ["nocontref", "stack switching"]],
  [0x73, ["nullfuncref", "GC"]],
  [0x72, ["nullexternref", "GC"]],
  [0x71, ["nullref", "GC"]],
  [0x6e, ["anyref", "GC"]],
  [0x6d, ["eqref", "GC"]],
  [0x6c, ["i31ref", "GC"]],
  [0x6b, ["structref", "GC"]],
  [0x6a, ["arrayref", "GC"]],
  [0x69, ["exnref", "exception handling with exnref"]],
  [0x68, ["contref", "stack switching"]],
  [0x67, ["stringref", "stringref"]],
  [0x65, ["a shared reference", "shared-everything threads"]],
  [0x64, ["a reference that is never null", "typed function references"]],
  [0x63, ["a reference of a given type", "typed function references"]],
]);

/** In place of a function type, in the type section. */
const FOREIGN_FORMS: Foreign = new Map([
  [0x65, ["a shared type", "shared-everything threads"]],
  [0x5f, ["a structure", "GC"]],
  [0x5e, ["an array", "GC"]],
  [0x5d, ["a continuation", "stack switching"]],
  [0x50, ["a subtype", "GC"]],
  [0x4f, ["a final subtype", "GC"]],
  [0x4e, ["a recursion group", "GC"]],
]);

/** What is said of a byte that is no value type. */
export function unknownType(byte: number): string {
  return describe(FOREIGN_TYPES, byte, "value type");
}

/** What is said of a byte that stands for no kind of reference. */
export function unknownReference(byte: number): string {
  if (byte < FirstAbstractType) return unsupported(...FOREIGN_TYPES.get(0x63)!);
  return describe(FOREIGN_TYPES, byte, "reference type");
}

/** What is said of a byte that begins no function type. */
export function unknownForm(byte: number): string {
  return describe(FOREIGN_FORMS, byte, "a type of form");
}

function describe(known: Foreign, byte: number, what: string): string {
  const found = known.get(byte);
  if (found !== undefined) return unsupported(...found);
  return `${what} 0x${byte.toString(16)} is not supported`;
}
