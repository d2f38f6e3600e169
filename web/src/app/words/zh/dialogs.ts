/** 分享、嵌入与曲线数据表三个对话框的文字。 */

import type * as english from "../en/dialogs.ts";
import { formats } from "./chinese.ts";

const { count, list } = formats;

export const send: typeof english.send = {
  title: "分享这次训练",
  hint: "打开链接的人会看到同样的设置，按下“训练”就得到逐位相同的网络。",
  notWhole: "这次训练在早停或发散之后又继续过，链接记不下这一点：对方得到的网络会不同。",
  changes: (changes) => `训练途中设置改变${count(changes)}次。`,
  link: "链接",
  copy: "复制",
  copied: "已复制。",
  code: "链接的二维码",
  tooLong: "链接太长，做不成二维码。",
  reached: "附上所得结果",
  reachedWhat: (accuracy, epochs) => `${count(epochs)}轮后读对${accuracy}的测试数字，供别人验证。`,
  reachedNothing: "完成一轮之后才有。",
  close: "关闭",
};

export const embed: typeof english.embed = {
  title: "嵌入你自己的网页",
  note: "选中的部分会单独出现在那里，带着现在的设置。有人按下“训练”才开始训练。",
  panels: "面板",
  names: {
    controls: "训练与速度",
    numbers: "进度数值",
    pad: "手写板与读数",
    timeline: "回溯",
    curves: "曲线",
    settings: "设置",
  },
  code: "把下面的代码放进你的网页：",
  copy: "复制",
  copied: "已复制。",
  close: "关闭",
  frameTitle: "Inkling：学认手写数字的神经网络",
  unknown: (names, known) => `没有名为${list(names.map((name) => `“${name}”`))}的面板。可用的有${list(known)}。`,
};

export const table: typeof english.table = {
  title: "曲线数据表",
  rows: (shown, all) =>
    shown === all ? `${count(all)}行。` : `均匀取出${count(all)}行中的${count(shown)}行；CSV文件里是全部。`,
  columns: {
    ...{ digitsSeen: "数字数", step: "步", epoch: "轮次", seconds: "秒" },
    ...{ trainingLoss: "训练损失", trainingAccuracy: "训练准确率" },
    ...{ testLoss: "测试损失", testAccuracy: "测试准确率", change: "改动" },
  },
  saveCsv: "保存CSV",
  savePng: { accuracy: "保存PNG：准确率", loss: "保存PNG：损失" },
  fileNames: { table: "曲线", accuracy: "准确率", loss: "损失" },
  noPicture: "无法生成图片。",
  close: "关闭",
};
