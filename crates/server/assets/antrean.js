// The hall's pages renew themselves, the screen speaks, the kiosk prints. Without a script the pages reload whole.
"use strict";
(() => {
  const own = document.currentScript;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // the printed number: print it, then back to the kiosk
  if ("print" in own.dataset) {
    addEventListener("load", () => window.print());
    setTimeout(() => location.replace(own.dataset.then), 12000);
  }

  // the voice: each call once, in its order, in Indonesian; browsers let a page speak only after a touch
  const button = document.querySelector("[data-voice]");
  const calls = () => all("[data-call]").map((call) => [call.dataset.call, call.dataset.say]);
  const told = new Set(calls().map(([key]) => key));
  let speaks = false;
  const say = (words) => {
    const speech = new SpeechSynthesisUtterance(words);
    speech.lang = "id-ID";
    speech.rate = 0.9;
    const voice = speechSynthesis.getVoices().find((voice) => voice.lang.replace("_", "-").startsWith("id"));
    if (voice) speech.voice = voice;
    speechSynthesis.speak(speech);
  };
  if (button && "speechSynthesis" in window) {
    button.hidden = false;
    const off = button.textContent;
    button.addEventListener("click", () => {
      speaks = !speaks;
      button.setAttribute("aria-pressed", String(speaks));
      button.textContent = speaks ? button.dataset.on : off;
      if (speaks) say(button.dataset.on);
      else speechSynthesis.cancel();
    });
  }
  const tell = () =>
    calls().reverse().forEach(([key, words]) => {
      if (told.has(key)) return;
      told.add(key);
      if (speaks) say(words);
    });

  // what lives on the page is fetched again and put in its place, but never under somebody's fingers
  const every = Number(own.dataset.every) * 1000;
  if (!every) return;
  const renew = async () => {
    if (document.hidden && !button) return;
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of all("[data-live]")) {
      const next = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!next || same(part, next) || part.contains(document.activeElement)) continue;
      part.replaceChildren(...document.importNode(next, true).childNodes);
    }
    tell();
  };
  // request ids differ in every page: they are no news
  const same = (one, other) => bare(one) === bare(other);
  const bare = (part) => part.innerHTML.replace(/value="[0-9a-f]{32}"/g, "");
  setInterval(() => renew().catch(() => {}), every);
})();
