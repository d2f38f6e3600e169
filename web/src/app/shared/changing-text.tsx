/**
 * Text that changes. A browser's translation puts elements of its own in the place of text nodes, and what is written to
 * those from then on is lost; so the element around the text is replaced together with it.
 *
 * Where text stands beside other nodes it needs an element of its own, too, since such a node may be gone. What is no
 * word, a digit or a figure, stands in an element with `translate={false}`.
 */

export function ChangingText({ children }: { children: string | number }) {
  return <span key={children}>{children}</span>;
}
