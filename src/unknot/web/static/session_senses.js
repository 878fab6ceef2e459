// What a session is told with besides the screen: a voice, tones, vibration; and a screen kept awake.

// Only voices of the device: a remote one would send every sentence to somebody else.
const voiceIn = (language) => {
  const own = (globalThis.speechSynthesis?.getVoices() ?? []).filter((voice) => voice.localService);
  const wanted = language.toLowerCase();
  const spoken = (voice) => voice.lang.toLowerCase().replace("_", "-");
  return own.find((voice) => spoken(voice) === wanted)
    ?? own.find((voice) => spoken(voice).split("-")[0] === wanted.split("-")[0]);
};

export const hasVoice = async (language) => {
  if (!globalThis.speechSynthesis) return false;
  if (!speechSynthesis.getVoices().length) {
    // Browsers fetch the list of voices in their own time.
    await new Promise((heard) => {
      speechSynthesis.addEventListener("voiceschanged", heard, { once: true });
      setTimeout(heard, 1500);
    });
  }
  return Boolean(voiceIn(language));
};

export const speak = (text, language) => {
  const voice = voiceIn(language);
  if (!voice || !text) return;
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = 0.95;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
};

export const hush = () => globalThis.speechSynthesis?.cancel();

// A browser lets a page sound only after it was touched: `tune` is called with the first touch.
let sound = null;
export const tune = () => {
  try {
    sound ??= new AudioContext();
    sound.resume();
  } catch { sound = null; }
};

const note = (hz, at, seconds, loud = 0.16) => {
  if (!sound) return;
  const begin = sound.currentTime + at;
  const pitch = new OscillatorNode(sound, { frequency: hz, type: "sine" });
  const volume = new GainNode(sound, { gain: 0 });
  volume.gain.linearRampToValueAtTime(loud, begin + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, begin + seconds);
  pitch.connect(volume).connect(sound.destination);
  pitch.start(begin);
  pitch.stop(begin + seconds);
};

export const TONES = {
  ready: () => note(440, 0, 0.25),
  work: () => { note(523, 0, 0.2); note(784, 0.16, 0.4); },
  last: () => note(523, 0, 0.15, 0.1),
  over: () => { note(784, 0, 0.25); note(523, 0.2, 0.5); },
};
export const BUZZES = { ready: [80], work: [200], last: [40], over: [120, 80, 120] };
export const canVibrate = () => typeof navigator.vibrate === "function";

// The screen stays on while somebody is guided; a browser lets go of it whenever the page is hidden.
let lock = null;
let isWanted = false;
export const stayAwake = async () => {
  isWanted = true;
  if (!navigator.wakeLock || document.visibilityState !== "visible") return;
  lock = await navigator.wakeLock.request("screen").catch(() => null);
  if (!isWanted) letSleep();
};
export const letSleep = () => {
  isWanted = false;
  lock?.release();
  lock = null;
};
document.addEventListener("visibilitychange", () => { if (isWanted) stayAwake(); });
