import type { Strings } from './en';
import type { unsupportedEn } from './unsupported.en';

/** The page for browsers that cannot run the models, in Simplified Chinese. */
export const unsupportedZh: Strings<typeof unsupportedEn> = {
  title: '此浏览器暂时无法运行模型',
  kept: '您的文字和对话仍保存在本设备上。',
  todo: '解决办法',
  chrome: 'Chrome 或 Edge：请升级到 121 或更高版本，并在“设置 > 系统”中打开“使用图形加速功能”。',
  linux:
    'Linux 上的 Chrome：打开 chrome://flags，启用“Unsafe WebGPU Support”和“Vulkan”，然后重启。',
  safari: 'Safari：请使用 26 或更高版本（macOS 26、iOS 26）。',
  firefox:
    'Firefox：Windows 上请使用 141 或更高版本，苹果芯片的 Mac 上请使用 145 或更高版本；其他系统请用 Firefox Nightly。',
  drivers: '更新显卡驱动，关闭其他占用资源较多的页面，然后重新载入。',
  remote: '远程桌面或虚拟机中可能没有显卡。',
  retry: '重新检查',
  details: '检查结果',
};
