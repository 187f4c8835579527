/** Values on one line, for tests that read as text. */
import type { PictureMember, PictureValue } from "../../src/picture/model.ts";
import type { Member, Value, ValueMemory, Values } from "../../src/values/value.ts";

export interface ShowOptions {
  readonly values: Values;
  readonly memory: ValueMemory;
  /** Pointers that are followed, one after the other. */
  readonly follow?: number;
}

/** `{x: 1, next: -> {x: 2, next: null}}` */
export function shown(value: Value, options: ShowOptions): string {
  switch (value.kind) {
    case "scalar":
      return value.text;
    case "pointer":
      return pointer(value, options);
    case "array": {
      if (value.text !== undefined) return `"${value.text}"`;
      const elements = value.elements.map((element) => shown(element, options));
      if (value.count <= 10) return `[${elements.join(", ")}]`;
      return `[${elements.slice(0, 3).join(", ")}, … ${value.elements.length} of ${value.count}]`;
    }
    case "record":
      return members(value.members, value.union ? " | " : ", ", options);
    case "variant": {
      const { variant } = value;
      return value.members.length === 0
        ? variant
        : `${variant}${members(value.members, ", ", options)}`;
    }
    case "standard": {
      const [first] = value.members;
      if (value.text === undefined && value.members.length === 1 && first?.name === undefined) {
        return shown(first!.value, options);
      }
      const text = value.text === undefined ? "" : `"${value.text}" `;
      return `${text}<${members(value.members, ", ", options).slice(1, -1)}>`;
    }
    case "undefined":
      return "?";
    case "optimised out":
      return "optimised out";
    case "unreadable":
      return `unreadable: ${value.reason}`;
  }
}

function members(of: readonly Member[], between: string, options: ShowOptions): string {
  const written = of.map(({ name, value }) =>
    name === undefined ? shown(value, options) : `${name}: ${shown(value, options)}`,
  );
  return `{${written.join(between)}}`;
}

function pointer(
  { of, target, pointee, count }: Extract<Value, { readonly kind: "pointer" }>,
  options: ShowOptions,
): string {
  const { follow = 1, values, memory } = options;
  if (target === 0) return "null";
  if (of === "function") return "-> function";
  if (follow === 0 || values.sizeOf(pointee) === undefined) return `-> ${values.typeName(pointee)}`;
  const there = values.readAt(pointee, target, memory, count);
  return `-> ${shown(there, { ...options, follow: follow - 1 })}`;
}

/** The same of a value in a picture, without following its arrows. */
export function shownPicture(value: PictureValue): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "pointer":
      return "->";
    case "elements":
      return value.text ?? `[${value.elements.map(shownPicture).join(", ")}]`;
    case "members": {
      const { head = "", text, members } = value;
      const written = members.map(({ name, value: inner }: PictureMember) =>
        name === undefined ? shownPicture(inner) : `${name}: ${shownPicture(inner)}`,
      );
      const braces = written.length === 0 ? "" : `{${written.join(", ")}}`;
      return (text === undefined ? "" : `${text} `) + head + braces;
    }
  }
}
