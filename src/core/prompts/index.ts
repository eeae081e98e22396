export { fitHistory, renderChat, translationInstruction, type ChatMessage } from './chat';
export type { PromptFormat } from './format';
export { neutraliseSpecialText, restoreSpecialText, SpecialTextRestorer } from './special';
