import type { Strings } from './en';
import type { settingsEn } from './settings.en';

/** The settings in Simplified Chinese. */
export const settingsZh: Strings<typeof settingsEn> = {
  title: '设置',
  appearance: '外观',
  models: '模型',
  packageHost: '提供现成模型的服务器',
  packageHostText: '该服务器上的模型无需转换。没有的话请留空。',
  hub: '官方模型的下载站',
  hubText: '也可以填写镜像站。',
  hubLayout: '下载站的类型',
  checkWhole: '完整校验官方文件，中断后也校验（较慢）',
  save: '保存',
  saved: '已保存',
  reset: '恢复默认',
  notKept: '此浏览器不允许应用保存设置：设置只保留到此标签页关闭为止。',
  repaired: '有些已保存的设置无法读取，已恢复为初始值。',
  badAddress: '请填写以 https:// 或 http://localhost 开头的地址。',
  data: '本设备上的数据',
  dataText: '对话、译文、翻译记忆、术语表、设置和下载的模型只保存在此浏览器中。',
  clear: '清除所有数据',
  clearAsk: '清除本设备上的所有数据？',
  clearText: '所有对话、译文、翻译记忆、术语表、设置和下载的模型都将被移除，此操作无法撤销。',
};
