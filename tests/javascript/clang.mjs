/** clang and lld, a component whose modules share a memory and a table: an object file, and a program linked. */
import { createHash } from "node:crypto";
import { runClang } from "@yowasp/clang";

const source = `
struct node { struct node *next; int value; };
static int sum(const struct node *list) { int all = 0; for (; list; list = list->next) all += list->value; return all; }
int main(void) { struct node a = { 0, 1 }, b = { &a, 2 }; return sum(&b); }
`;
const { "sum.wasm": program } = await runClang(["clang", "-O1", "-g", "-o", "sum.wasm", "sum.c"], {
  "sum.c": source,
});
console.log(program.length, createHash("sha256").update(program).digest("hex"));
