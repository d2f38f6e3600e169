/** The buttons that go through steps, and a slider over all of them. */

import "./player-controls.css";
import { useEffect } from "preact/hooks";
import { lessonsWords } from "../../words/lessons.ts";
import type { Player } from "./player.ts";

const says = lessonsWords.player;

/**
 * `name` says what the steps are of, for those who do not see it; `describe` what the slider stands at. At an end the
 * button that led there stays, so that whoever has pressed it is still there.
 */
export function PlayerControls({ player, name, describe }: { player: Player; name: string; describe?: string }) {
  const { last, place, isPlaying } = player;
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
        <output style={{ minWidth: `${says.step(last.value, last.value).length}ch` }}>{text}</output>
      </div>
    </fieldset>
  );
}
