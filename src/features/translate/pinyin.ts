import { pinyin } from 'pinyin-pro';

const marks: Readonly<Record<string, string>> = {
  ...{ '，': ',', '。': '.', '！': '!', '？': '?', '；': ';', '：': ':', '、': ',' },
  ...{ '（': ' (', '）': ')', '“': '“', '”': '”' },
};

/** Syllables with tones, a space between them, and the marks of Latin writing. */
export function writePinyin(text: string): string {
  return pinyin(text, { nonZh: 'consecutive' })
    .replace(/[，。！？；：、（）]/g, (mark) => marks[mark] ?? mark)
    .replace(/ *\n */g, '\n')
    .replace(/ +/g, ' ')
    .replace(/ ([,.!?;:)”])/g, '$1')
    .replace(/([(“]) /g, '$1')
    .trim();
}
