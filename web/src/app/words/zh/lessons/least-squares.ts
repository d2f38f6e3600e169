/** “用下降法求最小二乘”这一课的文字。 */

import type { leastSquares as english } from "../../en/lessons/least-squares.ts";
import { formats } from "../chinese.ts";

const { count, decimal, figure, rough } = formats;

/** 很大的用十的幂；不写“-0.0000”。 */
const weight = (weight: number) =>
  Math.abs(weight) < 100 ? decimal(Math.round(weight * 1e4) / 1e4 + 0, 4) : figure(Number(weight.toPrecision(3)));
/** 平方若只剩舍入误差，就是0。 */
const loss = (loss: number) => (loss < 1e-25 ? "0" : figure(Number(loss.toPrecision(3))));

export const leastSquares: typeof english = {
  told: [
    "八行数据，每行两个输入和一个常数1。目标值是用权重0.5、0.9和1.2算出来的。只看这些行，能把权重找回来吗？",
    "下降从0.2、1.4和30出发，沿均方误差往下走2,000步。批量下降每次更新看全部八行；小批量看两行；随机下降只看一行，次序打乱。",
    "这么简单的模型，正规方程一次就能给出答案。神经网络没有这样的捷径，只能下降。",
  ],
  prediction: {
    question: "随机下降每次只见一行。学习率为0.05，2,000次更新能把它带到多近？",
    options: {
      exact: "每位数字都对，和批量一样",
      near: "很近，但一直抖动",
      never: "差得很远",
    },
    happened:
      "每位数字都对。它走得更曲折，可是到了答案处，每一行都没有误差了，也就没有什么要改的。现在把目标值取整试试。",
  },
  courses: { batch: "批量", mini: "小批量", stochastic: "随机" },
  targets: { exact: "原样", rounded: "取整" },
  outcomes: {
    found: (name) => `${name}：四位小数全对。`,
    off: (name, off) => `${name}：还差${rough(off)}。`,
    diverged: (name, _off, last) => `${name}：${count(last)}次更新后发散。`,
  },
  play: {
    title: "往下走",
    targets: "目标值",
    rate: "学习率",
    plane: "误差碗",
    axes: (x, y) => `${x}和${y}`,
    shuffle: "换个次序",
    updates: "更新次数",
    busy: "三种下降正各走2,000步……",
    third: "画这只碗时，第三个权重取答案的值；十字是答案。越灰，误差越大。",
    bowl: (x, y) => `${x}和${y}上的误差，以及每种下降走的路`,
    at: (name, weights) => `${name}：${weights.map(weight).join("、")}。`,
    results: (place) => `${count(place)}次更新之后`,
    loss: "误差",
    normal: "精确解",
    weight: (number) => (number === undefined ? "–" : weight(number)),
    lossOf: (number) => (number === undefined ? "–" : loss(number)),
    error: (name, number) => `${name}：${loss(number)}。`,
    fall: "均方误差随更新次数的变化，以十的幂为刻度",
    data: "数据表",
    target: "目标",
    targetOf: (number) => figure(number),
    batchNow: "批量下降此刻的模型：",
    model: "输出是加权输入之和，第三个输入恒为1。",
    exactly: "正规方程及其解：",
    equations: "X的转置乘X乘w等于X的转置乘t。",
    solution: "精确的权重。",
  },
  question: {
    question: "目标值取整，学习率0.05：随机下降最后大约差0.05。怎样能让它近得多？",
    options: { larger: "更大的学习率", smaller: "更小的学习率", order: "换一种行的次序" },
    because:
      "现在没有一组权重能满足每一行。即使到了答案处，每一行仍各拉各的，路径就抖动，学习率多大就抖多远。批量下降把这些拉力加起来，正好抵消。所以训练中要逐渐降低学习率。",
    hint: "把目标值取整，比较学习率0.02、0.05和0.1时随机下降差多少，再换几种次序看看。",
  },
};
