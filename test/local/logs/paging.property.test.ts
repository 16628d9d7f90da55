import type { FilterLogEventsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { filterLogEvents } from "../../../local/logs/filter-log-events.ts";
import { usualLogSettings } from "../../../local/logs/log-settings.ts";
import { logStore } from "../../../local/logs/log-store.ts";

const place = { region: "eu-west-1", group: "/app" };
const call = { operation: "FilterLogEvents", region: "eu-west-1", requestId: "1" };

it("gives every event of the window exactly once and in order, whatever the pages", async () => {
  const lines = fc.array(
    fc.record({ second: fc.integer({ min: 0, max: 20 }), stream: fc.constantFrom("a", "b"), text: fc.string() }),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(
      lines,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 30, max: 200 }),
      async (written, pageEvents, emptyPageEvery, pageBytes) => {
        const store = logStore();
        store.createGroup(place);
        for (const { second, stream, text } of written)
          store.put({ ...place, stream }, { at: new Date(second * 1000).toISOString(), text });
        const read = filterLogEvents(store, () => ({ ...usualLogSettings, pageEvents, pageBytes, emptyPageEvery }));
        const texts: (string | undefined)[] = [];

        let page: Omit<FilterLogEventsCommandOutput, "$metadata"> | undefined;
        do {
          page = await read(
            { logGroupName: "/app", startTime: 5000, endTime: 15_000, nextToken: page?.nextToken },
            call,
          );
          texts.push(...(page.events ?? []).map(({ message }) => message));
        } while (page.nextToken !== undefined);

        const inWindow = written
          .filter(({ second }) => second >= 5 && second <= 15)
          .toSorted((a, b) => a.second - b.second);
        expect(texts).toEqual(inWindow.map(({ text }) => text));
      },
    ),
  );
});
