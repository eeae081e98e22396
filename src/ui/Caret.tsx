/**
 * Where the next word comes; drawn, so that the text around it is only the model's, and without a width, so that it
 * moves nothing.
 */
export function Caret() {
  return (
    <span
      aria-hidden
      className="ms-0.5 -me-1 inline-block h-[1.1em] w-0.5 translate-y-[0.2em] animate-caret bg-seal drawn"
    />
  );
}
