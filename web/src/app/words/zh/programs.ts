/** What the page says in Chinese of programs, and what programs say of themselves. */

import type { programs as english } from "../en/programs.ts";
import { formats } from "./chinese.ts";
import { choices } from "./settings.ts";

const { count } = formats;

const surfaces: Readonly<Record<string, string>> = { hill: "山丘", bowl: "碗", valley: "狭谷", saddle: "鞍面" };

export const programs: typeof english = {
  title: "看代码",
  hint: {
    exact: "完整的程序。得出的数与本页逐位相同。",
    same: "完整的程序。得出的数与本页相同，只差舍入误差。",
    like: "完整的程序，按那里的习惯写成。",
    otherwise: "完整的程序。有几处做法不同，列在下面。",
  },
  tabs: "编程语言",
  names: {
    cpp: "Inkling（C++）",
    javascript: "Inkling（JavaScript）",
    pytorch: "PyTorch",
    keras: "Keras",
    numpy: "NumPy",
  },
  copy: "复制",
  copied: "已复制。",
  select: "这里不能自动复制：已选中代码，请手动复制。",
  save: "存为文件",
  savePoints: "保存points.csv",
  readsPoints: "程序从同一文件夹里的points.csv读取样本。",
  notesTitle: "做法不同之处",
  close: "关闭",

  heading: {
    learns: (shape, data) => `网络${shape}学习${data}`,
    digits: "MNIST的手写数字",
    written: "合成的手写数字",
    given: "给定的点",
    rule: (name) => `“${choices[name] ?? name}”的点`,
    perceptron: "感知机学习给定的点",
    descent: (optimizer, surface, shown) =>
      `${optimizer}${shown > 1 ? `（所示${shown}个球中的第一个）` : ""}走下曲面“${surfaces[surface] ?? surface}”`,
    sums: "同样的数，按几种次序相加",
    by: {
      cpp: "，用Inkling的C++库写成。",
      javascript: "，用Inkling的JavaScript库写成。",
      pytorch: "，用PyTorch写成，做法与Inkling相同。",
      keras: "，用Keras写成。",
      numpy: "，只用NumPy写成，做法与Inkling相同。",
    },
    in: {
      cpp: "，用C++写成。",
      javascript: "，用JavaScript写成。",
      pytorch: "，用PyTorch写成。",
      keras: "，用Keras写成。",
      numpy: "，用NumPy写成。",
    },
    otherwise: "做法不同之处：",
  },
  build: {
    cmake: "编译：用CMake，add_subdirectory(inkling)会带来库inkling::inkling。",
    compiler: "编译：c++ -std=c++20 program.cpp -o program",
    package: "“inkling”包由“npm run package”从Inkling的源码生成。",
  },
  run: {
    digits: (command) => `运行：${command} data（文件夹data里是MNIST的四个IDX文件）`,
    points: (command) => `运行：${command}（points.csv在同一文件夹里）`,
    alone: (command) => `运行：${command}`,
  },

  notes: {
    changes: (changes) =>
      `设置自始至终不变。页面上的训练中途有人改过设置：${changes
        .map(({ step, what }) => `第${count(step)}步之后，${what}`)
        .join("；")}。`,
    written: "批中不掺入合成的手写数字：每一批都只取自数据本身。",
    warped: "数字不作变形。",
    shift: "数字不作平移。",
    deslant: "数字不先作倾斜校正。",
    handwriting: "学的是MNIST的手写数字：合成的手写数字只有Inkling能生成。",
    step: "阶跃函数没有斜率：Inkling拒绝这样训练，而在这里，梯度传到它就全成了0。",
    loneExample: "PyTorch拒绝对单个样本作批归一化，而每轮末尾正好剩下一个：这一批略去。",
    normBias: (optimizer) =>
      `批归一化之前的偏置不影响任何输出，它的梯度全是舍入误差，却被${choices[optimizer] ?? optimizer}放大：它在这里走向不同，测试成绩也随之略有出入。`,
    kerasRandom: "Keras自行抽取初始权重、样本次序和丢弃的单元：结果与Inkling相近，但不相同。",
    kerasRandomOrder: "Keras自行抽取样本次序和丢弃的单元：结果与Inkling相近，但不相同。",
    kerasEpsilon: "Keras把Epsilon加在根号里，Inkling加在根号外。",
    kerasEpsilonAdam: "Keras在根式作偏差修正之前加上Adam的Epsilon，Inkling在修正之后。",
    kerasMomentum: "Keras把学习率计入速度：学习率变化时，动量要稍晚才跟上。",
    kerasClip: "Keras要么限制全部梯度的范数，要么限制每个梯度：这里限制的是范数。",
    kerasLoss: "Keras给出的损失包含标签平滑和惩罚项。",
    kerasNorm: "Keras保留批本身的方差，Inkling保留无偏的方差。",
    kerasWarmup: "预热略去：Keras只在余弦调度中有预热。",
    kerasWarmupCosine: "Keras的预热从学习率0开始，Inkling从它的下一步开始。",
    kerasBest: "Keras恢复最后一次进步时的网络，Inkling恢复损失最低的网络。",
    descentLibrary: "这个库在JavaScript中没有单独的优化器：这里的几行是同样的规则。",
    sumsDouble: "JavaScript的数是双精度的：Math.fround把每次的和舍入为float32。",
  },

  comments: {
    random: "随机数，抽法与Inkling相同（PCG32）。每个流只有一个用途。",
    below: "0到bound - 1，可能性相等",
    polar: "Marsaglia极坐标法",
    shuffle: "Fisher-Yates洗牌",
    uniform: "在-limit与limit之间",
    idx: "IDX文件头之后的字节",
    pointsFile: "各列：输入，要学的值，1表示用来评判",
    smoothing: "每个目标匀出一份，由所有类别平分",
    dropoutDrawn: "抽法与Inkling相同",
    factor: "学习率要乘的系数",
    period: "与整个训练一样长",
    penalty: "权重的惩罚项",
    clipValue: "每个梯度都不超过它",
    clipNorm: "全部梯度合起来也不超过它",
    maxNorm: "每个单元的权重都不长于它",
    undecayed: "偏置不衰减",
    earlyStopping: "验证损失不再下降就停止，保留最好的网络",
    plateau: "验证损失不再下降就降低学习率",
    network: (shape) => `网络：${shape}`,
    networkBy: (shape, rules) => `网络：${shape}（${rules}）`,
    training: "训练",
    data: "数据",
    given: "给定的初始权重",
    drawn: "初始权重和偏置，抽法与Inkling相同",
    transposed: "[in, out]变成[out, in]",
    updated: "答错了，权重才移动",
  },
};
