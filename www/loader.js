// For a page that has the assistant: shows "starting" until it is there, and says what is wrong where its script never arrives, and so
// can say nothing itself. It stands before the script, without `defer`. It makes no request, and is written so that browsers of 2010
// can read it. Words as in failures.js: [title, what happened, what you can do now, what to tell IT].
(function () {
  "use strict";
  var NAME = "family-history-assistant", AGAIN = "Load this page again while holding the Shift key.";
  var HELP = "Ring your IT help desk and read them the words below.";
  var CAUSES = {
    "script-missing": ["The assistant is not where this page looks for it", "The page is here, but the file of the assistant is not.", [HELP],
      "The server answered 404 for {file}. Put the file where the page looks for it, or correct the src of the page. A server may also hold back files that end in .js."],
    "script-refused": ["The assistant was held back on its way here", "A server or a filter on your network would not give out the file of the assistant.", [AGAIN, HELP],
      "{file} was answered with status {status}. Look at the server's rules and at the proxy or web filter, and let this address through."],
    "script-blocked": ["The assistant could not be reached", "The file of the assistant did not come. It may not be there, the network may be down, or a filter or a browser extension stopped it.", [AGAIN, HELP],
      "{file} did not load, and this page is not told why. First open that address by itself: the server may answer 404. Then look at the network, the proxy or web filter, virus scanner and browser extensions."],
    "script-policy": ["This page does not let the assistant in", "The rules of this page stop the file of the assistant.", [HELP],
      "The Content-Security-Policy header of this page does not allow {file}. Add its address to script-src ('self' where it lies on the same server)."],
    "script-type": ["The assistant came as the wrong kind of file", "The server calls the file of the assistant something other than a script, so the browser did not run it.", [HELP],
      "{file} is sent with the wrong Content-Type. It must be text/javascript. On IIS, add a mimeMap for .js. A page of a proxy or a sign-in page in its place looks the same."],
    "block-page": ["Another page came in place of the assistant", "Your network sent a page of its own, for example to sign in or to say that something is blocked.", ["Open another website. If you are asked to sign in, do that, then load this page again.", HELP],
      "{file} was answered with a web page, not with the script. Most often that is a proxy, a web filter or a sign-in page. Let this address through."],
    "script-cut": ["Only part of the assistant arrived", "The file of the assistant is not whole, so it could not be read.", [AGAIN, HELP],
      "{file} is cut off or was changed. Compare it with SHA256SUMS of the release, put it up again, and clear any cache or proxy that stands before the server."],
    "script-changed": ["The assistant is not the one this page was made for", "The file of the assistant is not the one this page names, so the browser did not run it.", [AGAIN, HELP],
      "{file} does not match the integrity value on the page. Put up both from the same release. A proxy or virus scanner may rewrite scripts."],
    "file": ["This page was opened as a file, and its parts are not beside it", "Opened from a folder, the page found no file of the assistant.", ["Ask for the assistant as one file, called standalone.html. It works from a folder."],
      "{file} does not lie where the page looks for it. For use from a folder give out standalone.html, which needs no other file."],
    "old-browser": ["This browser is too old for the assistant", "The assistant uses parts of the browser that this one does not have yet.", ["Open this page in another browser on this computer, for example an up-to-date Edge, Chrome or Firefox."],
      "The family history assistant needs Edge or Chrome 117, Firefox 121, or Safari 16.4, or later. Internet Explorer and Edge in Internet Explorer mode cannot run it."],
    "version": ["This page and the assistant do not fit together", "The page was made for one version of the assistant, and another one came.", [AGAIN, HELP],
      "data-version on the page and the version of {file} differ. Put both up from the same release, and send the page with Cache-Control: no-cache."],
    "slow": ["The assistant has not started yet", "It should have been here by now. It may still come: then this message goes away.", ["Wait a little longer, or load this page again.", HELP],
      "{file} has not started after ten seconds. Look at the speed of the network, whether the whole file arrives, and whether the server sends the compressed copy (.br or .gz)."]
  };
  var self = document.currentScript, wanted = self && self.getAttribute("data-version");
  var refused, shown, status, done = false, started = false;

  function make(name, words) {
    var made = document.createElement(name);
    if (words) made.appendChild(document.createTextNode(words));
    return made;
  }
  function scriptOf() {
    var scripts = document.getElementsByTagName("script");
    for (var at = 0; at < scripts.length; at++) if (isOurs(scripts[at].src)) return scripts[at];
  }
  function isOurs(address) { return /family-history-assistant[^\/]*\.m?js/.test(address || ""); }
  function remove(node) { if (node && node.parentNode) node.parentNode.removeChild(node); }
  function before(node) {
    var host = document.querySelector(NAME);
    if (host) host.parentNode.insertBefore(node, host); else document.body.appendChild(node);
  }
  function blank(hidden) {
    var blank = document.getElementById("family-history-blank");
    if (blank) blank.hidden = hidden;
    return blank;
  }

  function show(cause, code) {
    if (done || shown && shown.cause !== "slow") return;
    remove(status);
    remove(shown && shown.panel);
    var words = CAUSES[cause], script = scriptOf();
    var file = script ? script.src : NAME + ".js";
    var panel = make("section"), list = make("ul");
    panel.className = "family-history-failure";
    panel.setAttribute("role", "alert");
    panel.appendChild(make("h2", words[0]));
    panel.appendChild(make("p", words[1]));
    panel.appendChild(make("h3", "What you can do now"));
    var now = words[2].concat("Or work on paper with the blank checklist" + (blank(false) ? " below." : "."));
    for (var at = 0; at < now.length; at++) list.appendChild(make("li", now[at]));
    panel.appendChild(list);
    panel.appendChild(make("h3", "What to tell your IT help desk"));
    panel.appendChild(make("p", words[3].replace("{file}", file).replace("{status}", code) + " Code: " + cause + "."));
    if (!blank(false) && self) {
      var link = make("a", "Open the blank checklist, to print");
      link.href = self.src.replace(/[^\/]*$/, "checklist.html");
      panel.appendChild(make("p")).appendChild(link);
    }
    before(panel);
    shown = { cause: cause, panel: panel };
    var event = document.createEvent("CustomEvent");
    event.initCustomEvent("fha-failed", true, false, { code: cause });
    started = true;      // by the loader itself
    panel.dispatchEvent(event);
    started = false;
  }

  // What the browser knows of the answer, without asking again.
  function answer(address) {
    var known = window.performance && performance.getEntriesByName && performance.getEntriesByName(address) || [];
    return known[known.length - 1] || {};
  }
  function didNotLoad(script) {
    var got = answer(script.src), code = got.responseStatus, kind = got.contentType || "";
    if (refused) return show("script-policy");
    if (location.protocol === "file:") return show("file");
    if (code === 404 || code === 410) return show("script-missing");
    if (code >= 300) return show("script-refused", code);
    if (code && /html/.test(kind)) return show("block-page");
    if (code && kind && !/script/.test(kind)) return show("script-type");
    if (code) return show(script.integrity ? "script-changed" : "script-type");
    show("script-blocked");
  }

  if (window.addEventListener) {
    addEventListener("securitypolicyviolation", function (event) {
      if (/^script-src/.test(event.violatedDirective) && (isOurs(event.blockedURI) || event.blockedURI === "self")) refused = true;
    }, true);
    addEventListener("error", function (event) {
      if (done) return;    // what is wrong with a part that comes later, the assistant says itself
      var script = event.target;
      // What the browser knows of the answer is there a moment after it said that there was none.
      if (script && script.tagName === "SCRIPT" && isOurs(script.src)) setTimeout(function () { didNotLoad(script); }, 50);
      else if (isOurs(event.filename) && /SyntaxError|Unexpected|Invalid|unterminated|expected/i.test(event.message)) {
        show(/token '?<|got '<'|'<'/.test(event.message) ? "block-page" : "script-cut");
      }
    }, true);
    addEventListener("fha-drawn", function () {
      done = true;
      blank(true);
      remove(status);
      remove(shown && shown.panel);
      if (window.customElements.get(NAME).version !== wanted && wanted) { done = false; shown = null; show("version"); }
    }, true);
    addEventListener("fha-failed", function () {
      if (started) return;
      done = true;       // it came far enough to speak for itself, and has the checklist in its own panel
      blank(true);
      remove(status);
      remove(shown && shown.panel);
    }, true);
  }
  function begin() {
    if (status || document.readyState === "loading") return;
    status = make("p", "Starting the family history assistant…");
    status.setAttribute("role", "status");
    var host = document.querySelector(NAME);
    if (host && wanted && !host.getAttribute("data-version")) host.setAttribute("data-version", wanted);
    if (!window.customElements || !Element.prototype.attachShadow || !("adoptedStyleSheets" in document)) return show("old-browser");
    if (done || shown) return;
    before(status);
    blank(true);
    setTimeout(function () { if (!shown) show("slow"); }, 10000);
  }
  if (document.addEventListener) document.addEventListener("readystatechange", begin);
  begin();
})();
