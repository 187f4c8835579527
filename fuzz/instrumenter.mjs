/**
 * Puts a counter at each branch of the project's own code in a bundle, so that the fuzzer sees which of them an input takes. There is
 * no package for that which runs everywhere: jazzer.js 4.0 brings a binary that needs glibc 2.38, Debian 12 has 2.36; and V8's own
 * coverage costs milliseconds each time that it is asked.
 */
import { parseAst } from "rolldown/parseAst";

/** @typedef {{ type: string, start: number, end: number, [field: string]: unknown }} Node */

/**
 * @param {string} code as rolldown writes it: each module behind a comment with its path
 * @returns {{ code: string, branches: number }}
 */
export function instrumented(code) {
  /** @type {{ at: number, text: string }[]} */
  const inserted = [];
  let branches = 0;
  const counter = () => `fuzzCounters[${branches++}]++`;
  const isOurs = ours(code);

  const insert = (/** @type {number} */ at, /** @type {string} */ text) =>
    inserted.push({ at, text });
  const statement = (/** @type {Node} */ node) => {
    if (node.type === "BlockStatement") insert(node.start + 1, `${counter()};`);
    else {
      insert(node.start, `{${counter()};`);
      insert(node.end, "}");
    }
  };
  const expression = (/** @type {Node} */ node) => {
    insert(node.start, `(${counter()},`);
    insert(node.end, ")");
  };
  /** @type {Readonly<Record<string, (node: any) => void>>} */
  const branching = {
    FunctionDeclaration: ({ body }) => statement(body),
    FunctionExpression: ({ body }) => body && statement(body),
    ArrowFunctionExpression: ({ body }) =>
      body.type === "BlockStatement" ? statement(body) : expression(body),
    IfStatement: ({ consequent, alternate }) => {
      statement(consequent);
      if (alternate) statement(alternate);
    },
    ForStatement: ({ body }) => statement(body),
    ForOfStatement: ({ body }) => statement(body),
    ForInStatement: ({ body }) => statement(body),
    WhileStatement: ({ body }) => statement(body),
    DoWhileStatement: ({ body }) => statement(body),
    SwitchCase: ({ consequent }) => {
      if (consequent.length > 0) insert(consequent[0].start, `${counter()};`);
    },
    CatchClause: ({ body }) => statement(body),
    ConditionalExpression: ({ consequent, alternate }) => {
      expression(consequent);
      expression(alternate);
    },
    LogicalExpression: ({ right }) => expression(right),
  };

  const walk = (/** @type {unknown} */ value) => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    if (typeof value !== "object" || value === null || !("type" in value)) return;
    const node = /** @type {Node} */ (value);
    // Before what is in it: of insertions at one place the outer one comes first at a start.
    if (isOurs(node.start)) branching[node.type]?.(node);
    for (const [name, field] of Object.entries(node)) if (name !== "type") walk(field);
  };
  walk(parseAst(code).body);

  const order = inserted.map((each, index) => ({ ...each, index }));
  // At one place ends come before starts, inner ends before outer ones.
  const isEnd = (/** @type {string} */ text) => text === ")" || text === "}";
  order.sort(
    (a, b) =>
      a.at - b.at ||
      Number(isEnd(b.text)) - Number(isEnd(a.text)) ||
      (isEnd(a.text) ? b.index - a.index : a.index - b.index),
  );
  let result = "";
  let from = 0;
  for (const { at, text } of order) {
    result += code.slice(from, at) + text;
    from = at;
  }
  result += code.slice(from);
  const size = 4 * Math.ceil(branches / 4);
  return {
    code: `const fuzzCounters = (globalThis.fuzzCounters = new Uint8Array(${size}));\n${result}`,
    branches,
  };
}

/** Whether a place is in a module of src/. @param {string} code @returns {(at: number) => boolean} */
function ours(code) {
  const starts = [...code.matchAll(/^\/\/ (\S+\.[mc]?[jt]s)$/gm)].map((found) => ({
    at: found.index,
    isOurs: found[1]?.startsWith("src/") ?? false,
  }));
  return (at) => starts.findLast((start) => start.at <= at)?.isOurs ?? false;
}
