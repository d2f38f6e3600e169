/** Networks, with a trainer and without, and the perceptron. */

import { flatten, type Numbers } from "./arrays.ts";
import type { Document, TypedNumbers } from "./crossing.ts";
import { clean } from "./document.ts";
import { reading, refused } from "./errors.ts";
import { Handle } from "./handle.ts";
import type { LayerParameters, LayerShape } from "./info.ts";
import type { NativeNetwork, NativePerceptron, NativeTrainer } from "./native.ts";
import type { ReadSettings } from "./settings.ts";

/** What is the same for a network and for a trainer, which has one. Inputs are [batch, inputs], or one example. */
export abstract class Layers<Half extends NativeNetwork | NativeTrainer> extends Handle<Half> {
  get layers(): LayerShape[] {
    return this.call("layers.shape").layers;
  }

  get parameterCount(): number {
    return this.call("layers.shape").parameters;
  }

  /** FNV-1a (64 bit) over the bits of every parameter, in hexadecimal digits: equal hashes, equal networks. */
  get weightHash(): string {
    return this.call("layers.weightHash");
  }

  /** The largest magnitude of a weight or bias in each layer. */
  get magnitudes(): Float32Array {
    return this.call("layers.magnitudes");
  }

  /**
   * What the network makes of inputs: [batch, outputs]. A Uint8Array is taken for pictures, whose 0 to 255 is 0 to 1; so
   * it is by the two methods below.
   */
  predict(inputs: Numbers): Float32Array {
    return this.call("layers.predict", { arrays: [flatten(inputs, "inputs").values] });
  }

  /**
   * What the network makes of pictures of 784 pixels: the mean of what it makes of each as it is and moved by one pixel
   * each way, [batch, outputs]. Where that is probabilities, a `temperature` above 1 makes them less sure, below 1 more.
   */
  read(pictures: Numbers, settings?: ReadSettings): Float32Array {
    const arrays = [flatten(pictures, "pictures").values];
    return this.call("layers.read", { document: clean(settings), arrays });
  }

  /** What each layer makes of inputs: its outputs [batch, units], layer by layer. */
  activations(inputs: Numbers): Float32Array[] {
    return this.call("layers.activations", { arrays: [flatten(inputs, "inputs").values] });
  }

  /** How each value of the inputs would move one output of its example: [batch, inputs]. */
  saliency(inputs: Numbers, output: number): Float32Array {
    const arrays = [flatten(inputs, "inputs").values];
    return this.call("layers.saliency", { document: clean({ output }), arrays });
  }

  /** All that the network has learned, layer by layer. */
  parameters(): LayerParameters[] {
    return this.call("layers.parameters");
  }

  /** Puts parameters in, in the form in which `parameters` gives them; what a layer leaves out stays as it is. */
  setParameters(layers: readonly Partial<Record<keyof LayerParameters, Numbers>>[]): void {
    this.call(
      "layers.setParameters",
      reading(layers, "layers", () => arraysOf(layers)),
    );
  }
}

/** The names of the arrays, layer by layer, and the arrays in the same order. */
function arraysOf(layers: unknown): { document: Document; arrays: TypedNumbers[] } {
  if (!Array.isArray(layers)) throw refused("layers", layers, "a list with an object for each layer", "bad_data");
  const arrays: TypedNumbers[] = [];
  const document = Array.from(layers, (layer: unknown, i) => {
    if (typeof layer !== "object" || layer === null) throw refused(`layers[${i}]`, layer, "an object", "bad_data");
    const names = Object.entries(layer).filter(([, numbers]) => numbers !== undefined);
    return names.map(([name, numbers]) => {
      arrays.push(flatten(numbers, `layers[${i}].${name}`).values);
      return name;
    });
  });
  return { document, arrays };
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
    return this.call("perceptron.predict", { arrays: [flatten(inputs, "inputs").values] });
  }

  /** One pass over examples with targets 0 and 1; gives how many answers were wrong. */
  learn(inputs: Numbers, targets: Numbers): number {
    const arrays = [flatten(inputs, "inputs").values, flatten(targets, "targets").values];
    return this.call("perceptron.learn", { arrays });
  }

  /** [inputs] */
  get weight(): Float32Array {
    return this.call("perceptron.weight");
  }

  get bias(): number {
    return this.call("perceptron.bias");
  }
}
