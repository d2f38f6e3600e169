/** Why a browser does not keep what a page wants to keep on the device. */

/** Why nothing can be kept: the browser does not let the page, there is no room, or whatever else it says. */
export type Refusal = { reason: "refused" | "full" } | { reason: "other"; message: string };

/** Rejects with a `Refusal`. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Browsers refuse private windows and blocked sites by several names. */
const refusals = ["SecurityError", "InvalidStateError", "NotAllowedError", "ReferenceError", "TypeError"];

function refusalOf(error: unknown): Refusal {
  const { name, message } = error as Error;
  if (name === "QuotaExceededError") return { reason: "full" };
  return refusals.includes(name) ? { reason: "refused" } : { reason: "other", message: message || name };
}
