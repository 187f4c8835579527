/**
 * Constant expressions made as simple as those of the first core specification: sums and products computed, own globals in
 * place of their names. So data lies where the module says whether that is computed or not, and modules with extended
 * constant expressions run on engines that do not know these (Node 20).
 *
 * What depends on an imported global is not known before the module is instantiated; it stays as it is.
 */
import {
  type ConstantInteger,
  evaluate,
  i32ConstExpr,
  i64ConstExpr,
  isComputed,
  namedGlobal,
} from "./expressions.ts";
import type { ConstExpr, Element, SegmentMode, WasmModule } from "./module.ts";

/** The module with all of its constant expressions folded; itself when there is nothing to do. */
export function foldConstants(module: WasmModule): WasmModule {
  const folder = new Folder(module.imports.filter(({ what }) => what.kind === "global").length);
  const globals = module.globals.map((global) => {
    const init = folder.fold(global.init);
    // What is changed later cannot be named by a constant expression.
    folder.add(global.type.mutable ? undefined : init);
    return init === global.init ? global : { ...global, init };
  });
  const folded = {
    ...module,
    globals,
    elements: module.elements.map((each) => foldElement(folder, each)),
    data: module.data.map((each) => {
      const mode = foldMode(folder, each.mode);
      return mode === each.mode ? each : { ...each, mode };
    }),
  };
  return folder.folded ? folded : module;
}

function foldElement(folder: Folder, element: Element): Element {
  const mode = foldMode(folder, element.mode);
  const { init } = element;
  if (init.kind === "functions") return { ...element, mode };
  const expressions = init.expressions.map((each) => folder.fold(each));
  return { ...element, mode, init: { kind: "expressions", expressions } };
}

function foldMode(folder: Folder, mode: SegmentMode): SegmentMode {
  if (mode.kind !== "active") return mode;
  const offset = folder.fold(mode.offset);
  return offset === mode.offset ? mode : { ...mode, offset };
}

class Folder {
  /** Something was. */
  folded = false;
  readonly #imported: number;
  readonly #own: (ConstExpr | undefined)[] = [];

  constructor(imported: number) {
    this.#imported = imported;
  }

  /** The next of the module's own globals; undefined: it may be changed. */
  add(init: ConstExpr | undefined): void {
    this.#own.push(init);
  }

  /** The expression itself where nothing is to be folded. */
  fold(expression: ConstExpr): ConstExpr {
    const simpler = this.#simpler(expression);
    if (simpler === undefined) return expression;
    this.folded = true;
    return simpler;
  }

  #simpler(expression: ConstExpr): ConstExpr | undefined {
    const global = namedGlobal(expression);
    if (global !== undefined) return this.#own[global - this.#imported];
    // One instruction and `end`: nearly all of them.
    if (!isComputed(expression)) return undefined;
    const value = evaluate(expression, (index) => this.#valueOf(index));
    if (value === undefined) return undefined;
    return typeof value === "number" ? i32ConstExpr(value) : i64ConstExpr(value);
  }

  #valueOf(global: number): ConstantInteger {
    const init = this.#own[global - this.#imported];
    return init && evaluate(init, () => undefined);
  }
}
