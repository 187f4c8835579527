/** Lines of C that let a value decide something, and what a checker has to say about each. */
import { type Expression, type Expressions, masked } from "./expressions.ts";
import type { Region } from "./memory.ts";
import type { Random } from "./random.ts";
import {
  apply,
  differs,
  everUndefined,
  type InCall,
  inCalls,
  isDefined,
  type Value,
} from "./values.ts";

/** Of one call of the function. */
export interface Expected {
  /** The completions differ in what happens: without a report a mistake has gone unnoticed. */
  readonly must: boolean;
  /** By the rules undefined bits take part. Where they do not, a report is a false one. */
  readonly may: boolean;
  /** `Value.coarse` of what it hangs on. */
  readonly coarse: boolean;
}

export interface Observation {
  readonly line: number;
  readonly text: string;
  readonly expected: readonly Expected[];
}

type Observed = Omit<Observation, "line">;

/** What the generated file needs to have in it. */
export const ObservationGlobals = `static volatile uint32_t sink;
static const volatile uint32_t table[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };`;

export class Observations {
  readonly #random: Random;
  readonly #expressions: Expressions;
  readonly #regions: readonly Region[];

  constructor(random: Random, expressions: Expressions, regions: readonly Region[]) {
    this.#random = random;
    this.#expressions = expressions;
    this.#regions = regions;
  }

  make(): Observed {
    switch (this.#random.between(0, 11)) {
      case 0:
        return this.#loop();
      case 1:
        return this.#switch();
      case 2:
        return this.#index();
      case 3:
        return this.#both();
      case 4:
        return this.#write();
      case 5:
        return this.#memcmp();
      case 6:
        return this.#float();
      case 7:
        return this.#print();
      default:
        return this.#condition();
    }
  }

  #condition(): Observed {
    const { text, value } = this.#value();
    return { text: `if (${text}) sink++;`, expected: decides(value) };
  }

  /** The second is asked only if the first holds. */
  #both(): Observed {
    const [a, b] = [this.#value(), this.#value()];
    const [first, second] = [decides(a.value), decides(b.value)];
    const expected = inCalls((call): Expected => {
      const [x, y] = [a.value.calls[call]!, b.value.calls[call]!];
      const asked = first[call]!.may || x.completions.some((each) => each !== 0n);
      return {
        // Only in the end: where b does not hold anyway, a compiler need not look at a.
        must: differs([x, y], (one, two) => one !== 0n && two !== 0n),
        may: first[call]!.may || (asked && second[call]!.may),
        coarse: x.coarse || y.coarse,
      };
    });
    return { text: `if (${a.text} && ${b.text}) sink++;`, expected };
  }

  #loop(): Observed {
    const { text, value } = masked(this.#value(), 3n);
    return { text: `for (uint32_t i = 0; i < ${text}; i++) sink++;`, expected: matters(value) };
  }

  #switch(): Observed {
    const { text, value } = masked(this.#value(), 3n);
    // Not to be had by a select: each does it another number of times.
    const cases = "case 0: break; case 1: sink++; break; case 2: sink++; sink++; break;";
    return {
      text: `switch (${text}) { ${cases} default: sink++; sink++; sink++; }`,
      expected: matters(value),
    };
  }

  #index(): Observed {
    const { text, value } = masked(this.#value(), 7n);
    return { text: `sink = table[${text}];`, expected: matters(value) };
  }

  /** Bytes that leave the program, one of them undefined or none. */
  #write(): Observed {
    const size = this.#random.between(1, 6);
    const { text, bytes } = this.#bytes(size);
    return { text: `write(1, ${text}, ${size});`, expected: matters(...bytes) };
  }

  #memcmp(): Observed {
    const size = this.#random.between(1, 6);
    const [a, b] = [this.#bytes(size), this.#bytes(size)];
    // As an order of numbers would be another.
    const equal = (...values: bigint[]) =>
      values.slice(0, size).join() === values.slice(size).join();
    return {
      text: `if (memcmp(${a.text}, ${b.text}, ${size}) == 0) sink++;`,
      expected: matters(...a.bytes, ...b.bytes).map((each, call) => ({
        ...each,
        must: differs(ofCall(call, [...a.bytes, ...b.bytes]), equal),
      })),
    };
  }

  #float(): Observed {
    const { text, value } = this.#value();
    const than = this.#random.between(0, 2 ** 31);
    return {
      text: `if ((double)${text} < ${than}.0) sink++;`,
      expected: matters(value).map((each, call) => ({
        ...each,
        must: differs(ofCall(call, [value]), (number) => number < than),
      })),
    };
  }

  /**
   * How many digits it has is decided digit by digit. But that is so deep in the C library that all lines which
   * print are one mistake, counted: the innermost four frames are the same.
   */
  #print(): Observed {
    const { text, value } = this.#value();
    const print = `snprintf(text, sizeof text, "%llu", (unsigned long long)${text});`;
    const expected = matters(value).map((each) => ({ ...each, must: false }));
    return { text: `{ char text[32]; ${print} }`, expected };
  }

  #bytes(size: number): { text: string; bytes: readonly Value[] } {
    const region = this.#random.pick(this.#regions);
    const offset = this.#random.between(0, region.size - size);
    const bytes = Array.from({ length: size }, (_, i) => region.load(offset + i, 1, 32));
    return { text: `${region.base} + ${offset}`, bytes };
  }

  #value(): Expression {
    const random = this.#random;
    const width = random.pick([32, 64] as const);
    switch (random.between(0, 3)) {
      case 0:
        return this.#expressions.interesting(width, 2);
      case 1:
        return this.#expressions.near(this.#expressions.make(width, 1));
      default:
        return this.#oneBit(this.#expressions.make(width, 1));
    }
  }

  /** One that is undefined, or the next to it. */
  #oneBit(expression: Expression): Expression {
    const { width } = expression.value;
    const bits = [...everUndefined(expression.value).toString(2)].reverse();
    const at = this.#random.pick([...bits.keys()].filter((bit) => bits[bit] === "1").concat(0));
    const bit = Math.min(Math.max(at + this.#random.between(-1, 1), 0), width - 1);
    return masked(expression, 1n << BigInt(bit));
  }
}

/** As the condition of a branch. */
function decides(value: Value): readonly Expected[] {
  const undecided = apply("eqz", value);
  return value.calls.map((each, call) => ({
    must: differs([each], (number) => number !== 0n),
    may: !isDefined(undecided.calls[call]!),
    coarse: each.coarse,
  }));
}

/** Where each bit counts. */
function matters(...values: readonly Value[]): readonly Expected[] {
  return inCalls((call) => {
    const all = ofCall(call, values);
    return {
      must: differs(all, (...numbers) => numbers.join()),
      may: !all.every(isDefined),
      coarse: all.some(({ coarse }) => coarse),
    };
  });
}

function ofCall(call: number, values: readonly Value[]): readonly InCall[] {
  return values.map(({ calls }) => calls[call]!);
}
