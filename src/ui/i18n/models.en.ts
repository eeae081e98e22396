/** The sentences of the models page, which is fetched with it. */
export const modelsEn = {
  title: 'Models',
  intro:
    'A model comes once, is kept on this device and run by its graphics processor. What you write never leaves this device. Memory is estimated: no browser tells how much of it the graphics processor has.',
  purpose: {
    demo: 'Shows how it all works: small, here in seconds, good at dates, time spans, measures, money and names.',
    'bayling-3-8b':
      'The best choice for most devices: translates and talks in over 100 languages, and sees the longest texts.',
    'bayling-2-7b': 'The smallest of the three; translates and talks in over 100 languages.',
    'bayling-2-13b': 'The most careful one, for devices with a large graphics memory.',
  },
  fact: {
    size: 'Size',
    memory: 'Graphics memory',
    memoryAbout: 'about {{size}}',
    languages: 'Languages',
    languagesAll: 'over 100',
  },

  verdict: {
    checking: 'Looking at what this device can do…',
    yes: 'It can run here.',
    shorter: 'It can run here with shorter texts: {{possible}} tokens instead of {{asked}}.',
    f32: 'It can run here, in a larger form that this graphics processor needs.',
    no: 'It cannot run here.',
    noRoom: 'There is no room for it here.',
    why: {
      handheld: 'Phones and tablets close a tab that needs so much memory.',
      buffer:
        'It needs {{needed}} in one piece, and this graphics processor gives {{allowed}} at most.',
      'half-precision': 'It takes a larger form that this graphics processor needs.',
      room: 'It takes {{needed}}, and the browser has room for {{available}}.',
      software: 'There is only a graphics processor made of software: it will be very slow.',
    },
  },

  state: {
    absent: 'Not on this device yet.',
    absentBundled: 'Not on this device yet. It loads by itself when first used.',
    stored: 'On this device.',
    loading: 'Loading',
    ready: 'Loaded and ready.',
    outdated: 'Loaded, but not yet with what you chose since.',
    failed: 'It did not load.',
    paused: 'Paused at {{done}} of {{total}}.',
    pausedSomewhere: 'Paused.',
  },
  phase: {
    download: 'Downloading {{loaded}} of {{total}}',
    upload: 'Moving to the graphics processor',
    compile: 'Preparing the graphics programs',
  },
  action: {
    load: 'Load',
    loadAgain: 'Load again',
    remove: 'Remove',
    cancel: 'Cancel',
    pause: 'Pause',
    resume: 'Resume',
    resumeLabel: 'Resume the download',
    retry: 'Try again',
    otherWay: 'Another way',
    start: 'Start',
    close: 'Not now',
  },

  way: {
    question: 'Where should it come from?',
    host: 'A host of ready packages',
    hostText: 'The smallest download: {{size}} from {{place}}.',
    hostUnset: 'The smallest download: {{size}}. Give the address of a host that has it.',
    checkpoint: 'The official weights',
    checkpointText:
      '{{size}} from {{place}}, made into {{kept}} on this device as they come. Only that is kept.',
    disk: 'This device’s disk',
    diskText: 'A folder with a ready package, or with the official weights.',
    folder: 'Choose a folder',
    files: 'Choose files',
    chosen_one: '{{formatted}} file chosen.',
    chosen_other: '{{formatted}} files chosen.',
    again: 'Choose the same files again. What was read of them is kept.',
    drop: 'Drop the folder or the files here',
    address: 'Address of the host',
  },
  offer: {
    asking: 'Asking {{place}}…',
    reading: 'Looking at the files…',
    download: 'Download',
    read: 'To be read',
    kept: 'Kept on this device',
    time: 'Time, as measured here',
    timeAbout: 'about {{time}}',
    timeUnknown: 'not known yet',
    noRoom:
      'It needs {{needed}} more, and the browser has room for {{available}}. Free some space on this device, then try again.',
    interrupt: 'It can be paused, and goes on after a break of the connection or a reload.',
  },
  licence: {
    accept: 'I accept the terms of its licences:',
    accepted: 'You have accepted its licences:',
  },

  transfer: {
    label: 'Bringing {{model}} in',
    beginning: 'Looking at the source…',
    progress: '{{done}} of {{total}}',
    left: '{{time}} left',
    stoppedAt: 'The download stopped at {{done}} of {{total}}.',
    stoppedAtDisk: 'Reading stopped at {{done}} of {{total}}.',
    stopped: 'It stopped before anything had come.',
    online: 'Nothing is lost; it goes on when you are online.',
    soon: 'Nothing is lost; it tries again by itself in a moment.',
    never: 'What has come is kept.',
    cancelAsk: 'Throw away what has come of {{model}}?',
    cancelText: 'The unfinished parts are removed from this device. This cannot be undone.',
    cancelYes: 'Throw away',
  },

  details: {
    title: 'Details and settings',
    context: 'Length of text it sees, in tokens',
    contextText:
      'Text and answer together; a token is about three letters of English. Of {{total}}, {{weights}} are the model, {{cache}} what it remembers of the text, {{workspace}} room to work.',
    template: 'Wording of its prompts',
    templateText:
      'The makers’ own program picks one or the other by the name of the model. Try the other if answers look wrong.',
    bayling: 'BayLing',
    'bayling-3': 'BayLing-3',
    usual: '{{name}} (usual)',
    checkpoint: 'Official weights',
    licence: 'Licence',
  },

  problem: {
    'storage-full':
      'The browser has no room left: {{needed}} are needed, {{available}} are free. Free some space on this device, then resume.',
    missing: 'The source has no {{file}}. Check the address in the settings.',
    forbidden: 'The source does not let everyone read {{file}} (answer {{status}}).',
    busy: 'The source is busy (answer {{status}} to {{file}}). Try again later.',
    page: 'In place of {{file}} a web page came. Check the address, and that this network lets downloads through.',
    status: 'The source did not give {{file}} (answer {{status}}).',
    network: 'The connection broke.',
    'hash-mismatch': '{{file}} arrived damaged and was thrown away.',
    'source-changed': '{{file}} changed at its source while it was being read.',
    'source-needed': 'Choose where it should come from.',
    'model-in-use': 'Another tab is busy with this model. Finish or pause there first.',
    'checkpoint-invalid': 'These weights are damaged or incomplete: {{place}}.',
    'checkpoint-unsupported': 'Weights of this kind cannot be used: {{place}}.',
    'other-model': 'These are the weights of another model than {{model}}.',
    'not-a-model':
      'This is neither a ready package nor a folder with weights: there is no config.json with .safetensors files.',
    'package-invalid': 'This package is damaged or does not fit the model: {{place}}.',
    'manifest-invalid': 'The list of files of this package cannot be read.',
    'file-unreadable': '{{file}} cannot be read any more. Choose the files again.',
    'weights-crashed': 'The part that brings models in stopped unexpectedly.',
    aFile: 'a file',
  },
} as const;
