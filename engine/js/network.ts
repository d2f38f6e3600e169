/** Networks, with a trainer and without, and the perceptron. */

import { flatten, type Numbers } from "./arrays.ts";
import { clean } from "./document.ts";
import { reading, refused } from "./errors.ts";
import { Handle } from "./handle.ts";
import type { LayerParameters, LayerShape } from "./info.ts";
import type { NativeNetwork, NativePerceptron, TypedNumbers } from "./native.ts";

/** What is the same for a network and for a trainer, which has one. Inputs are [batch, inputs], or one example. */
export abstract class Layers<Native extends NativeNetwork> extends Handle<Native> {
  get layers(): LayerShape[] {
    return this.ask((native) => native.shape()).layers;
  }

  get parameterCount(): number {
    return this.ask((native) => native.shape()).parameters;
  }

  /** FNV-1a (64 bit) over the bits of every parameter, in hexadecimal digits: equal hashes, equal networks. */
  get weightHash(): string {
    return this.ask((native) => native.weightHash());
  }

  /**
   * What the network makes of inputs: [batch, outputs]. A Uint8Array is taken for pictures, whose 0 to 255 is 0 to 1; so
   * it is by the two methods below.
   */
  predict(inputs: Numbers): Float32Array {
    const { values } = flatten(inputs, "inputs");
    return this.call((native) => native.predict(values));
  }

  /** What each layer makes of inputs: its outputs [batch, units], layer by layer. */
  activations(inputs: Numbers): Float32Array[] {
    const { values } = flatten(inputs, "inputs");
    return this.call((native) => native.activations(values));
  }

  /** How each value of the inputs would move one output of its example: [batch, inputs]. */
  saliency(inputs: Numbers, output: number): Float32Array {
    const { values } = flatten(inputs, "inputs");
    const settings = clean({ output });
    return this.call((native) => native.saliency(values, settings));
  }

  /** All that the network has learned, layer by layer. */
  parameters(): LayerParameters[] {
    return this.call((native) => native.parameters());
  }

  /** Puts parameters in, in the form in which `parameters` gives them; what a layer leaves out stays as it is. */
  setParameters(layers: readonly Partial<Record<keyof LayerParameters, Numbers>>[]): void {
    const given = reading(layers, "layers", () => arraysOf(layers));
    this.call((native) => native.setParameters(given));
  }
}

function arraysOf(layers: unknown): Record<string, TypedNumbers>[] {
  if (!Array.isArray(layers)) throw refused("layers", layers, "a list with an object for each layer", "bad_data");
  return Array.from(layers, (layer: unknown, i) => {
    if (typeof layer !== "object" || layer === null) throw refused(`layers[${i}]`, layer, "an object", "bad_data");
    const arrays: Record<string, TypedNumbers> = {};
    for (const [name, numbers] of Object.entries(layer)) {
      if (numbers !== undefined) arrays[name] = flatten(numbers, `layers[${i}].${name}`).values;
    }
    return arrays;
  });
}

/** A network by itself: not to be trained, so that its units may also have steps. */
export class Network extends Layers<NativeNetwork> {
  protected readonly kind = "network";
}

/** One unit with a step, and the rule that taught machines before backpropagation. */
export class Perceptron extends Handle<NativePerceptron> {
  protected readonly kind = "perceptron";

  /** 0 or 1 for each row of inputs. */
  predict(inputs: Numbers): Float32Array {
    const { values } = flatten(inputs, "inputs");
    return this.call((native) => native.predict(values));
  }

  /** One pass over examples with targets 0 and 1; gives how many answers were wrong. */
  learn(inputs: Numbers, targets: Numbers): number {
    const { values } = flatten(inputs, "inputs");
    const expected = flatten(targets, "targets").values;
    return this.call((native) => native.learn(values, expected));
  }

  /** [inputs] */
  get weight(): Float32Array {
    return this.call((native) => native.weight());
  }

  get bias(): number {
    return this.ask((native) => native.bias());
  }
}
