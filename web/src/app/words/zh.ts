/** Every text of the page in Chinese, in simplified characters. */

import type { en } from "./en.ts";
import { exact, formats, rounded } from "./zh/chinese.ts";

const { choice, count, decimal, list } = formats;

export const zh: typeof en = {
  programs: {
    open: "看代码",
  },

  formats,

  notFetched: "无法获取页面的这一部分：连不上服务器。请重试。",
  title: "Inkling",
  subtitle: "看一个神经网络学会辨认手写数字。",
  site: {
    homeTitle: "Inkling：学认手写数字的神经网络",
    noticeTitle: "Inkling：没有这个页面",
    unknown: (address) => `“${address}”处没有页面。`,
    notFetched: "无法获取此页面：连不上服务器，或脚本没有完整送达。",
    languageNotFetched: "无法获取这种语言的文字：连不上服务器。",
    home: "去看学认数字的网络",
    pages: "页面",
    lab: "实验室",
    learn: "课程",
    runs: "训练记录",
    runsTitle: "Inkling：训练记录",
    runsSubtitle: "每次训练及其设置都保存在这台设备上。",
    better: "更好吗？",
    links: "链接",
    linksTitle: "Inkling：验证链接",
    linksSubtitle: "粘贴带有结果的链接：每次训练都在这里重做一遍，看结果是否属实。",
    betterTitle: "Inkling：更好吗？",
    betterSubtitle: "多试几个随机种子，才知道哪些差别不只是运气。",
  },

  training: "训练",
  drawing: "手写",
  jumps: { name: "页面各部分", train: "训练", draw: "手写", curves: "曲线", settings: "设置" },
  credits: (mnist, license) => [
    "数字取自",
    mnist("MNIST"),
    `，作者${list(["Yann LeCun", "Corinna Cortes", "Christopher Burges"])}，许可证`,
    license("CC BY-SA 3.0"),
    "。你写的内容不会离开本页。带点线的词有解释。",
  ],

  controls: {
    train: "训练",
    resume: "继续",
    trainFurther: "再训练",
    pause: "暂停",
    step: "单步",
    stepTitle: "只训练一批",
    epoch: "一轮",
    epochTitle: "训练到一轮结束",
    reset: "重置",
    resetTitle: "换一个未训练的网络，从头开始",
  },

  send: {
    open: "分享",
    openTitle: "生成一个链接，在别的机器上重现这次训练",
    recipe: ({ layers, optimizer, epochs, examples, data }) => {
      const learned = data === undefined ? `${count(examples)}个数字` : `${data}的${count(examples)}个样本`;
      return `${layers}，${optimizer}，${learned}训练${count(epochs)}轮。`;
    },
  },

  arrival: {
    title: "链接带来的训练",
    opening: "正在打开链接……",
    refused: "这里的设置保持不变。",
    otherData: "链接里的训练用的不是MNIST，本页没有相应的表单。",
    brought: (recipe) => `来自链接：${recipe}按“训练”开始。`,
    changes: (changes) => `途中设置改变${count(changes)}次。`,
    noClaim: "链接没有附上可供比较的结果。",
    claimed: (accuracy, epochs) => `对方${count(epochs)}轮达到${accuracy}；每轮结束时比较。`,
    same: (epoch) => `第${count(epoch)}轮：与对方的网络逐位相同。`,
    allSame: (epochs) =>
      epochs === 1 ? "这一轮结束时，与对方的网络逐位相同。" : `全部${count(epochs)}轮：与对方的网络逐位相同。`,
    different: (epoch) => `与对方所说的不符：第${count(epoch)}轮的网络或成绩不同。`,
    own: "设置已改动：这次训练现在是你自己的。",
  },

  pace: {
    term: {
      name: "速度",
      explanation: "“慢放”每秒训练八批，让你看清每一批如何改变网络；“全速”能多快就多快。两者学到的完全一样。",
    },
    watch: "慢放",
    fast: "全速",
  },

  status: {
    loading: (what) => (what === undefined ? "正在加载……" : `正在加载${what}……`),
    loadingName: "加载进度",
    loaded: (megabytes, ofMegabytes) => `${megabytes}/${ofMegabytes} MB`,
    ready: "准备好了。按“训练”看看吧。",
    learning: (digits) => `正在学习${count(digits)}个数字。随时可以写一个试试。`,
    watching: (digits) => `正在学习${count(digits)}个数字，正在慢放。可以写一个试试，也可以选全速。`,
    learningSoon: (digits, soon) => `正在学习${count(digits)}个数字，很快改为${count(soon)}个。`,
    past: (step, head) => `回到第${count(step)}步，共${count(head)}步。按“训练”从这里继续。`,
    paused: (steps) => `训练${count(steps)}步后暂停。`,
    finished: (epochs) => `训练${count(epochs)}轮后结束。`,
    failed: "网络已停止运行。",
    startAgain: "重新启动",
    startAgainAtRate: (rate) => `以学习率${rate}重新开始`,
    goBackAtRate: (step, rate) => `回到第${count(step)}步，以学习率${rate}继续`,
    tryAgain: "重试",
    grew: (layer, step, times) =>
      `最先变大的是${layer === undefined ? "输出层" : `隐藏层${layer}`}：到第${count(step)}步已是原来的${count(times)}倍。`,
  },

  worker: {
    unreadable: "后台线程发来了无法读取的内容。",
    ended: "训练网络的后台线程意外终止。",
    closed: "后台线程已关闭。",
    failed: (reason) => `训练网络的后台线程出错：${reason}`,
    notArrived: "训练网络的后台线程无法启动：脚本被拦截，或没有完整送达。",
    unsupported: (reason) =>
      `此浏览器无法启动训练网络的后台线程（${reason}）。Inkling需要Chrome或Edge 114、Firefox 125、Safari 17以上的版本。`,
    unknownReason: "原因不明",
  },

  numbers: {
    title: "进度",
    epochUnderWay: "本轮",
    runUnderWay: "本次训练",
    testAccuracy: {
      name: "测试准确率",
      explanation: "10,000个测试数字中读对的比例。网络从不学习它们，所以这说明它读任何人的字能有多好。",
    },
    trainingAccuracy: {
      name: "训练准确率",
      explanation: "最近学习的数字中，在学习之前就读对的比例。",
    },
    testLoss: {
      name: "测试损失",
      explanation: "对测试数字的回答离正确有多远。0表示次次都对且毫不犹豫；用交叉熵时，2.3相当于瞎猜。",
    },
    trainingLoss: {
      name: "训练损失",
      explanation: "对最近学习的数字，学习之前的回答离正确有多远。每一步都在使它变小。",
    },
    epoch: {
      name: "轮次",
      explanation: "把要学习的数字全部过了多少遍。下面两根进度条，上面是本轮，下面是整次训练。",
    },
    of: (all) => `/ ${all}`,
    step: {
      name: "步数",
      explanation: "权重更新了多少次：每批数字更新一次。",
    },
    digitsPerSecond: {
      name: "每秒数字",
      explanation: "以所选的速度，每秒学习多少个数字。",
    },
    gigaflops: {
      name: "GFLOP/s",
      explanation:
        "计算时每秒执行的乘法和加法，以十亿次计，只算输入与权重的乘积，前向和反向都算。空白像素会跳过，不计在内；训练的其他运算也不计。",
    },
    time: {
      name: "用时",
      explanation: "训练了多久，不含暂停和测试评分。",
    },
    timeLeft: {
      name: "剩余",
      explanation: "速度不变的话，这次训练还要多久，包括途中的测试评分。",
    },
  },

  figures: {
    none: "–",
    percent: (figure) => `${figure}%`,
    seconds: (seconds) => `${seconds}秒`,
    minutes: (minutes, seconds) => `${minutes}分${seconds}秒`,
    wholeMinutes: (minutes) => `${minutes}分钟`,
    hours: (hours, minutes) => `${hours}小时${minutes}分`,
    hiddenLayers: (layers) => `${count(layers)}个隐藏层`,
  },

  pad: {
    hint: "在这里写一个大大的数字",
    undo: "撤销",
    clear: "清除",
    testDigit: "测试数字",
    testDigitTitle: "给网络看一个它从未见过的数字",
    isTestDigit: (label) => `真实的测试数字：有人写的${label}`,
    surface: "手写板。没有鼠标或触摸屏时，请用“测试数字”按钮。",
    surfaceWith: (content) => `手写板。${content}。`,
  },

  reading: {
    reads: {
      name: "读作",
      explanation: "它认为最可能的数字；拿不准时，是可能的两三个。条形表示它认为十个数字各有多大可能。",
    },
    guesses: {
      name: "猜作",
      explanation: "它还什么都没学：权重是随机的，这只是瞎猜，不是判断。先训练它吧。",
    },
    sees: {
      name: "看到",
      explanation: "网络得到的图：28×28像素，大小和位置都与它学习的数字一致。",
    },
    picture: "28×28像素的数字",
    emptyPicture: "28×28个空白像素",
    probabilities: "各个数字的概率",
    note: "它认为各个数字有多大可能",
    outputs: "各个数字的输出",
    outputsNote: "它对各个数字的输出值",
    untrainedNote: "还没训练：只是瞎猜",
    unreadable: "它读不了：数值变得太大了。请重新开始。",
    candidates: choice,
    readAs: (digit, percent) => `读作${digit}${sure(percent)}`,
    mayBe: (digits, percents) =>
      `可能是${choice(digits)
        .map(({ value }) => value)
        .join("")}：把握分别为${list(percents.map((percent) => `百分之${percent}`))}`,
    guessed: (digit, percent) => `还没训练，猜是${digit}${sure(percent)}`,
    testDigit: (label, said) => `测试数字，写的是${label}。${said}`,
  },

  hand: {
    whatWasIt: "写的是几？",
    isDigit: (digit) => `是${digit}`,
    kept: (label) => `已存为${label}。`,
    undo: "撤销",
    draw: (digit) => `请写${digit}`,
    drawOf: (digit, place) => `请写${digit}（第${place}个，共10个）`,
    next: "下一个",
    done: "完成",
    guideUndo: "上一个",
    leave: "退出",
    title: "你的笔迹",
    learned: "已学笔迹",
  },

  writer: {
    title: "合成数字",
    note: "训练时，虚构的笔迹会写出这样的数字。它们在每批中占多少，由“合成比例”决定。",
    hands: "笔迹差异",
    sheet: (times) => `虚构笔迹写的数字：从左到右为0到9，各${times}个`,
    others: "换一批",
  },

  timeline: {
    title: "回溯",
    step: {
      name: "回溯",
      explanation:
        "让网络回到训练过的任意一步：读数、成绩和权重都恢复成当时的样子。从那里按“训练”会开始一次新的训练，原来的也保留着。",
    },
    slider: "训练步数",
    at: (step, head) => `第${count(step)}步，共${count(head)}步`,
    short: (step, head) => `${step} / ${head}`,
    toEnd: "末尾",
    toEndTitle: "到最后一步",
  },

  changes: {
    changed: (settings) => settings.map(({ title, text }) => `${title} ${text || "关"}`).join("，"),
  },

  charts: {
    title: "曲线",
    accuracy: {
      name: "准确率（%）",
      explanation: "读对的比例；训练曲线是在学习每个数字之前读的。",
    },
    loss: {
      name: "损失",
      explanation: "回答离正确有多远。0表示次次都对且毫不犹豫。",
    },
    training: "训练",
    test: "测试",

    over: {
      name: "横轴",
      explanation:
        "曲线从左到右依什么展开。“数字数”每见一次数字计一次；一步是一批；一轮是全部数字过一遍；秒数不含暂停和测试评分。",
    },
    axes: { digitsSeen: "数字数", step: "步", epoch: "轮次", seconds: "秒" },
    scale: {
      name: "刻度",
      explanation:
        "“对数”在接近100%和接近零损失处放大，让开头的攀升和最后的百分之几都看得清；损失的每条横线约为上一条的三分之一。“线性”保持原来的距离。",
    },
    scales: { logarithmic: "对数", linear: "线性" },
    smoothing: {
      name: "平滑",
      explanation:
        "每个点换成它与相邻各点的平均值：“少量”两边各取至多4个，“大量”取16个，靠近两端时取得少些。实测值淡淡地留在后面，表格和数值显示的都是实测值。",
    },
    smoothings: { none: "无", some: "少量", much: "大量" },

    places: {
      digitsSeen: (digits) => `${count(digits)}个数字`,
      step: (step) => `第${count(step)}步`,
      epoch: (epoch) => `${decimal(epoch, 2)}轮`,
      seconds: (seconds) => `${decimal(seconds, 2)}秒`,
    },
    openTable: "表格与文件",
    reader: { accuracy: "读取某处的准确率", loss: "读取某处的损失" },
    atEnd: "末尾",
    read: (place, training, test, marks) => `${[place, ...marks].join("，")}：训练${training}，测试${test}`,
    readRuns: (place, runs) => `${place}：${runs.join("；")}`,
    runAt: (name, training, test) => `${name}：训练${training}，测试${test}`,
    trainingOf: (name) => `${name}，训练`,

    describeAccuracy: (digits, training, test) => `准确率随${digits}个数字的变化。现在训练${training}，测试${test}。`,
    describeLoss: (digits, training, test) => `损失随${digits}个数字的变化。现在训练${training}，测试${test}。`,
    describeRuns: {
      accuracy: (runs) => `${runs.length}次训练的准确率。${runs.join("；")}。`,
      loss: (runs) => `${runs.length}次训练的损失。${runs.join("；")}。`,
    },
  },

  device: {
    unknown: "这台设备的计算是否与别处一致，有空时会检查。",
    agrees: "这台设备的计算与别处逐位一致。",
    differs: "这台设备的计算与别处不一致。",
    alarm:
      "这台设备的计算与别处不一致：一次短训练得到的权重和其他地方都不同。你可以继续，但链接在这里验证不了，你分享的结果在别处也验证不了。换个浏览器或重启浏览器也许有用。",
    noticed: "知道了",
  },

  embed: {
    button: "嵌入",
  },

  settings: {
    title: "设置",
    training: "训练",
    trainingNote: "改动立即生效",
    network: "网络",
    networkNote: "改动会换一个新网络",
    handwritingNote: "改动立即生效；倾斜校正会换一个新网络",
    awaited: {
      learningRate: "学习率",
      batchSize: "批大小",
      optimizer: "优化器",
      epochs: "轮次",
      dropout: "丢弃率",
      activation: "激活函数",
    },
    notDescribed: "引擎还在加载，到时会说明这是什么。",
    trainingSize: {
      name: "训练数字",
      explanation: "从MNIST的60,000个训练数字中学习多少个。越多读得越好，每轮也越久。",
    },
    hiddenUnits: {
      name: "隐藏层单元数",
      explanation: "图像与答案之间有多少个单元在计算。128是一层128个单元；128, 64是两层；“无”就是逻辑回归。",
    },
    startFrom: "选个起点……",
    startFromRecipe: "从现成的配方开始",
    presets: {
      people: "人们自己的数字：本页默认",
      logistic: "逻辑回归：没有隐藏层",
      small: "784-128-10",
      textbook: "教科书的784-1000-10：测试读对98%",
      minute: "一分钟内最好：512个单元，全部数字",
    },
    batches: {
      stochastic: "随机梯度下降",
      miniBatch: "小批量梯度下降",
      batch: "批量梯度下降",
    },
    wholeBatch: "一次全部数字",
    scheduleCurve: {
      none: "没有学习率可显示。",
      rates: (first, highest, last) =>
        `学习率第一步为${rounded(first)}，最后一步为${rounded(last)}${
          rounded(highest) === rounded(first) || rounded(highest) === rounded(last) ? "" : `，最高为${rounded(highest)}`
        }。`,
    },
    noLayers: "无",
    mixed: "各层不同",

    more: "更多",
    moreSettings: "更多设置",
    groups: {
      network: "网络",
      training: "训练",
      regularisation: "正则化",
      schedule: "学习率调度",
      handwriting: "笔迹",
    },
    noneHere: "这个优化器没有自己的设置。",
    hiddenLayer: (layer) => `隐藏层${layer}`,
    outputLayer: "输出层",
    addLayer: "添加隐藏层",
    removeLayer: "移除",
    removeLayerOf: (layer) => `移除隐藏层${layer}`,
    furtherLayers: (layers) => `还有${count(layers)}层。`,
    on: "开",
    off: "关",
    automatic: "自动",
    range: ({ isWhole, least, most, withoutLeast, withoutMost }) => {
      const kind = isWhole ? "整数" : "数";
      const isClosed = least !== undefined && most !== undefined && !withoutLeast && !withoutMost;
      if (isClosed) return `${exact(least)}到${exact(most)}${isWhole ? "的整数" : ""}。`;
      const ends = [
        least !== undefined && `${withoutLeast ? "大于" : "不小于"}${exact(least)}`,
        most !== undefined && `${withoutMost ? "小于" : "不大于"}${exact(most)}`,
      ].filter(Boolean);
      return ends.length === 0 ? `任意${kind}。` : `${ends.join("且")}${isWhole ? "的整数" : ""}。`;
    },
    standard: (standard) => `默认：${standard}。`,
    changed: "已改动。",
    backTo: (standard) => `恢复为${standard}`,

    shape: (layers, parameters) => `${layers}：${parameters}`,
    parameters: {
      name: "个权重和偏置",
      explanation: "训练所改变的数：每条连接一个权重，每个单元一个偏置。",
    },

    ofAllHidden: (title) => `所有隐藏层的${title}`,
    hash: {
      name: "哈希",
      explanation: "由全部权重和偏置算出的十六位数。哈希相同的两个网络，不论在什么设备上训练，每一位都相同。",
    },
    noHash: "–",

    inGroup: (title, group) => `${title}（${group}）`,
    ofHidden: (title, layer) => `隐藏层${layer}的${title}`,
    ofOutput: (title) => `输出层的${title}`,
    allowedSuchAs: (allowed, example) => `${allowed ?? "别的值"}${example ? `，例如${example}` : ""}`,
    missing: (name, allowed) => `${name}：缺少数值。请填${allowed}。`,
    noNumber: (name, given, allowed) => `${name}：“${given}”不是数。请填${allowed}。`,
    tooLarge: (name, given, allowed) => `${name}：“${given}”太大了。请填${allowed}。`,
    refused: (name, given, allowed) => `${name}：给出的是${given}，允许的是${allowed}。`,
  },
};

const sure = (percent: string | undefined) => (percent === undefined ? "" : `，把握百分之${percent}`);
