/** Sets points of one's own where they are typed; the plane takes those that are pressed. */

import "./own-points-form.css";
import type { Signal } from "@preact/signals";
import { lessonsWords } from "../../words/lessons.ts";
import { NumberForm } from "./number-form.tsx";
import type { OwnPoints } from "./own-points.ts";

const says = lessonsWords.own;

/** `kind` is the class of the next point. */
export function OwnPointsForm({ own, kind }: { own: OwnPoints; kind: Signal<number> }) {
  const { from, to, most } = own.room;
  const isEmpty = own.all.value.points.length === 0;
  return (
    <div class="own-points">
      <p class="hint">
        {isEmpty && `${says.none} `}
        {own.isFull.value ? says.full(most) : says.hint}
      </p>
      <label>
        {says.kind}
        <select
          value={kind.value}
          onChange={(event) => {
            kind.value = Number(event.currentTarget.value);
          }}
        >
          <option value={0}>0</option>
          <option value={1}>1</option>
        </select>
      </label>
      <NumberForm
        fields={[
          { name: "x", label: says.x, value: 0.5, least: from, most: to },
          { name: "y", label: says.y, value: 0.5, least: from, most: to },
        ]}
        action={says.add}
        onEnter={([x = 0, y = 0]) => own.add(x, y, kind.peek())}
      />
      <button type="button" onClick={own.removeLast} aria-disabled={isEmpty}>
        {says.removeLast}
      </button>
    </div>
  );
}
