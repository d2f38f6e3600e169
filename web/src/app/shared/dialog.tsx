/** A card over the page, under a heading, that is open as long as it is there. */

import "./dialog.css";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

interface DialogProps {
  /** The class of its style, by which tests find it, too. */
  name: string;
  title: string;
  onClose(): void;
  children: ComponentChildren;
}

/** Closed, it gives the focus back to where it was. */
export function Dialog({ name, title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class={name} aria-labelledby={heading} onClose={onClose} data-testid={name}>
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}

export function CloseButton({ testId, children }: { testId: string; children: string }) {
  return (
    <button
      type="button"
      data-testid={testId}
      onClick={({ currentTarget }) => currentTarget.closest("dialog")?.close()}
    >
      {children}
    </button>
  );
}
