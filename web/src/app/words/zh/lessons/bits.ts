/** “两台计算机为何不一致”这一课的文字。 */

import type { bits as english } from "../../en/lessons/bits.ts";
import { formats } from "../chinese.ts";

const { count, figure } = formats;

export const bits: typeof english = {
  told: [
    "一个float32有32位：符号、指数、尾数。每做一次运算，放不下的部分就被舍入掉，所以(a + b) + c与a + (b + c)的末几位可能不同。",
    "每种处理器和函数库各有做法：向量单元分几路累加；融合乘加只舍入一次，而不是两次；eˣ也各有各的公式。谁都没错，只是不一致。",
    "Inkling把这些全都定死：从头到尾依次相加，每个乘积都先舍入，eˣ用自己的公式。所以同一个种子，在哪里都得到同一个网络。",
    "另一台计算机是在这里逐次运算模仿出来的。机器怎么算就怎么算的引擎，没法让你看到这些。",
  ],
  prediction: {
    question: (rate, beyond) =>
      `两边从同样的权重出发，以学习率${figure(rate)}训练同一个网络。一次舍入的误差约为千万分之一。多少步以后，才有权重相差超过${figure(beyond)}？`,
    options: {
      dozens: "大约50步",
      thousands: "大约100,000步：每步差千万分之一",
      never: "永远不会：舍入误差互相抵消",
    },
    happened: (step) =>
      `第${count(step)}步就超过了。步子这么大会迈过头，迈过头就把差异放大：差异不是一点点累加，而是成倍增长，每几步翻一番。`,
  },
  rules: {
    title: "另一台计算机",
    order: "求和",
    orders: {
      forward: "从头到尾（Inkling）",
      backward: "从尾到头",
      pairwise: "两两对半",
      lanes_4: "分4路",
      lanes_8: "分8路",
    },
    product: "乘积",
    products: { rounded: "先舍入再相加（Inkling）", fused: "融合乘加" },
    exponential: "eˣ",
    exponentials: {
      inkling: "拟合的多项式（Inkling）",
      taylor: "级数的前八项",
      table: "16个值的查找表",
      double: "用双精度算，只舍入一次",
    },
    asInkling: "改用Inkling的规则",
  },
  results: {
    title: "三个结果",
    numbers: "数",
    weights: "权重",
    x: "x",
    compute: "计算",
    mistakes: (largest, most, least, greatest) => ({
      numbers: `数：请输入1到${count(most)}个数，用空格隔开，绝对值不超过${count(largest)}。`,
      weights: `权重：请输入1到${count(most)}个数，用空格隔开，绝对值不超过${count(largest)}。`,
      lengths: "权重要和数一样多：每个数乘自己的权重。",
      x: `x：请输入${count(least)}到${count(greatest)}之间的数。`,
    }),
    of: { sum: "各数之和", dot: "数乘权重之和", exponential: "eˣ" },
    inkling: "Inkling",
    other: "另一台",
    legend: "符号、指数、尾数。不同的位带下划线。",
    bits: (sign, exponent, fraction) => `符号${sign}，指数${exponent}，尾数${fraction}`,
    same: "逐位相同。",
    differ: (sign, exponent, fraction, between) => {
      const places = [
        ...(sign > 0 ? ["符号位"] : []),
        ...(exponent > 0 ? [`指数中${count(exponent)}位`] : []),
        ...(fraction > 0 ? [`尾数中${count(fraction)}位`] : []),
      ];
      const apart =
        between === undefined
          ? ""
          : between === 0
            ? "两者之间没有别的浮点数。"
            : `两者之间还有${count(between)}个浮点数。`;
      return `32位中有${count(sign + exponent + fraction)}位不同：${places.join("、")}。${apart}`;
    },
  },
  drift: {
    title: "一次训练",
    about: (steps) =>
      `一个2-8-2网络学习两个月牙的200个点，每次十个，共${count(steps)}步：一遍按Inkling的规则，一遍按另一台的。`,
    rate: "学习率",
    steps: "已走的步数",
    begin: "两边的初始权重相同。",
    equal: (step) => `第${count(step)}步：所有权重逐位相同。`,
    differ: (step, difference) => `第${count(step)}步：相差最大的权重差${figure(difference)}。`,
    first: (step) => `第${count(step)}步之后出现第一个不同的位。`,
    difference: "权重的最大差异",
    loss: "每批的损失",
    losses: (inkling, other) => `按Inkling的规则，损失为${figure(inkling)}；按另一台的，为${figure(other)}。`,
    hashes: (steps) => `第${count(steps)}步之后全部权重的哈希`,
    sameHash: "同一个网络。",
    otherHash: "另一个网络。",
  },
  question: {
    question: (rate, steps) =>
      `把学习率设为${figure(rate)}，规则与Inkling的不同。${count(steps)}步之后，两边相差多少？`,
    options: {
      later: "一样多，只是来得晚些",
      tiny: "大约百万分之一",
      equal: "毫无差别：又变得逐位相同",
    },
    because:
      "步子小，两边走进同一个低谷；在那里，差异缩小的速度和舍入产生新差异的速度相当。但位始终不同：规则相同，网络才相同。",
    hint: "设好学习率，走到最后一步。",
  },
};
