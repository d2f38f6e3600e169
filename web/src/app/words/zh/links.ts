/** What the page says in Chinese where it verifies links. */

import type { links as english } from "../en/links.ts";
import { formats } from "./chinese.ts";

const { count, list } = formats;

export const links: typeof english = {
  paste: "带有结果的链接",
  pasteHint: "每行一个，或夹在文字里；前面可以写上名字。",
  none: "这段文字里没有链接。训练的链接含有“#/?”。",
  passedOver: (addresses) => `不是训练的链接，已略过：${list(addresses)}`,
  tooMany: (most) => `一次最多验证${count(most)}个链接。`,
  verify: (found) => (found === 0 ? "验证" : `验证${count(found)}个链接`),
  stop: "停止",
  copy: "复制表格",
  copied: "已按CSV格式复制。",
  saved: "已存为CSV文件。",
  fileName: "验证过的链接",
  results: "结果",
  table: "结果表",
  running: "正在重新训练。",
  summary: (confirmed, done, all) => `${count(confirmed)}个属实；已看${count(done)} / ${count(all)}个。`,
  name: "名字",
  run: "训练",
  claimed: "声称",
  verdict: "结论",
  unnamed: (number) => `链接${count(number)}`,
  unknownRun: "–",
  waiting: "等待中",
  atEpoch: (epoch, epochs) => `训练中，第${count(epoch)}轮，共${count(epochs)}轮`,
  confirmed: "属实，逐位相同",
  refused: (epoch) => `不符：第${count(epoch)}轮的网络不同`,
  otherAccuracy: (accuracy) => `不符：实际达到${accuracy}`,
  ended: (epoch) => `不符：训练到不了第${count(epoch)}轮结束`,
  broken: (why) => `已损坏：${why}`,
  nothing: "没有声称结果",
  stopped: "没有看",
};
