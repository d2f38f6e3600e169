/** “手算反向传播”这一课的文字。 */

import type { backpropagation as english } from "../../en/lessons/backpropagation.ts";
import { formats } from "../chinese.ts";

const { count } = formats;

const figure = (number: number | undefined) =>
  number === undefined || !Number.isFinite(number) ? "–" : formats.figure(number).replaceAll("-", "−");

const precise = (number: number | undefined) =>
  number === undefined || !Number.isFinite(number) ? "–" : number.toPrecision(9).replaceAll("-", "−");

const kinds = {
  ...{ input: "输入", target: "目标", rate: "学习率", weight: "权重", bias: "偏置" },
  ...{ preActivation: "加权和", output: "输出", losses: "单个样本的损失", loss: "平均损失" },
  ...{ outputGradient: "输出的梯度", preActivationGradient: "加权和的梯度" },
  ...{ weightGradient: "权重的梯度", biasGradient: "偏置的梯度" },
  ...{ updatedWeight: "新权重", updatedBias: "新偏置" },
};

const phases = { given: "已知", forward: "前向传播", loss: "损失", backward: "反向传播", update: "更新" };

export const backpropagation: typeof english = {
  told: [
    "训练的一步分为四段。前向传播：从输入算到回答。损失：回答错了多少。反向传播：途中每个数变一点，损失会跟着变多少。更新：每个权重朝下坡方向挪一点。",
    "反向传播就是链式法则，从末尾算回开头。传到一个单元的量先乘上sigmoid的斜率（从不超过¼），再经过权重继续往前传。",
    "先看一条由三个sigmoid单元连成的链：输入10，目标1，学习率0.5，损失是误差的平方。权重0.1、0.5、0.4和全为0的偏置是我们自己取的。另一个网络是2-5-3-1，有三个样本，做法一样，只是数更多。",
  ],
  prediction: {
    question: "链上第一个权重的梯度里有一个因子是输入10。与最后一个权重的梯度相比，它的大小",
    options: { larger: "更大", same: "一样大", smaller: "更小" },
    happened: (first, last) =>
      `∂L/∂w₁是${figure(first)}，∂L/∂w₃是${figure(last)}。往回传的路上，它多经过了两个sigmoid和两个权重，损失的比输入10补上的还多。梯度消失就是这么来的。`,
  },
  play: {
    title: "一步训练",
    network: "网络",
    networks: { chain: "链，1-1-1-1", wide: "2-5-3-1，3个样本" },
    view: "逐个计算",
    views: { numbers: "单个的数", matrices: "矩阵" },
    shapes: "权重的形状",
    manners: { rows: "[输入, 输出]，样本按行排", columns: "[输出, 输入]，样本按列排" },
    example: "图中的样本",
    steps: "计算步骤",
    now: (place, last, name, title) => `${count(place)} / ${count(last)}：${name}。${title}。`,
    all: "所有的数，按计算的先后",
    dash: "短横表示还没算到。点一个数，看它是怎么算出来的。",
    card: (symbol, kind) => `${symbol}，${kind}`,
  },
  figure,
  precise,
  kinds,
  phases,
  title: (phase, layer, example) =>
    [
      phases[phase],
      ...(layer > 0 ? [`第${count(layer)}层`] : []),
      ...(example === undefined ? [] : [`样本${count(example + 1)}`]),
    ].join("，"),
  how(kind, { examples, isLast, every }) {
    const over = examples > 1 ? "，再对样本求和" : "";
    if (kind === "preActivation") return `输入乘权重，${every ? `每${every === "row" ? "行" : "列"}` : ""}加上偏置。`;
    if (kind === "output") return "sigmoid把它压到0和1之间。";
    if (kind === "losses" || (kind === "loss" && examples === 1)) return "误差的平方。";
    if (kind === "loss") return "对样本取平均。";
    if (kind === "outputGradient") return isLast ? "误差平方的斜率。" : "后一层传回来的量，经过两层之间的权重。";
    if (kind === "preActivationGradient") return "乘上sigmoid的斜率a (1 − a)。";
    if (kind === "weightGradient") return `进来的量乘传回来的量${over}。`;
    if (kind === "biasGradient") return `就是传回来的量${over}：偏置相当于输入恒为1的权重。`;
    return "减去学习率乘梯度。所有梯度都是用旧权重算的。";
  },
  before: (numbers) => `还什么都没算。点“前进”：接下来有${count(numbers)}个数。`,
  parts: "这个公式里有",
  changed: "* 与最初的数不同。",
  was: (number) => `最初是${figure(number)}。`,
  check: {
    label: "用差分检验梯度",
    formula: "把这个数调大一点时的损失，减去调小一点时的损失，再除以两者相差的量。",
    backpropagation: "反向传播",
    differences: "差分",
  },
  picture: {
    label: (units) => `网络${units}`,
    carries: (phase, example) => {
      const place = `（样本${count(example + 1)}）`;
      if (phase === "backward") return `边上是∂L/∂w，单元里上面是∂L/∂a、下面是∂L/∂z${place}，单元下方是∂L/∂b。`;
      const of = phase === "update" ? "新" : "";
      return `边上是${of}权重，单元里上面是z、下面是a${place}，单元下方是${of}偏置。`;
    },
  },
  change: {
    title: "改一个数",
    hint: "在这里选，或者在图上点。凡是依赖它的数都会跟着变。",
    which: "哪个数",
    set: "设定",
    restore: "恢复最初的数",
  },
  question: {
    question: "把链的输入从10改成100。∂L/∂w₁以它为因子，会变成怎样？",
    options: { ten: "大约十倍", same: "差不多不变", vanishes: "几乎为零" },
    because: "这时z₁是10，sigmoid在那里几乎是平的。斜率a₁ (1 − a₁)几乎挡住了传回来的一切。",
    hint: "选x，设为100，再把∂L/∂a₁、∂L/∂z₁、∂L/∂w₁和原来的值比一比。",
  },
};
