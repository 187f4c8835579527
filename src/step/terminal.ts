/**
 * The terminal: the alternate screen, keys one by one, and whatever happens, all of it as it was in the end. The rest of the program
 * knows lines and keys; here they are bytes (ECMA-48, and xterm's private modes).
 */
import { emitKeypressEvents } from "node:readline";
import type { Key } from "./keys.ts";
import type { Size } from "./screen.ts";
import type { Cursor, Display } from "./session.ts";

export interface TerminalInput extends NodeJS.ReadableStream {
  setRawMode(raw: boolean): unknown;
}

export interface TerminalOutput {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  on(event: "resize", listener: () => void): unknown;
  off(event: "resize", listener: () => void): unknown;
}

/** What the system tells this process, and what is asked of it. */
export interface TerminalProcess {
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  /** Stops all of the job, as Ctrl-Z does, or only this process. */
  stop(which: "job" | "process"): void;
}

export interface TerminalListener {
  key(key: Key): void;
  /** What was on the screen is gone, or of another size. */
  redraw(): void;
  /** The process is asked to end. */
  end(signal: EndSignal): void;
}

export type EndSignal = (typeof EndSignals)[number];
const EndSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const Escape = "\x1b[";
const HideCursor = `${Escape}?25l`;
const ShowCursor = `${Escape}?25h`;
/** The alternate screen, without a cursor, and a line that is too long stays one. */
const Enter = `${Escape}?1049h${HideCursor}${Escape}?7l${Escape}H${Escape}2J`;
const Leave = `${Escape}0m${Escape}?7h${ShowCursor}${Escape}?1049l`;
/** For a terminal that does not say how large it is. */
const UsualSize: Size = { columns: 80, rows: 24 };

export class Terminal implements Display {
  readonly #input: TerminalInput;
  readonly #output: TerminalOutput;
  readonly #process: TerminalProcess;
  readonly #listener: TerminalListener;
  readonly #undo: (() => void)[] = [];
  #isOpen = false;
  /** What is on the screen. */
  #shown: readonly string[] = [];
  /** What moves the cursor to where it is seen; empty when it is not. */
  #cursor = "";

  constructor(
    streams: { readonly input: TerminalInput; readonly output: TerminalOutput },
    system: TerminalProcess,
    listener: TerminalListener,
  ) {
    this.#input = streams.input;
    this.#output = streams.output;
    this.#process = system;
    this.#listener = listener;
  }

  get size(): Size {
    const { columns, rows } = this.#output;
    // Some say 0 when they do not know.
    return { columns: columns || UsualSize.columns, rows: rows || UsualSize.rows };
  }

  open(): void {
    emitKeypressEvents(this.#input);
    this.#listen(this.#input, "keypress", (text: string | undefined, pressed: Pressed) => {
      const key = keyOf(text, pressed);
      if (key === "ctrl-c") this.#listener.end("SIGINT");
      else if (key === "ctrl-z") this.#process.stop("job");
      else if (key !== undefined) this.#listener.key(key);
    });
    // A terminal that has gone away ends, or cannot be read.
    for (const event of ["end", "error"]) {
      this.#listen(this.#input, event, () => this.#listener.end("SIGHUP"));
    }
    this.#listen(this.#output, "resize", () => this.#listener.redraw());
    for (const signal of EndSignals) {
      this.#listen(this.#process, signal, () => this.#listener.end(signal));
    }
    this.#listen(this.#process, "SIGTSTP", () => {
      this.#leave();
      this.#process.stop("process");
    });
    this.#listen(this.#process, "SIGCONT", () => {
      this.#enter();
      this.#listener.redraw();
    });
    // An error's message is for the ordinary screen, and an exit may come from anywhere.
    for (const event of ["uncaughtExceptionMonitor", "exit"]) {
      this.#listen(this.#process, event, () => this.#leave());
    }
    this.#enter();
  }

  /** As it was. */
  close(): void {
    this.#leave();
    for (const undo of this.#undo.splice(0)) undo();
    this.#input.pause();
  }

  /** Writes only the lines that are others than before: the way may be long. */
  show(lines: readonly string[], cursor: Cursor | undefined, anew: boolean): void {
    if (!this.#isOpen) return;
    const blank = lines.map(() => "");
    const before = anew ? blank : this.#shown;
    let text = anew ? `${Escape}0m${Escape}2J` : "";
    for (const [row, line] of lines.entries()) {
      if (line === before[row]) continue;
      // Erased first: behind a full line, the cursor is still on its last character.
      text += `${Escape}${row + 1};1H${Escape}K${line}${Escape}0m`;
    }
    this.#shown = lines;
    const place = cursor === undefined ? "" : `${Escape}${cursor.row + 1};${cursor.column + 1}H`;
    if (text === "" && place === this.#cursor) return;
    const hide = this.#cursor === "" ? "" : HideCursor;
    this.#cursor = place;
    this.#output.write(hide + text + (place === "" ? "" : place + ShowCursor));
  }

  #enter(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#input.setRawMode(true);
    this.#input.resume();
    this.#output.write(Enter);
    this.#shown = [];
    this.#cursor = "";
  }

  #leave(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#output.write(Leave);
    try {
      this.#input.setRawMode(false);
    } catch {
      // The terminal itself has gone away.
    }
  }

  #listen<Listener extends (...told: never[]) => void>(
    from: Emitter<Listener>,
    event: string,
    listener: Listener,
  ): void {
    from.on(event, listener);
    this.#undo.push(() => from.off(event, listener));
  }
}

interface Emitter<Listener> {
  on(event: string, listener: Listener): unknown;
  off(event: string, listener: Listener): unknown;
}

/** As node:readline tells it. */
interface Pressed {
  readonly name?: string | undefined;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
}

/** @returns undefined for what is no key of ours, such as an unknown escape sequence */
export function keyOf(text: string | undefined, { name, ctrl, meta }: Pressed): Key | undefined {
  if (ctrl) return name === undefined ? undefined : `ctrl-${name}`;
  if (name === "return" || name === "enter") return "enter";
  if (name === "escape") return "escape";
  if (meta) return undefined;
  if (text !== undefined && /^[^\p{Cc}]$/u.test(text)) return text;
  // What nobody knows has the name "undefined".
  return name === "undefined" ? undefined : name;
}
