// Draws the weeks that the table tells of; without it the table stands alone.
"use strict";

{
  const DAY_S = 86400;
  const WEEK_S = 7 * DAY_S;
  const SMALL_PX = 560;
  const BAR_PX = 4;

  const colourOf = (look) => getComputedStyle(document.querySelector(`.swatch.${look}`)).color;
  // Dates as the rest of the page has them: 23 November, and a thousand without a comma.
  const lang = () => {
    const said = document.documentElement.lang || "en";
    return said === "en" ? "en-GB" : said;
  };
  const number = (n) => n.toLocaleString(lang(), { maximumFractionDigits: 1, useGrouping: false });
  const dateWords = (options) => {
    const format = new Intl.DateTimeFormat(lang(), { timeZone: "UTC", ...options });
    return (second) => format.format(new Date(second * 1000));
  };

  // A bar of one sport stands on those of the sports before it.
  const stacked = (sports, totals) => sports.map((_, upTo) => totals.map((total, week) => {
    if (total === null) return null;
    return sports.slice(0, upTo + 1).reduce((sum, values) => sum + (values[week] ?? 0), 0);
  }));

  // What was usual lies behind the bars, the averages before them. So many weeks that a bar is a
  // hair are drawn paler, and only the slow average over them.
  const seriesOf = (data, looks, isCrowded) => {
    const bars = uPlot.paths.bars({ size: [isCrowded ? 1 : 0.78, 34, 1], radius: [isCrowded ? 0 : 0.25, 0] });
    const hidden = { stroke: "transparent", width: 0, points: { show: false } };
    const bar = (look) => ({
      fill: colourOf(look), stroke: colourOf(isCrowded ? look : "ground"), width: isCrowded ? 0 : 1,
      alpha: isCrowded ? 0.55 : 1, paths: bars, points: { show: false },
    });
    const line = (look, width, dash) => ({ stroke: colourOf(look), width, dash, points: { show: false } });
    const found = [{}];
    if (data.low) found.push({ ...hidden }, { ...hidden });
    // The tallest stack is drawn first and the others over it.
    for (let at = looks.length - 1; at >= 0; at -= 1) found.push(bar(looks[at]));
    if (data.short) found.push(isCrowded ? { ...hidden } : line("short", 1.5, [1, 4]));
    if (data.long) found.push(line("ground", 5), line("long", 2.25));
    return found;
  };

  const columnsOf = (data) => {
    const first = Date.parse(`${data.first}T00:00:00Z`) / 1000;
    const weeks = data.totals.map((_, week) => first + week * WEEK_S);
    const stacks = stacked(data.sports, data.totals).reverse();
    const behind = data.low ? [data.high, data.low] : [];
    const before = [data.short, data.long, data.long].filter(Boolean);
    return [weeks, ...behind, ...stacks, ...before];
  };

  const axesOf = (data, width) => {
    const ink = colourOf("ink");
    const font = `600 ${width < SMALL_PX ? 11 : 12}px Figtree, system-ui, sans-serif`;
    const year = dateWords({ year: "numeric" });
    const month = dateWords({ month: "short" });
    const day = dateWords({ day: "numeric", month: "short" });
    const says = (splits, step) => splits.map((second) => {
      if (step >= 300 * DAY_S) return year(second);
      if (step < 25 * DAY_S) return day(second);
      return new Date(second * 1000).getUTCMonth() ? month(second) : year(second);
    });
    const thin = { stroke: colourOf("rule"), width: 1 };
    return [
      { stroke: ink, font, grid: { show: false }, ticks: { show: false }, gap: 6, size: 28, space: width < SMALL_PX ? 40 : 56,
        values: (_, splits, _axis, _space, step) => says(splits, step) },
      { stroke: ink, font, grid: thin, ticks: { show: false }, gap: 6, size: 46,
        values: (_, splits) => splits.map((n) => (n === null ? "" : `${number(n)}${n && data.unit ? ` ${data.unit}` : ""}`)) },
    ];
  };

  const readWeek = (data, week, second) => {
    const { words } = data;
    const amount = (n) => `${number(n)}${data.unit ? ` ${data.unit}` : ""}`;
    const total = data.totals[week];
    let sum = total === null ? words.unknown : amount(total);
    if (total !== null && data.least?.includes(week)) sum = words.least.replace("{n}", sum);
    const parts = data.names
      .map((name, at) => [name, data.sports[at][week]])
      .filter(([, value]) => value !== null && data.names.length > 1)
      .map(([name, value]) => `${name} ${amount(value)}`);
    const averages = [["short", words.short], ["long", words.long]]
      .filter(([key]) => data[key] && data[key][week] !== null)
      .map(([key, said]) => said.replace("{n}", number(data[key][week])));
    const usual = data.low && data.low[week] !== null
      ? [words.usual.replace("{low}", number(data.low[week])).replace("{high}", number(data.high[week]))] : [];
    const date = dateWords({ day: "numeric", month: "long", year: "numeric" })(second);
    return [words.week.replace("{date}", date), sum, [...parts, ...averages, ...usual].join(", ")];
  };

  const tell = (readout, [week, sum, rest]) => {
    const strong = document.createElement("b");
    strong.textContent = `${week}: ${sum}`;
    const quiet = document.createElement("span");
    quiet.textContent = rest ? ` ${rest}` : "";
    readout.replaceChildren(strong, quiet);
  };

  const draw = (holder) => {
    const data = JSON.parse(document.getElementById(holder.dataset.plot).textContent);
    if (!data.totals.length) return null;
    const readout = document.querySelector("[data-readout]");
    const columns = columnsOf(data);
    const looks = data.sports.map((_, at) => `sp${at}`);
    const last = data.totals.length - 1;
    holder.hidden = false;
    readout.hidden = false;
    const width = holder.clientWidth;
    const isCrowded = last * BAR_PX > width;
    document.querySelectorAll(".keys .when-few").forEach((key) => { key.hidden = isCrowded || !data.low; });
    const bands = data.low && !isCrowded ? [{ series: [1, 2], fill: colourOf("usual") }] : [];
    const say = (week) => tell(readout, readWeek(data, week, columns[0][week]));
    say(last);
    return new uPlot({
      width, height: holder.clientHeight,
      padding: [8, 6, 0, 0],
      tzDate: (second) => uPlot.tzDate(new Date(second * 1000), "Etc/UTC"),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: last > 60, y: false } },
      scales: {
        x: { time: true, range: (_, low, high) => [low - 0.6 * WEEK_S, high + 0.6 * WEEK_S] },
        y: { range: (_, _low, high) => [0, Math.max(high, 1) * 1.06] },
      },
      axes: axesOf(data, width), series: seriesOf(data, looks, isCrowded), bands,
      hooks: { setCursor: [(plot) => say(plot.cursor.idx ?? last)] },
    }, columns, holder);
  };

  const begin = () => {
    const holder = document.querySelector("[data-plot]");
    if (!holder || !window.uPlot) return;
    let plot = draw(holder);
    const again = () => {
      plot?.destroy();
      plot = draw(holder);
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    let width = holder.clientWidth;
    new ResizeObserver(() => {
      if (holder.clientWidth === width) return;
      width = holder.clientWidth;
      again();
    }).observe(holder);
  };

  document.addEventListener("DOMContentLoaded", () => {
    // The drawing cannot wait for a font by itself: it would keep the one it began with.
    document.fonts.ready.then(begin);
  });
}
