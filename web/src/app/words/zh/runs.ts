/** What the page says in Chinese of the runs that are kept, and of two that race. */

import type { race as englishRace, runs as englishRuns } from "../en/runs.ts";
import { formats } from "./chinese.ts";

const { count } = formats;

export const runs: typeof englishRuns = {
  title: "全部训练",
  none: "还没有训练过。实验室里的每次训练都会存在这台设备上，连同曲线和设置。",
  changedFrom: (changed, step) => `${changed}，自第${count(step)}步起`,
  from: (step) => `自第${count(step)}步起`,
  again: "同样再来一次",
  underWay: "在实验室中",

  tableName: "各次训练：不同的设置与成绩",
  curve: "曲线",
  columns: {
    name: "训练",
    best: "最好",
    last: "最后",
    epochs: "轮次",
    seconds: "用时",
    began: "开始于",
  },
  time: (time) => formats.time(time),
  showCurve: (name) => `显示${name}的曲线`,
  fullOfCurves: (most) => `超过${count(most)}条曲线就分不清了：请先隐藏一条。`,
  rename: "改名",
  open: "打开",
  openName: (name) => `在实验室里重做${name}`,
  remove: "删除",
  removeName: (name) => `删除${name}`,
  removed: "已删除这次训练。",
  undo: "撤销",
  exportJson: "导出JSON",
  exportCsv: "导出CSV",
  fileName: "Inkling训练记录",
  notKept: ({ reason, message }) =>
    ({
      refused: "浏览器不让本页保存任何内容：离开后这些训练就没了。",
      full: "这台设备没有空间了：不删掉一些的话，离开后最近的训练就没了。",
    })[reason] ?? `无法保存这些训练（${message}）：离开后就没了。`,
};

export const race: typeof englishRace = {
  title: "竞赛",
  ownCores: (cores) =>
    `两者同时从头按各自的设置训练，各用一个后台线程。这台设备有${count(cores)}个处理器核心，够每个用一个，但内存和散热是共用的：谁都可能不如单独跑得快。`,
  sharedCores: (cores) =>
    `两者同时从头按各自的设置训练，各用一个后台线程。这台设备有${count(cores)}个处理器核心，要与本页共用：谁都不如单独跑得快。`,
  lab: "实验室的设置",
  first: "甲",
  second: "乙",
  start: "开赛",
  stop: "停止",
  lane: (lane, name) => `${lane}：${name}`,
  epochs: (epochs) => `第${count(epochs)}轮`,
  speed: (digits) => `每秒${digits}个数字`,
  running: "比赛中……",
  stopped: "已停止。",
  ahead: (name, accuracy, other, seconds, otherSeconds) =>
    `${name}领先：${seconds}后达到${accuracy}，对方${otherSeconds}后为${other}。`,
  level: (accuracy, _, seconds, otherSeconds) => `打成平手：都是${accuracy}，分别用了${seconds}和${otherSeconds}。`,
};
