/** What a verb's or an adjective's last sign may become. */
const rows: Readonly<Record<string, string>> = {
  く: 'かきけこい',
  ぐ: 'がぎげごい',
  す: 'さしせそ',
  つ: 'たちてとっ',
  ぬ: 'なにねのん',
  ぶ: 'ばびべぼん',
  む: 'まみめもん',
  る: 'らりれろったてまなよさ',
  う: 'わいえおっ',
  い: 'くかけさ',
};

const verb = /^.*\p{Script=Han}\p{Script=Hiragana}{0,3}([くぐすつぬぶむるうい])$/u;

/** The other forms that a Japanese verb or adjective begins with: 書く as 書か, 書き, 書い. None for other words. */
export function japaneseForms(term: string): readonly string[] {
  const [, last = ''] = verb.exec(term) ?? [];
  const forms = Array.from(rows[last] ?? '', (sign) => term.slice(0, -1) + sign);
  return /\p{Script=Han}する$/u.test(term) ? [...forms, term.slice(0, -2)] : forms;
}
