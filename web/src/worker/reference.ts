/**
 * Short runs on made-up data, and the weights in which they end on every device: exponentials, logarithms and square
 * roots, shuffling, dropout, adaptive steps, and digits with most inputs zero. They stand in tests/engine/recipes.json as well.
 */

import type { Recipe } from "../protocol.ts";

export interface Reference {
  recipe: Recipe;
  /** The weights' hash. */
  weights: string;
}

export const references: readonly Reference[] = [
  {
    recipe: {
      ...{ seed: 6, epochs: 3, loss: "hinge", optimizer: "adam", learningRate: 0.03, beta1: 0.8, beta2: 0.99 },
      ...{
        batchSize: 16,
        l1: 0.0005,
        l2: 0.001,
        maxNorm: 2,
        clipNorm: 1,
        clipValue: 0.5,
        schedule: { warmupSteps: 5 },
      },
      data: { name: "and", examples: 125, noise: 0.05, scaling: "standard" },
      layers: [
        { units: 10, activation: "elu", weights: "lecun_normal" },
        { units: 4, activation: "softplus" },
        { units: 2 },
      ],
    },
    weights: "7a8f111d0063556c",
  },
  {
    recipe: {
      ...{
        seed: 9,
        epochs: 3,
        loss: "mean_absolute_error",
        optimizer: "momentum",
        momentum: 0.8,
        batchSize: 7,
        l1: 0.001,
      },
      schedule: { rule: "cosine", period: 30, floor: 0.1, warmupSteps: 3 },
      data: { name: "sine", examples: 128, noise: 0.08 },
      layers: [
        { units: 6, activation: "gelu", weights: "glorot_uniform", dropout: 0.25 },
        { units: 4, activation: "elu" },
        { units: 1 },
      ],
    },
    weights: "6f9150d84797c7e1",
  },
  {
    recipe: {
      ...{ seed: 13, epochs: 3, optimizer: "adam", beta1: 0.8, beta2: 0.99, batchSize: 1000, clipValue: 0.05 },
      data: { name: "blobs", examples: 132, noise: 0.07, validation: 0.3 },
      layers: [{ units: 10, activation: "tanh", weights: "lecun_uniform" }, { units: 3 }],
    },
    weights: "b2dcb2b31e236471",
  },
  {
    recipe: {
      ...{ seed: 33, epochs: 1, batchSize: 8, data: { name: "handwriting", examples: 50 } },
      layers: [{ units: 8, activation: "relu", weights: "he_normal" }, { units: 10 }],
    },
    weights: "6f8cc069cc53476f",
  },
];
