/** `import … from "redzone/embed"`: modules of a JavaScript program, checked where they run. Node and browsers. */
export type { Report } from "../report/model.ts";
export { checkedWebAssembly } from "./namespace.ts";
export { Session, type SessionOptions } from "./session.ts";
