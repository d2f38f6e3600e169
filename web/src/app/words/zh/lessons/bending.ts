/** “弯曲”这一课的文字。 */

import type { bending as english } from "../../en/lessons/bending.ts";
import { formats } from "../chinese.ts";

const { count, figure } = formats;

export const bending: typeof english = {
  told: [
    "单元自己只会做加法：输入经过它，仍是一条直线。把直线弄弯的，是激活函数。",
    "隐藏层就是几条这样的线，各在不同的地方弯一下；输出是它们的加权和。训练把弯的地方挪到曲线需要的位置。",
    "能挪多远，要看斜率。激活函数几乎变平的地方，单元就饱和了：梯度几乎传不过去。完全平的地方，梯度一点也传不过去；对每个样本都平的单元就是死的，再也醒不过来。",
  ],
  prediction: {
    question: "恒等函数什么也不弯。用它作激活函数，八个隐藏单元的网络能画出什么？",
    options: { any: "任何曲线", bends: "带几个弯的线", line: "只有直线" },
    happened: (loss, line) =>
      `八条直线加起来还是直线。训练到最后，损失是${loss}，而最好的直线是${line}。没有弯，单元再多也没用。`,
  },
  play: {
    title: "弯一弯",
    activation: "激活函数",
    activations: {
      identity: "恒等",
      step: "阶跃",
      sigmoid: "Sigmoid",
      tanh: "Tanh",
      relu: "ReLU",
      leaky_relu: "Leaky ReLU",
      elu: "ELU",
      softplus: "Softplus",
      silu: "SiLU",
      gelu: "GELU",
      softmax: "Softmax",
    },
  },
  unit: {
    title: "一个单元",
    hint: "在平面上拖动，移动滑块，或者输入x。",
    plane: "激活函数，虚线是它的斜率",
    x: "x",
    show: "显示",
    definition: "激活函数的公式。",
    value: "在x处的值。",
    slope: "在x处的斜率。",
    describe: (x, value, slope) => `x为${figure(x)}时，值为${figure(value)}，斜率为${figure(slope)}。`,
    conditions: {
      alive: "有斜率，梯度传得过去。",
      saturated: "几乎是平的：梯度几乎传不过去。一直停在这里的单元就是饱和的。",
      dead: "是平的：梯度一点也传不过去。一直停在这里的单元就是死的。",
    },
    softmax: "Softmax要把1分给大家，得有个伴：这里x旁边放了一个0。",
    legend: { value: "值", slope: "斜率", flat: "几乎平或完全平" },
  },
  network: {
    title: (units) => `1-${units}-1的网络`,
    hint: "在平面上从左到右画一条曲线，或者选一条。",
    curve: "曲线",
    curves: { waves: "波浪", hill: "山丘", corner: "折角", jump: "跳跃", own: "自己画" },
    units: "隐藏单元",
    rate: "学习率",
    plane: "要画的曲线、网络画出的曲线，淡淡的是各个隐藏单元",
    steps: "训练步数",
    again: "换一组初始权重",
    loss: "网络的均方误差",
    lossOfLine: "最好的直线的均方误差",
    now: "网络",
    line: "最好的直线",
    step: (step) => `第${count(step)}步。`,
    describe: (loss, line) => `均方误差为${loss}；最好的直线是${line}。`,
    untrained: "阶跃函数处处是平的，没有梯度指出方向，所以无法训练。这只是碰运气的结果。",
    conditions: { alive: "活的", saturated: "饱和", dead: "死的" },
    unit: (unit, condition) => `单元${count(unit)}：${condition}`,
    counts: (alive, saturated, dead) =>
      `隐藏单元中，${count(alive)}个是活的，${count(saturated)}个饱和，${count(dead)}个是死的。`,
    legend: { target: "要画的", drawn: "画出的", hidden: "隐藏单元" },
    own: {
      few: "在平面上画，或者至少输入两个点。",
      full: (most) => `最多放${count(most)}个点。`,
      x: "x",
      y: "y",
      add: "添加",
      clear: "清空",
    },
  },
  question: {
    question: "学习率设为1，用八个ReLU单元画波浪，再换成Leaky ReLU。到最后有几个单元是死的？",
    options: { few: "两者都有几个", all: "ReLU死了大半或全部，Leaky ReLU一个没死", none: "都没有" },
    because:
      "一步迈得太大，ReLU就被甩到对每个样本都是0的地方；没有斜率，就再也回不来。Leaky ReLU在那里还有0.01的斜率。单元因此活着，曲线却不见得画得好。",
    hint: "把学习率设为1，两种激活函数各走到最后一步，看看计数。",
  },
};
