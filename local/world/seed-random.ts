import { seededRandom } from "../server/seeded-random.ts";

const seed = 20_260_301;

/** Back-off with jitter draws from Math.random: seeded, the same scenario gives the same run. Returns what puts the real one back. */
export function seedRandom(): () => void {
  const { random } = Math;
  Math.random = seededRandom(seed);
  return () => {
    Math.random = random;
  };
}
