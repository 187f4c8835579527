import type { Target } from "./target.ts";
import { expressions, sections, symbols, values } from "./targets/debug.ts";
import { decode, rewrite } from "./targets/modules.ts";
import { itanium, messages, recordings, rust, rustTypes, suppressions } from "./targets/texts.ts";

/** By the name under which they are run, and under which their findings lie in found/. */
export const TARGETS: Readonly<Record<string, Target>> = {
  decode,
  rewrite,
  ...sections,
  expressions,
  symbols,
  values,
  itanium,
  rust,
  "rust-types": rustTypes,
  suppressions,
  recordings,
  messages,
};
