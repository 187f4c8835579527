/** Functions that the fuzzed function calls: values travel as arguments, results, structs, and in `...`. */
import {
  binary,
  type Expression,
  Expressions,
  literal,
  unsigned,
  type Variable,
} from "./expressions.ts";
import type { Dialect } from "./function.ts";
import { Region } from "./memory.ts";
import type { Random } from "./random.ts";
import type { Width } from "./values.ts";

/** Without padding: whether a compiler copies that is its own affair. */
export const StructType = `typedef struct { uint8_t a[3], b; uint16_t c, d; uint64_t e; } __attribute__((may_alias)) record;`;
const Members = [
  { name: "b", offset: 3, size: 1 },
  { name: "c", offset: 4, size: 2 },
  { name: "d", offset: 6, size: 2 },
  { name: "e", offset: 8, size: 8 },
] as const;
const StructBytes = 16;

interface Place {
  readonly region: Region;
  readonly offset: number;
}

export class Callees {
  /** Lines, to be put before the function. */
  readonly functions: string[] = [];
  readonly #random: Random;
  readonly #expressions: Expressions;
  readonly #prefix: string;
  readonly #dialect: Dialect;
  #made = 0;

  constructor(random: Random, expressions: Expressions, prefix: string, dialect: Dialect) {
    this.#random = random;
    this.#expressions = expressions;
    this.#prefix = prefix;
    this.#dialect = dialect;
  }

  /** A new function and a call of it. */
  make(): Expression {
    switch (this.#random.between(0, 4)) {
      case 0:
        return this.#recursive();
      case 1:
        return this.#variadic();
      default:
        return this.#plain();
    }
  }

  /** `to = f(from, x)`: a struct by value, both ways. */
  withStruct(to: Place, from: Place): string {
    const random = this.#random;
    const name = this.#name();
    const member = random.pick(Members);
    const width: Width = member.size === 8 ? 64 : 32;
    const argument = this.#expressions.make(width, 2);
    const bytes = from.region.slice(from.offset, StructBytes);
    to.region.put(to.offset, bytes);
    to.region.store(to.offset + member.offset, member.size, argument.value);
    this.functions.push(
      `static NOINLINE record ${name}(record r, ${unsigned(width)} x) { r.${member.name} = x; return r; }`,
    );
    const record = ({ region, offset }: Place) => `*(record *)(${region.base} + ${offset})`;
    return `${record(to)} = ${name}(${record(from)}, ${argument.text});`;
  }

  #plain(): Expression {
    const random = this.#random;
    const args = Array.from({ length: random.between(1, 4) }, () => this.#argument());
    const variables = args.map(({ value }, i): Variable => {
      const region = new Region(`(uint8_t *)&p${i}`).resize(value.width / 8, random);
      region.store(0, value.width / 8, value);
      return { name: `p${i}`, width: value.width, region };
    });
    const regions: Region[] = [];
    const body: string[] = [];
    if (!this.#dialect.optimised && random.oneIn(2)) {
      // A frame where others have been: nothing of theirs may count as defined.
      const region = new Region("own").resize(8, random);
      const first = variables[0]!;
      const offset = random.between(0, 7);
      region.store(offset, 1, first.region.load(0, first.width / 8, first.width));
      regions.push(region);
      body.push(`_Alignas(8) uint8_t own[8]; own[${offset}] = (uint8_t)${first.name};`);
    }
    const result = new Expressions(random, { regions, variables }).make(random.pick([32, 64]), 2);
    const type = unsigned(result.value.width);
    const params = variables.map(({ name, width }) => `${unsigned(width)} ${name}`).join(", ");
    const name = this.#name();
    this.functions.push(
      `static NOINLINE ${type} ${name}(${params}) { ${body.join(" ")} return ${result.text}; }`,
    );
    return { text: `${this.#callee(name, type, params)}(${texts(args)})`, value: result.value };
  }

  #recursive(): Expression {
    const name = this.#name();
    const depth = this.#random.between(1, 5);
    const shift = literal(64, BigInt(this.#random.between(1, 9)));
    const argument = this.#expressions.make(64, 2);
    let value = argument;
    for (let n = depth; n > 0; n--) {
      value = binary("xor", binary("shl", value, shift), literal(64, BigInt(n)));
    }
    this.functions.push(
      `static NOINLINE uint64_t ${name}(uint32_t n, uint64_t x) { return n == 0 ? x : ${name}(n - 1, (x << ${shift.text}) ^ n); }`,
    );
    return { text: `${name}(${depth}, ${argument.text})`, value: value.value };
  }

  #variadic(): Expression {
    const name = this.#name();
    const args = [this.#argument(), this.#argument(), this.#argument()];
    const taken = this.#random.between(0, args.length - 1);
    const result = args[taken]!;
    const type = unsigned(result.value.width);
    const skips = args
      .slice(0, taken)
      .map(({ value }) => `va_arg(list, ${unsigned(value.width)}), `);
    this.functions.push(
      `static NOINLINE ${type} ${name}(int n, ...) {`,
      `    va_list list; va_start(list, n); ${type} x = (${skips.join("")}va_arg(list, ${type})); va_end(list); return x; }`,
    );
    return { text: `${name}(0, ${texts(args)})`, value: result.value };
  }

  #argument(): Expression {
    return this.#expressions.make(this.#random.pick([32, 64]), 2);
  }

  /** Itself, or a pointer to it that nobody can see through. */
  #callee(name: string, type: string, params: string): string {
    if (!this.#random.oneIn(3)) return name;
    this.functions.push(`static ${type} (*volatile ${name}_pointer)(${params}) = ${name};`);
    return `${name}_pointer`;
  }

  #name(): string {
    return `${this.#prefix}_${this.#made++}`;
  }
}

function texts(expressions: readonly Expression[]): string {
  return expressions.map(({ text }) => text).join(", ");
}
