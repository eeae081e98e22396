import { setTimer } from '../core/timer';
import { createHistory } from './history';
import { keepOnPage, type PageHistory } from './pageHistory';

/** The conversations of this browser. */
export function openHistory(): PageHistory {
  return keepOnPage(createHistory(), setTimer);
}
