/**
 * The variable that an address has to do with, named for the report: the compiler's redzones tell which it is,
 * the debug information its type and where it is declared.
 */
import type { Addr } from "../bytes/brand.ts";
import type { GlobalFacts, LocalFacts } from "../runtime/facts.ts";
import type { VariableSource } from "../symbols/variables.ts";
import type { ReportedAddress } from "./model.ts";
import type { StackNamer, SymbolSource } from "./stacks.ts";

type Described = Omit<ReportedAddress, "value" | "region">;

/** What LLVM adds to a name: of a parameter's copy, and of a variable that was inlined with its function. */
const AddedToName = /(\.addr|\.byval|\.i\d*)+$/;

/** And of what optimisation left of a variable: a part, which has neither the whole's size nor its type. */
const Part = /\.sroa\.[\w.]*$/;

export function describeLocal(
  local: LocalFacts,
  namer: StackNamer,
  symbols: SymbolSource,
): Described {
  const { line, size, offset, func, life } = local;
  const isPart = local.name !== undefined && Part.test(local.name);
  const name = local.name?.replace(Part, "").replace(AddedToName, "");
  const [frame] = func === undefined ? [] : namer.report([{ site: func }]);
  const place = { offset, blockSize: size, ...(life !== "living" && { ended: life }) };
  if (name === undefined)
    return { variableKind: "array", ...place, ...ofFunction(frame?.function) };
  if (TemporaryName.test(name)) {
    return { variableKind: "temporary", ...place, ...ofFunction(frame?.function) };
  }
  const source = func === undefined ? undefined : symbols.localVariable(func, name, line);
  const { type, ...where } = declared(source);
  return {
    variableKind: "local",
    variable: name,
    ...place,
    ...ofFunction(source?.function ?? frame?.function),
    ...(line !== undefined && frame?.file !== undefined && { file: frame.file, line }),
    ...where,
    ...(type !== undefined && !isPart && { type }),
  };
}

/** What clang calls the value of an expression that needs memory: a C++ temporary. */
const TemporaryName = /^(ref|agg)\.tmp/;
/** `.str`, `.str.7`; in C++ with a prefix of the unit: what LLVM calls string literals. */
const LiteralName = /(^|\.)str(\.\d+)*$/;
/** Static locals: the function and the name, and a number when there are several. */
const StaticLocal = /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)(\.\d+)?$/;

export function describeGlobal(
  { address, name, size, offset }: GlobalFacts,
  symbols: SymbolSource,
): Described {
  const place = { offset, blockSize: size };
  if (LiteralName.test(name)) return { variableKind: "literal", ...place };
  const source = symbols.globalAt(address);
  const [, func, local] = StaticLocal.exec(name) ?? [];
  return {
    variableKind: "global",
    variable: source?.name ?? local ?? name,
    ...place,
    ...ofFunction(source?.function ?? func),
    ...declared(source),
  };
}

/** A variable without a redzone: the debug information alone knows of it. */
export function describeUnguarded(address: Addr, symbols: SymbolSource): Described {
  const source = symbols.globalAt(address);
  if (source === undefined) return {};
  const { name, start, size } = source;
  const place = { offset: address - start, blockSize: size };
  if (name === undefined) return { variableKind: "literal", ...place };
  return {
    variableKind: "global",
    variable: name,
    ...place,
    ...ofFunction(source.function),
    ...declared(source),
  };
}

function ofFunction(name: string | undefined): Described {
  return name === undefined ? {} : { function: name };
}

function declared(source: VariableSource | undefined): Described {
  if (source === undefined) return {};
  const { type, file, line } = source;
  return {
    ...(type !== undefined && { type }),
    ...(file !== undefined && line !== undefined && { file, line }),
  };
}
