/** The messages of clang and wasm-ld as data, for the JSON report; people get them untouched. */

/** The same shape as the report's `Diagnostic`, declared here because this floor is below it. */
export interface CompilerDiagnostic {
  /** The flag that governs a warning, such as `-Wunused-variable`. */
  readonly code?: string;
  readonly severity: "error" | "warning" | "note";
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

const Severities = {
  "fatal error": "error",
  error: "error",
  warning: "warning",
  note: "note",
  remark: "note",
} as const;

/** `list.c:4:19: warning: …`; clang prints columns unless told not to. */
const Located = /^(.+?):(\d+):(?:(\d+):)? (fatal error|error|warning|note|remark): (.*)$/;
/** `clang: error: …`, `wasm-ld: error: /tmp/list-1.o: undefined symbol: f`. */
const FromTool = /^(?:clang|wasm-ld|redzone): (fatal error|error|warning|note|remark): (.*)$/;
const GoverningFlag = / \[(?:-Werror,)?(-W[^\]]+)\]$/;
/** An object file that clang made on the way: no name for a user. */
const TemporaryObject = /^\/tmp\/[^:]+\.o: /;

/** @param messages may hold colours. */
export function readDiagnostics(messages: string): CompilerDiagnostic[] {
  const found: CompilerDiagnostic[] = [];
  for (const line of withoutColours(messages).split("\n")) {
    const located = Located.exec(line);
    if (located) {
      const [, file, lineNumber, column, severity, text] = located;
      found.push({
        ...described(severity!, text!),
        file: file!,
        line: Number(lineNumber),
        ...(column !== undefined && { column: Number(column) }),
      });
      continue;
    }
    const fromTool = FromTool.exec(line);
    if (fromTool) found.push(described(fromTool[1]!, fromTool[2]!.replace(TemporaryObject, "")));
  }
  return found;
}

function described(severity: string, text: string): CompilerDiagnostic {
  const flag = GoverningFlag.exec(text);
  return {
    severity: Severities[severity as keyof typeof Severities],
    message: flag ? text.slice(0, flag.index) : text,
    ...(flag && { code: flag[1]! }),
  };
}

/** Removes the SGR sequences by which clang and lld colour what they print. */
export function withoutColours(messages: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what begins such a sequence.
  return messages.replace(/\x1b\[[\d;]*m/g, "");
}
