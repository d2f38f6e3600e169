/** A button that opens something beneath, and closes it again. */

import "./disclosure.css";

interface DisclosureProps {
  name: string;
  testId: string;
  isOpen: boolean;
  /** The id of what it opens. */
  controls: string;
  isDisabled: boolean;
  onToggle(): void;
}

export function Disclosure({ name, testId, isOpen, controls, isDisabled, onToggle }: DisclosureProps) {
  return (
    <button
      type="button"
      class="disclosure"
      aria-expanded={isOpen}
      aria-controls={controls}
      data-testid={testId}
      disabled={isDisabled}
      onClick={onToggle}
    >
      {name}
    </button>
  );
}
