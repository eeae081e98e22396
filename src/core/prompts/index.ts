export {
  beginnings,
  firstFitting,
  fitHistory,
  joinTurns,
  neutraliseSpecialText,
  renderChat,
  renderDialogue,
  restoreSpecialText,
  SpecialTextRestorer,
  translationInstruction,
  written,
  type ChatMessage,
} from './chat';
export type { PromptFormat } from './format';
