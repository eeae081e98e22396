import type { Strings } from './en';
import type { languagesEn } from './languages.en';

export const languagesZh: Strings<typeof languagesEn> = {
  listen: '朗读',
  stopListening: '停止朗读',
  dictate: '语音输入',
  stopDictating: '停止语音输入',
  dictationFailed: '语音输入已停止。请检查此页面是否可以使用麦克风。',
  latin: '拉丁字母读音',
  showLatin: '显示拉丁字母读音',
  pairs: '最近的语言组合',
  pair: '{{from}} → {{to}}',
};
