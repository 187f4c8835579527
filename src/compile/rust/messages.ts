/**
 * What rustc prints with `--error-format=json`: one diagnostic a line, each with the text that a person would have
 * seen. (The rustc book, "JSON Output".)
 */
import type { CompilerDiagnostic } from "../diagnostics.ts";

/** The fields that are used here. */
interface JsonDiagnostic {
  readonly message: string;
  readonly code: { readonly code: string } | null;
  readonly level: string;
  readonly spans: readonly JsonSpan[];
  /** With colours, as they were asked for. */
  readonly rendered: string | null;
}

interface JsonSpan {
  readonly file_name: string;
  readonly line_start: number;
  readonly column_start: number;
  readonly is_primary: boolean;
  /** Of code that a macro made: where the macro was called. */
  readonly expansion: { readonly span: JsonSpan } | null;
}

const Severities: Readonly<Record<string, CompilerDiagnostic["severity"]>> = {
  error: "error",
  "error: internal compiler error": "error",
  warning: "warning",
};

/** At the end rustc counts what it has said; the count is no diagnostic. */
const Count =
  /^(?:aborting due to |\d+ warnings? emitted|Some errors have detailed explanations|For more information about )/;

export interface RustcMessages {
  /** For people: what rustc would have printed, colours included. */
  readonly rendered: string;
  readonly diagnostics: readonly CompilerDiagnostic[];
}

/** @param printed what rustc wrote to stderr; lines that are no diagnostics are kept as they are */
export function readRustcMessages(printed: string): RustcMessages {
  let rendered = "";
  const diagnostics: CompilerDiagnostic[] = [];
  for (const line of printed.split(/(?<=\n)/)) {
    const diagnostic = parse(line);
    if (diagnostic === undefined) {
      rendered += line;
      continue;
    }
    rendered += diagnostic.rendered ?? `${diagnostic.level}: ${diagnostic.message}\n`;
    const counts =
      diagnostic.code === null && diagnostic.spans.length === 0 && Count.test(diagnostic.message);
    if (!counts) diagnostics.push(described(diagnostic));
  }
  return { rendered, diagnostics };
}

function parse(line: string): JsonDiagnostic | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const read: unknown = JSON.parse(line);
    return isDiagnostic(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isDiagnostic(read: unknown): read is JsonDiagnostic {
  return (
    typeof read === "object" &&
    read !== null &&
    "message" in read &&
    typeof read.message === "string" &&
    "level" in read &&
    typeof read.level === "string" &&
    "spans" in read &&
    Array.isArray(read.spans)
  );
}

function described({ message, code, level, spans }: JsonDiagnostic): CompilerDiagnostic {
  const span = spans.find((each) => each.is_primary);
  const place = span && inUsersCode(span);
  return {
    ...(code && { code: code.code }),
    severity: Severities[level] ?? "note",
    ...(place && {
      file: place.file_name,
      line: place.line_start,
      column: place.column_start,
    }),
    message,
  };
}

/** Where macros of the standard library are, if rustc has their source; or `<::core::macros::panic>`. */
const StandardLibrary = /^<|^\/rustc\/|[/\\]library[/\\](?:alloc|core|std)[/\\]src[/\\]/;

/** What a macro of the standard library made is at the place where it was called. */
function inUsersCode(span: JsonSpan): JsonSpan {
  let place = span;
  while (place.expansion && StandardLibrary.test(place.file_name)) place = place.expansion.span;
  return place;
}
