/** The JSON report of an error and a leak, field by field. */
import { expect, test } from "vitest";
import { describeRun } from "./describe.ts";
import { renderJson } from "./json.ts";
import { addr, block, clean, leak, stack, symbols } from "./report.fixture.ts";

test("the JSON report of an error and a leak", () => {
  const report = describeRun(
    {
      ...clean,
      errors: [
        {
          kind: "InvalidWrite",
          size: 4,
          count: 2,
          stack: stack("main:5:8"),
          address: addr(0x10114),
          place: { region: "heap", block: block(), offset: 20 },
        },
      ],
      leaks: [leak("definite", 1, 20, "malloc! main:4:12")],
    },
    symbols,
    { program: "list.c", compile: { ok: true, diagnostics: [] }, errorsForLeakKinds: ["definite"] },
  );
  expect(report.summary).toMatchObject({ errors: 3, contexts: 2 });
  expect(JSON.parse(renderJson(report))).toEqual(report);
  expect(renderJson({ ...report, leaks: [] })).toMatchInlineSnapshot(`
    "{
      "schema": "redzone-report/1",
      "program": "list.c",
      "compile": {
        "ok": true,
        "diagnostics": []
      },
      "exit": {
        "code": 0
      },
      "errors": [
        {
          "kind": "InvalidWrite",
          "title": "Invalid write of size 4",
          "size": 4,
          "count": 2,
          "stack": [
            {
              "function": "main",
              "file": "list.c",
              "line": 5,
              "column": 8
            }
          ],
          "address": {
            "value": 65812,
            "region": "heap",
            "offset": 20,
            "blockSize": 20,
            "allocated": [
              {
                "function": "malloc"
              },
              {
                "function": "main",
                "file": "list.c",
                "line": 4,
                "column": 12
              }
            ]
          },
          "help": "The block has room for 5 elements of 4 bytes: the last index is 4."
        }
      ],
      "leaks": [],
      "summary": {
        "errors": 3,
        "contexts": 2,
        "suppressed": 0,
        "heap": {
          "allocs": 0,
          "frees": 0,
          "bytesAllocated": 0,
          "inUseBytes": 0,
          "inUseBlocks": 0
        },
        "leak": {
          "definite": {
            "bytes": 20,
            "blocks": 1
          },
          "indirect": {
            "bytes": 0,
            "blocks": 0
          },
          "possible": {
            "bytes": 0,
            "blocks": 0
          },
          "reachable": {
            "bytes": 0,
            "blocks": 0
          }
        }
      }
    }
    "
  `);
});
