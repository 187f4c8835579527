/** Values as a picture shows them: every pointer becomes an arrow, and every scalar a word. */
import type { Arrow, PictureMember, PictureValue } from "../picture/model.ts";
import type { Member, Pointer, Value } from "../values/value.ts";

/** Elements of an array that a picture holds; a drawing shows fewer. */
const MostElements = 64;

const ByteType = "byte";

export interface ValueOptions {
  /** Where a pointer leads. */
  readonly arrowOf: (pointer: Pointer, of: "object" | "function") => Arrow;
  /** Standard types with what they are made of, too. */
  readonly open: boolean;
}

/** Makes values, and collects the arrows that begin in them. */
export class PictureValues {
  readonly arrows: Arrow[] = [];
  /** Blocks that hold the text of a string, by number. */
  readonly texts = new Map<number, string>();
  readonly #options: ValueOptions;

  constructor(options: ValueOptions) {
    this.#options = options;
  }

  of(value: Value): PictureValue {
    const { type } = value;
    switch (value.kind) {
      case "scalar":
        return { kind: "text", type, text: value.text };
      case "undefined":
        if (value.isPointer) return this.#undefinedPointer(value);
        return { kind: "text", type, text: "?", not: "defined" };
      case "optimised out":
        return { kind: "text", type, text: "<optimised out>", not: "available" };
      case "unreadable":
        return { kind: "text", type, text: `<cannot be read: ${value.reason}>`, not: "readable" };
      case "pointer":
        return {
          kind: "pointer",
          type,
          arrow: this.#arrow(value, value.of),
          ...(value.address !== undefined && { address: value.address }),
        };
      case "array":
        return {
          kind: "elements",
          type,
          elements: value.elements.slice(0, MostElements).map((each) => this.of(each)),
          count: value.count,
          ...(value.text !== undefined && { text: quoted(value.text) }),
        };
      case "record":
        return { kind: "members", type, members: this.#members(value.members) };
      case "variant":
        return {
          kind: "members",
          type,
          head: value.variant,
          members: this.#members(value.members),
        };
      case "standard":
        return this.#standard(value);
    }
  }

  /** Memory of which nobody knows what it is: bytes, as two hexadecimal digits each. */
  ofBytes(bytes: Uint8Array, undefinedBits: Uint8Array | undefined): PictureValue {
    const elements = Array.from(bytes.subarray(0, MostElements), (byte, at): PictureValue => {
      if ((undefinedBits?.[at] ?? 0) !== 0) {
        return { kind: "text", type: ByteType, text: "?", not: "defined" };
      }
      return { kind: "text", type: ByteType, text: byte.toString(16).padStart(2, "0") };
    });
    return {
      kind: "elements",
      type: `${ByteType}[${bytes.length}]`,
      elements,
      count: bytes.length,
    };
  }

  #standard(value: Extract<Value, { kind: "standard" }>): PictureValue {
    const { type, members, text } = value;
    const only = members.length === 1 && members[0]?.name === undefined ? members[0] : undefined;
    const opened = this.#options.open && { raw: this.of(value.raw) };
    // Just a pointer, or a number: as such.
    if (only !== undefined && !this.#options.open && text === undefined) {
      return { ...this.of(only.value), type };
    }
    const shown = this.#members(members);
    if (text !== undefined) this.#noteText(quoted(text), shown);
    return {
      kind: "members",
      type,
      members: shown,
      ...(text !== undefined && { text: quoted(text) }),
      ...opened,
    };
  }

  /** What a string's pointer leads to is its text. */
  #noteText(text: string, members: readonly PictureMember[]): void {
    for (const { value } of members) {
      const arrow = value.kind === "pointer" ? this.arrows[value.arrow] : undefined;
      if (arrow?.to === "block" && arrow.offset === 0) this.texts.set(arrow.block, text);
    }
  }

  #members(members: readonly Member[]): PictureMember[] {
    return members.map(({ name, value }) => ({
      ...(name !== undefined && { name }),
      value: this.of(value),
    }));
  }

  #undefinedPointer({ type, address }: Value): PictureValue {
    const arrow = this.arrows.push({ to: "undefined" }) - 1;
    return { kind: "pointer", type, arrow, ...(address !== undefined && { address }) };
  }

  #arrow(pointer: Pointer, of: "object" | "function"): number {
    return this.arrows.push(this.#options.arrowOf(pointer, of)) - 1;
  }
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** Every pointer in a value that leads to an object, in its order. */
export function* pointersOf(value: Value): Generator<Pointer> {
  switch (value.kind) {
    case "pointer":
      if (value.of === "object") yield value;
      break;
    case "array":
      for (const element of value.elements) yield* pointersOf(element);
      break;
    case "record":
    case "variant":
    case "standard":
      for (const member of value.members) yield* pointersOf(member.value);
      break;
  }
}
