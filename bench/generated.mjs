/**
 * Modules that have very many of one thing. What it costs to rewrite them must grow as their bytes do; tests/scale.test.ts holds
 * that, and the bench shows the numbers.
 */

/** @typedef {(count: number) => Uint8Array} Shape */

const [i32, funcref] = [0x7f, 0x70];
const [Empty, End] = [0x40, 0x0b];
const Sections = {
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  element: 9,
  code: 10,
  data: 11,
};
/** Each module has one page of memory. */
const OneMemory = [1, 0, 1];

/** @param {number} value unsigned @returns {number[]} in LEB128 */
function leb(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** Bytes one after the other, without an array of millions of arrays. */
class Bytes {
  #bytes = new Uint8Array(1 << 12);
  length = 0;

  /** @param {ArrayLike<number>} bytes */
  add(bytes) {
    const length = this.length + bytes.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.length);
    this.length = length;
    return this;
  }

  /** @param {number} count @param {(index: number) => ArrayLike<number>} item */
  times(count, item) {
    for (let index = 0; index < count; index++) this.add(item(index));
    return this;
  }

  take() {
    return this.#bytes.subarray(0, this.length);
  }
}

/** @param {number} count @param {(index: number) => ArrayLike<number>} item */
function vector(count, item) {
  return new Bytes().add(leb(count)).times(count, item).take();
}

/** @param {Uint8Array} bytes */
function sized(bytes) {
  return new Bytes().add(leb(bytes.length)).add(bytes).take();
}

/** @param {Partial<Record<keyof typeof Sections, ArrayLike<number>>>} sections */
function moduleOf(sections) {
  const out = new Bytes().add([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  for (const [name, id] of Object.entries(Sections)) {
    const contents = { memory: OneMemory, ...sections }[
      /** @type {keyof typeof Sections} */ (name)
    ];
    if (contents !== undefined) out.add([id]).add(sized(Uint8Array.from(contents)));
  }
  return out.take().slice();
}

/** One function without parameters and results, of this code. @param {Bytes} code @param {number} [locals] of type i32 */
function moduleOfBody(code, locals = 0) {
  const declared = locals === 0 ? [0] : [1, ...leb(locals), i32];
  const body = new Bytes().add(declared).add(code.take()).add([End]).take();
  return moduleOf({
    type: [1, 0x60, 0, 0],
    function: [1, 0],
    code: vector(1, () => sized(body)),
  });
}

const get = (/** @type {number} */ local) => [0x20, ...leb(local)];
const set = (/** @type {number} */ local) => [0x21, ...leb(local)];
/** Local 0 from memory at local 1: so nobody knows whether it is defined. */
const load = [...get(1), 0x28, 2, 0, ...set(0)];
const brIf = (/** @type {number} */ label) => [...get(0), 0x0d, ...leb(label)];
const loop = [0x03, Empty];
const block = [0x02, Empty];

/** @type {Readonly<Record<string, Shape>>} */
export const Shapes = {
  functions: (count) =>
    moduleOf({
      type: [1, 0x60, 1, i32, 1, i32],
      function: vector(count, () => [0]),
      code: vector(count, (index) => {
        // (x) { while (*x) x = *x; return f(x); }
        const body = [1, 1, i32, ...loop, ...get(0), 0x28, 2, 0, 0x22, 0, 0x0d, 0, End];
        return sized(Uint8Array.from([...body, ...get(0), 0x10, ...leb(index >> 1), End]));
      }),
    }),
  "loops, one after the other": (count) =>
    moduleOfBody(
      new Bytes().times(count, () => [...loop, ...load, ...brIf(0), End]),
      2,
    ),
  "loops in loops": (count) =>
    moduleOfBody(
      new Bytes()
        .times(count, () => loop)
        .add(load)
        .times(count, () => [...brIf(0), End]),
      2,
    ),
  "loops in loops, each of which finds out more": (count) =>
    // From the innermost outwards, each copies from local to local what the one inside of it left there.
    moduleOfBody(
      new Bytes()
        .times(count, () => loop)
        .add(load)
        .times(count, (at) => [...get((7 * at) % 64), ...set((7 * at + 7) % 64), ...brIf(0), End]),
      64,
    ),
  "blocks in blocks": (count) =>
    moduleOfBody(
      new Bytes().times(count, () => [...block, ...load]).times(count, () => [...brIf(0), End]),
      2,
    ),
  "branches among many locals": (count) =>
    moduleOfBody(
      new Bytes().times(count, (at) => [
        ...block,
        ...load,
        ...brIf(0),
        ...get(0),
        ...set(at % 8000),
        End,
      ]),
      8000,
    ),
  "locals that may be undefined": (count) =>
    moduleOfBody(
      new Bytes().times(count, (at) => [...get(0), 0x28, 2, 0, ...set(at)]),
      count,
    ),
  "calls in tries in tries": (count) =>
    moduleOfBody(
      new Bytes()
        .times(count, () => [0x06, Empty, ...load, 0x10, 0])
        .times(count, () => [0x19, End]),
      2,
    ),
  "labels of a br_table": (count) =>
    moduleOfBody(
      new Bytes()
        .times(count, () => block)
        .add(load)
        .add([...get(0), 0x0e, ...leb(count - 1)])
        .times(count, (at) => leb(at))
        .times(count, () => [End]),
      2,
    ),
  types: (count) =>
    // With two results each, so that each of the few functions has to look for the type of its block.
    moduleOf({
      type: vector(count, (at) => [0x60, ...typeList(at), 2, i32, i32]),
      function: vector(count, (at) => leb(at)),
      code: vector(count, () => [6, 0, 0x41, 0, 0x41, 0, End]),
    }),
  imports: (count) =>
    moduleOf({
      type: [1, 0x60, 0, 0],
      import: vector(count, (at) => [1, 0x6d, ...name(at), 0, 0]),
    }),
  exports: (count) =>
    moduleOf({
      type: [1, 0x60, 0, 0],
      function: vector(count, () => [0]),
      export: vector(count, (at) => [...name(at), 0, ...leb(at)]),
      code: vector(count, () => [2, 0, End]),
    }),
  globals: (count) => moduleOf({ global: vector(count, () => [i32, 1, 0x41, 0, End]) }),
  "data segments": (count) => moduleOf({ data: vector(count, () => [0, 0x41, 0, End, 1, 1]) }),
  "element segments": (count) =>
    moduleOf({
      type: [1, 0x60, 0, 0],
      function: [1, 0],
      table: [1, funcref, 0, 1],
      element: vector(count, () => [0, 0x41, 0, End, 1, 0]),
      code: [1, 2, 0, End],
    }),
  elements: (count) =>
    moduleOf({
      type: [1, 0x60, 0, 0],
      function: [1, 0],
      table: [1, funcref, 0, ...leb(count)],
      element: new Bytes()
        .add([1, 5, funcref])
        .add(vector(count, () => [0xd2, 0, End]))
        .take(),
      code: [1, 2, 0, End],
    }),
};

/** Different lists of parameters, of which V8 allows 1000 each. @param {number} number */
function typeList(number) {
  const types = [0x7f, 0x7e, 0x7d, 0x7c];
  const digits = number.toString(4).split("");
  return [digits.length, ...digits.map((digit) => types[Number(digit)] ?? i32)];
}

/** @param {number} number */
function name(number) {
  const text = number.toString(36);
  return [text.length, ...new TextEncoder().encode(text)];
}
