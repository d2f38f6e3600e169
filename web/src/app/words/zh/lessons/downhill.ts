/** “下坡”这一课的文字。 */

import type { downhill as english } from "../../en/lessons/downhill.ts";
import { formats } from "../chinese.ts";

const { count, figure, decimal } = formats;

/** 不写“-0”。 */
const coordinate = (at: number) => (Math.abs(at) < 1000 ? decimal(Math.round(at * 1000) / 1000 + 0, 3) : figure(at));

export const downhill: typeof english = {
  told: [
    "雾里的小球只感觉得到脚下的坡度。梯度下降就朝下坡走一步，步长是坡度乘学习率，然后再感觉一次。训练神经网络也是如此，只是方向从两个变成成千上万个。",
    "SGD仅此而已。动量法和Nesterov保留上一步的大部分运动。AdaGrad、RMSprop和Adam按各方向一路的陡峭程度来除，平缓的方向因此和陡峭的方向一样算数。",
    "放下一个球，六种方法便从那里各走各的路。",
  ],
  prediction: {
    question:
      "在鞍面上，把球恰好放在山脊上：x\u00a0=\u00a01.5，y\u00a0=\u00a00。只要偏一点点，两侧都通向极小值。谁能找到？",
    options: { all: "六个全都能", some: "带动量的能", none: "谁也不能" },
    happened:
      "谁也没找到。山脊上横向的坡度恰好是0，0乘任何学习率，累积也好，相除也好，还是0：y始终是0。等x也到了0，地面是平的，球就停住了。现在从y\u00a0=\u00a00.01放下试试。",
  },
  ways: {
    ...{ sgd: "SGD", momentum: "动量法", nesterov: "Nesterov" },
    ...{ adagrad: "AdaGrad", rmsprop: "RMSprop", adam: "Adam" },
  },
  surfaces: {
    hill: "山丘与洼地",
    bowl: "碗",
    valley: "狭谷",
    saddle: "鞍面",
  },
  shapes: {
    hill: "原点左边是洼地，右边是山丘，四周是平地。",
    bowl: "圆碗，原点最低。",
    valley: "狭长的山谷，原点最低；横向的陡峭程度是纵向的25倍。",
    saddle: "原点是鞍点，上下各有一个极小值，在y = 1.41和−1.41处。",
  },
  cases: {
    small: "学习率太小",
    large: "学习率太大",
    away: "落在山丘另一侧",
    stuck: "放在山脊上",
    diverged: "发散",
  },
  outcomes: {
    arrived: (last) => `${count(last)}步后到达`,
    stuck: (last) => `${count(last)}步后卡住：这里平坦，却不是最低`,
    underway: (last) => `${count(last)}步后仍在路上`,
    left: (last) => `${count(last)}步后滚出地图`,
    thrown: (last) => `发散：${count(last)}步后被甩出地图`,
    diverged: (last) => `发散：${count(last)}步后大得不再是数`,
  },
  play: {
    title: "放下一个球",
    cases: "会发生什么",
    surface: "曲面",
    rate: "学习率",
    plane: "从上方看的曲面，以及每个球走的路",
    steps: "步数",
    legend: "六种方法",
    drop: "从这里放下",
    dropHint: "也可以直接点地图。越灰越高。",
    at: (step) => `第${count(step)}步`,
    where: (x, y, value) => `在(${coordinate(x)}, ${coordinate(y)})，高度${figure(value)}`,
    between: "，",
    of: (way, text) => `${way}：${text}。`,
    first: (way, last) => `最先到达：${way}，用了${count(last)}步。`,
    nobody: "没有一个到达。",
  },
  question: {
    question: "在碗里，学习率只要小于2，SGD就能到达。狭谷沿着谷底同样平缓，横向却陡25倍。学习率小于多少，SGD才能到达？",
    options: { same: "2，和碗里一样", fifth: "0.4，五分之一", steepest: "0.08，二十五分之一" },
    because:
      "每一步都把y乘上1减去25倍学习率；学习率超过0.08，这个倍数的绝对值就大于1。最陡的方向决定学习率，平缓的方向只好慢慢等。动量法和Adam正是为此而来。",
    hint: "在狭谷里，把学习率设为0.07、0.1和0.3，看看SGD。",
  },
};
