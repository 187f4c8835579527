/** What the screen is about, and what a key makes of it. Nothing here draws, waits or knows the trace. */
import { type Action, actionOf, type Key, type ViewName } from "./keys.ts";
import { type Ask, type Prompt, readPrompt } from "./prompt.ts";

export interface State {
  /** 1 … the end of the run. */
  readonly step: number;
  /** Standard types are shown with what they are made of. */
  readonly open: boolean;
  /** The first line of the memory that is to be seen, from 0. */
  readonly top: number;
  /** What covers the screen, from this line on. */
  readonly view: { readonly name: ViewName; readonly top: number } | undefined;
  readonly prompt: Prompt | undefined;
  /** Why the last key did nothing; gone with the next one. */
  readonly message: string | undefined;
  /** What Enter repeats. */
  readonly last: Ask | undefined;
}

/** Of what is scrolled now, as it was drawn last. */
export interface Extent {
  /** The first line that is seen, from 0. */
  readonly top: number;
  /** The highest it can be. */
  readonly most: number;
  /** Lines that are seen at once. */
  readonly page: number;
}

export interface Reaction {
  readonly state: State;
  readonly ask?: Ask;
  /** The terminal may show something else than we think. */
  readonly redraw?: true;
  readonly quit?: true;
}

export function startAt(step: number, open: boolean): State {
  return {
    step,
    open,
    top: 0,
    view: undefined,
    prompt: undefined,
    message: undefined,
    last: undefined,
  };
}

export function reduce(before: State, key: Key, extent: Extent): Reaction {
  const state: State = { ...before, message: undefined };
  if (state.prompt !== undefined) return typed(state, state.prompt, key);
  if (state.view !== undefined) return viewed(state, state.view, key, extent);
  const action = actionOf(key);
  return action === undefined ? { state } : acted(state, action, extent);
}

function acted(state: State, action: Action, extent: Extent): Reaction {
  switch (action.do) {
    case "move":
      return going(state, { kind: "move", move: action.move });
    case "hit":
      return going(state, { kind: "line", direction: action.direction });
    case "finding": {
      const { direction, orEnd } = action;
      return going(state, { kind: "finding", direction, orEnd });
    }
    case "prompt": {
      const { prompt: name, direction } = action;
      return { state: { ...state, prompt: { name, direction, text: "" } } };
    }
    case "view":
      return { state: { ...state, view: opened(action.view) } };
    case "scroll":
      return { state: { ...state, top: scrolled(extent, action) } };
    case "open":
      return { state: { ...state, open: !state.open } };
    case "repeat":
      return state.last === undefined ? { state } : { state, ask: state.last };
    case "redraw":
      return { state, redraw: true };
    case "quit":
      return { state, quit: true };
  }
}

function going(state: State, ask: Ask): Reaction {
  return { state: ask.kind === "history" ? state : { ...state, last: ask }, ask };
}

function scrolled(
  { top, most, page }: Extent,
  { by, direction }: Extract<Action, { do: "scroll" }>,
): number {
  // A line of the page before stays to be seen.
  const lines = by === "line" ? 1 : Math.max(1, page - 1);
  return Math.max(0, Math.min(most, top + direction * lines));
}

/** Of the output one wants to see the end. */
function opened(name: ViewName): NonNullable<State["view"]> {
  return { name, top: name === "output" ? Number.POSITIVE_INFINITY : 0 };
}

/** Keys that scroll what covers the screen; every other one ends it. */
const SCROLLS: Readonly<Record<Key, Extract<Action, { do: "scroll" }>>> = {
  down: { do: "scroll", by: "line", direction: 1 },
  up: { do: "scroll", by: "line", direction: -1 },
  pagedown: { do: "scroll", by: "page", direction: 1 },
  pageup: { do: "scroll", by: "page", direction: -1 },
  j: { do: "scroll", by: "page", direction: 1 },
  k: { do: "scroll", by: "page", direction: -1 },
  " ": { do: "scroll", by: "page", direction: 1 },
};

function viewed(
  state: State,
  view: NonNullable<State["view"]>,
  key: Key,
  extent: Extent,
): Reaction {
  const scroll = SCROLLS[key];
  if (scroll !== undefined) {
    return { state: { ...state, view: { ...view, top: scrolled(extent, scroll) } } };
  }
  const other = actionOf(key);
  const switches = other?.do === "view" && other.view !== view.name;
  return { state: { ...state, view: switches ? opened(other.view) : undefined } };
}

/** Nothing that is asked for is longer. */
const MostTyped = 200;

function typed(state: State, prompt: Prompt, key: Key): Reaction {
  const closed: State = { ...state, prompt: undefined };
  const edited = (text: string): Reaction => ({ state: { ...state, prompt: { ...prompt, text } } });
  switch (key) {
    case "escape":
      return { state: closed };
    case "ctrl-u":
      return edited("");
    case "backspace":
      return prompt.text === ""
        ? { state: closed }
        : edited([...prompt.text].slice(0, -1).join(""));
    case "enter": {
      if (prompt.text.trim() === "") return { state: closed };
      const ask = readPrompt(prompt);
      if ("wrong" in ask) return { state: { ...closed, message: ask.wrong } };
      return going(closed, ask);
    }
    default:
      // Names of keys have more than one character.
      return [...key].length === 1 && prompt.text.length < MostTyped
        ? edited(prompt.text + key)
        : { state };
  }
}
