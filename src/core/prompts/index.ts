export { fitHistory, renderChat, type ChatMessage } from './chat';
export { neutraliseSpecialText, restoreSpecialText } from './special';
export { translationInstruction, type Wording } from './wording';
