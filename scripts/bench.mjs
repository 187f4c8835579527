/** `npm run bench`: installs and builds when that is needed, then measures (bench/README.md). */
import { build } from "./build.mjs";
import { install } from "./install.mjs";

install();
if (!build()) process.exit(1);
// Only now: it imports what was just built.
await import("../bench/main.mjs");
