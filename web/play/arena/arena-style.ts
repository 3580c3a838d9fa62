// The arena's style, which comes with it and not with the page.

const STYLE = `
.arena {
  display: grid;
  grid-template-columns: minmax(0, 1fr) 300px;
  height: 100%;
  min-height: 0;
  background: var(--page);
}
.arena-field {
  position: relative;
  display: grid;
  grid-template-rows: minmax(0, 1fr) auto;
  min-width: 0;
  min-height: 0;
}
.arena-play { min-height: 0; overflow: hidden; }
.arena-play canvas {
  display: block;
  width: 100%;
  height: 100%;
  touch-action: none;
}
.arena-play:focus-visible { outline-offset: -3px; }
.arena-enter {
  position: absolute;
  inset: 0;
  display: grid;
  gap: var(--space-3);
  width: min(340px, 100% - 2 * var(--space-4));
  height: fit-content;
  margin: auto;
  padding: var(--space-4);
  border: 1px solid var(--line);
  border-radius: var(--radius-l);
  background: var(--panel);
}
.arena-line {
  display: flex;
  flex-wrap: wrap;
  gap: var(--space-1) var(--space-4);
  padding: var(--space-2) var(--space-3);
  border-top: 1px solid var(--line);
  background: var(--panel);
}
.arena-line [role="status"] { font-weight: 600; }
.arena-side {
  display: grid;
  align-content: start;
  gap: var(--space-4);
  padding: var(--space-3);
  overflow-y: auto;
  border-left: 1px solid var(--line);
  background: var(--panel);
}
.arena-bots {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: var(--space-2);
}
.arena-bots > span { flex-basis: 100%; }
.arena-bots > button { flex: auto; padding: 0 var(--space-2); }
.arena-side input[type="range"] { width: 100%; padding: 0; border: 0; accent-color: var(--accent-fill); }
.arena-map { display: block; width: 100%; max-width: 276px; aspect-ratio: 1; }
.arena-side h3 { margin-bottom: var(--space-2); }
.arena-key { display: flex; flex-wrap: wrap; gap: 2px var(--space-3); font: var(--text-s) var(--sans); }
.arena-meter {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 2px var(--space-3);
  margin: 0;
  font: var(--text-s) var(--sans);
}
.arena-meter dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
.arena-sight { margin: 0; padding: 0; list-style: none; font: var(--text-s) var(--sans); }
@media (max-width: 720px) {
  .arena { grid-template-columns: minmax(0, 1fr); grid-template-rows: 62vh auto; overflow-y: auto; }
  .arena-side { border-left: 0; border-top: 1px solid var(--line); overflow: visible; }
}
`

/** Once; a page that has it keeps it. */
export function dressArena(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  document.adoptedStyleSheets.push(sheet)
}
