export { fitHistory, renderChat, type ChatMessage } from './chat';
export { neutraliseSpecialText, restoreSpecialText, SpecialTextStream } from './special';
export { translationInstruction } from './wording';
