/**
 * The report as a person reads it: Memcheck's words in Memcheck's order, without its "==1234=="
 * before every line (our report comes when the program has ended, so nothing needs to be told
 * apart) and without code addresses, which mean nothing in WebAssembly. What Memcheck leaves to the
 * reader is shown in place: the source line, and what to do about it.
 */
import { createColors } from "picocolors";
import type { LeakKind } from "../runtime/facts.ts";
import { excerpt } from "./excerpt.ts";
import { ownPlace } from "./help.ts";
import type {
  Report,
  ReportedAddress,
  ReportedError,
  ReportedFrame,
  ReportedLeak,
  ReportedNote,
} from "./model.ts";
import { grouped, hex } from "./numbers.ts";
import {
  AllocatedAt,
  addressLines,
  CycleTitle,
  cycleBlock,
  ENDINGS,
  errorSummary,
  exitSentence,
  foldedFrames,
  heapSummary,
  inTest,
  LEAKS,
  leakSummary,
  leakTitle,
  NOTES,
  omittedCalls,
  originLine,
  PanicEnding,
  PictureLabel,
  parameterLine,
  SuppressedEnding,
} from "./wording.ts";
import { Columns, printable, wrap } from "./wrap.ts";

export interface TextOptions {
  /** How much of the leaks is shown; "yes" is "full", as in Valgrind. "impossible": nobody can know of any. */
  readonly leakCheck: "no" | "summary" | "yes" | "full" | "impossible";
  readonly showLeakKinds: readonly LeakKind[];
  /** Findings only, and nothing when there are none. */
  readonly quiet: boolean;
  readonly color: boolean;
  /** The text of a source file by the name that frames give it; undefined when it is not there. */
  readonly readSource: (file: string) => string | undefined;
  /** The command that shows memory at a finding, by its number; absent: it is not told. */
  readonly pictureCommand?: (finding: number) => string;
}

/** @returns lines, each with its line feed; "" when there is nothing to say */
export function renderText(report: Report, options: TextOptions): string {
  if (report.exit === undefined) return "";
  const page = new Page(report.program, options);
  if (!options.quiet) page.heading();
  for (const [at, error] of report.errors.entries()) page.error(error, at + 1);
  page.ending(report, options.quiet);
  const isHeapSeen = !report.notes?.some(({ kind }) => kind === "heap-not-seen");
  if (!options.quiet && isHeapSeen) page.paragraph(heapSummary(report.summary));
  renderLeakRecords(page, report, options);
  if (!options.quiet) {
    if (isHeapSeen) page.paragraph(leakVerdict(report, options));
    if (report.notes) page.notes(report.notes);
    page.verdict(report.summary);
  }
  return page.toString();
}

function renderLeakRecords(page: Page, report: Report, options: TextOptions): void {
  if (!showsRecords(options)) return;
  const shown = options.showLeakKinds.map((kind) => LEAKS[kind].name);
  report.leaks.forEach((leak, i) => {
    if (!shown.includes(leak.kind)) return;
    const title = leakTitle(leak, i + 1, report.leaks.length);
    page.leak(leak, title, report.errors.length + i + 1);
  });
}

/** The LEAK SUMMARY, or why there is none. */
function leakVerdict({ summary, leaks, exit }: Report, options: TextOptions): readonly string[] {
  if (summary.heap.inUseBlocks === 0) return [NOTES.allFreed];
  if (options.leakCheck === "no") return [NOTES.leaksNotLookedFor];
  if (options.leakCheck === "impossible") return [NOTES.leaksOfHost];
  // Blocks in use are in a record of one kind or another, reported or suppressed, unless nobody looked.
  if (leaks.length === 0 && summary.leak.suppressed === undefined) {
    if (exit !== undefined && "panic" in exit) return [NOTES.leaksOfPanic];
    const running = exit !== undefined && "trap" in exit && exit.trap === "timeout";
    return [running ? NOTES.leaksNotJudged : NOTES.leaksNotReplayed];
  }
  const lines = leakSummary(summary);
  if (!showsRecords(options)) return [...lines, NOTES.leaksSummed];
  const hidden = summary.leak.reachable.blocks > 0 && !options.showLeakKinds.includes("reachable");
  return hidden ? [...lines, ...NOTES.reachableHidden] : lines;
}

function showsRecords({ leakCheck }: TextOptions): boolean {
  return leakCheck === "full" || leakCheck === "yes";
}

/** Paragraphs with a blank line between them. */
class Page {
  readonly #program: string;
  readonly #paint: ReturnType<typeof createColors>;
  readonly #readSource: TextOptions["readSource"];
  readonly #pictureCommand: TextOptions["pictureCommand"];
  readonly #paragraphs: (readonly string[])[] = [];

  constructor(program: string, { color, readSource, pictureCommand }: TextOptions) {
    this.#program = program;
    this.#pictureCommand = pictureCommand;
    this.#paint = createColors(color);
    this.#readSource = readSource;
  }

  toString(): string {
    return this.#paragraphs.map((lines) => `${lines.join("\n")}\n`).join("\n");
  }

  heading(): void {
    this.#paragraphs.push([this.#paint.dim(`Redzone: ${printable(this.#program)}`)]);
  }

  paragraph(lines: readonly string[]): void {
    this.#paragraphs.push(lines.flatMap((line) => wrap(line)));
  }

  verdict(summary: Report["summary"]): void {
    const paint = summary.errors === 0 ? this.#paint.green : this.#paint.red;
    this.#paragraphs.push([this.#paint.bold(paint(errorSummary(summary)))]);
  }

  ending({ exit, errors }: Report, quiet: boolean): void {
    if (exit === undefined) return;
    if ("trap" in exit) {
      const { trap, stack = [] } = exit;
      const suppressed = trap === "other" && errors.length === 0;
      const where = this.#stack(stack, this.#excerpt(stack));
      this.#paragraphs.push([...wrap(suppressed ? SuppressedEnding : ENDINGS[trap]), ...where]);
    } else if (exit.panic) {
      const { stack } = exit.panic;
      this.#paragraphs.push([...wrap(PanicEnding), ...this.#stack(stack, this.#excerpt(stack))]);
    } else if (exit.code !== 0 && !quiet) this.#paragraphs.push([exitSentence(exit.code)]);
  }

  /** @param number of the finding, here and below */
  error(error: ReportedError, number: number): void {
    const { title, count, syscall, address, origin } = error;
    const times = count === 1 ? "" : ` (${grouped(count)} times)`;
    const byte = syscall && parameterLine(syscall);
    this.#finding(title + times, error, number, [
      ...(byte === undefined ? [] : wrap(` ${byte}`)),
      ...(address ? this.#address(address) : []),
      ...(origin ? [...wrap(` ${printable(originLine(error))}`), ...this.#stack(origin)] : []),
    ]);
  }

  leak(leak: ReportedLeak, title: string, number: number): void {
    const cycle = leak.cycle?.flatMap((block) => wrap(`   ${printable(cycleBlock(block))}`)) ?? [];
    const more = cycle.length > 0 ? [...wrap(` ${CycleTitle}`), ...cycle] : [];
    this.#finding(title, leak, number, more);
  }

  notes(notes: readonly ReportedNote[]): void {
    this.paragraph(notes.map(({ message }) => `Note: ${printable(message)}`));
  }

  #finding(
    title: string,
    { stack, test, help, suppression }: ReportedError | ReportedLeak,
    number: number,
    more: readonly string[],
  ): void {
    this.#paragraphs.push([
      ...wrap(title).map((line) => this.#paint.bold(this.#paint.red(line))),
      ...this.#stack(stack, this.#excerpt(stack)),
      ...(test === undefined ? [] : wrap(` ${printable(inTest(test))}`)),
      ...more,
      ...(help === undefined ? [] : this.#help(help)),
      ...this.#picture(number, stack),
    ]);
    // To be pasted: neither wrapped nor coloured.
    if (suppression !== undefined) this.#paragraphs.push(suppression.trimEnd().split("\n"));
  }

  #address(address: ReportedAddress): readonly string[] {
    const { allocated, freed } = address;
    return [
      ...addressLines(address).flatMap((line) => wrap(` ${line}`)),
      ...(freed ? [...this.#stack(freed), ` ${AllocatedAt}`] : []),
      ...(allocated ? this.#stack(allocated) : []),
    ];
  }

  /** Not wrapped, to be pasted. Where no line is known there are no steps. */
  #picture(number: number, stack: readonly ReportedFrame[]): readonly string[] {
    if (this.#pictureCommand === undefined || ownPlace(stack)?.line === undefined) return [];
    return [`${this.#paint.cyan(` ${PictureLabel}`)} ${this.#pictureCommand(number)}`];
  }

  #help(help: string): readonly string[] {
    const label = " Help:";
    return wrap(`${label} ${printable(help)}`).map((line) =>
      line.startsWith(label) ? this.#paint.cyan(label) + line.slice(label.length) : line,
    );
  }

  /** @param shown an excerpt, to stand under the frame it belongs to */
  #stack(
    stack: readonly ReportedFrame[],
    shown?: { readonly frame: ReportedFrame; readonly lines: readonly string[] },
  ): readonly string[] {
    return stack.flatMap((frame, i) => [
      ...this.#folded(frame, i === 0 ? "at" : "by"),
      ...this.#frame(frame, i === 0 && frame.folded === undefined ? "at" : "by"),
      ...(frame === shown?.frame ? shown.lines : []),
      ...(frame.omitted ? wrap(`   ${omittedCalls(frame.omitted)}`) : []),
    ]);
  }

  #folded({ folded }: ReportedFrame, preposition: "at" | "by"): readonly string[] {
    if (folded === undefined) return [];
    return wrap(`   ${preposition} ${printable(foldedFrames(folded))}`).map(this.#paint.dim);
  }

  #frame(frame: ReportedFrame, preposition: "at" | "by"): readonly string[] {
    const { file, line, offset } = frame;
    const code = offset === undefined ? "" : `${hex(offset)}: `;
    const name = `   ${preposition} ${code}${printable(frame.function ?? "???")}`;
    if (file === undefined && offset === undefined) return [this.#paint.dim(name)];
    // As Memcheck shows code of which no line is known.
    const place =
      file === undefined
        ? `(in ${printable(this.#program)})`
        : `(${printable(file)}${line === undefined ? "" : `:${line}`})`;
    const oneLine = `${name} ${place}`;
    return oneLine.length <= Columns ? [oneLine] : [name, `      ${place}`];
  }

  /** The source line of the frame that a reader looks for first. */
  #excerpt(stack: readonly ReportedFrame[]) {
    const frame = ownPlace(stack);
    if (frame?.file === undefined || frame.line === undefined) return undefined;
    const source = this.#readSource(frame.file);
    if (source === undefined) return undefined;
    const { number, code, caret } = excerpt(source, frame.line, frame.column) ?? {};
    if (number === undefined) return undefined;
    const { dim, bold, red } = this.#paint;
    const lines = [`${dim(`${number} |`)} ${code}`];
    if (caret !== undefined) {
      lines.push(`${dim(`${" ".repeat(number.length)} |`)} ${" ".repeat(caret)}${bold(red("^"))}`);
    }
    return { frame, lines };
  }
}
