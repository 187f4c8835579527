/**
 * Memory at one moment, as it can be drawn: frames and blocks with typed contents, and the arrows between them. This is a format that
 * leaves the program (`redzone picture --format json`): fields are added, never changed, without a new schema number.
 *
 * Numbers of steps, blocks and findings count from 1. What is not known is left out.
 */
export const PictureSchema = "redzone-picture/1";

export interface Picture {
  readonly schema: typeof PictureSchema;
  /** As the user typed it. */
  readonly program: string;
  readonly language: "c" | "c++" | "rust" | "unknown";
  /** 1 … `steps`: the line about to run; `steps` + 1: the end of the run. */
  readonly step: number;
  /** In all; of a run that did not end, those up to where it was stopped. */
  readonly steps: number;
  /** Absent at the end. */
  readonly place?: Place;
  /** At the end: how it ended, as the report words it. */
  readonly ended?: string;
  /** What the program printed so far (stdout and stderr as they came); long output is cut at the front. */
  readonly output: string;
  /** Errors that happen in this step, and leaks whose last pointer it takes away. */
  readonly findings: readonly PictureFinding[];
  /** Innermost first. */
  readonly frames: readonly PictureFrame[];
  /** Calls between the frames that are not shown: a deep recursion's, behind the last frame. */
  readonly moreFrames?: number;
  readonly globals: readonly PictureVariable[];
  /** By number. */
  readonly blocks: readonly PictureBlock[];
  /** Blocks that are there and not in `blocks`, summed up. */
  readonly moreBlocks: readonly MoreBlocks[];
  /** A pointer value names its arrow by its index here. */
  readonly arrows: readonly Arrow[];
}

export interface Place {
  readonly function: string;
  readonly file?: string;
  readonly line?: number;
}

export interface PictureFinding {
  /** Its number in the report. */
  readonly number: number;
  /** `Invalid read of size 4`. */
  readonly title: string;
}

export interface PictureFrame extends Place {
  /** `frame 1` is the outermost one: a call keeps its number as long as it lives. */
  readonly number: number;
  readonly variables: readonly PictureVariable[];
}

export interface PictureVariable {
  /** Unique in the picture, and the same in the next one: `1.list`, `global.total`. */
  readonly id: string;
  readonly name: string;
  readonly value: PictureValue;
  readonly parameter?: true;
  /** An inner variable has the same name. */
  readonly shadowed?: true;
  /** A static variable of the function. */
  readonly static?: true;
  /** Its value was another one at the step before, or it was not there. */
  readonly changed?: true;
}

interface ValueCommon {
  readonly type: string;
  /** It, or a part of it, is not what it was at the step before. */
  readonly changed?: true;
}

export type PictureValue = ValueCommon &
  /** One word: `42`, `'a'`, `RED`, a string's text in quotes; `?` where it is undefined. */
  (
    | {
        readonly kind: "text";
        readonly text: string;
        readonly not?: "defined" | "available" | "readable" | "owned";
      }
    /** `address`: where the pointer itself lies, if it is in memory. */
    | { readonly kind: "pointer"; readonly arrow: number; readonly address?: number }
    /** A struct, tuple, union, a Rust variant (`head`: `Some`), or a standard type as what it means. */
    | {
        readonly kind: "members";
        /** A Rust enum's variant. */
        readonly head?: string;
        /** Of a string: its text, in quotes. */
        readonly text?: string;
        readonly members: readonly PictureMember[];
        /** Of a standard type: what it is, member by member. Only where it was asked for. */
        readonly raw?: PictureValue;
      }
    | {
        readonly kind: "elements";
        readonly elements: readonly PictureValue[];
        /** How many there are; the rest is not in `elements`. */
        readonly count: number;
        /** An array of characters: its text, in quotes. */
        readonly text?: string;
      }
  );

export interface PictureMember {
  readonly name?: string;
  readonly value: PictureValue;
}

export interface PictureBlock {
  /** Its number among the run's allocations. */
  readonly number: number;
  /** The address, for whoever wants to see it. */
  readonly address: number;
  /** Bytes. */
  readonly size: number;
  readonly state: "live" | "freed";
  /** Of a live one: from roots; only from lost blocks; by nothing. "possible": only by pointers into its middle. */
  readonly held?: "reachable" | "possible" | "indirect" | "lost";
  /** By the pointers that reach it: `struct node`, `int[4]`; none when only bytes are known. */
  readonly type?: string;
  readonly value: PictureValue;
  readonly allocated?: Place & { readonly step: number };
  readonly freed?: Place & { readonly step: number };
  /** Allocated, freed or written in the step before. */
  readonly changed?: "allocated" | "freed" | "written";
}

/** Blocks of one kind that are not drawn each by itself. */
export interface MoreBlocks {
  readonly count: number;
  /** In all. */
  readonly bytes: number;
  readonly type?: string;
  readonly state: PictureBlock["state"];
  readonly held?: PictureBlock["held"];
}

/** Where a pointer leads. */
export type Arrow =
  | { readonly to: "null" }
  | { readonly to: "undefined" }
  /** `offset`: bytes from the block's start; outside: before it, or behind its end. */
  | {
      readonly to: "block";
      readonly block: number;
      readonly offset: number;
      readonly target: "live" | "freed" | "outside";
    }
  /** `variable`: an id. `offset`: bytes from its start. */
  | { readonly to: "variable"; readonly variable: string; readonly offset: number }
  /** The frame of a function that has returned, or a variable that is out of scope. */
  | { readonly to: "dead frame"; readonly address: number; readonly variable?: string }
  | { readonly to: "function"; readonly name: string }
  /** A string literal or another constant. */
  | { readonly to: "constant"; readonly text?: string; readonly address: number }
  /** Blocks that are summed up in `moreBlocks`: which of these. */
  | { readonly to: "more"; readonly more: number }
  /** Nothing that is known. */
  | { readonly to: "elsewhere"; readonly address: number };
