/** 各课共用的文字。 */

import type { lessons as english } from "../en/lessons.ts";
import { formats } from "./chinese.ts";

const { count } = formats;
const exact = (number: number) => (Number.isInteger(number) ? count(number) : String(number));

export const lessons: typeof english = {
  list: {
    neuron: { title: "一个神经元的判断", about: "一个单元画一条直线，并从错误中学会把它画在哪里。" },
    bending: { title: "弯曲", about: "激活函数怎样把直线变弯，八条弯线又能画出什么。" },
    downhill: { title: "下坡", about: "六种走下曲面的方法，同场比赛。" },
    "least-squares": { title: "用下降法求最小二乘", about: "一步一步，把三个权重找回来。" },
    backpropagation: { title: "手算反向传播", about: "一步训练中的每个数，按计算的先后列出。" },
    moons: { title: "两个月牙", about: "分界线绕着点弯曲，弯过了头，再把它治好。" },
    digits: { title: "手写数字", about: "教科书里的网络，此时此地学会认字。" },
    bits: { title: "两台计算机为何不一致", about: "同样的数换个次序相加，和就不同了。" },
  },
  contents: {
    name: "课程",
    documentTitle: "Inkling：课程",
    subtitle: "八节短课，从一个神经元到识别数字。每节课先预测，再动手，然后看结果。",
  },
  documentTitle: (title) => `Inkling：${title}`,
  subtitle: (place, all) => `第${count(place)}课，共${count(all)}课`,
  notFetched: "这节课没能取到：连不上服务器，或者脚本没有完整到达。",

  parts: {
    prediction: "先预测",
    predictFirst: "说说你预计会怎样。猜错了才学得到东西。",
    nowTry: "现在动手试试看。",
    asPredicted: "和你预测的一样。",
    otherwise: "和你预测的不一样。",
    predictAgain: "重新预测",
    question: "动手才知道",
    right: "对。",
    notYet: "不对。",
    noCode: "这里没有训练什么，所以没有程序。",
    tryAgain: "重试",
  },
  player: {
    play: "播放",
    pause: "暂停",
    back: "后退",
    forth: "前进",
    step: (place, last) => `${count(place)} / ${count(last)}`,
  },
  own: {
    hint: "点一下平面，或者输入一个点。",
    none: "还没有点。",
    full: (most) => `最多放${count(most)}个点。`,
    kind: "类别",
    x: "x",
    y: "y",
    add: "添加",
    removeLast: "删掉最后一个",
  },
  numbers: {
    outOfRange: (name, least, most) => `${name}：请输入${exact(least)}到${exact(most)}之间的数。`,
  },
  end: {
    name: "课程",
    contents: "全部课程",
    before: (title) => `上一课：${title}`,
    next: (title) => `下一课：${title}`,
    lab: "去实验室",
    embed: "嵌入这节课",
    embedNote: "把这段代码放进你自己的网页。课程会以现在的样子显示。",
    copy: "复制",
    copied: "已复制。",
  },
};
