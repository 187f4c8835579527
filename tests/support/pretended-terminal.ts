/**
 * A terminal of pretence: keys are typed into it, and what is written to it stands on its screen. It knows the sequences that
 * the stepping program uses and throws at any other one.
 */
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { characters, widthOf } from "../../src/picture/columns.ts";

export class PretendedTerminal {
  readonly input = Object.assign(new PassThrough(), {
    setRawMode: (raw: boolean) => {
      this.isRaw = raw;
    },
  });
  readonly output: EventEmitter & { columns: number; rows: number; write(text: string): void };
  readonly system = Object.assign(new EventEmitter(), { stop: () => {} });
  isRaw = false;
  isAlternate = false;
  #cells: string[][] = [];
  #row = 0;
  #column = 0;

  constructor(columns: number, rows: number) {
    const write = (text: string) => this.#write(text);
    this.output = Object.assign(new EventEmitter(), { columns, rows, write });
    this.#clear();
  }

  type(bytes: string): void {
    this.input.write(bytes);
  }

  /** What was on the screen is lost: terminals differ in what they make of it. */
  resize(columns: number, rows: number): void {
    Object.assign(this.output, { columns, rows });
    this.#clear();
    this.output.emit("resize");
  }

  /** The lines of the screen, without the blanks at their ends. */
  get lines(): readonly string[] {
    return this.#cells.map((line) => line.join("").trimEnd());
  }

  #clear(): void {
    const { columns, rows } = this.output;
    this.#cells = Array.from({ length: rows }, () => this.#blank(columns));
  }

  #blank(columns: number): string[] {
    return Array.from({ length: columns }, () => " ");
  }

  #write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences begin with one
    for (const part of text.matchAll(/\x1b\[([?\d;]*)([A-Za-z])|[^\x1b]+/g)) {
      const [plain, parameters = "", command] = part;
      if (command === undefined) this.#put(plain);
      else this.#obey(parameters, command);
    }
  }

  #put(text: string): void {
    for (const character of characters(text)) {
      const line = this.#cells[this.#row];
      if (line === undefined) throw new Error(`written below the screen: ${text}`);
      if (this.#column >= this.output.columns) throw new Error(`written beyond the edge: ${text}`);
      line[this.#column] = character;
      // The other half of a wide one.
      if (widthOf(character) === 2) line[this.#column + 1] = "";
      this.#column += widthOf(character);
    }
  }

  #obey(parameters: string, command: string): void {
    switch (`${parameters}${command}`) {
      case "?1049h":
      case "?1049l":
        this.isAlternate = command === "h";
        return;
      case "2J":
        this.#clear();
        return;
      case "K":
        this.#cells[this.#row]?.fill(" ", this.#column);
        return;
      case "?25h":
      case "?25l":
      case "?7h":
      case "?7l":
        return;
    }
    if (command === "H") {
      const [row = 1, column = 1] = parameters === "" ? [] : parameters.split(";").map(Number);
      [this.#row, this.#column] = [row - 1, column - 1];
    } else if (command !== "m") throw new Error(`unknown sequence ${parameters}${command}`);
  }
}
