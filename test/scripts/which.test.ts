import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { which } from "../../scripts/tools/which.ts";
import { type FakeMachine, fakeMachine } from "./fake-machine.ts";

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => machine.remove());

describe("looking for a program", () => {
  it("looks on PATH first, then where packages put what is not on it", () => {
    const there = machine.onPath("postgres", "postgres (PostgreSQL) 15.18");
    const folder = there.slice(0, there.lastIndexOf("/"));
    expect(which("postgres", machine.env)).toBe(there);
    expect(which("postgres", { PATH: "" }, ["/nowhere", folder])).toBe(there);
    expect(which("postgres", { PATH: "" }, ["/nowhere"])).toBe(undefined);
  });
});
