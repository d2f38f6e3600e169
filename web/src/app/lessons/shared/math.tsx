/** Formulas as MathML, with live numbers in them. */

import "./math.css";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../words/words.ts";

/** `text` says it to those who hear it. A block stands on a line of its own. */
export function Formula({ text, isBlock, children }: { text: string; isBlock?: boolean; children: ComponentChildren }) {
  const math = (
    <math aria-label={text} displaystyle={isBlock} translate={false}>
      {children}
    </math>
  );
  return isBlock ? <Block>{math}</Block> : math;
}

/** A line that the keyboard reaches where it is to be scrolled. */
function Block({ children }: { children: ComponentChildren }) {
  const line = useRef<HTMLDivElement>(null);
  const isWide = useSignal(false);
  const measure = () => {
    if (line.current) isWide.value = line.current.scrollWidth > line.current.clientWidth;
  };
  useEffect(measure);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (line.current) observer.observe(line.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={line} class="formula" tabIndex={isWide.value ? 0 : undefined}>
      {children}
    </div>
  );
}

/** A name of one or more letters, with what stands below and above it. */
export function Name({ children, sub, sup }: { children: string; sub?: ComponentChildren; sup?: ComponentChildren }) {
  const name = <mi>{children}</mi>;
  if (sub !== undefined && sup !== undefined) {
    return (
      <msubsup>
        {name}
        <Row>{sub}</Row>
        <Row>{sup}</Row>
      </msubsup>
    );
  }
  if (sub !== undefined) return <Sub below={sub}>{name}</Sub>;
  if (sup !== undefined) return <Power of={name}>{sup}</Power>;
  return name;
}

const isNumber = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

/**
 * The digits of a number. A box in a formula is as high as its ink, which is another for a 1 than for a 6, and for a dash:
 * here all are of one height, so that a line stays where it is, whatever becomes of its numbers.
 */
const Digits = ({ children }: { children: string }) => (
  <mpadded height="0.6875em" depth="0.0625em">
    <mn>{children}</mn>
  </mpadded>
);

/** What is not known yet, or is no number: a dash, in the room of a number that is written like this one. */
const Unknown = ({ like }: { like: string }) => (
  <mrow>
    <mpadded width="0">
      <mtext>{words.figures.none}</mtext>
    </mpadded>
    <mphantom>
      <Digits>{like}</Digits>
    </mphantom>
  </mrow>
);

/** A number as the page writes those of its kind. */
export const Written = ({ value, as }: { value: number | undefined; as: (value: number) => string }) =>
  isNumber(value) ? <Digits>{as(value)}</Digits> : <Unknown like={as(0)} />;

/** A number as it is now: see `formats.figure`. One below zero stands in parentheses where it is a factor or is added. */
export function Figure({ children, isPart }: { children: number | undefined; isPart?: boolean }) {
  if (!isNumber(children)) return <Unknown like="0" />;
  const [mantissa = "", exponent] = words.formats.figure(Math.abs(children)).split("e");
  const number = (
    <>
      {children < 0 && <mo>−</mo>}
      <Digits>{mantissa}</Digits>
      {exponent !== undefined && (
        <>
          <mo>·</mo>
          <Power of={<mn>10</mn>}>
            <mn>{exponent.replace("-", "−")}</mn>
          </Power>
        </>
      )}
    </>
  );
  // In a row of its own a minus at its beginning is a sign and no difference, and stands close.
  const figure = <Row>{number}</Row>;
  return isPart && children < 0 ? <Paren>{figure}</Paren> : figure;
}

/** +, −, ·, =, and whatever else stands between two things. */
export const Sign = ({ children }: { children: string }) => <mo>{children}</mo>;
export const Row = ({ children }: { children: ComponentChildren }) => <mrow>{children}</mrow>;

export const Paren = ({ children }: { children: ComponentChildren }) => (
  <mrow>
    <mo>(</mo>
    {children}
    <mo>)</mo>
  </mrow>
);

export const Fraction = ({ above, below }: { above: ComponentChildren; below: ComponentChildren }) => (
  <mfrac>
    <Row>{above}</Row>
    <Row>{below}</Row>
  </mfrac>
);

export const Sub = ({ children, below }: { children: ComponentChildren; below: ComponentChildren }) => (
  <msub>
    <Row>{children}</Row>
    <Row>{below}</Row>
  </msub>
);

export const Power = ({ of, children }: { of: ComponentChildren; children: ComponentChildren }) => (
  <msup>
    <Row>{of}</Row>
    <Row>{children}</Row>
  </msup>
);

export const Root = ({ children }: { children: ComponentChildren }) => <msqrt>{children}</msqrt>;

/** A sum over what stands below and above its sign. */
export const Sum = ({
  from,
  to,
  children,
}: {
  from: ComponentChildren;
  to?: ComponentChildren;
  children: ComponentChildren;
}) => (
  <mrow>
    {to === undefined ? (
      <munder>
        <mo>∑</mo>
        <Row>{from}</Row>
      </munder>
    ) : (
      <munderover>
        <mo>∑</mo>
        <Row>{from}</Row>
        <Row>{to}</Row>
      </munderover>
    )}
    {children}
  </mrow>
);

/** Rows of cells in brackets. */
export const Matrix = ({ rows }: { rows: readonly (readonly ComponentChildren[])[] }) => (
  <mrow>
    <mo>[</mo>
    <mtable>
      {rows.map((row, i) => (
        <mtr key={i}>
          {row.map((cell, j) => (
            <mtd key={j}>{cell}</mtd>
          ))}
        </mtr>
      ))}
    </mtable>
    <mo>]</mo>
  </mrow>
);
