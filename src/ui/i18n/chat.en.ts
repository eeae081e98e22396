/** Sentences of the chat, which are fetched with it. */
export const chatEn = {
  chat: {
    title: 'Chat',
    conversation: 'Conversation',
    conversations: 'Conversations',
    message: 'Message',
    messagePlaceholder: 'Write a message',
    send: 'Send',
    stop: 'Stop',
    newChat: 'New chat',
    copy: 'Copy',
    copied: 'Copied',
    you: 'You',
    toEnd: 'Go to the end',
    rename: 'Rename',
    renameTo: 'New name',
    delete: 'Delete',
    deleteAsk: 'Delete “{{title}}”?',
    deleteNote: 'It will be removed from this device. This cannot be undone.',
    save: 'Save',
    stopped: 'Stopped here.',
    cut: 'The answer reached its length limit.',
    emptyTitle: 'Ask for a translation, then follow up.',
    emptyText:
      'You can then ask for another language or another number. Conversations stay on this device.',
    demoNotice:
      'The demo chats a little, does small sums and translates phrases, dates and numbers. It is small and often wrong. To chat freely, load one of the real BayLing models.',
    loading: 'The answer starts once the model is loaded.',
    tooLong: 'The message is too long for this model. Shorten it and send it again.',
    forgotten:
      'The conversation is too long for the model, so it answered without the oldest messages.',
    noConversations: 'No conversations yet.',
    untitled: 'Untitled',
    unreadable_one: '{{count}} stored conversation cannot be read. It was left as it is.',
    unreadable_other: '{{count}} stored conversations cannot be read. They were left as they are.',
    damaged:
      'Some messages of this conversation cannot be read. They were left as they are; what you add is kept as a new conversation.',
    full: 'This browser has no room left: new messages stay only until this tab is closed.',
    private: 'Private mode: this chat ends with the tab.',
    refused:
      'This browser does not let the app store conversations: they stay only until this tab is closed.',
    exampleTranslate: 'How do you say “Where is the train station?” in French?',
    exampleAbilities: 'What can you do?',
    exampleSum: 'What is 2+2?',
    exampleJoke: 'Tell me a joke',
  },
} as const;
