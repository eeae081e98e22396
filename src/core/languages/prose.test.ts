import { describe, expect, it } from 'vitest';
import { prose } from './prose';

const left = (text: string) => prose(text).replace(/\s+/g, ' ').trim();

describe('prose', () => {
  it.each([
    // addresses and mail
    ['Look: https://example.org/a-b?c=d#e now', 'Look: now'],
    ['请看https://example.org/docs。谢谢', '请看 。谢谢'],
    ['请看https://example.org/docs吧', '请看 吧'],
    ['www.example.org/path и ftp://host/x', 'и'],
    ['Fragen an max.muster+x@mail.example.de bitte', 'Fragen an bitte'],
    ['mailto:someone@example.org?subject=hello ok', 'ok'],
    ['voir exemple.fr/chemin/long ici', 'voir ici'],
    ['siehe README.md und setup.exe', 'siehe und'],
    // markup
    ['<div class="container"><b>你好</b></div>', '你好'],
    ['a<script>let code = "x"</script>b<!-- remark -->c', 'a b c'],
    ['Fish&nbsp;&amp;&#8203;chips', 'Fish chips'],
    ['Use `git commit` there', 'Use there'],
    ['vorher\n```js\nconst a = 1;\n```\nnachher', 'vorher nachher'],
    // handles and tags
    ['مرحبا @username_long_one #hashtag_example', 'مرحبا'],
    ['привет @ivan.petrov #новости', 'привет'],
    ['今天 #天气', '今天 #天气'],
    // placeholders
    ['Hallo {name}, {{ count }} neue', 'Hallo , neue'],
    ['Bonjour %s, %1$d sur %(total)d, ${user}', 'Bonjour , sur ,'],
    ['Hola :name, $total', 'Hola ,'],
    ['{n, plural, one {# Katze} other {# Katzen}}', '{# Katze} {# Katzen}}'],
    // paths
    ['Öffne C:\\Windows\\System32\\drivers jetzt', 'Öffne jetzt'],
    ['Öffne C:\\Program Files (x86)\\App\\a.log jetzt', 'Öffne jetzt'],
    ['смотри /usr/local/share/doc и ./src/core/text', 'смотри и'],
    ['see src/core/languages/table here', 'see here'],
    // code
    ['const total = sum(a, b); // 计算总和', '// 计算总和'],
    ['{"title": "你好", "sub-title": "世界"}', '{ "你好", "世界"}'],
    ['appelle getUserNameById et do_it() puis', 'appelle et puis'],
    ['Kennung dQw4w9WgXcQ fehlt', 'Kennung fehlt'],
    // commands, beside another script only
    ['使用 npm install react-router-dom 安装，然后运行 npm run build', '使用 安装，然后运行'],
    ['Выполните git commit -m fix и ждите', 'Выполните и ждите'],
    ['실행: docker compose up -d', '실행:'],
    ['Please go home and make tea', 'Please go home and make tea'],
  ])('of %j is %j', (text, expected) => {
    expect(left(text)).toBe(expected);
  });

  it.each([
    'I can and/or will; he said (twice).',
    'Πού είναι η στάση;',
    'Akakaze aye eSpain, uthanda isiXhosa.',
    'It costs 50 % of 3.5 million, e.g. in the U.S.',
    'Vas-y, c’est-à-dire porte-monnaie: 100 %d’accord',
    'Rechnung Nr. 5 vom 3.4.2024',
    'A: yes. B: no. #1 of 5',
  ])('leaves %j as it is', (text) => {
    expect(left(text)).toBe(text.replace('#1', '').replace(/\s+/g, ' '));
  });

  it.each(['<a', '`', '@a.', 'a/', '{', '{{', 'a.', '#', '%', 'a_', 'x@', '```', '"a', '=(', 'a1'])(
    'takes linear time for many of %j',
    (piece) => {
      const many = (times: number) => {
        const text = piece.repeat(times / piece.length);
        const begin = performance.now();
        prose(text);
        return performance.now() - begin;
      };
      many(1000);
      // A sample that the detector takes, generously: quadratic time would be felt, cubic would hang.
      expect(many(4000)).toBeLessThan(1000);
    },
  );
});
