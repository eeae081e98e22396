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
  type Wording,
} from './chat';
export type { PromptFormat } from './format';
export {
  instructionExamples,
  registerWish,
  termsWish,
  wishPresets,
  type Register,
  type WishPreset,
} from './wishes';
