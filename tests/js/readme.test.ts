/** The example that the README shows, from the README's own text. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { load } from "../../engine/js/node.ts";

test("try", async () => {
  const inkling = await load();
  const moons = inkling.generate("moons", { examples: 500, noise: 0.1, seed: 7 });
  const [training, validation] = inkling.split(moons, { validation: 0.2, stratified: true, seed: 7 });
  const trainer = inkling.trainer(
    { layers: [{ units: 16, activation: "tanh" }, { units: 2 }], loss: "cross_entropy", optimizer: "adam", learningRate: 0.01, seed: 1 },
    training,
  );
  const history = trainer.fit(validation, { epochs: 50, earlyStopping: { patience: 5 } });
  console.log(history.length, history.at(-1), trainer.metrics(validation));
  console.log(trainer.predict([[0, 1], [1, -0.5]]));
  console.log(trainer.inspect());
  console.log(trainer.progress, trainer.settings, trainer.weightHash, trainer.layers, trainer.parameterCount);
  console.log(inkling.tables, inkling.memory, moons.info, validation.size);
  console.log(trainer.saliency([0, 1], 1), trainer.activations([0, 1]), trainer.parameters());
  for (const f of [() => inkling.trainer({ lerningRate: 1 } as never, training), () => inkling.trainer({ layers: [{ units: 2, activation: "tahn" as never }] }, training), () => trainer.predict([1, 2, 3]), () => trainer.configure({ batchSize: 0.5 }), ()=>inkling.generate("moons",{examples:1e9}), () => inkling.generate("moons", {noise: NaN})]) {
    try { f(); } catch (e) { console.log(e, JSON.stringify(e)); }
  }
  const run = inkling.run({ data: { name: "spirals" }, layers: [{ units: 8, activation: "relu" }, { units: 2 }], epochs: 2 });
  console.log(run.recipe, run.fit(), run.trainer.weightHash);
  trainer.dispose();
  expect(() => trainer.weightHash).toThrow("disposed");
});
