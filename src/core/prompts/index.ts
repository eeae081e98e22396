export {
  fitHistory,
  neutraliseSpecialText,
  renderChat,
  restoreSpecialText,
  SpecialTextRestorer,
  translationInstruction,
  type ChatMessage,
} from './chat';
export type { PromptFormat } from './format';
