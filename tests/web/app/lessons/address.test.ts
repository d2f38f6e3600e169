// @vitest-environment happy-dom

/** What is chosen in a lesson stands in its address, and what the address says and may not be is passed over. */

import { beforeEach, expect, test, vi } from "vitest";
import { inAddress } from "../../../../web/src/app/lessons/shared/address.ts";

/** Another in each test: what a lesson holds stays for the visit. */
let lesson = "test";

const open = () =>
  inAddress(lesson, { set: "and", rate: 1, text: "" }, {
    set: ["and", "or"],
    rate: [0.5, 10],
  } as const satisfies object);

/** As a link leads there. */
const goTo = (address: string) => {
  history.replaceState(null, "", address);
  dispatchEvent(new Event("hashchange"));
};

let lessons = 0;
beforeEach(() => {
  lesson = `test${++lessons}`;
  goTo(`#/learn/${lesson}`);
});

const values = ({ set, rate, text }: ReturnType<typeof open>) => [set.value, rate.value, text.value];

test("what differs from the beginning stands there, and nothing else", () => {
  const choices = open();
  expect(location.hash).toBe(`#/learn/${lesson}`);
  choices.set.value = "or";
  choices.text.value = "a b&c";
  expect(location.hash).toBe(`#/learn/${lesson}?set=or&text=a+b%26c`);
  choices.set.value = "and";
  choices.text.value = "";
  expect(location.hash).toBe(`#/learn/${lesson}`);
});

test("an address is read when the lesson is made, and when it is followed later", () => {
  goTo(`#/learn/${lesson}?set=or&rate=2.5`);
  const choices = open();
  expect(values(choices)).toEqual(["or", 2.5, ""]);
  goTo(`#/learn/${lesson}?text=x`);
  expect(values(choices)).toEqual(["and", 1, "x"]);
});

test.each([
  "set=xor&rate=0.4",
  "rate=11",
  "rate=",
  "rate=NaN",
  "rate=Infinity",
  "rate=-1e400",
  "rate=1x",
  "unknown=1",
  "&&&=",
])("%s changes nothing", (query) => {
  goTo(`#/learn/${lesson}?${query}`);
  expect(values(open())).toEqual(["and", 1, ""]);
});

test("an address without choices leads back to the lesson as it was left, and says so", () => {
  const choices = open();
  choices.rate.value = 3;
  goTo("#/learn/other");
  goTo(`#/learn/${lesson}`);
  expect(choices.rate.value).toBe(3);
  expect(location.hash).toBe(`#/learn/${lesson}?rate=3`);
});

test("the address of another page is let alone", () => {
  const choices = open();
  goTo("#/runs");
  choices.rate.value = 4;
  expect(location.hash).toBe("#/runs");
});

test("the address that it was left at leads back to it as it was left", () => {
  const choices = open();
  choices.set.value = "or";
  const left = location.hash;
  goTo("#/learn");
  choices.rate.value = 2; // what goes on while one leaves
  expect(location.hash).toBe("#/learn");
  goTo(left);
  expect(values(choices)).toEqual(["or", 2, ""]);
  expect(location.hash).toBe(`#/learn/${lesson}?set=or&rate=2`);
  goTo(left);
  expect(values(choices)).toEqual(["or", 1, ""]);
});

test("where the browser allows no more changes for a while, what is chosen is chosen", () => {
  const choices = open();
  const refusing = vi.spyOn(history, "replaceState").mockImplementation(() => {
    throw new DOMException("Too many", "SecurityError");
  });
  choices.set.value = "or";
  expect(choices.set.value).toBe("or");
  refusing.mockRestore();
  choices.rate.value = 2;
  expect(location.hash).toBe(`#/learn/${lesson}?set=or&rate=2`);
});
