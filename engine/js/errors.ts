/** The one kind of error that the library throws. */

export type ErrorCode =
  /** A setting or an argument that is not allowed. */
  | "bad_setting"
  /** Data that is damaged or does not fit. */
  | "bad_data"
  /** A loss or weight stopped being a finite number; the last finite weights are kept. */
  | "diverged"
  /** There is not enough memory for it; what there was is as it was. */
  | "out_of_memory"
  /** The object was disposed of. */
  | "disposed"
  /** The engine could not be loaded, or crashed; then load another. */
  | "engine_failed";

/** What was wrong with one setting or argument. */
export interface Refusal {
  /** Its name with the place, such as "learningRate" or "layers[0].units". */
  setting: string;
  given: string;
  allowed: string;
}

export class InklingError extends Error {
  override readonly name = "InklingError";
  readonly code: ErrorCode;
  /** Where the error is of one setting or argument: its name with the place, what was given and what is allowed. */
  readonly setting?: string;
  readonly given?: string;
  readonly allowed?: string;

  constructor(code: ErrorCode, message: string, refusal?: Refusal) {
    super(message);
    this.code = code;
    if (!refusal?.setting) return;
    this.setting = refusal.setting;
    this.given = refusal.given;
    this.allowed = refusal.allowed;
  }
}

/** An argument that is not allowed, in the words that the engine has for settings. */
export function refused(
  setting: string,
  value: unknown,
  allowed: string,
  code: ErrorCode = "bad_setting",
): InklingError {
  const given = shown(value);
  return new InklingError(code, `${setting}: ${given} was given; allowed is ${allowed}.`, { setting, given, allowed });
}

/**
 * Runs `body`, which reads what a caller gave: a getter or a proxy in it may throw anything, which is then refused like
 * any other value that is of no use.
 */
export function reading<T>(value: unknown, setting: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof InklingError) throw error;
    throw refused(setting, value, "something that can be read");
  }
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return `${String(value).slice(0, 40)}n`;
  if (typeof value === "symbol") return "a symbol";
  if (typeof value === "function") return "a function";
  try {
    return Array.isArray(value) || ArrayBuffer.isView(value) ? "a list" : "an object";
  } catch {
    return "an object"; // a proxy that was revoked
  }
}
