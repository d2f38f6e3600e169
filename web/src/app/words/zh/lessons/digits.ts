/** “手写数字”这一课的文字。 */

import type { digits as english } from "../../en/lessons/digits.ts";
import { formats } from "../chinese.ts";

const { count } = formats;

const percent = (share: number) => `${count(100 * share)}%`;

export const digits: typeof english = {
  told: [
    "教科书都从这里开始。一个28×28像素的数字就是784个数；一个隐藏层从中提取特征；十个输出说明它是每个数字的概率。训练就是对正确答案的交叉熵做最普通的梯度下降，每次只看几个数字。",
    "训练数字要一遍遍地看，看完一遍叫一轮。每轮之后，它都要读10,000个测试数字，这些它从不用来学习。",
    "文章里写的是别人的计算机得到的结果。这里由你自己来训练：从零开始，就在你的计算机上。",
  ],
  prediction: {
    question: (digits) =>
      `网络起初只会猜：猜对10%。第一轮之后，${count(digits)}个数字各看过一次，测试数字它能读对多少？`,
    options: (guesses) => ({
      third: `大约${percent(guesses.third)}`,
      half: `大约${percent(guesses.half)}`,
      most: `大约${percent(guesses.most)}`,
    }),
    happened: (accuracy) =>
      `一轮之后，它读对了${accuracy}。它会的大部分，第一遍就学会了；后面几轮争的只是一百个里的最后几个。`,
  },
  play: {
    title: "训练它",
    recipe: (recipe) => `教科书的配方：${recipe}`,
    train: "训练",
    pause: "暂停",
    goOn: "继续",
    becomes: "实验室里的训练会换成这一次。之前学到的仍保存在“训练记录”里。",
    again: "实验室里现在是另一次训练。按“训练”会重新开始这一次。",
    opening: "正在打开实验室……",
    notFetched: "实验室没能取到：连不上服务器，或者脚本没有完整到达。",
    loading: "引擎和数字正在路上……",
    fetching: (digits) => `正在等${count(digits)}个数字……`,
    under: (epoch, epochs) => `正在进行第${count(epoch)}轮，共${count(epochs)}轮。`,
    paused: (epoch, epochs) => `在第${count(epoch)}轮中暂停，共${count(epochs)}轮。`,
    done: (epochs) => `${count(epochs)}轮全部完成。`,
    failed: "网络停了下来。",
    left: (time) => `大约还需${time}。`,
    epoch: "正在进行的一轮",
    run: "全部轮次",
    tryAgain: "重试",
    lab: "到实验室里看它",
    labHint: "那里有它的曲线，还有可以写字的画板。",
    runs: "它保存在“训练记录”里",
  },
  table: {
    title: "读对的数字",
    epoch: "轮次",
    training: "训练中",
    test: "测试中",
    articles: "文章所载，约",
    note: "训练中的每个数字都在学习它之前先读一遍，整轮都计入。",
  },
  question: {
    question: "从第几轮起，它在训练中读对的比例超过测试？",
    options: {
      first: "从第一轮起",
      third: "从第三轮起",
      never: "永远不会：两种数字没有区别",
    },
    because:
      "训练准确率是整轮的平均，第一轮里还算上了起初的瞎猜。到后来，给它看的正是它见过的数字，读起来自然比新数字好：过拟合就是从这个差距长出来的。",
    hint: "让它训练五轮，比较这两列。",
  },
};
