import { readFileSync } from "node:fs";
import { test } from "vitest";
import { loadLessons } from "../../engine/js/lessons.ts";
test("x", async () => {
  const l = await loadLessons({ bytes: readFileSync(new URL("../../build/wasm/inkling-lessons.wasm", import.meta.url)) });
  console.log(l.surfaces, l.activation("gelu",[0,1,-1]), l.activation("softmax",[0,1]), l.surface("hill",[-Math.SQRT1_2],[0]));
  for (const optimizer of ["sgd","momentum","nesterov","adagrad","rmsprop","adam","adamw"] as const) for (const s of l.surfaces) {
    const d = l.descend({ surface: s.name, optimizer, learningRate: 0.05, steps: 300 });
    console.log(optimizer, s.name, d.ended, d.values.length, d.path.slice(-2), d.values.at(-1));
  }
  console.log(l.leastSquares([[1,1],[2,1],[3,1]],[1,2,2.5]));
  console.log(l.margin([[0,0],[0,1],[1,0],[1,1]],[0,0,0,1]), l.margin([[0,0],[0,1],[1,0],[1,1]],[0,1,1,0]));
  const p = l.perceptron([[0,0],[0,1],[1,0],[1,1]],[0,0,0,1]); console.log({...p, steps: p.steps.length}, p.steps.at(-1));
  const q = l.perceptron([[0,0],[0,1],[1,0],[1,1]],[0,1,1,0]); console.log({...q, steps: q.steps.length});
  for (const a of [{}, {order:"backward"},{order:"pairwise"},{order:"lanes_4"},{fused:true},{exponential:"taylor"},{exponential:"table"},{exponential:"double"}] as const) {
    const d = l.drift({ ...a, steps: 2000, rate: 0.5 }); console.log(a, d.firstDifference, d.differences[10], d.differences[199], d.differences.at(-1), d.losses.at(-1), d.weightHash, d.inklingHash);
  }
  for (const r of [{},{learningRate:-1},{surface:"x"},{start:[1]},{start:[NaN,1]},{start:[99,1]},{steps:0},{foo:1}]) { try { console.log(l.descend({surface:"bowl",...r} as never).ended);} catch (e) { console.log((e as Error).message);} }
});
