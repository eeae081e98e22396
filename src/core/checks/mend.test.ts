import { describe, expect, it } from 'vitest';
import { checkSegment } from '.';
import { findLanguage } from '../languages';
import { checkKinds, type Check } from '../translation/types';
import { mendingsOf } from './mend';

const input = (to: string, source: string, target: string, from = 'en') => ({
  ...{ source, target, from: findLanguage(from), to: findLanguage(to)! },
});

/** What would be offered for what the checks find. */
function offered(...pair: Parameters<typeof input>) {
  const one = input(...pair);
  return mendingsOf(one, checkSegment(one)).map(({ mend, target }) => [mend, target]);
}

describe('marks of the source', () => {
  it.each([
    ['de', 'Where is the station?', 'Wo ist der Bahnhof', 'Wo ist der Bahnhof?'],
    ['de', 'Where is the station?', 'Wo ist der Bahnhof.', 'Wo ist der Bahnhof?'],
    ['zh', 'The station is closed today.', '今天车站关闭', '今天车站关闭。'],
    ['zh', 'Where is the station?', '车站在哪里', '车站在哪里？'],
    ['ar', 'Where is the station?', 'أين المحطة', 'أين المحطة؟'],
    ['hi', 'The station is closed today.', 'स्टेशन आज बंद है', 'स्टेशन आज बंद है।'],
    ['ur', 'The station is closed today.', 'اسٹیشن آج بند ہے', 'اسٹیشن آج بند ہے۔'],
    ['el', 'Where is the station?', 'Πού είναι ο σταθμός', 'Πού είναι ο σταθμός;'],
    ['fr', 'Where is the station?', 'Où est la gare', 'Où est la gare\u202f?'],
    ['es', 'Where is the station?', 'Dónde está la estación', '¿Dónde está la estación?'],
    ['de', '(The station is closed today.)', 'Der Bahnhof ist zu.', '(Der Bahnhof ist zu.)'],
    ['de', 'And then he left...', 'Und dann ging er', 'Und dann ging er…'],
    ['en', '车站在哪里？', 'Where is the station', 'Where is the station?', 'zh'],
  ])('in %s come back: %s', (to, source, target, mended, from = 'en') => {
    expect(offered(to, source, target, from)).toEqual([['restore', mended]]);
  });

  it('within a text are asked for again', () => {
    const [one] = offered('de', 'He said "yes" to her and left.', 'Er sagte ja zu ihr und ging.');
    expect(one).toEqual(['retry', undefined]);
  });
});

describe('what is repeated', () => {
  it.each([
    ['de', 'That is good.', 'Das ist sehr sehr sehr sehr gut.', 'Das ist sehr gut.'],
    [
      ...(['de', 'We go home now.'] as const),
      'Wir gehen jetzt heim, wir gehen jetzt heim, wir gehen jetzt',
      'Wir gehen jetzt heim',
    ],
    ['zh', 'We go home now.', '我们回家了我们回家了我们回家了。', '我们回家了。'],
    ['fr', 'The train is late.', 'Le train est est en retard.', 'Le train est en retard.'],
  ])('in %s is taken out: %s', (to, source, target, mended) => {
    const found = offered(to, source, target);
    expect(found).toContainEqual(['shorten', mended]);
  });

  it('is asked for again where too little would be left', () => {
    const source = 'The committee discussed the new budget for three hours and then voted on it.';
    const target = 'Der Ausschuss der Ausschuss der Ausschuss der Ausschuss der Ausschuss';
    expect(offered('de', source, target)).toContainEqual(['retry', undefined]);
  });
});

describe('a press', () => {
  const pair = input('de', 'We sold 2,500 in May.', 'Wir verkauften im Mai.');
  const check = (kind: Check['kind'], ...about: string[]): Check => ({ kind, about });
  const mendsOf = (...checks: Check[]) => mendingsOf(pair, checks).map(({ mend }) => mend);

  it('is there for each kind', () => {
    for (const kind of checkKinds) expect(mendsOf(check(kind, 'x'))).toHaveLength(1);
  });

  it('keeps numbers, applies terms, takes the other translation', () => {
    expect(mendsOf(check('number', '2,500'), check('term-missing', 'Mai'))).toEqual([
      ...['keep', 'apply'],
    ]);
    const other = 'Wir verkauften im Mai 2.500.';
    expect(mendingsOf(pair, [check('inconsistent', other)])).toEqual([
      { mend: 'adopt', target: other, checks: [check('inconsistent', other)] },
    ]);
  });

  it('stands once for all that it may mend', () => {
    const checks = [check('leftover', 'May'), check('too-short', '10 %')];
    expect(mendingsOf(pair, checks)).toEqual([{ mend: 'retry', target: undefined, checks }]);
  });
});
