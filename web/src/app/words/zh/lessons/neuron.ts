/** “一个神经元的判断”这一课的文字。 */

import type { neuron as english } from "../../en/lessons/neuron.ts";
import { formats } from "../chinese.ts";

const { count, figure } = formats;

export const neuron: typeof english = {
  told: [
    "神经元给每个输入乘上权重，加起来，再加上偏置：和为正就回答1，否则回答0。和恰好为0的地方是一条直线，过了这条线它就改口。",
    "起初权重全是0，它什么也不知道。把样本一个接一个给它看：答对了，什么也不变；答错了，直线就朝答错的样本挪一步。规则只有这一条，出自1958年的感知机。",
    "AND和OR都能用一条直线分开。XOR则是：两个输入恰有一个为1时才是1。",
  ],
  prediction: {
    question: "把XOR的四个样本一遍遍给它看，多少轮以后它不再出错？",
    options: { few: "大约4轮", many: "大约40轮", never: "永远不会" },
    happened: (epoch, before) =>
      `第${count(epoch)}轮之后，权重与第${count(before)}轮之后逐位相同。同样的权重引出同样的结果，于是它永远在兜圈子。没有直线能分开XOR。`,
  },
  play: {
    title: "教它",
    points: "样本",
    sets: { and: "AND", or: "OR", xor: "XOR", own: "自己的点" },
    rate: "学习率",
    steps: "已看的样本",
    before: "还没看第一个样本",
    mistakes: (made) => `${count(made)}次错误`,
    bound: (bound) => `这里最多可能错${count(bound)}次（Novikoff界）`,
    noBound: "没有直线能把它们分开，所以没有上界",
    learned: (epochs) => `学会了：第${count(epochs)}轮一次没错。`,
    cycles: (epoch, before) =>
      `第${count(epoch)}轮结束时回到了${before === 0 ? "起点" : `第${count(before)}轮结束时的样子`}：没有尽头。`,
    epochs: (epochs) => `${count(epochs)}轮了，还在出错。`,
    right: "答对了：什么也不变。",
    formulaAnswer: "加权输入与偏置之和决定回答。",
    formulaUpdate: "每个权重的改变量等于学习率乘误差乘输入。",
    plane: "各个样本，以及神经元改口的那条直线",
    line: (w1, w2, b) => `权重为${figure(w1)}和${figure(w2)}，偏置为${figure(b)}。`,
    noLine: "权重全是0：还没有直线。",
    example: (x, y, target, answer) => `样本${figure(x)}, ${figure(y)}属于${target}；它答了${answer}。`,
    examples: (kind, points) => `第${kind}类：${points.map(([x, y]) => `(${figure(x)}, ${figure(y)})`).join("、")}。`,
    legend: { zero: "第0类", one: "第1类", side: "答1" },
  },
  network: {
    title: "中间再加两个神经元",
    text: "让两个神经元各画一条直线，第三个根据它们的回答来判断：2-2-1。阶跃不光滑，所以换成光滑的激活函数，用反向传播训练，它就能分开XOR。",
    plane: "2-2-1网络在各处的回答",
    outputs: (outputs) =>
      `对四个样本，它的回答是${outputs.map((output) => figure(Math.round(output * 1000) / 1000)).join("、")}。`,
    solved: "每个回答都在0.5的正确一侧。",
    stuck: "从这组初始权重出发，它卡住了。神经元这么少，难免如此。",
    again: "换一组初始权重",
  },
  question: {
    question: "在AND上把学习率变成十倍，直线最后停在哪里？",
    options: { same: "同一个位置", sooner: "同一个位置，但错得更少", other: "另一个位置" },
    because: "从0开始，学习率变成十倍，每个权重也都变成十倍，而和为正的地方不变。",
    hint: "在AND上先把学习率设为0.1，再设为1，每次都走到最后，比一比。",
  },
};
