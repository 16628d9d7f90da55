import { describe, expect, it } from "vitest";
import { sayOfService } from "../../../local/ecs/service-message.ts";
import { aCluster } from "./a-cluster.ts";

describe("a message of a service", () => {
  it("stands first in the service's list, with its name before it, and no event tells it", () => {
    const { cluster, events } = aCluster();
    const before = events.length;
    for (const text of ["has begun draining.", "was unable to place a task."])
      cluster.apply((state, at) => sayOfService(state, { name: "shop", id: text, text }, at));

    const [service] = Object.values(cluster.state().services);
    expect(service?.messages.map(({ text }) => text)).toEqual([
      "(service shop) was unable to place a task.",
      "(service shop) has begun draining.",
    ]);
    expect(events).toHaveLength(before);
  });

  it("is one of a hundred that ECS keeps", () => {
    const { cluster } = aCluster();
    for (let n = 0; n < 110; n++)
      cluster.apply((state, at) => sayOfService(state, { name: "shop", id: String(n), text: `${n}` }, at));

    expect(Object.values(cluster.state().services)[0]?.messages).toHaveLength(100);
  });
});
