/** The whole style of our pages without script, in the page itself: a phone with a poor connection fetches nothing more. */
export const style = `
:root{color-scheme:light dark;--ground:#f3f5f4;--surface:#fff;--ink:#1b2a2c;--soft:#4d5d60;--edge:#74868a;--accent:#0b5f6b;--on-accent:#fff;--danger:#a8261c;--focus:#1257c4}
@media (prefers-color-scheme:dark){:root{--ground:#12191b;--surface:#1b2427;--ink:#e2e9ea;--soft:#aab8bb;--edge:#7f9398;--accent:#66c3cf;--on-accent:#06282d;--danger:#f08a7f;--focus:#8ab6ff}}
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Open Sans',Arial,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:38rem;padding:1rem;overflow-wrap:anywhere}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;color:var(--soft)}
header p{margin:0;font-weight:600}
header a{padding:.65rem .25rem}
h1{font-size:1.6rem;line-height:1.2;margin:.75rem 0 .5rem}
h2{font-size:1.15rem;line-height:1.25;margin:1.75rem 0 .5rem}
p{margin:.5rem 0}
a{color:var(--accent);text-underline-offset:.15em}
.clock{font-size:1.3rem;font-weight:600}
.soft,footer{color:var(--soft)}
.fresh{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem;color:var(--soft)}
.fresh p{flex:1 0 100%;margin:.25rem 0 0}
.fresh a{min-height:2.75rem;padding:.65rem .25rem}
a.push{display:flex;align-items:center;justify-content:center;text-align:center;text-decoration:none;margin:.75rem 0;min-height:3.5rem;padding:.75rem 1rem;border:2px solid var(--accent);border-radius:.6rem;background:var(--surface);color:var(--accent);font-weight:600}
a.main{background:var(--accent);color:var(--on-accent)}
.fresh a.push{margin:0;min-height:2.75rem;padding:.4rem 1rem}
footer{margin-top:2rem;border-top:1px solid var(--edge)}
form{margin:.75rem 0}
button{width:100%;min-height:3.5rem;padding:.75rem 1rem;border:2px solid var(--accent);border-radius:.6rem;background:var(--surface);color:var(--accent);font:inherit;font-weight:600;cursor:pointer}
button.main{background:var(--accent);color:var(--on-accent)}
button.risk{border-color:var(--danger);color:var(--danger)}
fieldset{border:0;margin:.75rem 0;padding:0}
legend,.ask{display:block;font-weight:600;padding:0;margin:.5rem 0 .25rem}
.choice{display:flex;align-items:center;gap:.75rem;min-height:2.75rem}
.choice input{width:1.5rem;height:1.5rem;flex:none;accent-color:var(--accent)}
input:not([type=radio]):not([type=checkbox]),textarea,select{width:100%;min-height:3rem;padding:.5rem .75rem;border:2px solid var(--edge);border-radius:.4rem;background:var(--surface);color:var(--ink);font:inherit}
.wrong{border:2px solid var(--danger);border-radius:.6rem;padding:.25rem 1rem;background:var(--surface)}
.wrong h2{margin-top:.5rem}
.fault{color:var(--danger);font-weight:600}
.note{border-left:.35rem solid var(--accent);padding:.25rem .9rem;background:var(--surface)}
dl{margin:.5rem 0;background:var(--surface);border-radius:.6rem;padding:.25rem 1rem}
dl>div{padding:.35rem 0;display:grid;grid-template-columns:2fr 3fr;gap:0 .75rem;align-items:baseline}
@media (max-width:22rem){dl>div{display:block}}
dl>div+div{border-top:1px solid var(--edge)}
dt{color:var(--soft)}
dd{margin:0;font-weight:600}
pre{white-space:pre-wrap;font:inherit}
header~main p>a:only-child{display:inline-block;min-height:2.75rem;padding:.6rem 0}
input[type=file]{margin:.25rem 0 .75rem}
.one{margin:.75rem 0}
h3{font-size:1rem;margin:.5rem 0 .25rem}
.away{position:absolute;left:-99rem;width:1px;height:1px;overflow:hidden}
.pushes{display:grid;gap:.75rem;margin-top:1rem}.pushes .small{justify-self:start}
button.small{width:auto;min-height:2.75rem;padding:.4rem 1rem;margin:.25rem 0}
.parts{display:flex;flex-wrap:wrap;gap:.5rem}
.part{flex:1 1 5rem}.part.wide{flex:2 1 9rem}
.line{border:1px solid var(--edge);border-radius:.6rem;padding:.25rem .9rem .75rem}
summary{min-height:2.75rem;padding:.6rem 0;cursor:pointer}
.outlook{background:var(--surface);border-radius:.6rem;padding:.25rem 1rem;margin:.5rem 0}
.told a{display:inline-block;min-height:2.75rem;padding:.6rem .25rem;font-weight:400}
.saving{min-height:1.5rem;color:var(--soft)}
.pale::after{content:' …'}
.saving:is([data-kept=unsaved],[data-kept=gone],[data-kept=changed]){color:var(--ink);border-left:.35rem solid var(--danger);padding:.25rem .9rem;background:var(--surface)}
@media (min-height:30rem){.saving:is([data-kept=unsaved],[data-kept=gone],[data-kept=changed]){position:sticky;bottom:0}html:has(.saving:is([data-kept=unsaved],[data-kept=gone])){scroll-padding-bottom:9rem}}
table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--edge);padding:.4rem .6rem;text-align:start;vertical-align:top}
@media print{header a,form,a.push,.aside,.told a[aria-label],section:has(>form){display:none}}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
@media (forced-colors:active){button,a.push,.wrong{border-color:currentColor}}
`;
