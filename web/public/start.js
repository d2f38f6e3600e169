/**
 * Says at once why the page cannot start, where that can be told, in the language that the page would speak. A classic
 * script in old words, because it runs where modules do not: from disk, and in browsers too old for the rest.
 */
(function () {
  var fromDisk = location.protocol === "file:";
  var causes;
  var chinese = {
    "start-reason": "Inkling还没有启动。如果一直这样，原因是以下之一：",
    "from-disk":
      "页面是从磁盘打开的，浏览器不运行这样的模块。它需要一个网页服务器，再小也行：在项目文件夹里运行npm start，或在本页所在的文件夹里运行npx serve，然后打开它给出的地址。",
    incomplete: "脚本被拦截，或没有完整送达。请重新加载页面；若还不行，请让内容拦截器放行本站的脚本。",
    "too-old": "浏览器太旧。Inkling需要Chrome或Edge 114、Firefox 125、Safari 17以上的版本。",
  };
  var isChinese = speaksChinese();
  var reasons = isChinese
    ? { one: "Inkling无法启动：", some: "Inkling无法启动，原因是以下之一：" }
    : { one: "Inkling could not start:", some: "Inkling could not start, for one of these reasons:" };

  /** As language.ts chooses: the language of the last visit, or the browser's first that there is. */
  function speaksChinese() {
    try {
      var chosen = localStorage.getItem("inkling-language");
      if (chosen === "zh-CN" || chosen === "en") return chosen === "zh-CN";
    } catch (_) {
      // storage is refused
    }
    var languages = navigator.languages || [navigator.language || ""];
    for (var i = 0; i < languages.length; i++) {
      var language = languages[i].slice(0, 2).toLowerCase();
      if (language === "zh" || language === "en") return language === "zh";
    }
    return false;
  }

  /** What stands there as long as nobody knows why. */
  function translate() {
    var start = document.getElementById("start");
    if (!start || start.className === "known") return;
    for (var id in chinese) document.getElementById(id).textContent = chinese[id];
  }

  /** Runs what needs the page's own elements. */
  function whenThere(act) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act);
    else act();
  }

  /** Leaves of the causes on the page those that it can be. */
  function explain() {
    var start = document.getElementById("start");
    // Not there once the page has started: whatever fails then, the page itself tells.
    if (!start || start.className === "known") return;
    if (isChinese) translate();
    start.className = "known";
    document.getElementById("start-reason").textContent = reasons[causes.length > 1 ? "some" : "one"];
    var all = document.getElementById("start-causes").children;
    for (var i = all.length - 1; i >= 0; i--) {
      if (causes.indexOf(all[i].id) < 0) all[i].parentNode.removeChild(all[i]);
    }
  }

  /** The first that is known counts: what follows from it is no cause of its own. */
  function know(found) {
    if (causes) return;
    causes = found;
    whenThere(explain);
  }

  if (isChinese) {
    document.documentElement.lang = "zh-CN";
    document.title = "Inkling：学认手写数字的神经网络";
    whenThere(translate);
  }

  if (!("noModule" in document.createElement("script"))) know(["too-old"]);

  addEventListener(
    "error",
    function (event) {
      if (event.target instanceof HTMLScriptElement) know([fromDisk ? "from-disk" : "incomplete"]);
      else if (event instanceof ErrorEvent) know(["incomplete", "too-old"]);
    },
    true
  );
})();
