/** What each activation makes of x, as a formula. */

import type { ComponentChildren } from "preact";
import { Fraction, Name, Paren, Power, Row, Sign } from "../shared/math.tsx";
import type { Activation } from "./model.ts";

const x = <Name>x</Name>;
/** Sets a function apart from what it is of, invisibly. */
const applied = "\u2061";
const number = (value: string) => <mn>{value}</mn>;
const exponential = (power: ComponentChildren) => <Power of={<Name>e</Name>}>{power}</Power>;
const negative = (
  <>
    <Sign>−</Sign>
    {x}
  </>
);

const called = (name: string, ...given: ComponentChildren[]) => (
  <Row>
    <Name>{name}</Name>
    <Paren>
      {given.map((value, i) => (
        <Row key={i}>
          {i > 0 && <Sign>,</Sign>}
          {value}
        </Row>
      ))}
    </Paren>
  </Row>
);

const onePlus = (
  <Row>
    {number("1")}
    <Sign>+</Sign>
    {exponential(negative)}
  </Row>
);

const Case = ({ value, sign }: { value: string; sign: string }) => (
  <mtr>
    <mtd>{number(value)}</mtd>
    <mtd>
      {x}
      <Sign>{sign}</Sign>
      {number("0")}
    </mtd>
  </mtr>
);

const formulas: Record<Activation, () => ComponentChildren> = {
  identity: () => x,
  step: () => (
    <Row>
      <Sign>{"{"}</Sign>
      <mtable>
        <Case value="1" sign=">" />
        <Case value="0" sign="≤" />
      </mtable>
    </Row>
  ),
  sigmoid: () => <Fraction above={number("1")} below={onePlus} />,
  tanh: () => (
    <Row>
      <Name>tanh</Name>
      <Sign>{applied}</Sign>
      {x}
    </Row>
  ),
  relu: () => called("max", number("0"), x),
  leaky_relu: () =>
    called(
      "max",
      <Row>
        {number("0.01")}
        {x}
      </Row>,
      x,
    ),
  elu: () => (
    <Row>
      {called("max", number("0"), x)}
      <Sign>+</Sign>
      {called(
        "min",
        number("0"),
        <Row>
          {exponential(x)}
          <Sign>−</Sign>
          {number("1")}
        </Row>,
      )}
    </Row>
  ),
  softplus: () => (
    <Row>
      <Name>ln</Name>
      <Paren>
        {number("1")}
        <Sign>+</Sign>
        {exponential(x)}
      </Paren>
    </Row>
  ),
  silu: () => <Fraction above={x} below={onePlus} />,
  gelu: () => (
    <Row>
      {x}
      {called("Φ", x)}
    </Row>
  ),
  softmax: () => (
    <Fraction
      above={exponential(x)}
      below={
        <Row>
          {exponential(x)}
          <Sign>+</Sign>
          {exponential(number("0"))}
        </Row>
      }
    />
  ),
};

export const formulaOf = (activation: Activation): ComponentChildren => formulas[activation]();
