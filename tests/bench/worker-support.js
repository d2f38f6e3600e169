/** What the workers of the benchmarks share: how they answer commands, and where they find the digits. */

/** Answers each message {id, command, argument} with what `commands[command](argument)` returns. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
function answer(commands) {
  self.addEventListener("message", async ({ data: { id, command, argument } }) => {
    try {
      self.postMessage({ id, value: await commands[command](argument) });
    } catch (error) {
      self.postMessage({ id, error: String(error?.stack ?? error) });
    }
  });
}

/** Two IDX files without their headers; bytes under `paper` are raised to it: with 1 no pixel is zero. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
async function readDigits(prefix, paper) {
  const read = async (name) => new Uint8Array(await (await fetch(`/mnist/${prefix}-${name}-ubyte`)).arrayBuffer());
  const images = (await read("images-idx3")).subarray(16);
  const labels = (await read("labels-idx1")).subarray(8);
  if (paper > 0) for (let i = 0; i < images.length; i++) images[i] = Math.max(images[i], paper);
  return { images, labels };
}

/** The order in which all peers see the digits. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
async function readOrder() {
  return new Uint32Array(await (await fetch("/order/order.bin")).arrayBuffer());
}
