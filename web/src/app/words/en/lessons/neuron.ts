/** What the lesson about a neuron says. */

export const neuron = {};
