/** Graphviz (C and C++, Emscripten, with SIMD): a graph laid out by four engines. */
import { createHash } from "node:crypto";
import { Graphviz } from "@hpcc-js/wasm-graphviz";

const graphviz = await Graphviz.load();
const edges = Array.from({ length: 60 }, (_, at) => {
  return `n${at} -> n${(at * 7) % 60} [label="e${at}"]; n${at} -> n${(at * at + 3) % 60};`;
});
const graph = `digraph { node [shape=box]; ${edges.join(" ")} }`;
for (const engine of ["dot", "neato", "circo", "fdp"]) {
  const svg = graphviz.layout(graph, "svg", engine);
  console.log(engine, svg.length, createHash("sha256").update(svg).digest("hex"));
}
