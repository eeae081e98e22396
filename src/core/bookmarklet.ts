/** Most characters of a selection that a bookmark takes along: all that the page translates at once. */
const maxSelection = 50_000;

/**
 * The address of a bookmark that opens what is selected on any page, or in a field of it, in a tab of this app.
 * The text goes along in the fragment, and the app's host does not learn which page it comes from.
 *
 * @param base Address the app lies under; ends with "/".
 */
export function bookmarklet(base: string): string {
  const code = `(()=>{
const f=document.activeElement;
const some=f&&f.type!=='password'&&f.selectionEnd>f.selectionStart;
const s=(some?f.value.slice(f.selectionStart,f.selectionEnd):String(getSelection())).slice(0,${maxSelection});
open(${JSON.stringify(`${base}translate#text=`)}+encodeURIComponent(s.toWellFormed?s.toWellFormed():s),'_blank','noreferrer')
})()`;
  return `javascript:${encodeURIComponent(code.replaceAll('\n', ''))}`;
}
