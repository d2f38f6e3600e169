/** What the page says in Chinese where it tells whether a setting is better. */

import type { better as english } from "../en/better.ts";
import { formats } from "./chinese.ts";

const { count } = formats;

export const better: typeof english = {
  what: "试什么",
  labNote: "用",
  lab: "实验室",
  labNoteEnd: "里现在的配方，单独试，或与只差一项设置的其他配方比较。",
  setting: {
    name: "与什么比较",
    explanation:
      "把配方中的一项设置换成另一个值，或依次换成几个值，其余都与实验室相同。也可以换成保存下来的另一次训练的整个配方。",
  },
  alone: "不比较：只试实验室的配方",
  values: (most) => ({
    name: "一个或几个值",
    explanation: `每个值各成一个配方，例如0.01, 0.03, 0.1。最多${count(most)}个与实验室的配方比较。`,
  }),
  valuesPlaceholder: "例如0.01, 0.03",
  inLab: (text) => `实验室里：${text}。`,
  seeds: (least, most) => ({
    name: "随机种子数",
    explanation: `每个配方试多少个随机种子：实验室的那个，再依次往后，所有配方都一样。种子决定初始权重和数字的顺序。${count(least)}到${count(most)}个；种子越多，越能把小差别与运气分开。`,
  }),
  epochs: {
    name: "轮次",
    explanation: "每次训练多久。留空就按配方所说。",
  },
  asRecipe: "按配方",
  run: (recipes, seeds) => (recipes > 1 ? `训练${count(recipes)} × ${seeds}个种子` : `训练${seeds}个种子`),
  stop: "停止",
  goOn: "继续",
  cores: (workers) =>
    workers === 1
      ? "每次训练一个，用单独的后台线程。实验室若同时在训练，会与它共用这台机器的处理器核心；结果不受影响。"
      : `同时训练${count(workers)}个，各用一个后台线程。它们彼此之间、与实验室之间共用这台机器的处理器核心；结果不受影响。`,

  labRecipe: "实验室的配方",
  withValue: (setting, value) => `${setting} ${value}`,
  withLabValue: (setting, value) => (value === "" ? `${setting}与实验室相同` : `${setting} ${value}，与实验室相同`),
  valueMissing: (setting) => `${setting}：要换成什么？请给出一个或几个值。`,
  noOther: (setting, value) => `${setting}：实验室里已经是${value}。请给出别的值。`,
  keptRuns: "保存的训练",
  noOtherRun: (name) => `${name}：这次训练的配方就是实验室的。请选别的。`,
  tooManyValues: (given, most) => `这里有${count(given)}个值，最多允许${count(most)}个。`,
  seedsAllowed: (least, most) => `随机种子数：允许${count(least)}到${count(most)}的整数。`,
  epochsAllowed: "轮次：允许1以上的整数，或留空表示按配方所说。",

  results: "结果",
  progress: "已完成的训练",
  nothingYet: "每次训练会是这里的一个点：同一配方的点散得越开，运气的影响越大。",
  running: (done, all) => `已完成${count(done)} / ${count(all)}次训练`,
  left: (time) => `大约还要${time}`,
  estimating: "正在估计需要多久……",
  stopped: "已停止。做完的都保留着；要下结论得全部做完，因为谁若在看着好的时候停下，就总能赢。",

  accuracy: "测试准确率（%）",
  mean: (mean, low, high) => `${mean}（${low}至${high}）`,
  meanTerm: (percent) => ({
    name: "均值及其区间",
    explanation: `每个点是一个随机种子。横线是学生氏${count(percent)}%置信区间：这样的实验做100次，有${count(percent)}次它会包含无穷多个种子的均值。`,
  }),
  dot: (seed, accuracy) => `种子${seed}：${accuracy}`,
  describeRow: (name, runs, least, most, mean) => `${name}：${count(runs)}次训练，从${least}到${most}，平均${mean}。`,
  describeNone: (name) => `${name}：还没有成绩。`,

  alike: (least, most) => `同一个配方，只换随机种子，读对的测试数字就从${least}到${most}不等。`,
  verdicts: {
    better: (points, low, high) => `更好，高${points}个百分点（${low}至${high}）。`,
    worse: (points, low, high) => `更差，低${points}个百分点（${low}至${high}）。`,
    within: (points, low, high) => `不超出换个种子的差别：${points}个百分点（${low}至${high}）。`,
    same: () => "毫无差别：每个种子的成绩都一样。",
    constant: (points) => `每个种子都差${points}个百分点。没有离散程度可供判断，要多试种子才能与运气分开。`,
    few: (_points, _low, _high, pairs) =>
      pairs === 0 ? "无从比较：没有一个种子使两者都得出成绩。" : `${count(pairs)}个种子太少，下不了结论。`,
  },
  verdictTerm: (oneIn, recipes) => ({
    name: "如何判断",
    explanation: `每个种子两个成绩之差，用学生氏配对t检验，显著性水平为1/${count(oneIn)}。其实相同的两个配方，被判为不同的可能大约就这么小；${count(recipes)}个配方一起比较时，至多1/${count(oneIn / (recipes - 1))}。`,
  }),
  diverged: (runs, all) => `${count(all)}次训练中有${count(runs)}次发散，未计入：数值增长得无边无际。`,
  probability: (p) => `p\u00a0=\u00a0${p}`,
  probabilityBelow: (p) => `p\u00a0<\u00a0${p}`,

  digits: {
    title: "同样的测试数字",
    explanation:
      "同一种子的两个网络读同样的10,000个测试数字。McNemar检验看只有一方读对的数字是否像抛硬币那样落在两边。它说的是这两个网络，不是它们的配方：换个种子可能就反过来。",
    other: "与实验室的比较",
    seed: "种子",
    both: "都读对",
    neither: "都读错",
    only: (name) => `只有它读对：${name}`,
    differ: (p) => `这两个网络的差别，不是测试数字的选择所能解释的（McNemar，${p}）。`,
    alike: (p) => `换一批测试数字，结果也许就反过来（McNemar，${p}）。`,
    digit: (index, label) =>
      label === undefined ? `测试数字第${count(index)}号` : `测试数字第${count(index)}号，写的是${label}`,
    more: (digits) => `还有${count(digits)}个`,
  },

  table: "全部训练",
  tableSeed: "种子",
  difference: "差",
  divergedCell: "发散",
  csv: "CSV",
  json: "JSON",
  exportCsv: "把全部训练导出为CSV",
  exportJson: "把全部训练导出为JSON",
  fileName: "种子",
};
