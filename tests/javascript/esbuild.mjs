/** esbuild (Go, in a process of its own): TypeScript and JSX made smaller, with a source map. */
import { transform } from "esbuild-wasm";

const source = `
  enum Colour { Red, Green }
  export const later = async <T,>(x: T): Promise<T> => { await null; return x! };
  export default class<T> { private colour = Colour.Red; constructor(public size?: number, ...rest: T[]) {} }
  const view = <div title={\`\${1}\`}>{...[<b key="2" />]}</div>;`;
for (const options of [
  { minify: true, target: "es2018" },
  { sourcemap: true, jsx: "automatic" },
]) {
  const { code, map, warnings } = await transform(source, { loader: "tsx", ...options });
  console.log(code, map.length, warnings.length);
}
