/** The one style of every page, in light and dark; sizes are in rem, so that a reader's own size holds. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --ink: #1d2126; --soft: #5b626b; --hair: #dcded9; --wash: #f3f3ef; --link: #0b57a4;
  --good: #1b6e3c; --bad: #b3261e; --doubt: #855400; --calm: #44556b;
  --good-wash: #e3f1e7; --bad-wash: #fbe7e4; --doubt-wash: #f8edd6; --calm-wash: #e6ebf1;
  --alive: #8ba3bf; --pending: #ced6de; --going: #a9b4c0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #e4e6e8; --soft: #a0a8b1; --hair: #333a42; --wash: #1d2227; --link: #8bbcf0;
    --good: #79cf98; --bad: #ff9d92; --doubt: #e6b860; --calm: #aebfd3;
    --good-wash: #173323; --bad-wash: #421d1a; --doubt-wash: #392b0d; --calm-wash: #263140;
    --alive: #55718f; --pending: #343e49; --going: #4d5863;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 71rem; padding: 1.75rem 1.5rem 3rem; background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, pre { margin: 0; padding: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; }
h2 { font-size: 1.0625rem; font-weight: 650; }
h3, h4 { font-size: 0.9375rem; font-weight: 600; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, pre { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
pre { white-space: pre-wrap; background: var(--wash); padding: 0.5rem 0.75rem; margin-top: 0.25rem; }
ul, ol { list-style: none; }
.soft, .where, .kind { color: var(--soft); font-size: 0.8125rem; font-weight: 400; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.25rem; }
header { margin-bottom: 1.25rem; }
main > section { margin-bottom: 2rem; }
main > section > h2 { margin-bottom: 0.5rem; }
footer { border-top: 1px solid var(--hair); padding-top: 0.75rem; color: var(--soft); font-size: 0.8125rem; }
.mark { display: inline-block; padding: 0 0.45em; border-radius: 3px; font-size: 0.8125rem; font-weight: 600; line-height: 1.5; white-space: nowrap;
  color: var(--calm); background: var(--calm-wash); }
.mark.passed { color: var(--good); background: var(--good-wash); }
.mark.failed { color: var(--bad); background: var(--bad-wash); }
.mark.inconclusive { color: var(--doubt); background: var(--doubt-wash); }
.verdict { --tone: var(--calm); display: grid; grid-template-columns: minmax(0, 1fr) 14rem; gap: 2rem; border-top: 3px solid var(--tone); border-bottom: 1px solid var(--hair); padding: 1rem 0 1.25rem; }
.verdict.passed { --tone: var(--good); }
.verdict.failed { --tone: var(--bad); }
.verdict.inconclusive { --tone: var(--doubt); }
.verdict .word { color: var(--tone); font-size: 2rem; line-height: 1.15; font-weight: 700; letter-spacing: -0.02em; }
.verdict .word::first-letter { text-transform: uppercase; }
.verdict .word { display: inline-block; }
.verdict .decision { font-size: 1.0625rem; margin-left: 0.35rem; color: var(--ink); }
.verdict .decision::before { content: "\\2192\\00a0" / ""; color: var(--soft); }
.verdict dl { margin-top: 0.75rem; }
.verdict dl > div { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: 0.75rem; padding: 0.2rem 0; }
.verdict dt { color: var(--soft); font-size: 0.8125rem; line-height: 1.4rem; }
.verdict .do { font-weight: 600; }
.verdict dd > p + p, .verdict .do > p + p { margin-top: 0.2rem; }
.verdict dd code { font-weight: 400; }
.verdict dd > p > code { background: var(--wash); padding: 0.05rem 0.3rem; box-decoration-break: clone; -webkit-box-decoration-break: clone; user-select: all; }
.excerpt { margin: 0.35rem 0 0.1rem; border-left: 3px solid var(--hair); padding-left: 0.75rem; }
.excerpt li { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.5rem; color: var(--soft); }
.excerpt .when { font-size: 0.8125rem; }
.excerpt code { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.excerpt .telling { color: var(--ink); }
.excerpt .telling code { font-weight: 600; white-space: normal; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
.whole > summary { display: inline-block; color: var(--link); font-size: 0.8125rem; padding: 0.1rem 0; }
.whole > summary::before { content: "\\25B8\\00a0" / ""; }
.whole[open] > summary::before { content: "\\25BE\\00a0" / ""; }
.verdict aside { border-left: 1px solid var(--hair); padding-left: 1.25rem; font-size: 0.875rem; }
.verdict aside h2 { font-size: 0.875rem; margin-bottom: 0.25rem; }
.verdict aside h3 { font-size: 0.8125rem; margin-top: 0.5rem; }
.past { color: var(--soft); }
.lines { margin: 0.4rem 0; border-left: 2px solid var(--hair); padding-left: 0.75rem; }
.lines li { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.5rem; }
.lines .when { font-size: 0.8125rem; }
.lines code { white-space: pre-wrap; }
.lines ol + .soft { margin: 0.15rem 0 0.4rem; }
.verdict.failed .excerpt, .verdict.failed .lines, .check:has(.mark.failed) .lines { border-color: var(--bad); }
.scroll { overflow-x: auto; }
table { overflow-wrap: normal; border-collapse: collapse; font-size: 0.875rem; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 1.25rem 0.35rem 0; border-bottom: 1px solid var(--hair); font-weight: 400; }
thead th { color: var(--soft); font-size: 0.8125rem; }
tbody th { font-weight: 600; }
td { font-variant-numeric: tabular-nums; }
.ledger { width: auto; min-width: 50%; }
.ledger th, .ledger td { white-space: nowrap; }
.verdict aside .soft { display: block; }
.ledger a { text-decoration: none; }
.ledger a:hover .mark { text-decoration: underline; }
.rollout { border-top: 1px solid var(--hair); }
.rollout:last-of-type { border-bottom: 1px solid var(--hair); }
.rollout > summary { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; padding: 0.5rem 0; }
.rollout > summary h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.6rem; }
.rest { border-top: 1px solid var(--hair); padding: 0.4rem 0; }
summary { cursor: pointer; }
summary h3::before { content: "\\25B8" / ""; color: var(--soft); width: 0.75rem; }
[open] > summary h3::before { content: "\\25BE" / ""; }
.body { padding: 0.25rem 0 1.25rem 1.35rem; scroll-margin-top: 3rem; }
.body > h4 { margin: 1rem 0 0.35rem; }
.body > .reason + .soft { margin-top: 0.15rem; }
.reason .soft { display: block; }
.part > summary, .asked > summary { padding: 0.35rem 0; font-weight: 600; }
.asked > summary { font-size: 0.8125rem; font-weight: 400; color: var(--link); }
.part { border-top: 1px solid var(--hair); }
* + .part { margin-top: 0.75rem; }
.part + .part { margin-top: 0; }
.part > div, .asked > div { padding-bottom: 0.75rem; }
.check { border-top: 1px solid var(--hair); padding: 0.5rem 0; }
.check > h4 { display: flex; flex-wrap: wrap; gap: 0 0.6rem; align-items: baseline; }
.facts { display: flex; flex-wrap: wrap; gap: 0.1rem 1.5rem; font-size: 0.8125rem; margin: 0.15rem 0; }
.facts div { display: flex; gap: 0.4rem; }
.facts dt { color: var(--soft); white-space: nowrap; }
.facts code { background: var(--wash); padding: 0 0.25em; }
.part .facts { display: block; }
.part .facts div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); padding: 0.1rem 0; }
.plain li { padding-left: 0.9rem; text-indent: -0.9rem; }
.plain .soft { text-indent: 0; }
.plain li::before { content: "\\2013" / ""; display: inline-block; width: 0.9rem; text-indent: 0; color: var(--soft); }
.happenings { font-size: 0.8125rem; }
.happenings li { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0.75rem; padding: 0.1rem 0; }
.when { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 0.75rem 0; }
figcaption { color: var(--soft); font-size: 0.8125rem; }
svg { display: block; width: 100%; min-width: 46rem; font-size: 11.5px; fill: var(--ink); }
.sparkline { min-width: 8rem; width: 14rem; height: 2.3rem; }
.sparkline .tick { stroke: var(--soft); }
.sparkline path { fill: none; stroke: var(--ink); stroke-width: 2; }
svg text { font-variant-numeric: tabular-nums; }
.axis { fill: var(--soft); font-size: 10.5px; stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }
.tick, .rail { stroke: var(--hair); stroke-width: 1; }
.tick { stroke-dasharray: 1 3; }
.note.good { fill: var(--good); }
.note.bad { fill: var(--bad); font-weight: 600; }
.note.plain { fill: var(--soft); }
.verdict-line { stroke: var(--ink); stroke-width: 1; }
.verdict-label { font-weight: 600; }
.bar.pending { fill: var(--pending); }
.bar.alive { fill: var(--alive); }
.bar.going { fill: var(--going); }
.bar.good { fill: var(--good); }
.bar.bad { fill: var(--bad); }
.bar.ended { fill: var(--soft); }
.spot { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.spot.seen { fill: var(--good); stroke: var(--paper); stroke-width: 1; }
.spot.rejected, .spot.failed-stop, .spot.missed { stroke: var(--bad); stroke-width: 2.25; }
.spot.deadline { stroke: var(--doubt); stroke-width: 2; }
.spot.stop { stroke: var(--soft); stroke-width: 2; }
.spot.look { stroke: var(--soft); stroke-width: 1; }
.spot.signal { fill: var(--link); stroke: none; }
.spot.failed-signal { fill: var(--bad); stroke: none; }
.spot.post { fill: var(--calm); stroke: none; }
.key { white-space: nowrap; margin-right: 0.5rem; }
.key::before { content: "" / ""; display: inline-block; width: 0.6rem; height: 0.6rem; margin-right: 0.3rem; vertical-align: -0.02rem; }
.key.seen::before { background: var(--good); border-radius: 50%; }
.key.rejected::before { content: "\\00d7" / ""; color: var(--bad); font-weight: 700; font-size: 1.2rem; line-height: 0.5rem; width: 0.75rem; vertical-align: 0; }
.key.deadline::before { background: var(--doubt); width: 2px; height: 0.8rem; vertical-align: -0.1rem; }
.key.signal::before { background: var(--link); clip-path: polygon(0 10%, 100% 10%, 50% 100%); }
.key.bad::before { background: var(--bad); }
.key.pending::before { background: var(--pending); }
.key.alive::before { background: var(--alive); }
@media (max-width: 46rem) {
  body { padding: 1rem 1rem 2rem; }
  .verdict { grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  .verdict aside { border-left: 0; padding-left: 0; }
  .verdict dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 0.3rem 0; }
  .excerpt li { grid-template-columns: minmax(0, 1fr); }
  .excerpt .when { display: none; }
  .rollout > summary { flex-wrap: wrap; gap: 0 1rem; }
  .body { padding-left: 0; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --hair: #bbb; --wash: #f4f4f4; --link: #000;
    --good: #1b6e3c; --bad: #b3261e; --doubt: #855400; --calm: #44556b; --alive: #8ba3bf; --pending: #ced6de; --going: #a9b4c0;
    --good-wash: #fff; --bad-wash: #fff; --doubt-wash: #fff; --calm-wash: #fff; }
  @page { margin: 14mm 12mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .mark { border: 1px solid; }
  .verdict dd > p > code { padding: 0; }
  .scroll { overflow: visible; }
  svg { min-width: 0; }
  svg, .bar, .spot, .key::before { print-color-adjust: exact; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  figure, .verdict dl > div, tr, .lines li { break-inside: avoid; }
  h2, h3, h4, summary { break-after: avoid; }
  .skip, summary h3::before, .whole > summary::before, .excerpt { display: none; }
}
`;
