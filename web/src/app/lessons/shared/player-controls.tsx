/** The buttons that go through steps, and a slider over all of them. */

import "./player-controls.css";
import { useEffect } from "preact/hooks";
import { lessonsWords } from "../../words/lessons.ts";
import type { Player } from "./player.ts";

const says = lessonsWords.player;

interface Props {
  player: Player;
  /** What the steps are of, for those who do not see it. */
  name: string;
  /** What the slider stands at. */
  describe?: string;
  /** As far as `last` may get: while that is not known, and where it is less, there is room for this. */
  most?: number;
}

/** At an end the button that led there stays, so that whoever has pressed it is still there. */
export function PlayerControls({ player, name, describe, most = 0 }: Props) {
  const { last, place, isPlaying } = player;
  const end = Math.max(last.value, most);
  const text = describe ?? says.step(place.value, last.value);
  useEffect(() => () => player.pause(), [player]); // whoever leaves does not watch
  return (
    <fieldset class="player">
      <legend class="visually-hidden">{name}</legend>
      <button
        type="button"
        class="player-play"
        onClick={() => (isPlaying.value ? player.pause() : player.play())}
        disabled={!last.value}
      >
        <span class={isPlaying.value ? "player-other" : undefined}>{says.play}</span>
        <span class={isPlaying.value ? undefined : "player-other"}>{says.pause}</span>
      </button>
      <button type="button" onClick={() => player.go(place.value - 1)} aria-disabled={place.value === 0}>
        {says.back}
      </button>
      <button type="button" onClick={() => player.go(place.value + 1)} aria-disabled={place.value >= last.value}>
        {says.forth}
      </button>
      <div class="player-place">
        <input
          type="range"
          min={0}
          max={last.value}
          value={place.value}
          disabled={!last.value}
          aria-label={name}
          aria-valuetext={text}
          onInput={(event) => player.go(event.currentTarget.valueAsNumber)}
        />
        {/* As wide as it will be at the end. */}
        <output style={{ minWidth: `${says.step(end, end).length}ch` }}>{text}</output>
      </div>
    </fieldset>
  );
}
