/** The variable that an address has to do with, named for the report. */
import type { GlobalFacts, LocalFacts } from "../runtime/facts.ts";
import type { ReportedAddress } from "./model.ts";
import type { StackNamer } from "./stacks.ts";

type Described = Omit<ReportedAddress, "value" | "region">;

export function describeLocal(local: LocalFacts, namer: StackNamer): Described {
  const { name, line, size, offset, func, life } = local;
  const [frame] = func === undefined ? [] : namer.report([{ site: func }]);
  return {
    variableKind: name === undefined ? "array" : "local",
    ...(name !== undefined && { variable: name }),
    offset,
    blockSize: size,
    ...(frame?.function !== undefined && { function: frame.function }),
    ...(line !== undefined && frame?.file !== undefined && { file: frame.file, line }),
    ...(life !== "living" && { ended: life }),
  };
}

/** `.str`, `.str.7`; in C++ with a prefix of the unit: what LLVM calls string literals. */
const LiteralName = /(^|\.)str(\.\d+)*$/;
/** Static locals: the function and the name, and a number when there are several. */
const StaticLocal = /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)(\.\d+)?$/;

export function describeGlobal({ name, size, offset }: GlobalFacts): Described {
  const place = { offset, blockSize: size };
  if (LiteralName.test(name)) return { variableKind: "literal", ...place };
  const [, func, local] = StaticLocal.exec(name) ?? [];
  return {
    variableKind: "global",
    variable: local ?? name,
    ...place,
    ...(func !== undefined && { function: func }),
  };
}
