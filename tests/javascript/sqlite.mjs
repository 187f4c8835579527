/** SQLite (C, Emscripten): rows written, queried, and the file that they make. */
import { createHash } from "node:crypto";
import initSqlJs from "sql.js";

const { Database } = await initSqlJs();
const database = new Database();
database.run("CREATE TABLE measured(id INTEGER PRIMARY KEY, place TEXT, value REAL)");
const insert = database.prepare("INSERT INTO measured VALUES (?, ?, ?)");
for (let id = 0; id < 2000; id++) insert.run([id, `place ${(id * 7919) % 1000}`, Math.sqrt(id)]);
insert.free();
database.run("CREATE INDEX by_place ON measured(place, value)");
for (const query of [
  "SELECT count(*), sum(id), max(place), avg(value) FROM measured WHERE place LIKE '%9%' GROUP BY id % 7 ORDER BY 2",
  "WITH RECURSIVE f(n, a, b) AS (SELECT 1, 0, 1 UNION ALL SELECT n + 1, b, a + b FROM f WHERE n < 40) SELECT a FROM f",
  "SELECT a.id, b.id FROM measured a JOIN measured b ON a.place = b.place AND a.id < b.id WHERE a.value > 40 LIMIT 20",
]) {
  console.log(JSON.stringify(database.exec(query)));
}
const file = database.export();
console.log(file.length, createHash("sha256").update(file).digest("hex"));
database.close();
