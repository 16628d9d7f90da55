import { describe, expect, it } from "vitest";
import type { UnhealthySpell } from "../../../shared/domain/task.ts";
import { spellsAfter, withSpells } from "../../../shared/domain/unhealthy-spell.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";

const open = [{ from: at(10) }];
const over = [{ from: at(10), until: at(20) }];

describe("the spells of a task after a look", () => {
  it.each([
    { what: "of a health that nobody checks", before: [], seen: "UNKNOWN", after: [] },
    { what: "without a health", before: open, seen: undefined, after: open },
    { what: "that sees it healthy as before", before: over, seen: "HEALTHY", after: over },
    { what: "that sees it unhealthy still", before: open, seen: "UNHEALTHY", after: open },
    { what: "of a task that stops unhealthy", before: open, seen: "UNKNOWN", after: open },
    { what: "that sees it unhealthy", before: [], seen: "UNHEALTHY", after: [{ from: at(30) }] },
    { what: "that sees it healthy again", before: open, seen: "HEALTHY", after: [{ from: at(10), until: at(30) }] },
    { what: "that sees it unhealthy again", before: over, seen: "UNHEALTHY", after: [...over, { from: at(30) }] },
  ])("$what", ({ before, seen, after }) => {
    expect(spellsAfter(before, seen, at(30))).toEqual(after);
  });

  it("are twenty at most, and the last one can still end", () => {
    let spells: readonly UnhealthySpell[] = [];
    for (let look = 0; look < 60; look++) spells = spellsAfter(spells, look % 2 ? "HEALTHY" : "UNHEALTHY", at(look));

    expect(spells).toHaveLength(20);
    expect(spells.at(-1)).toEqual({ from: at(38), until: at(39) });
  });
});

describe("a task", () => {
  it("has no spells when it was never seen unhealthy", () => {
    expect(withSpells(aTask({ healthStatus: "HEALTHY" }), [aTask()], at(30))).not.toHaveProperty("unhealthy");
  });

  it("has its own spells, not another task's", () => {
    const known = [aTask({ unhealthy: over }, "t2"), aTask({ unhealthy: open })];

    expect(withSpells(aTask({ healthStatus: "HEALTHY" }), known, at(30)).unhealthy).toEqual([
      { from: at(10), until: at(30) },
    ]);
  });
});
