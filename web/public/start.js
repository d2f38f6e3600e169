/**
 * Says at once why the page cannot start, where that can be told. A classic script in old words, because it runs where
 * modules do not: from disk, and in browsers too old for the rest.
 */
(function () {
  var fromDisk = location.protocol === "file:";
  var causes;

  /** Leaves of the causes on the page those that it can be. */
  function explain() {
    var start = document.getElementById("start");
    // Not there once the page has started: whatever fails then, the page itself tells.
    if (!start || start.className === "known") return;
    start.className = "known";
    document.getElementById("start-reason").textContent =
      causes.length > 1 ? "Inkling could not start, for one of these reasons:" : "Inkling could not start:";
    var all = document.getElementById("start-causes").children;
    for (var i = all.length - 1; i >= 0; i--) {
      if (causes.indexOf(all[i].id) < 0) all[i].parentNode.removeChild(all[i]);
    }
  }

  /** The first that is known counts: what follows from it is no cause of its own. */
  function know(found) {
    if (causes) return;
    causes = found;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", explain);
    else explain();
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
