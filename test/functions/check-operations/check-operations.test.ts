import { describe, expect, it } from "vitest";
import { anAddress } from "../../builders/a-probe.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aProbeBench } from "../../builders/probe-bench.ts";

const other = "https://pay.example.com/health";
const down = { status: 503, milliseconds: 40 };

describe("nothing is asked and nothing is kept", () => {
  it("for a validation that was never opened", async () => {
    const bench = await aProbeBench({});
    const evidence = { ...bench.evidence, record: async () => undefined };

    await expect(bench.look({ second: 10, ports: { evidence } })).rejects.toMatchObject({ name: "NotFound" });
    expect(await bench.probes()).toEqual([]);
  });

  it("where no check asks an endpoint, which costs one read", async () => {
    const bench = await aProbeBench();
    const kept = () => Promise.reject(new Error("nobody needs it"));

    expect(await bench.look({ second: 10, ports: { evidence: { ...bench.evidence, kept } } })).toEqual({
      findings: [],
      asked: [],
      seconds: [],
      second: 10,
    });
    expect(await bench.probes()).toEqual([]);
    expect(await bench.signals.count(bench.validation.rollout)).toBe(0);
  });

  it("where a kept check no longer fits its schema", async () => {
    const bench = await aProbeBench();
    const checks = [{ name: "reachable", kind: "http", url: "http://127.0.0.1/" }];
    const record = async () => aRecord({ profile: aProfile({ checks }) });

    await expect(bench.look({ second: 10, ports: { evidence: { ...bench.evidence, record } } })).rejects.toMatchObject({
      name: "InvalidInput",
      message: expect.stringContaining("reachable cannot be read"),
    });
  });
});

describe("several checks", () => {
  const checks = [{}, { name: "pay", url: [other], mode: "shadow" }];

  it("are asked beside each other, and each keeps its own probes", async () => {
    const bench = await aProbeBench(...checks);
    const { findings, asked } = await bench.look({ second: 10, mayStay: false });

    expect(findings).toMatchObject([
      { check: "reachable", mode: "gate", status: "pending" },
      { check: "pay", mode: "shadow", status: "pending" },
    ]);
    expect(asked).toEqual([
      [10, anAddress],
      [10, other],
    ]);
    const { measurements } = await bench.evidence.kept(bench.validation);
    expect(measurements.filter(({ of }) => of === "probes")).toMatchObject([
      { check: "pay", at: at(10), probes: [{ url: other }] },
      { check: "reachable", at: at(10), probes: [{ url: anAddress }] },
    ]);
  });

  it("never judge each other's probes", async () => {
    const bench = await aProbeBench({}, { name: "again" });
    await bench.look({ second: 5, mayStay: false });
    await bench.look({ second: 10, mayStay: false, answers: () => down });
    const { findings } = await bench.look({ second: 20, mayStay: false });

    expect(findings).toMatchObject([
      { status: "failed", facts: { probes: 2 } },
      { status: "failed", facts: { probes: 2 } },
    ]);
  });

  it("wake each other: what one settles ends the stay of the other", async () => {
    const bench = await aProbeBench(...checks);
    const answers = (second: number, url: string) => (url === other && second >= 15 ? down : undefined);
    const { findings, seconds } = await bench.look({ second: 10, answers });

    expect(findings).toMatchObject([{ status: "pending" }, { status: "failed" }]);
    expect(Math.max(...seconds)).toBeLessThan(30);
  });
});

describe("a check of several addresses", () => {
  it("asks all of them at once and keeps their probes together", async () => {
    const bench = await aProbeBench({ url: [anAddress, other] });
    const { findings } = await bench.look({ second: 10, mayStay: false });
    const { measurements } = await bench.evidence.kept(bench.validation);

    expect(findings).toMatchObject([{ status: "pending", facts: { probes: 2 } }]);
    expect(measurements.filter(({ of }) => of === "probes")).toEqual([
      {
        of: "probes",
        check: "reachable",
        at: at(10),
        probes: [anAddress, other].map((url) => ({ at: at(10), url, status: 200, milliseconds: 40 })),
      },
    ]);
  });
});
