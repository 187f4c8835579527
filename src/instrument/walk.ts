/** What those who write the parts of a function's code (calls.ts, function-accesses.ts, function-redzones.ts) ask of the walk through it (body.ts). */
import type { InstructionCursor } from "../wasm/instructions.ts";
import type { ValueType } from "../wasm/module.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { Definedness } from "./definedness.ts";
import type { FunctionFrame } from "./function-frame.ts";
import type { Plan } from "./plan.ts";
import type { OperandProvenance } from "./provenance.ts";
import type { FrameSpill, ScratchLocals } from "./spill.ts";

export interface Walk {
  readonly plan: Plan;
  readonly out: CodeBuilder;
  readonly cursor: InstructionCursor;
  readonly operands: OperandProvenance;
  readonly frame: FunctionFrame;
  /** When V bits are followed. */
  readonly bits: Definedness | undefined;
  /** When locals are spilled. */
  readonly spill: FrameSpill | undefined;
  readonly csp: number;
  readonly scratch: ScratchLocals;
  /** A local that nobody else uses. */
  readonly newLocal: (type: ValueType) => number;
  /** The CodeOffset of the current instruction. */
  readonly site: () => number;
  /** Writes the current instruction as it is. */
  readonly copy: () => void;
}
