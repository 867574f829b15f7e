import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { synthesize } from "../../src/terraform/index.ts";
import { filesIn } from "../support/folder.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { artifactsOf, environmentArtifacts, teamArtifacts } from "../support/terraform.ts";

const STACKS = [
  "production-crds",
  "production-platform",
  "production-alerting",
  "production-team-payments",
] as const;

describe("the stacks of an environment", () => {
  test("come in the order that they are applied in", () => {
    const { stacks } = synthesize(artifactsOf(), join(temporaryFolder(), "out"));

    expect(
      stacks.map(({ name, kind, dependencies, resources }) => ({ name, kind, dependencies, resources })),
    ).toMatchInlineSnapshot(`
      [
        {
          "dependencies": [],
          "kind": "crds",
          "name": "production-crds",
          "resources": 1,
        },
        {
          "dependencies": [
            "production-crds",
          ],
          "kind": "platform",
          "name": "production-platform",
          "resources": 4,
        },
        {
          "dependencies": [
            "production-platform",
          ],
          "kind": "alerting",
          "name": "production-alerting",
          "resources": 1,
        },
        {
          "dependencies": [
            "production-platform",
            "production-alerting",
          ],
          "kind": "team",
          "name": "production-team-payments",
          "resources": 13,
        },
      ]
    `);
    expect(stacks.map(({ environment }) => environment)).toEqual(STACKS.map(() => "production"));
  });

  test("lie where cdktf puts them", () => {
    const outdir = join(temporaryFolder(), "out");
    const { stacks } = synthesize(artifactsOf(), outdir);

    expect(Object.keys(filesIn(outdir))).toEqual([
      "manifest.json",
      ...STACKS.map((name) => `stacks/${name}/cdk.tf.json`).sort(),
    ]);
    for (const { bytes, path } of stacks) {
      expect(readFileSync(join(outdir, path)).length).toBe(bytes);
    }
  });

  test("are the same bytes wherever they are written", () => {
    const one = join(temporaryFolder(), "one");
    const two = join(temporaryFolder(), "elsewhere", "two");
    mkdirSync(join(two, ".."), { recursive: true });
    synthesize(artifactsOf(), one);
    synthesize(artifactsOf(), two);

    expect(filesIn(two)).toEqual(filesIn(one));
    expect(Object.values(filesIn(one)).join("")).not.toContain(one);
    expect(Object.values(filesIn(one)).join("")).not.toContain(process.cwd());
  });

  test("refer to no other stack", () => {
    const outdir = join(temporaryFolder(), "out");
    synthesize(artifactsOf(), outdir);

    expect(Object.values(filesIn(outdir)).join("")).not.toContain("terraform_remote_state");
  });
});

describe("a name that two stacks would share", () => {
  const twins = [
    environmentArtifacts({ environment: "a", teams: [teamArtifacts({ team: "b-team-c" })] }),
    environmentArtifacts({ environment: "a-team-b", teams: [teamArtifacts({ team: "c" })] }),
  ];

  test("is an error that names both, and changes nothing", () => {
    const outdir = join(temporaryFolder(), "out");
    synthesize(artifactsOf(), outdir);
    const before = filesIn(outdir);

    expect(() => synthesize(artifactsOf(...twins), outdir)).toThrowErrorMatchingInlineSnapshot(
      `[Error: two stacks are named "a-team-b-team-c": team b-team-c in a and team c in a-team-b]`,
    );
    expect(filesIn(outdir)).toEqual(before);
  });
});

describe("the output folder", () => {
  const { dashboards } = teamArtifacts();
  const broken = artifactsOf(
    environmentArtifacts({ teams: [teamArtifacts({ dashboards: [...dashboards, ...dashboards] })] }),
  );

  test("keeps what it had when a stack fails", () => {
    const outdir = join(temporaryFolder(), "out");
    synthesize(artifactsOf(), outdir);
    const before = filesIn(outdir);

    expect(() => synthesize(broken, outdir)).toThrow("There is already a Construct");
    expect(filesIn(outdir)).toEqual(before);
    expect(readdirSync(outdir).sort()).toEqual(["manifest.json", "stacks"]);
  });

  test("is not made when a stack fails", () => {
    const parent = temporaryFolder();
    expect(() => synthesize(broken, join(parent, "new", "out"))).toThrow("There is already a Construct");
    expect(readdirSync(parent)).toEqual([]);
  });

  test("loses stacks that are gone, and nothing that somebody else put there", () => {
    const outdir = join(temporaryFolder(), "out");
    synthesize(artifactsOf(), outdir);
    const gone = join(outdir, "stacks", "production-team-payments");
    const kept = join(outdir, "stacks", "production-crds");
    mkdirSync(join(gone, ".terraform"));
    mkdirSync(join(kept, ".terraform"));
    writeFileSync(join(kept, ".terraform.lock.hcl"), "");
    synthesize(artifactsOf(environmentArtifacts({ teams: [] })), outdir);

    expect(existsSync(gone)).toBe(false);
    expect(readdirSync(kept)).toEqual([".terraform", ".terraform.lock.hcl", "cdk.tf.json"]);

    synthesize(artifactsOf(), outdir);
    writeFileSync(join(gone, "terraform.tfstate"), "{}");
    synthesize(artifactsOf(environmentArtifacts({ teams: [] })), outdir);
    expect(readdirSync(gone)).toEqual(["terraform.tfstate"]);
  });
});
