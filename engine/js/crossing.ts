/** Documents and replies as bytes, the other side of engine/bindings/crossing.h, where their form is described. */

/** A document as JSON has it: what `clean` in document.ts makes of whatever a caller gives. */
export type Document = null | boolean | number | string | Document[] | { [name: string]: Document };

/** Any typed array of numbers, but for those of BigInts. */
export type TypedNumbers =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

const [NOTHING, YES, NO, NUMBER, TEXT, LIST, OBJECT, ARRAY, END] = new TextEncoder().encode("NTFDSLOAE");
const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Numbers as their bytes. WebAssembly has the low byte first wherever it runs. */
function bytesOf(size: number, put: (view: DataView) => void): Uint8Array {
  const view = new DataView(new ArrayBuffer(size));
  put(view);
  return new Uint8Array(view.buffer);
}

export function encode(document: Document): Uint8Array {
  const bytes: number[] = [];
  const text = (text: string) => {
    const characters = utf8.encode(text);
    bytes.push(TEXT, ...bytesOf(4, (view) => view.setUint32(0, characters.length, true)));
    for (const character of characters) bytes.push(character);
  };
  const write = (value: Document) => {
    if (value === null) bytes.push(NOTHING);
    else if (typeof value === "boolean") bytes.push(value ? YES : NO);
    else if (typeof value === "number") bytes.push(NUMBER, ...bytesOf(8, (view) => view.setFloat64(0, value, true)));
    else if (typeof value === "string") text(value);
    else {
      bytes.push(Array.isArray(value) ? LIST : OBJECT);
      for (const [name, part] of Object.entries(value)) {
        if (!Array.isArray(value)) text(name);
        write(part);
      }
      bytes.push(END);
    }
  };
  write(document);
  return Uint8Array.from(bytes);
}

/** The value that `bytes` begin with; undefined where they are only the last, which says whether a call succeeded. */
export function decode(bytes: Uint8Array, arrays: readonly unknown[]): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [at, next] = [0, 0];
  const text = (): string => {
    const size = view.getUint32(at, true);
    at += 4 + size;
    return fromUtf8.decode(bytes.subarray(at - size, at));
  };
  const read = (): unknown => {
    switch (bytes[at++]) {
      case NUMBER:
        at += 8;
        return view.getFloat64(at - 8, true);
      case TEXT:
        return text();
      case ARRAY:
        return arrays[next++];
      case LIST: {
        const list = [];
        while (bytes[at] !== END) list.push(read());
        at++;
        return list;
      }
      case OBJECT: {
        const fields: [string, unknown][] = [];
        while (bytes[at] !== END) {
          at++;
          fields.push([text(), read()]);
        }
        at++;
        return Object.fromEntries(fields); // in which "__proto__" is a name like others
      }
      case NOTHING:
        return null;
      default:
        return bytes[at - 1] === YES;
    }
  };
  return bytes.length > 1 ? read() : undefined;
}

/** Whether the call that sent `bytes` succeeded: they end with it. */
export function hasSucceeded(bytes: Uint8Array): boolean {
  return bytes[bytes.length - 1] === YES;
}
