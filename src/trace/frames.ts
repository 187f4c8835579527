/** The calls of the user's functions that are live, with their variables and these' values; and the global ones. */
import type { CodeOffset } from "../bytes/brand.ts";
import type { Place } from "../picture/model.ts";
import type { Symbols } from "../symbols/symbols.ts";
import type { ScopedVariable, Value, ValueFrame, ValueMemory, Values } from "../values/value.ts";
import { callsOf } from "./memory-view.ts";
import type { StepPlaces } from "./places.ts";
import type { Moment, TracedRun } from "./run.ts";

/** A deep recursion is shown by its innermost frames. */
const MostFrames = 24;

export interface FrameParts {
  readonly run: TracedRun;
  readonly values: Values;
  readonly symbols: Symbols;
  readonly places: StepPlaces;
}

export interface ReadVariable {
  /** Unique at this moment, and the same at the next. */
  readonly id: string;
  readonly variable: ScopedVariable;
  readonly value: Value;
}

export interface ReadFrame {
  readonly place: Place;
  /** From 1, the outermost one. */
  readonly number: number;
  /** How many calls are around it, libraries' too: as in the log of steps. */
  readonly depth: number;
  readonly variables: readonly ReadVariable[];
}

export interface ReadState {
  /** Innermost first. */
  readonly frames: readonly ReadFrame[];
  /** Calls that are not among them. */
  readonly moreFrames: number;
  readonly globals: readonly ReadVariable[];
}

export function readState(moment: Moment, parts: FrameParts, memory: ValueMemory): ReadState {
  const { symbols, run, values, places } = parts;
  const { step } = moment;
  const at = run.placeAt(step);
  const site = at === undefined ? undefined : places.at(at).site;
  const read = (id: string, variable: ScopedVariable, frame: ValueFrame | undefined) => ({
    id,
    variable,
    value: values.read(variable, memory, frame),
  });
  const calls = callsOf(moment, run.instrumented.plan, site);
  const users = calls.flatMap((call, inner) =>
    symbols.frames(call.site as CodeOffset).flatMap((frame, inlined) => {
      const { function: name, file, line, library } = frame;
      if (library || name === undefined || file === undefined) return [];
      const place = { function: name, file, ...(line !== undefined && { line }) };
      return [{ call, inlined, place, depth: calls.length - 1 - inner }];
    }),
  );
  const frames = users
    .slice(0, MostFrames)
    .map(({ call, inlined, place, depth }, at): ReadFrame => {
      const number = users.length - at;
      const variables = values
        .variables(call.site, inlined)
        .map((variable, at, all) => read(idIn(number, at, all), variable, call));
      return { place, number, depth, variables };
    });
  const globals = values
    .globals()
    .map((variable) => read(`global.${variable.name}`, variable, undefined));
  return { frames, moreFrames: users.length - frames.length, globals };
}

/** Names may come twice in a frame, in an inner block: these get a number. */
function idIn(frame: number, at: number, all: readonly ScopedVariable[]): string {
  const { name } = all[at]!;
  const earlier = all.slice(0, at).filter((each) => each.name === name).length;
  return earlier === 0 ? `${frame}.${name}` : `${frame}.${name}.${earlier + 1}`;
}

/** All variables of a state, those of inner calls first. */
export function variablesOf({ frames, globals }: ReadState): readonly ReadVariable[] {
  return [...frames.flatMap(({ variables }) => variables), ...globals];
}
