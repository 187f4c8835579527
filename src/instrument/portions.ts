/**
 * How two threads share the work of rewriting a large module's functions. Both make the same plan of the same module; the
 * functions are cut into portions, and whoever is free takes the next one: a counter in shared memory tells which that is.
 */

import type { CodeOffset } from "../bytes/brand.ts";
import { ByteReader } from "../bytes/reader.ts";
import { ByteWriter } from "../bytes/writer.ts";
import type { FunctionBody } from "../wasm/module.ts";
import { readValueType } from "../wasm/types.ts";
import { readVector, writeVector } from "../wasm/vectors.ts";
import type { HintedBody } from "./engine-hints.ts";

/** Bodies `from` … `to` − 1. */
export interface Portion {
  readonly from: number;
  readonly to: number;
}

/** What somebody else made of one. */
export interface PortionMade {
  /** Its number. */
  readonly portion: number;
  readonly bodies: readonly HintedBody[];
  /** As in Plan. */
  readonly unknownInstructions: readonly string[];
}

/** Somebody who rewrites portions of the same module. */
export interface Together {
  /** The number of the next portion that nobody has taken; beyond the last one when there is none. */
  take(): number;
  /**
   * Waits until so many portions are made.
   * @returns those that are, in any order; fewer where something went wrong
   */
  others(portions: number): readonly PortionMade[];
  /** Nobody waits any more, be there portions left or not. */
  end(): void;
}

/** Bytes of code. A portion is what one waits for at the end, and what is packed at once. */
const Smallest = 1 << 11;
const Largest = 1 << 19;
/** About so many are made of a module. */
const Portions = 64;

/** The same for everybody who has the module. */
export function portionsOf(bodies: readonly FunctionBody[]): readonly Portion[] {
  let code = 0;
  for (const body of bodies) code += body.code.length;
  const enough = Math.min(Math.max(code / Portions, Smallest), Largest);
  const portions: Portion[] = [];
  let from = 0;
  let bytes = 0;
  for (const [at, body] of bodies.entries()) {
    bytes += body.code.length;
    if (bytes < enough && at < bodies.length - 1) continue;
    portions.push({ from, to: at + 1 });
    from = at + 1;
    bytes = 0;
  }
  return portions;
}

/** A portion as bytes, which a thread can hand to another without a copy. */
export function packPortion({ portion, bodies, unknownInstructions }: PortionMade): ArrayBuffer {
  let code = 0;
  for (const body of bodies) code += body.code.length;
  const writer = new ByteWriter(code + 64 * bodies.length + 256);
  writer.uleb32(portion);
  writeVector(writer, unknownInstructions, (name) => writer.name(name));
  writeVector(writer, bodies, ({ locals, code, unlikely, atOnce }) => {
    writeVector(writer, locals, ({ count, type }) => {
      writer.uleb32(count);
      writer.u8(type);
    });
    writer.sized(code);
    writeVector(writer, unlikely, (at) => writer.uleb32(at));
    writer.u8(atOnce ? 1 : 0);
  });
  return writer.finish().buffer;
}

/** @param packed what `packPortion` made */
export function unpackPortion(packed: ArrayBuffer): PortionMade {
  const reader = new ByteReader(new Uint8Array(packed), "a portion");
  const portion = reader.uleb32();
  const unknownInstructions = readVector(reader, () => reader.name());
  const bodies = readVector(reader, (): HintedBody => {
    const locals = readVector(reader, () => {
      return { count: reader.uleb32(), type: readValueType(reader) };
    });
    const code = reader.take(reader.uleb32());
    const unlikely = readVector(reader, () => reader.uleb32());
    return { locals, code, unlikely, atOnce: reader.u8() === 1, offset: 0 as CodeOffset };
  });
  return { portion, bodies, unknownInstructions };
}
