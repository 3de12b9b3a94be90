// The page works without this file: forms are sent and the result is a page.
// With it a picture is sent as soon as it is chosen, the progress is shown, a
// broken connection is tried again, and the verdict appears in its tile.
(function () {
  "use strict";
  var body = document.body, root = document.documentElement;
  if (!window.FormData || !window.XMLHttpRequest || !root.classList) return;
  root.classList.add("js");
  var page = body.getAttribute("data-page");
  var most = Number(body.getAttribute("data-most"));
  var waits = [1000, 2000, 4000, 8000]; // ms before each new try
  var each = function (list, f) { Array.prototype.forEach.call(list, f); };
  var find = function (q, at) { return (at || document).querySelector(q); };

  // Countdown.
  var left = Number(body.getAttribute("data-left")), since = Date.now();
  function words(s) {
    var h = Math.floor(s / 3600), m = Math.floor(s % 3600 / 60);
    if (h) return h + " 小时" + (m ? " " + m + " 分钟" : "");
    return (m ? m + " 分 " : "") + (s % 60) + " 秒";
  }
  function count() {
    var s = Math.max(0, Math.round(left - (Date.now() - since) / 1000));
    each(document.querySelectorAll("[data-count]"), function (e) {
      e.textContent = e.getAttribute("data-count").replace("#", words(s));
    });
    if (s === 0) { location.reload(); return; }
    setTimeout(count, 1000);
  }
  if (left > 0) count();

  function ask(method, url, data, done, progress) {
    var x = new XMLHttpRequest();
    x.open(method, url);
    x.setRequestHeader("Accept", "application/json");
    x.timeout = data instanceof FormData ? 330000 : 15000;
    if (typeof data === "string") x.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    if (progress && x.upload) x.upload.onprogress = progress;
    x.onload = function () {
      var v = null;
      try { v = JSON.parse(x.responseText); } catch (e) { v = null; }
      done(x.status, v, Number(x.getResponseHeader("Retry-After")) || 0);
    };
    x.onerror = x.ontimeout = function () { done(0, null, 0); };
    x.send(data);
  }

  var lost = find(".lost"), failures = 0;
  function connected(yes) {
    failures = yes ? 0 : failures + 1;
    if (lost) lost.hidden = failures < 2;
  }

  function show(tile, v) {
    if (tile.busy) return;
    if (tile.getAttribute("data-state") === v.state && tile.getAttribute("data-n") === String(v.n) && tile.shown) return;
    tile.shown = true;
    tile.setAttribute("data-state", v.state);
    tile.setAttribute("data-n", v.n);
    say(tile, v.head, v.lines);
    find("form", tile).hidden = v.state === "accepted" || v.state === "reading";
    find(".again", tile).hidden = true;
    if (v.state === "unreadable") find(".preview", tile).hidden = true;
  }
  function say(tile, head, lines) {
    var box = find(".verdict", tile), b;
    var key = JSON.stringify([head, lines]);
    if (box.said === key) return;
    box.said = key;
    box.textContent = "";
    if (!head) return;
    b = document.createElement("b");
    b.textContent = head;
    box.appendChild(b);
    each(lines || [], function (l) {
      var p = document.createElement("p");
      p.textContent = l;
      box.appendChild(p);
    });
  }
  function take(state) {
    if (state.phase !== "open" && page === "open" || state.phase !== page && page !== "open") {
      if (state.phase !== "start" || page !== "start") location.reload();
      return;
    }
    left = state.left;
    since = Date.now();
    each(state.tiles || [], function (v) {
      var tile = document.getElementById(v.slot);
      if (tile) show(tile, v);
    });
    each(state.fields || [], function (v) {
      var e = find('[data-field="' + v.path + '"]');
      if (!e) return;
      e.setAttribute("data-state", v.state || "");
      if (e.textContent !== (v.words || "")) e.textContent = v.words || "";
    });
  }
  function poll() {
    if (document.hidden) { setTimeout(poll, 1000); return; }
    ask("GET", "state", null, function (status, v) {
      if (status === 410 || status === 404) { location.reload(); return; }
      connected(status === 200);
      if (status === 200 && v) take(v);
      setTimeout(poll, status === 200 ? 1000 : 3000);
    });
  }
  if (page === "open" || page === "waiting" || page === "away") setTimeout(poll, 1000);

  each(document.querySelectorAll(".tile[data-slot]"), function (tile) {
    var form = find("form", tile), bar = find(".progress", tile), again = find(".again", tile);
    var preview = find(".preview", tile), file = null, url = null;
    function fail(text, retry) {
      tile.busy = false;
      tile.setAttribute("data-state", "bad");
      tile.shown = false;
      bar.hidden = true;
      say(tile, "没有传成", [text]);
      form.hidden = false;
      again.hidden = !retry;
    }
    function send(tries) {
      var data = new FormData(), before = tile.getAttribute("data-n");
      data.append("camera", file, "picture"); // its own name stays on the phone
      tile.busy = true;
      form.hidden = again.hidden = true;
      bar.hidden = false;
      tile.setAttribute("data-state", "sending");
      say(tile, tries ? "连接断了，正在再试…" : "正在上传…", []);
      progress(0);
      ask("POST", form.getAttribute("action"), data, function (status, v, wait) {
        if (status === 200 && v) {
          bar.hidden = true;
          tile.busy = tile.shown = false;
          connected(true);
          take(v);
        } else if (status === 410) {
          location.reload();
        } else if (status === 503 && tries < waits.length) {
          say(tile, v && v.error || "请稍等…", []);
          setTimeout(function () { send(tries + 1); }, 1000 * (wait || 3));
        } else if (status !== 0) {
          fail(v && v.error || "电脑没有接收这张照片，请再传一次。", true);
        } else {
          arrived(before, tries);
        }
      }, function (e) { if (e.lengthComputable) progress(Math.round(100 * e.loaded / e.total)); });
    }
    // The connection broke: perhaps the picture had arrived and only the answer
    // was lost. Then its verdict is there; else it is sent again.
    function arrived(before, tries) {
      ask("GET", "state", null, function (status, v) {
        var mine = null;
        if (status === 410 || status === 404) { location.reload(); return; }
        each(v && v.tiles || [], function (t) { if (t.slot === tile.id) mine = t; });
        if (mine && String(mine.n) !== before) {
          bar.hidden = true;
          tile.busy = tile.shown = false;
          take(v);
        } else if (tries < waits.length) {
          say(tile, "连接断了，正在再试…", []);
          setTimeout(function () { send(tries + 1); }, waits[tries]);
        } else {
          fail("和电脑的连接断了。请确认手机还在同一个 Wi‑Fi 里，再点“再传一次”。", true);
        }
      });
    }
    function progress(n) {
      find("progress", bar).value = n;
      find("span", bar).textContent = n + "%";
      if (n >= 100) say(tile, "已传完，电脑正在检查…", []);
    }
    each(form.querySelectorAll("input"), function (input) {
      input.addEventListener("change", function () {
        file = input.files && input.files[0];
        if (!file) return;
        if (url) URL.revokeObjectURL(url);
        url = URL.createObjectURL(file);
        preview.src = url;
        preview.hidden = false;
        preview.onerror = function () { preview.hidden = true; };
        if (file.size > most) {
          fail("这张照片超过 " + Math.floor(most / 1048576) + " MB。请用手机的普通拍照模式重拍一张。", false);
          input.value = "";
          return;
        }
        send(0);
        input.value = ""; // so that the same picture may be chosen once more
      });
    });
    again.addEventListener("click", function () { if (file) send(0); });
  });

  var texts = find("form.texts");
  if (texts) texts.addEventListener("submit", function (e) {
    var parts = [], wrong = find(".bad", texts);
    e.preventDefault();
    each(texts.querySelectorAll("input"), function (i) { parts.push(encodeURIComponent(i.name) + "=" + encodeURIComponent(i.value)); });
    ask("POST", texts.getAttribute("action"), parts.join("&"), function (status, v) {
      if (status === 410) { location.reload(); return; }
      wrong.hidden = status === 200;
      if (status === 200) { take(v); return; }
      wrong.textContent = v && v.error || "没有发出去。请确认手机还在同一个 Wi‑Fi 里，再发一次。";
    });
  });
})();
