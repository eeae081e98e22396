/** The only style that a preview has; the policy names its hash (core/policy.ts). Colours are the app's. */
export const previewStyle = `
:root { color-scheme: light; --paper: #fbfaf7; --sunk: #f3f1eb; --ink: #1c1b19; --soft: #5f5b53; --line: #e4e0d7; }
:root.dark { color-scheme: dark; --paper: #171614; --sunk: #11100f; --ink: #edeae4; --soft: #b4aea3; --line: #2e2c28; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
main { padding: 0.75rem 1rem 2rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2rem; padding: 0.25rem 0; }
.pair > * { margin: 0; overflow-wrap: anywhere; }
@media (min-width: 40rem) { .pair { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
@media (max-width: 39.99rem) { .pair { padding: 0.5rem 0; border-block-end: 1px solid var(--line); } }
h1 { font-size: 1.6rem; line-height: 1.3; }
h2 { font-size: 1.35rem; line-height: 1.35; }
h3 { font-size: 1.15rem; line-height: 1.4; }
h4, h5, h6 { font-size: 1rem; }
.item { display: list-item; list-style: disc inside; padding-inline-start: 0.75rem; }
pre { font: 0.9rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
p { white-space: pre-line; }
.note { margin: 0.75rem 0 0; font-size: 0.8rem; color: var(--soft); }
.missing { color: var(--soft); }
.chip { padding: 0 0.3em; border: 1px solid var(--line); border-radius: 0.3em; background: var(--sunk); color: var(--soft); font-size: 0.8em; }
.wide { overflow-x: auto; padding: 0.25rem 0; }
table { border-collapse: collapse; }
td { padding: 0.25rem 0.5rem; border: 1px solid var(--line); vertical-align: top; text-align: start; }
`;
