/** Keys of a shortcut, from left to right in every language. */
export function Kbd({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span dir="ltr" className="inline-flex gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-grid min-w-6 place-items-center rounded-[6px] border border-line bg-sunk px-1.5 font-sans text-small text-soft"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
