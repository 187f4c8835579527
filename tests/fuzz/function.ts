/**
 * One random C function: it makes memory that is defined in parts, moves it around, computes with it, and
 * at some lines, the *observations*, lets a value decide something. While it is written it is carried out by the
 * oracle, so that at each observation it is known whether a report must, may or must not come. It has one
 * parameter, `seed`, from which follows what is defined in its memory.
 */

import { Callees } from "./callees.ts";
import {
  type Expression,
  Expressions,
  fieldPlace,
  literal,
  place,
  unsigned,
  type Variable,
} from "./expressions.ts";
import { eitherWay, fill, Region } from "./memory.ts";
import { type Observation, Observations } from "./observations.ts";
import type { Random } from "./random.ts";
import { apply, constant, inCalls, type Value, type Width, ways } from "./values.ts";

export interface FuzzFunction {
  /** Helpers before it included. */
  readonly lines: readonly string[];
  /** Of each call. */
  readonly seeds: readonly number[];
  /** Their `line` counts from 0, in `lines`. */
  readonly observations: readonly Observation[];
}

export interface Dialect {
  /**
   * For a compiler that optimises. Then no variable is read that was never set: an optimiser that knows it to be
   * undefined may take it for whatever suits it, and what the program then does is not what was written.
   */
  readonly optimised: boolean;
}

const Sizes = { block: 48, array: 32, global: 24 };
const Bytes = [1, 2, 4, 8] as const;

/** @param name of the function; what belongs to it has names that begin so */
export function makeFunction(random: Random, name: string, dialect: Dialect): FuzzFunction {
  const writer = new FunctionWriter(random, name, dialect);
  return writer.write();
}

class FunctionWriter {
  readonly #random: Random;
  readonly #name: string;
  readonly #dialect: Dialect;
  readonly #regions: Region[];
  readonly #variables: Variable[] = [];
  readonly #expressions: Expressions;
  readonly #observations: Observations;
  readonly #callees: Callees;
  readonly #seeds: readonly number[];
  readonly #lines: string[] = [];
  readonly #found: Observation[] = [];
  #variablesMade = 0;

  constructor(random: Random, name: string, dialect: Dialect) {
    this.#random = random;
    this.#name = name;
    this.#dialect = dialect;
    this.#seeds = inCalls(() => random.u32());
    const global = new Region(`${name}_global`).resize(Sizes.global, random);
    global.store(0, Sizes.global, constant(32, 0n));
    this.#regions = [
      new Region("block").resize(Sizes.block, random),
      new Region("array").resize(Sizes.array, random),
      global,
    ];
    const scope = { regions: this.#regions, variables: this.#variables };
    this.#expressions = new Expressions(random, scope);
    this.#observations = new Observations(random, this.#expressions, this.#regions);
    this.#callees = new Callees(random, this.#expressions, name, dialect);
  }

  write(): FuzzFunction {
    // Inlined, their arrays could share one place, and begin with what the one before left there.
    this.#line(`static NOINLINE void ${this.#name}(uint32_t seed) {`);
    this.#line(`uint8_t *block = launder(malloc(${Sizes.block}));`);
    this.#line(`_Alignas(8) uint8_t memory[${Sizes.array}], *array = launder(memory);`);
    this.#line(`memset(${this.#name}_global, 0, ${Sizes.global});`);
    for (const region of this.#regions.slice(0, 2)) {
      const other = this.#random.u32();
      this.#line(`fill(${region.base}, ${region.size}, seed ^ ${other}u);`);
      fill(
        region,
        this.#seeds.map((seed) => (seed ^ other) >>> 0),
      );
    }
    for (let i = 0; i < 27; i++) {
      if (this.#random.oneIn(3)) this.#statement();
      else this.#observe();
    }
    this.#line("free(block);");
    this.#line("}");
    const before = [`static _Alignas(8) uint8_t ${this.#name}_global[${Sizes.global}];`];
    before.push(...this.#callees.functions);
    return {
      lines: [...before, ...this.#lines],
      seeds: this.#seeds,
      observations: this.#found.map((each) => ({ ...each, line: each.line + before.length })),
    };
  }

  #observe(): void {
    const { text, expected } = this.#observations.make();
    const ofCalls = expected.map((each) => ({
      ...each,
      may: each.may || (this.#dialect.optimised && each.coarse),
    }));
    this.#found.push({ text, expected: ofCalls, line: this.#lines.length });
    this.#line(text);
  }

  #statement(): void {
    const kinds = [
      () => this.#store(),
      () => this.#storeField(),
      () => this.#declare(),
      () => this.#copy(),
      () => this.#fill(),
      () => this.#copyFloat(),
      () => this.#storeLoop(),
      () => this.#checksum(),
      () => this.#branch(),
      () => this.#renew(),
      () => this.#call(),
      () => this.#call(),
    ];
    this.#random.pick(kinds)();
  }

  #store(): void {
    const size = this.#random.pick(Bytes);
    const { region, offset } = this.#somewhere(size);
    const { text, value } = this.#expressions.make(size === 8 ? 64 : 32, 2);
    region.store(offset, size, value);
    this.#line(`${place(region, `uint${8 * size}_t`, size, offset)} = ${text};`);
  }

  #storeField(): void {
    const { region, offset, field } = this.#expressions.field();
    const { text, value } = this.#expressions.make(32, 2);
    const ones = ((1n << BigInt(field.bits)) - 1n) << BigInt(field.from);
    const kept = apply("and", region.load(offset, 4, 32), constant(32, ~ones));
    const moved = apply("shl", value, constant(32, BigInt(field.from)));
    region.store(offset, 4, apply("or", kept, apply("and", moved, constant(32, ones))));
    this.#line(`${fieldPlace(region, offset, field)} = ${text};`);
  }

  #declare(): void {
    const width = this.#random.pick([32, 64] as const);
    if (!this.#dialect.optimised && this.#random.oneIn(4)) {
      const { name, region } = this.#variable(width);
      this.#line(`${unsigned(width)} ${name};`);
      if (this.#random.oneIn(2)) return;
      const { text, value } = this.#expressions.make(32, 1);
      const offset = this.#random.between(0, width / 8 - 1);
      region.store(offset, 1, value);
      this.#line(`((uint8_t *)&${name})[${offset}] = (uint8_t)${text};`);
      return;
    }
    this.#assignNew(this.#expressions.make(width, 2));
  }

  #copy(): void {
    const size = this.#random.between(1, 20);
    const to = this.#somewhere(size);
    const from = this.#somewhere(size);
    to.region.put(to.offset, from.region.slice(from.offset, size));
    const how = to.region === from.region ? "memmove" : "memcpy";
    this.#line(`${how}(${at(to)}, ${at(from)}, ${size});`);
  }

  #fill(): void {
    const size = this.#random.between(1, 20);
    const to = this.#somewhere(size);
    const byte = this.#random.oneIn(2)
      ? literal(32, this.#random.bits(8))
      : this.#expressions.make(32, 2);
    const value = multiplied(byte.value);
    for (let i = 0; i < size; i++) to.region.store(to.offset + i, 1, value);
    this.#line(`memset(${at(to)}, (int)${byte.text}, ${size});`);
  }

  /** Loads and stores of floats leave every bit as it is. */
  #copyFloat(): void {
    const [type, size] = this.#random.pick([
      ["float", 4],
      ["double", 8],
    ] as const);
    const to = this.#somewhere(size);
    const from = this.#somewhere(size);
    const target = place(to.region, type, size, to.offset);
    const source = place(from.region, type, size, from.offset);
    to.region.put(to.offset, from.region.slice(from.offset, size));
    this.#line(`${target} = ${source};`);
  }

  #storeLoop(): void {
    const random = this.#random;
    const width = random.pick([32, 64] as const);
    const { name, region: source } = this.#assignNew(this.#expressions.make(width, 2));
    const [times, step, shift] = [random.between(2, 6), random.between(1, 3), random.between(1, 5)];
    const { region, offset } = this.#somewhere((times - 1) * step + 1);
    const value = source.load(0, width / 8, width);
    for (let i = 0; i < times; i++) {
      const moved = apply("shr_u", value, constant(width, BigInt(i * shift)));
      region.store(offset + i * step, 1, moved);
    }
    this.#line(`for (uint32_t i = 0; i < ${times}; i++)`);
    const stored = `(uint8_t)(${name} >> (i * ${shift}))`;
    this.#line(`    (${region.base} + ${offset})[i * ${step}] = ${stored};`);
  }

  #checksum(): void {
    const random = this.#random;
    const size = random.between(2, 8);
    const from = this.#somewhere(size);
    const { name, region } = this.#assignNew(literal(32, 0n));
    const factor = random.pick([2n, 3n, 31n, 32n, 256n]);
    let sum: Value = constant(32, 0n);
    for (let i = 0; i < size; i++) {
      const byte = from.region.load(from.offset + i, 1, 32);
      sum = apply("xor", apply("mul", sum, constant(32, factor)), byte);
    }
    region.store(0, 4, sum);
    this.#line(`for (uint32_t i = 0; i < ${size}; i++)`);
    this.#line(`    ${name} = (${name} * ${factor}u) ^ (${at(from)})[i];`);
  }

  /** Each call goes its way. */
  #branch(): void {
    const { text, value } = this.#expressions.condition(2);
    const regions = [...this.#regions, ...this.#variables.map(({ region }) => region)];
    this.#line(`if (${text}) {`);
    eitherWay(
      regions,
      ways(value),
      () => this.#way(),
      () => {
        this.#line("} else {");
        this.#way();
      },
    );
    this.#line("}");
  }

  #way(): void {
    for (let i = this.#random.between(1, 3); i > 0; i--) {
      const kinds = [() => this.#store(), () => this.#copy(), () => this.#storeField()];
      this.#random.pick(kinds)();
    }
  }

  /** The block shrinks or grows, or is another one. */
  #renew(): void {
    const block = this.#regions[0]!;
    const size = 8 * this.#random.between(4, 12);
    if (this.#random.oneIn(2)) {
      block.resize(size, this.#random);
      this.#line(`block = launder(realloc(block, ${size}));`);
    } else {
      block.resize(0, this.#random).resize(size, this.#random);
      this.#line("free(block);");
      this.#line(`block = launder(malloc(${size}));`);
    }
  }

  #call(): void {
    if (this.#random.oneIn(3)) {
      const offset = () => 8 * this.#random.between(0, 1);
      const [to, from] = [this.#random.pick(this.#regions), this.#random.pick(this.#regions)];
      this.#line(
        this.#callees.withStruct(
          { region: to, offset: offset() },
          { region: from, offset: offset() },
        ),
      );
    } else {
      this.#assignNew(this.#callees.make());
    }
  }

  #somewhere(size: number): { region: Region; offset: number } {
    const region = this.#random.pick(this.#regions);
    return { region, offset: this.#random.between(0, region.size - size) };
  }

  #assignNew({ text, value }: Expression): Variable {
    const variable = this.#variable(value.width);
    variable.region.store(0, value.width / 8, value);
    this.#line(`${unsigned(value.width)} ${variable.name} = ${text};`);
    return variable;
  }

  #variable(width: Width): Variable {
    const name = `v${this.#variablesMade++}`;
    const region = new Region(`(uint8_t *)&${name}`).resize(width / 8, this.#random);
    const variable = { name, width, region };
    this.#variables.push(variable);
    return variable;
  }

  #line(text: string): void {
    this.#lines.push(text);
  }
}

function at({ region, offset }: { region: Region; offset: number }): string {
  return `${region.base} + ${offset}`;
}

/** Compilers make a word of a byte for memset: x * 0x01010101. So its undefined bits spread. */
function multiplied({ width, calls }: Value): Value {
  return {
    width,
    calls: calls.map((each) => {
      if ((each.undefinedBits & 0xffn) === 0n) return each;
      return { ...each, undefinedBits: 0xffn, coarse: true };
    }),
  };
}
