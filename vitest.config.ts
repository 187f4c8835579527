import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    // Two cores in CI; the compiler and the checked programs are processes of their own.
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
