import { defineConfig } from "vitest/config";

const alias = [
  { find: /^crowsnest$/, replacement: new URL("./src/index.ts", import.meta.url).pathname },
  { find: /^crowsnest\/(\w+)$/, replacement: `${new URL("./src", import.meta.url).pathname}/$1/index.ts` },
];

export default defineConfig({
  resolve: { alias },
  test: {
    // By default one core is left idle.
    maxWorkers: "100%",
    setupFiles: ["test/support/seed.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**"],
          // Two files at a time on two cores take longer each than one alone.
          testTimeout: 40_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
