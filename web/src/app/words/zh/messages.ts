/**
 * What the engine and the worker say, in Chinese: their sentences, and the parts of which these are put together. What a
 * brace names is said where the Chinese names it, itself in Chinese if it is one of these.
 */

/** By what they say; each reads as if it stood alone. */
export const messages: Readonly<Record<string, string>> = {
  // What is allowed of a setting

  "{setting}: {given} was given; allowed is {allowed}.": "{setting}：给出的是{given}，允许的是{allowed}。",
  "{setting}: {given} is taken for {meant}; allowed is {allowed}.":
    "{setting}：{given}改按{meant}，允许的是{allowed}。",
  "a whole number": "整数",
  "a finite number": "有限的数",
  "finite numbers": "有限的数",
  "finite numbers from {least} on": "不小于{least}的有限的数",
  "a number": "数",
  numbers: "数",
  "{number} above {least}": "大于{least}的{number}",
  "{number} of at least {least}": "不小于{least}的{number}",
  "{number} from {least} on": "不小于{least}的{number}",
  "{number} below {most}": "小于{most}的{number}",
  "{number} of at most {most} in size": "绝对值不大于{most}的{number}",
  "a number above {least} and below {most}": "大于{least}且小于{most}的数",
  "a number above {least} and at most {most}": "大于{least}且不大于{most}的数",
  "{least} up to, but not including, {most}": "从{least}到{most}（不含{most}）的数",
  "{number} from {least} to {most}": "{least}到{most}的{number}",
  "{least} to {most}": "{least}到{most}",
  "at least {least}": "至少{least}",
  "at most {most}": "至多{most}",
  nothing: "空值",
  none: "无",
  it: "此项",
  "true or false": "true或false",
  "a text": "文本",
  "a list": "列表",
  "an object": "对象",
  "a symbol": "符号",
  "a function": "函数",
  "a name, such as {example}": "名称，例如{example}",
  "something that can be read": "可以读取的内容",
  "a number, a text, true or false, a list or an object": "数、文本、true或false、列表或对象",
  "a list of at most {most}": "至多{most}项的列表",
  "at most {most} values, {deepest} deep": "至多{most}个值、{deepest}层",
  "a length of {length}": "长度{length}",
  "a length from {least} to {most}": "{least}到{most}的长度",
  "a multiple of {number}": "{number}的倍数",
  "a value that is none of these": "不属于此列的值",

  // Which setting it is, and where

  "{setting} of {place}": "{place}的{setting}",
  "{setting} in {place}": "{place}中的{setting}",
  "the output layer": "输出层",
  "hidden layer {layer}": "隐藏层{layer}",
  "the schedule": "学习率调度",
  "early stopping": "早停",
  augmentation: "数据增强",
  earlyStopping: "早停",
  "augmentation.writer": "书写者",
  "augmentation.warp": "变形",
  "the writer": "书写者",
  "the warp": "变形",
  "The recipe": "配方",
  "The settings": "设置",
  "Version of the recipe": "配方的版本",
  "Batch size with batch normalisation": "批归一化下的批大小",
  "Digits to write": "要写的数字数",
  "Training size": "训练样本数",
  "Width of the pen": "笔的宽度",
  "Inputs of the perceptron": "感知机的输入数",
  Temperature: "温度",
  Inputs: "输入数",
  Classes: "类别数",
  Weights: "权重",
  Target: "目标列",
  Values: "数值",
  Features: "特征",
  Output: "输出",
  Index: "序号",
  Top: "前几名",
  'Scale of the initializer "{name}"': "初始化方法“{name}”的尺度",
  'Scale of the initializer "{name}": {given} was given; allowed is {allowed}.':
    "初始化方法“{name}”的尺度：给出的是{given}，允许的是{allowed}。",

  // Names

  "There is no {kind} called {name}.{hint} Choose one of: {allowed}.":
    "没有名为{name}的{kind}。{hint}请从这些当中选择：{allowed}。",
  "There is no {kind} called {name} in {place}.{hint} Choose one of: {allowed}.":
    "{place}中没有名为{name}的{kind}。{hint}请从这些当中选择：{allowed}。",
  " Did you mean {meant}?": "是不是想写{meant}？",
  "There is no column called {name}. The columns are: {columns}.{hint}":
    "没有名为{name}的列。各列是：{columns}。{hint}",
  " The first line is a note to a spreadsheet program: leave it out.": "第一行是给电子表格程序的说明：请去掉。",
  " Fields are expected to be separated by commas, not by semicolons or tabs.":
    "字段应以逗号分隔，而不是分号或制表符。",
  "{names}, ... ({count} in all)": "{names}……（共{count}个）",
  setting: "设置",
  parameter: "参数",
  activation: "激活函数",
  loss: "损失函数",
  optimizer: "优化器",
  schedule: "学习率调度",
  initializer: "初始化方法",
  scaling: "特征缩放方法",
  data: "数据",
  "made-up dataset": "合成数据集",
  dataset: "数据集",
  scaler: "缩放器",
  network: "网络",
  perceptron: "感知机",
  trainer: "训练器",
  checkpoint: "检查点",
  'The setting "{setting}" is not {rules}; not for {rule}.': "设置“{setting}”不用于这些：{rules}；不用于{rule}。",
  'The setting "{setting}" is for these alone: {rules}; not for {rule}.':
    "设置“{setting}”只用于这些：{rules}；不用于{rule}。",

  // Settings that do not go together

  'A softmax of a single unit is always 1: use "binary_cross_entropy", or "sigmoid".':
    "只有一个单元的Softmax永远是1：请改用二元交叉熵，或Sigmoid。",
  "a softmax of {units} unit": "{units}个单元的Softmax",
  "2 units or more, or another activation": "2个以上的单元，或别的激活函数",
  '{activation}, which the loss "{loss}" needs': "{activation}，损失函数“{loss}”需要它",
  '0, as the targets of the loss "{loss}" are no probabilities': "0，因为损失函数“{loss}”的目标不是概率",
  "0, as outputs are never dropped": "0，因为输出从不丢弃",
  "a number from 1 to {examples}, the examples there are": "1到{examples}的数，即样本总数",
  "a number from 1 to {outputs}, the number of outputs": "1到{outputs}的数，即输出的个数",
  "at most {most}, which fit into memory with this network": "至多{most}，这样才能与这个网络一起放进内存",
  "at most {most}, the digits there are": "至多{most}，即现有的数字",
  "Units of {layer}: with {units} the network would need {megabytes}; at most {most} are allowed. Use fewer units.":
    "{layer}的单元数：{units}个单元时网络需要{megabytes}，最多允许{most}。请减少单元。",
  "what fits into {megabytes}": "{megabytes}放得下的",
  "at least one layer": "至少一层",
  "one that has a slope, which backpropagation needs": "有斜率的，反向传播需要斜率",
  "a share that leaves both parts an example": "使两部分都至少有一个样本的份额",
  "A validation fraction of {share} of {size} examples puts {count} into validation; both parts need at least one.":
    "{size}个样本按{share}划分，验证集得到{count}个；两部分都至少要有一个。",
  'The data "{data}" is not made up: it comes from files.': "数据“{data}”不是合成的：它来自文件。",
  "data that is made up": "合成的数据",
  "Augmentation is for digits, of 784 pixels and 10 classes; this data has {features} features and {targets} targets.":
    "数据增强用于784个像素、10个类别的数字；这份数据有{features}个特征和{targets}个目标。",
  "This recipe is of version {version}, and this Inkling reads version {most} at most: a newer one is needed.":
    "这个配方的版本是{version}，而这个Inkling最多读到版本{most}：需要更新的Inkling。",
  "A weight or the bias of a linear table is not a finite number.": "线性数据的某个权重或偏置不是有限的数。",
  "The weights of a linear table are so large that a value is infinite.": "线性数据的权重太大，使某个值成为无穷大。",

  // Training

  "Training diverged at step {step}: {what}. {cause}": "训练在第{step}步发散：{what}。{cause}",
  "The learning rate is probably too high: lower it, and reset. The network keeps its last finite weights.":
    "学习率多半太高：请调低并重置。网络保留着最后的有限权重。",
  "the loss is too large to mean anything": "损失大得失去意义",
  "the loss is no longer a finite number": "损失不再是有限的数",
  "a weight is no longer a finite number": "有权重不再是有限的数",
  "a gradient is too large to be squared; scale the inputs": "梯度大得无法平方，请缩放输入",
  "Training diverged: what the network puts out for the test digits is no number any more. The learning rate is probably too high: lower it, and reset.":
    "训练发散：网络对测试数字的输出已不再是数。学习率多半太高：请调低并重置。",
  "A weight is no longer a finite number after example {example}. The perceptron is as it was: lower its learning rate, or scale the inputs.":
    "学习第{example}个样本后，有权重不再是有限的数。感知机保持原样：请调低学习率，或缩放输入。",
  "There is not enough memory for this. Use fewer units, a smaller batch or fewer examples.":
    "内存不够。请减少单元、批大小或样本。",
  "There is not enough memory for this: {reason}.": "内存不够：{reason}。",
  "Parameters can only be restored into a network of the same layers.": "参数只能恢复到层数和大小相同的网络。",
  "A run can only be wound back to where it stood itself.": "训练只能回溯到它自己经过的地方。",
  "The last step kept nothing to be looked at: take it with Keep::everything.":
    "上一步没有留下可查看的内容：请以Keep::everything训练这一步。",
  "The run has no step {step}: it has those from 0 to {head}.": "这次训练没有第{step}步：只有0到{head}。",
  "There is no network yet.": "还没有网络。",
  "There is no run called {name}.": "没有名为{name}的训练。",
  "The run has been disposed of.": "这次训练已被清除。",
  'No lesson asks "{question}".': "没有课程问“{question}”。",
  "The network is in training; pause it first.": "网络正在训练，请先暂停。",
  "The network has changed while its answers were gathered.": "收集答案期间网络变了。",
  "The network cannot be taught: {reason}.": "这个网络不能教：{reason}。",
  "it does not learn from MNIST": "它学的不是MNIST",
  "it has learned nothing yet; train it first": "它还什么都没学，请先训练",
  "it is in training; pause it first": "它正在训练，请先暂停",

  // Links

  "This link was made by a newer Inkling, which is needed to read it.":
    "这个链接由更新的Inkling生成，需要新版才能读取。",
  'This link is not whole: it does not end in "check=" and four characters. Copy all of it.':
    "链接不完整：结尾不是“check=”和四个字符。请完整复制。",
  "This link was changed or mistyped on its way: its check does not fit the rest of it.":
    "链接在途中被改动或打错了：校验码与其余部分不符。",
  "This is longer than any link, which ends at {most} characters.": "这比任何链接都长：链接最多{most}个字符。",
  "This run is too long for a link, which ends at {most} characters.": "这次训练写不进一个链接：链接最多{most}个字符。",
  "{what} has {name} twice.": "{what}里，{name}出现了两次。",
  "In this link a layer": "这个链接的某一层",
  "This link": "这个链接",
  "This link has a layer that does not say how many units it has.": "这个链接里，有一层没有说明单元数。",
  "This link has {layers} layers; at most {most} may be.": "这个链接有{layers}层，最多允许{most}层。",
  "This link has more than any recipe.": "这个链接的内容比任何配方都多。",
  "This link has a change at step {step}; steps are whole numbers in their order.":
    "这个链接在第{step}步有改动；步数应为依次增大的整数。",
  "This link claims an accuracy of {accuracy}; allowed is a number from 0 to 1.":
    "这个链接声称准确率为{accuracy}，允许0到1的数。",
  "This link claims weights {hash}; allowed are {digits} hexadecimal digits.":
    "这个链接声称的权重为{hash}，允许的是{digits}位十六进制数。",
  "This link has {changes} changes; at most {most} may be.": "这个链接有{changes}处改动，最多允许{most}处。",
  "The change at step {step} is of what cannot change while a run goes on.": "第{step}步改动了训练途中不能改的设置。",
  "What it was said to reach is left out: this is another run.": "声称的结果已略去：这是另一次训练。",
  "{given} was read as {meant}.": "{given}已按{meant}读取。",
  "Capital letters were read as small ones.": "大写字母已按小写读取。",

  // Data and files

  "{digits} digits": "{digits}个数字",
  "{file} could not be fetched: {reason}.": "无法获取{file}：{reason}。",
  "the server cannot be reached": "连不上服务器",
  "the server answered {status}": "服务器的回答是{status}",
  "its file broke off": "文件传到一半中断了",
  "its file is damaged, truncated, or something else": "文件已损坏、不完整，或不是这个文件",
  "{file} broke off after {bytes} bytes.": "{file}传了{bytes}字节后中断。",
  "{file} is truncated: only {sizes} arrived.": "{file}不完整：只收到{sizes}。",
  "{bytes} bytes of {expected}": "{expected}字节中的{bytes}字节",
  "{file} is damaged: {reason}.": "{file}已损坏：{reason}。",
  "it has more than {bytes} bytes": "超过了{bytes}字节",
  "it cannot be unpacked": "无法解压",
  "it unpacks to {bytes} bytes": "解压后是{bytes}字节",
  "it does not list all digits": "没有列出全部数字",
  "it does not list the digits' files": "没有列出数字的文件",
  "There are no digits yet: add some first.": "还没有数字：请先添加。",
  "This is not an IDX file of {what}: {problem}.": "这不是{what}的IDX文件：{problem}。",
  images: "图像",
  labels: "标签",
  "it has {bytes} bytes, fewer than the header's {header}": "只有{bytes}字节，比文件头的{header}字节还少",
  "it begins as {format} files do, not with two zero bytes": "开头像{format}文件，而不是两个零字节",
  other: "别的",
  "its element type is {type}, not 8 (unsigned byte)": "元素类型是{type}，而不是8（无符号字节）",
  "it has {given} dimensions, not {expected}": "有{given}维，而不是{expected}维",
  "dimension {dimension} is 0": "第{dimension}维是0",
  "its header announces {expected} bytes of data, but {bytes} follow":
    "文件头说有{expected}字节数据，其后却有{bytes}字节",
  "Images and labels differ in number: {labels} labels need {bytes} bytes of {pixels}-pixel images, but there are {given}.":
    "图像与标签数目不符：{labels}个标签需要{bytes}字节、每幅{pixels}像素的图像，却有{given}字节。",
  "Label {place} is {label}; allowed are {least} to {most}.": "第{place}个标签是{label}，允许{least}到{most}。",
  "Label {place} is {label}; with {classes} classes, labels are below that number.":
    "第{place}个标签是{label}；有{classes}个类别时，标签都小于此数。",
  "A label is {label}; allowed are {least} to {most}.": "有个标签是{label}，允许{least}到{most}。",
  "Inputs and targets differ in number: {inputs} and {targets}.": "输入与目标数目不同：{inputs}和{targets}。",
  "Examples and targets differ in number: {examples} and {targets}.": "样本与目标数目不同：{examples}和{targets}。",
  "Probabilities and labels differ in number: {examples} and {labels} examples.":
    "概率与标签数目不同：{examples}和{labels}个样本。",
  "There are no examples to calibrate by.": "没有可供校准的样本。",
  "These are no probabilities of classes: each is from 0 to 1, and an example's are 1 in all.":
    "这些不是类别的概率：每个应在0到1之间，一个样本的总和应为1。",
  "The table holds a value that is not a finite number.": "表中有值不是有限的数。",
  "The input holds a value that is not a finite number.": "输入中有值不是有限的数。",
  "The training inputs hold a value that is not a finite number.": "训练输入中有值不是有限的数。",
  "Only pictures of 28 x 28 pixels can be {treatment}; these have {pixels}.":
    "只有28×28像素的图才能{treatment}，这些有{pixels}个像素。",
  "Only pictures of 28 x 28 bytes can be deslanted; here are {bytes} bytes, which is no whole number of them.":
    "只有28×28字节的图才能做倾斜校正；这里有{bytes}字节，不是整数幅图。",
  "Only pictures can be {treatment}, with pixels from 0 to 1; an example has a value of {value}.":
    "只有图才能{treatment}，像素应在0到1之间；有个样本的值是{value}。",
  deslanted: "做倾斜校正",
  augmented: "做数据增强",
  read: "读取",
  "The pictures have {given} pixels each; those before have {expected}.":
    "这些图各有{given}个像素，之前的有{expected}个。",
  "These examples are a table or a part, not pictures.": "这些样本是表格或其中一部分，不是图。",
  "The {which} digits are {examples} examples of {pixels} pixels and {classes} classes; a lesson is made of at least one, of 784 pixels and 10 classes.":
    "{which}的数字是{examples}个样本，{pixels}个像素，{classes}个类别；要教至少得有一个，784个像素，10个类别。",
  taught: "所教",
  replayed: "复习",
  "A lesson is made of pictures, with pixels from 0 to 1; here is a value of {value}.":
    "要教的应是图，像素在0到1之间；这里有个值是{value}。",
  "Digit {digit} was to be written; allowed are 0 to 9.": "要写的数字是{digit}，允许0到9。",
  "Stroke {stroke} has a point at ({x}, {y}), which is nowhere.": "第{stroke}笔有个点在({x}, {y})，没有这样的位置。",
  "The network maps {inputs} inputs to {outputs} outputs, but the data has {features} features and {targets} targets.":
    "网络把{inputs}个输入变为{outputs}个输出，数据却有{features}个特征和{targets}个目标。",
  'Example {example} has targets of sum {sum}; the loss "{loss}" needs 0 to 1.':
    "第{example}个样本的目标之和为{sum}；损失函数“{loss}”要求0到1。",
  'Example {example} has targets of sum {sum}; the loss "{loss}" needs 0 to 1, of sum 1.':
    "第{example}个样本的目标之和为{sum}；损失函数“{loss}”要求0到1，总和为1。",
  'Example {example} has targets of sum {sum}; the loss "{loss}" needs 0 to 1, and nothing between.':
    "第{example}个样本的目标之和为{sum}；损失函数“{loss}”要求0或1，不取中间值。",
  "{count} examples from {first} on were asked for; there are {all}.":
    "要从第{first}个起取{count}个样本，总共只有{all}个。",
  "{count} from {first} on": "从第{first}个起取{count}个",
  "examples from {first} to {last}": "第{first}到第{last}个样本",
  "The input has {given} values for each example; this network takes {expected}.":
    "每个样本的输入有{given}个值，这个网络要{expected}个。",
  "The input has {given} values for each example; this perceptron takes {expected}.":
    "每个样本的输入有{given}个值，这个感知机要{expected}个。",
  "A target is {target}; a perceptron's are 0 and 1.": "有个目标是{target}，感知机的目标是0和1。",
  "Backpropagation needs the input of the forward run and one gradient for each of its outputs; their shapes differ.":
    "反向传播需要前向的输入，以及每个输出各一个梯度；两者形状不符。",
  "Output {output} was asked for; there are {outputs}, counted from 0.":
    "要的是输出{output}；共有{outputs}个，从0数起。",
  "a whole number below {most}, the number of outputs": "小于{most}的整数，即输出的个数",
  "a whole number below {most}, the number of pictures": "小于{most}的整数，即图的幅数",
  "{layers} layers were given; allowed are {expected}.": "给出了{layers}层，允许的是{expected}层。",
  "The validation data has no examples; at least 1 is needed.": "验证数据没有样本，至少要有1个。",
  "Outputs {outputs} and targets {targets} differ in shape.": "输出{outputs}与目标{targets}形状不同。",
  "There are no examples to score.": "没有可供评分的样本。",
  "A single output has no rank among others: ask for the accuracy instead.": "只有一个输出，谈不上名次：请改用准确率。",
  "An output is not a number (NaN), so it has no rank.": "有个输出不是数（NaN），没有名次。",
  "A confusion matrix is square, but this one is [{rows}, {columns}].": "混淆矩阵是方阵，这个却是[{rows}, {columns}]。",
  "A scaler needs at least one training example.": "缩放器至少需要一个训练样本。",
  "The scaler was fitted on {expected} columns, but is given {given}.":
    "缩放器是按{expected}列拟合的，却得到{given}列。",
  "Only up to 4294967295 examples can be split, not {size}.": "最多只能划分4294967295个样本，而不是{size}个。",
  "A subset asks for example {index} of a dataset of {size}; allowed are indices below that.":
    "子集要的是第{index}个样本，数据集只有{size}个；序号应小于此数。",
  "Targets for a single output come from two classes, but there are {columns} columns.":
    "单个输出的目标来自两个类别，却有{columns}列。",
  "Rows without columns have no class.": "没有列的行没有类别。",
  "A value is not a number (NaN), so its row has no class.": "有个值不是数（NaN），该行没有类别。",

  // Tables of text

  "Line {line}, column {column}: {problem}": "第{line}行第{column}列：{problem}",
  "Line {line}, column {column} ({name}): {problem}": "第{line}行第{column}列（{name}）：{problem}",
  "This is not CSV text in UTF-8: it begins as {format} files do.": "这不是UTF-8的CSV文本：开头像{format}文件。",
  "a quotation mark inside a field that does not begin with one.": "字段不以引号开头，里面却有引号。",
  "the quotation mark that opens here is never closed.": "这里开始的引号没有结束。",
  "after the closing quotation mark a comma or the end of the line must follow.": "右引号之后应是逗号或行尾。",
  "a NUL byte (zero). Either this is not text in UTF-8, or it is damaged.":
    "有个NUL字节（零）。这不是UTF-8文本，或已损坏。",
  "A curve takes at least two points, each with a larger x than the one before.":
    "一条曲线至少要有两个点，后一个点的x要比前一个大。",
  "The feature {name} is given twice.": "特征{name}给了两次。",
  "The target {name} is given as a feature, too.": "目标{name}也被当作特征。",
  "The CSV file is empty: it needs a header line and at least one row.": "CSV文件是空的：需要标题行和至少一行数据。",
  "The CSV file has a header line, but no rows.": "CSV文件有标题行，但没有数据行。",
  "a second column called {name}.": "又有一列名为{name}。",
  "The only column is the target {name}: there are no inputs.": "唯一的列是目标{name}：没有输入。",
  "the value is missing; a number is expected.": "缺少值，这里应是一个数。",
  "{given} is not a finite decimal number such as -1.5 or 2e-3.": "{given}不是有限的十进制数，例如-1.5或2e-3。",
  "{given} is too large for a 32-bit float, which ends at about 3.4e38.":
    "{given}超出32位浮点数的范围，其上限约为3.4e38。",
  "Line {line} has {fields} fields, but the header has {columns}.":
    "第{line}行有{fields}个字段，标题行却有{columns}个。",
  "{classes} classes are given: allowed are 2 to {most}.": "给出了{classes}个类别，允许2到{most}个。",
  "The class {name} is given twice.": "类别{name}给了两次。",
  "A class without a name is given.": "给出的类别中有一个没有名称。",
  "The target {name} holds {classes} different classes: allowed are 2 to {most}. Numbers to predict are read as values, and a file with some of the classes is read with all of them given.":
    "目标{name}有{classes}个不同的类别，允许2到{most}个。要预测的数按数值读取；只含部分类别的文件，读取时要给出全部类别。",
  "{given} is not one of the classes given: {classes}.": "{given}不在给出的类别之中：{classes}。",
  "the class is missing.": "缺少类别。",
  "Classes are given, but the target {name} is read as values.": "给出了类别，目标{name}却按数值读取。",

  // What a program calls the engine with

  "This was asked of an object of another kind.": "要求的对象种类不对。",
  "There is no such operation.": "没有这个操作。",
  "The engine could not be loaded: {reason}.": "无法加载引擎：{reason}。",
  "The engine crashed: {reason}.": "引擎崩溃：{reason}。",
  "an unknown error": "原因不明",
  "The engine is not loaded yet.": "引擎还没加载好。",
  "This {kind} belongs to another engine: it was made by another load().":
    "这个{kind}属于另一个引擎：由另一次load()生成。",
  "This {kind} was disposed of and cannot be used any more.": "这个{kind}已被清除，不能再用。",
  "This {kind} is at work and cannot be disposed of.": "这个{kind}正在工作，不能清除。",
  "a {kind} made by this library": "由本库生成的{kind}",
  "a typed array or a list of numbers": "类型化数组或数的列表",
  "a row of {columns}": "{columns}个数的行",
  "rows of {columns}": "各有{columns}个数的行",
  "a row of {columns} numbers, like the first": "与第一行一样有{columns}个数的行",
  "bytes: a Uint8Array or an ArrayBuffer": "字节：Uint8Array或ArrayBuffer",
  "a list of strokes": "笔画的列表",
  "points of two numbers, x and y": "由x和y两个数组成的点",
  BigInts: "BigInt",
  "an array whose memory was transferred elsewhere": "内存已转移到别处的数组",
  "an array with its memory": "仍有内存的数组",
  "inputs, labels, classes and targets": "inputs、labels、classes和targets",
  "neither labels nor targets": "labels和targets都没有",
  "labels and targets": "labels和targets",
  "one of them": "其中之一",
  "module, bytes or url": "module、bytes或url",
  "a WebAssembly.Module": "WebAssembly.Module",
  "a list of one text for each epoch": "每轮一个文本的列表",
  "This is not JSON: {reason}.": "这不是JSON：{reason}。",
  "{rows} rows": "{rows}行",
  "as many as there are labels or targets, {examples}": "与标签或目标一样多，即{examples}",
  "a list with an object for each layer": "每层一个对象的列表",
  "Nothing was thrown.": "没有抛出任何错误。",

  // What the lessons ask

  "{count} numbers for a softmax": "Softmax的{count}个数",
  "that of a, {length}": "与另一个相同的{length}",
  "that of x, {length}": "与另一个相同的{length}",
  "x and y": "x和y",
  "x from {left} to {right} and y from {low} to {high}": "{left}到{right}的x和{low}到{high}的y",
  "two numbers": "两个数",
  "{count} points": "{count}个点",
  "{count} numbers for each": "每个{count}个数",
  "{count} for each example": "每个样本{count}个",
  "{count} examples": "{count}个样本",
  "{count} examples in all": "总共{count}个样本",
  "{epochs} of {count} examples": "{count}个样本的{epochs}轮",
  "no example": "没有样本",
  "at least one": "至少一个",
  "0 or 1": "0或1",
  "0 and 1": "0和1",
  "one weight twice": "同一个权重两次",
  "two weights": "两个权重",
  "a whole number below {most}, the number of weights": "小于{most}的整数，即权重的个数",
  "Input {input} is a sum of multiples of those before it, so many weights would do equally well. Leave it out.":
    "第{input}个输入是前面各输入的倍数之和，因此许多权重同样好。请去掉它。",
  "Input {input} is zero in every example, so many weights would do equally well. Leave it out.":
    "第{input}个输入在每个样本中都是零，因此许多权重同样好。请去掉它。",
  "a multiple of {number}, the number of examples": "{number}（样本数）的倍数",
  "as many as there are {others}, {count}": "与{others}一样多，即{count}",
  "as many as there are layers, {count}": "与层数一样多，即{count}",
  "{rows} x {columns}, as the network has it": "与网络一致的{rows}×{columns}",
  "{rows} x {columns}": "{rows}×{columns}",
  "{count} layers": "{count}层",
  "layer {layer}": "第{layer}层",
  "an activation with a slope to follow": "有斜率可循的激活函数",
  "{loss} of one output": "一个输出的{loss}",
  "2 outputs or more, or another loss": "2个以上的输出，或别的损失函数",
  "those of example {example}": "第{example}个样本的目标",
  "probabilities that add up to 1": "总和为1的概率",
  probabilities: "概率",
  "A number of this step is too large to be one. Use smaller inputs, weights or rates.":
    "这一步里有个数大得不成其为数。请用更小的输入、权重或学习率。",
  "Differences of so many numbers would take too long. Use fewer units or fewer examples.":
    "求这么多数的差分太久。请减少单元或样本。",
  "Training diverged at step {step}: a weight is no longer a finite number. Lower the learning rate.":
    "训练在第{step}步发散：有权重不再是有限的数。请调低学习率。",
  Axes: "坐标轴",
  Start: "起点",
  Step: "步长",

  // What a browser lacks

  "This browser lacks {need}. {browsers}": "此浏览器缺少{need}。{browsers}",
  "Inkling runs in Chrome and Edge from version 114, Firefox from 125 and Safari from 17.":
    "Inkling需要Chrome或Edge 114、Firefox 125、Safari 17以上的版本。",
  "WebAssembly, which strict security settings switch off": "WebAssembly（严格的安全设置会将其关闭）",
  "WebAssembly's vector instructions (SIMD), with which the network computes":
    "WebAssembly的向量指令（SIMD），网络靠它计算",
  "WebAssembly's exceptions": "WebAssembly的异常处理",
  "DecompressionStream, which unpacks the digits": "DecompressionStream，解压数字要用它",
};
