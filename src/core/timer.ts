/** Runs a function once, after `ms` milliseconds; gives what calls it off. */
export type SetTimer = (run: () => void, ms: number) => () => void;

/** The timer of a page, of a worker and of Node. */
export const setTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
