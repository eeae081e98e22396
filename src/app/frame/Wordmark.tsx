/** 百聆 BayLing. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2">
      <span lang="zh-Hans" className="font-semibold text-seal text-[18px]/6">
        百聆
      </span>
      <span className="text-[16px]/6 font-semibold tracking-tight max-[380px]:hidden">BayLing</span>
    </span>
  );
}
