/** What stands for something else: `{{name}}`, `{0}`, `%1$s`, `$t(key)`. */
const placeholders =
  /\{\{[^{}]*\}\}|\$\{[^{}]*\}|\{[\w.]*\}|%\{[^{}]*\}|%\([^()]*\)[a-z]|%(?:\d+\$)?[a-z@]|\$t\([^()]*\)/gi;

const codes = [
  // Addresses.
  /^[a-z][a-z0-9+.-]*:\/\/\S*$/i,
  /^(?:mailto|tel|data|urn):\S+$/i,
  /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i,
  /^www\.\S+$/i,
  // Files and paths.
  /^[\w.-]*[/\\][\w./\\-]*$/,
  /^[\w-]+\.(?:png|jpe?g|gif|svg|webp|ico|css|js|ts|json|html?|xml|md|txt|pdf|zip|mp[34])$/i,
  // Colours, hashes, identifiers, dates.
  /^#[0-9a-f]{3,8}$/i,
  /^(?:rgb|hsl)a?\([\d\s%.,/]*\)$/i,
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  /^(?=.*\d)[0-9a-f]{16,}$/i,
  /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Z-]*)?$/,
  /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+$/,
  /^[\w.]+::[\w:]+$/,
];

// What is longer is no address.
const MAX_CODE = 500;

/** Whether a value says something to a reader; in doubt it does. */
export function isLanguage(text: string): boolean {
  const own = text.length > MAX_CODE ? text : text.replace(placeholders, ' ');
  if (!/\p{L}/u.test(own)) return false;
  const trimmed = text.trim();
  return trimmed.length > MAX_CODE || !codes.some((code) => code.test(trimmed));
}
