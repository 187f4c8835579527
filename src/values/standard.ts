/** Types of standard libraries as what they stand for. One more of them: a row in cpp.ts or rust.ts. */
import { CppTypes, CppWrappers } from "./cpp.ts";
import type { Layout } from "./layouts.ts";
import { type Meaning, type Part, Unexpected } from "./part.ts";
import { RustFatPointers, RustTypes, rustWrapper } from "./rust.ts";

/** undefined: the type is nothing special, or not made as the library made it when this was written. */
export function meaningOf(part: Part): Meaning | undefined {
  const read = special(part.layout) ?? wrapper(part);
  if (read === undefined) return undefined;
  try {
    return read(part);
  } catch (error) {
    if (error instanceof Unexpected) return undefined;
    throw error;
  }
}

/** Whether the type's pointers are not just those of its fields. */
export function hidesPointers(layout: Layout): boolean {
  return special(layout) !== undefined;
}

type Read = (part: Part) => Meaning;

function special({ language, family = "", shape }: Layout): Read | undefined {
  if (language !== "rust") return CppTypes.get(family);
  const read = RustTypes.get(family);
  if (read !== undefined || shape.kind !== "record") return read;
  const [first, second] = shape.fields;
  return RustFatPointers.find(
    ([[pointer, more]]) => first?.name === pointer && second?.name === more,
  )?.[1];
}

function wrapper(part: Part): Read | undefined {
  const { language, family = "" } = part.layout;
  return language === "rust" ? rustWrapper(family, part) : CppWrappers.get(family);
}
