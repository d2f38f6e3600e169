/** What a run comes to beside what is claimed of it. */

import { expect, test } from "vitest";
import { compare } from "../../../../web/src/app/records/claim.ts";
import type { EpochEnd } from "../../../../web/src/protocol.ts";

const end = (epoch: number, hash: string, accuracy = 0.5): EpochEnd => ({
  ...{ epoch, step: 10 * epoch, hash, test: { loss: 1, accuracy } },
});
const claim = { accuracy: 0.5, hashes: ["11111111", "2222222222222222"] };

test("a claim is compared epoch by epoch, and of the last epoch whole, with its score", () => {
  expect(compare(claim, end(1, "1111111122222222"))).toEqual({ epoch: 1, isSame: true });
  expect(compare(claim, end(1, "1111111022222222"))).toEqual({ epoch: 1, isSame: false });
  expect(compare(claim, end(2, "2222222222222222"))).toEqual({ epoch: 2, isSame: true });
  expect(compare(claim, end(2, "2222222222222222", 0.6))).toEqual({ epoch: 2, isSame: false, accuracy: 0.6 });
  expect(compare(claim, end(3, "2222222222222222"))).toBeUndefined();
});
