/** What is thrown at one end of the line arrives at the other with all that it says. */

import * as Comlink from "comlink";
import { expect, test } from "vitest";
import { carryRefusals, inklingError } from "../../web/src/protocol.ts";

const refusal = { setting: "layers[0].units", given: "0", allowed: "a whole number of at least 1" };

test.each([
  ["a refusal", inklingError("bad_setting", "Units: 0 was given.", refusal), { name: "bad_setting", refusal }],
  ["an error of another kind", inklingError("unavailable", "It is not there."), { name: "unavailable" }],
  ["an error that is none of ours", new RangeError("Too long"), { name: "RangeError", message: "Too long" }],
])("%s", async (_, thrown, expected) => {
  carryRefusals();
  const { port1, port2 } = new MessageChannel();
  Comlink.expose(
    {
      fail: () => {
        throw thrown;
      },
    },
    port1,
  );
  const remote = Comlink.wrap<{ fail(): void }>(port2);
  const failure = await remote.fail().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).toMatchObject({ message: thrown.message, ...expected });
  port1.close();
});
