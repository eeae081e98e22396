import type { Strings } from './en';
import type { checksEn } from './checks.en';

/** The reasons of the checks in Simplified Chinese. */
export const checksZh: Strings<typeof checksEn> = {
  script: '文字不对：{{about, list}}。',
  language: '这似乎是{{about, list}}。',
  leftover: '未翻译：{{about, list}}。',
  number_one: '请核对这个数字：{{about, list}}。',
  number_other: '请核对这些数字：{{about, list}}。',
  date_one: '请核对这个日期或时间：{{about, list}}。',
  date_other: '请核对这些日期或时间：{{about, list}}。',
  unit: '单位可能丢失或有变：{{about, list}}。',
  placeholder: '丢失、改动或多出：{{about, list}}。',
  mark: '符号不一致：{{about, list}}。',
  placed: '格式和占位符是按规则放置的：请检查位置是否正确。',
  'term-missing': '术语表要求使用：{{about, list}}。',
  'term-forbidden': '术语表禁止使用：{{about, list}}。',
  'too-short': '译文过短：仅为通常长度的{{about, list}}。',
  'too-long': '译文过长：为通常长度的{{about, list}}。',
  'cut-off': '译文不完整：结尾是“{{about, list}}”。',
  repetition: '重复：“{{about, list}}”。',
  unsure: '模型没有把握：平均概率为{{about, list}}。',
  inconsistent_one: '同样的原文在别处译为“{{about, list}}”。',
  inconsistent_other: '同样的原文在别处译为{{about, list}}。',
};
