/**
 * The order of things: a key changes the state, or asks for another step; the trace answers; the screen is drawn.
 *
 * Keys that are typed while an answer is awaited are kept and then taken one after the other. Moves are quick, pictures may not be:
 * only the step at which the keys have come to rest gets one. So a held key does not leave a tail of old pictures behind it.
 */
import { drawHistory } from "../picture/history-text.ts";
import type { Picture } from "../picture/model.ts";
import { NoSuchStep, ReplayFailed } from "../trace/failures.ts";
import { Findings } from "./findings.ts";
import { stepAsked } from "./journey.ts";
import type { Key } from "./keys.ts";
import type { Style } from "./panes.ts";
import type { SteppedProgram } from "./program.ts";
import type { Ask } from "./prompt.ts";
import { drawScreen, type Places, type Scene, type Size } from "./screen.ts";
import { type Extent, reduce, type State, startAt } from "./state.ts";

/** Where a session is seen and typed. */
export interface Display {
  readonly size: Size;
  /** @param anew what is there already is not to be relied on */
  show(lines: readonly string[], cursor: Cursor | undefined, anew: boolean): void;
}
export type Cursor = { readonly row: number; readonly column: number };

export interface SessionOptions extends Style {
  /** Where it begins. */
  readonly step: number;
  readonly open: boolean;
  /** The report as text. */
  readonly report: string;
  readonly stopped: boolean;
  readonly readSource: (file: string) => string | undefined;
}

/** Milliseconds after which somebody who waits is told so. */
const Patience = 250;

export class Session {
  readonly #program: SteppedProgram;
  readonly #display: Display;
  readonly #options: SessionOptions;
  readonly #keys: Key[] = [];
  #wake: () => void = () => {};
  #state: State;
  readonly #findings: Findings;
  /** What is seen now. */
  #scene: Scene | undefined;
  #openShown = false;
  #history = "";
  #places: Places = {};
  #extent: Extent = { top: 0, most: 0, page: 1 };

  constructor(program: SteppedProgram, display: Display, options: SessionOptions) {
    this.#program = program;
    this.#findings = new Findings(program);
    this.#display = display;
    this.#options = options;
    this.#state = startAt(options.step, options.open);
  }

  /** A key was typed. */
  press(key: Key): void {
    this.#keys.push(key);
    this.#wake();
  }

  /** The size is another one, or the screen was used for something else. */
  redraw(): void {
    this.#draw(true);
  }

  /**
   * Until somebody quits.
   * @throws ReplayFailed when not even the first picture can be made
   */
  async run(): Promise<void> {
    await this.#findings.locateErrors();
    await this.#look();
    this.#draw();
    for (;;) {
      await this.#key();
      if (!(await this.#takeKeys())) return;
      await this.#look();
      this.#draw();
    }
  }

  /** Waits for a key, and meanwhile looks for findings. */
  async #key(): Promise<void> {
    while (this.#keys.length === 0 && (await this.#findings.locateOne())) this.#draw();
    if (this.#keys.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** @returns whether to go on */
  async #takeKeys(): Promise<boolean> {
    for (let key = this.#keys.shift(); key !== undefined; key = this.#keys.shift()) {
      const { state, ask, redraw, quit } = reduce(this.#state, key, this.#extent);
      this.#state = state;
      if (quit) return false;
      if (redraw) this.#draw(true);
      if (ask) await this.#waitFor(() => this.#go(ask));
    }
    return true;
  }

  async #go(ask: Ask): Promise<void> {
    const { step } = this.#state;
    try {
      if (ask.kind === "history") return await this.#tell(ask.block);
      const there = await stepAsked(ask, step, this.#program, this.#findings, () =>
        this.#pictureOf(step),
      );
      this.#state = { ...this.#state, step: there };
    } catch (error) {
      this.#state = { ...this.#state, message: sentenceOf(error) };
    }
  }

  async #tell(block: number): Promise<void> {
    this.#history = drawHistory(await this.#program.history(block), false);
    if (this.#scene) this.#scene = { ...this.#scene, history: this.#history };
    this.#state = { ...this.#state, view: { name: "history", top: 0 } };
  }

  async #pictureOf(step: number): Promise<Picture> {
    const seen = this.#scene?.picture;
    return seen?.step === step ? seen : this.#program.picture(step, { open: this.#state.open });
  }

  /** Gets the picture of where we are now. */
  async #look(): Promise<void> {
    const { step, open } = this.#state;
    const before = this.#scene;
    if (before?.picture.step === step && this.#openShown === open) return;
    try {
      await this.#waitFor(async () => {
        const [picture, printed] = await Promise.all([
          this.#program.picture(step, { open }),
          step > 1 ? this.#program.output(step - 1) : "",
        ]);
        const { report, stopped, readSource } = this.#options;
        this.#openShown = open;
        this.#scene = {
          picture,
          printed,
          findings: this.#findings.inOrder,
          report,
          history: this.#history,
          stopped,
          waiting: false,
          readSource,
        };
      });
    } catch (error) {
      if (before === undefined) throw error;
      const message = sentenceOf(error);
      this.#state = { ...this.#state, message, step: before.picture.step, open: this.#openShown };
    }
  }

  /** Says so when it takes long. */
  async #waitFor(work: () => Promise<void>): Promise<void> {
    const timer = setTimeout(() => {
      if (this.#scene) this.#scene = { ...this.#scene, waiting: true };
      this.#draw();
    }, Patience);
    try {
      await work();
    } finally {
      clearTimeout(timer);
      if (this.#scene?.waiting) this.#scene = { ...this.#scene, waiting: false };
    }
  }

  #draw(anew = false): void {
    if (this.#scene === undefined) return;
    const { size } = this.#display;
    this.#scene = { ...this.#scene, findings: this.#findings.inOrder };
    const screen = drawScreen(this.#state, this.#scene, size, this.#options, this.#places);
    this.#places = screen.places;
    this.#extent = screen.extent;
    this.#state = withinExtent(this.#state, screen.extent);
    this.#display.show(screen.lines, screen.cursor, anew);
  }
}

/** What was scrolled beyond the end would have to be scrolled back unseen. */
function withinExtent(state: State, { top }: Extent): State {
  return state.view === undefined ? { ...state, top } : { ...state, view: { ...state.view, top } };
}

/** For the user; whatever is no sentence for them goes on. */
function sentenceOf(error: unknown): string {
  if (error instanceof NoSuchStep || error instanceof ReplayFailed) return error.message;
  throw error;
}
