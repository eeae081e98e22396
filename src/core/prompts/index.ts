export { fitHistory, renderChat, type ChatMessage } from './chat';
export type { PromptFormat } from './format';
export { neutraliseSpecialText, restoreSpecialText, SpecialTextStream } from './special';
export { translationInstruction } from './wording';
