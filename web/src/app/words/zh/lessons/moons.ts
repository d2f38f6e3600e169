/** “两个月牙”这一课的文字。 */

import type { moons as english } from "../../en/lessons/moons.ts";
import { formats } from "../chinese.ts";

const { count, decimal, figure, list } = formats;

const percent = (fraction: number) => `${decimal(100 * fraction, 1)}%`;

export const moons: typeof english = {
  told: [
    "一个只有一层隐藏层的网络学着区分两类点。每个隐藏单元各有一条笔直的边界，合在一起就弯成一条。颜色是它在各处的回答，边训练边变。",
    "它从眼前这些点学习，评判它的则是按同一规则产生的另外400个点，它从不拿那些点来学习。",
    "治死记硬背有三个办法：L2让每个权重都有代价；丢弃法每一步随机去掉30%的隐藏单元；早停另看100个点，最后退回到在它们上面表现最好的那个网络。",
  ],
  prediction: {
    question: "40个带噪声的点，32个隐藏单元，不加任何办法：训练损失降到接近0。测试损失呢？",
    options: { down: "也降到接近0", same: "先降，然后不再变", up: "先降，然后升得远高于最低值" },
    happened: (lowest, last) =>
      `测试损失在第${count(lowest.epoch)}轮最低：${decimal(lowest.loss, 3)}，答对${percent(lowest.accuracy)}。到第${count(last.epoch)}轮，它是${decimal(last.loss, 3)}，答对${percent(last.accuracy)}。`,
    sure: "主要是：错的地方，它现在错得十分自信。",
  },
  play: {
    title: "先训练，再治",
    points: "点集",
    sets: { moons: "月牙", circles: "同心圆", spirals: "螺旋", xor: "XOR", blobs: "点团", own: "自己的点" },
    noise: "噪声",
    examples: "点数",
    units: "隐藏单元",
    again: "换一批点和初始权重",
    againOwn: "换一组初始权重",
    play: "播放",
    pause: "暂停",
    step: "前进",
    restart: "回到开头",
    controls: "训练",
    epoch: (epoch) => `第${count(epoch)}轮`,
    pace: "速度",
    paces: { watch: "慢看", full: "全速" },
    ended: (epochs, seconds) => `${count(epochs)}轮，计算用时${decimal(seconds, 1)}秒。`,
    stopped: (epoch, best) => `第${count(epoch)}轮后停止，退回到第${count(best)}轮的网络。`,
    plane: "各个点，以及网络在各处的回答",
    border: "实线：决策边界。",
    before: "虚线：治之前的边界。",
    seen: "显示测试点",
    described: (epoch, training) =>
      `第${count(epoch)}轮：训练损失${decimal(training.loss, 4)}，${percent(training.accuracy)}的点在边界正确的一侧。`,
    describedTest: (test) => `测试损失${decimal(test.loss, 4)}，答对${percent(test.accuracy)}。`,
    describedUnit: (unit, w1, w2, b) =>
      `隐藏单元${count(unit)}在${figure(w1)} x + ${figure(w2)} y + ${figure(b)}为0处变号。`,
    untrained: "还没有网络。",
  },
  cures: {
    title: "办法",
    names: { l2: "L2正则化", dropout: "丢弃法", stopping: "早停" },
    formula: "损失加上λ的一半乘所有权重的平方和。",
    none: "无",
    joined: (names) => list(names),
    notOwn: "自己的点没有另外的点可供早停和评判。",
  },
  unit: {
    title: "一个隐藏单元看到什么",
    all: "整个网络",
    name: (unit) => `单元${count(unit)}`,
    line: "该单元变号的地方。",
    hint: "指向其中一个，或用方向键选择。",
  },
  losses: {
    title: "各轮的损失",
    training: "训练",
    test: "测试",
    described: (lowest) => `测试损失在第${count(lowest.epoch)}轮最低：${decimal(lowest.loss, 4)}。`,
  },
  results: {
    title: "结果",
    cure: "办法",
    epoch: "轮",
    training: "训练损失",
    test: "测试损失",
    right: "测试答对",
  },
  question: {
    question: "在月牙上用32个隐藏单元，只加L2，训练到底。这些单元成了什么样？",
    options: { each: "各有各的边界", few: "少数有自己的边界，其余共用一条", none: "大多数不再有边界" },
    because:
      "权重只有对许多点都有用，才值它的代价。少数单元付得起，其余的都淡化成同一道平缓的坡。边界只在非弯不可的地方弯。",
    hint: "勾选L2，训练到底，逐个看单元的小图，再和不加办法时比一比。",
  },
};
