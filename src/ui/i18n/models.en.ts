/** The sentences of the models page, which is fetched with it. */
export const modelsEn = {
  title: 'Models',
  intro:
    'Download a model once; it stays and runs on this device. What you write never leaves this device. Memory figures are estimates, because browsers do not say how much graphics memory there is.',
  purpose: {
    demo: 'For trying everything out, ready in seconds: dates, times, measures, money, and the most common everyday phrases.',
    'bayling-3-8b':
      'The best choice for most devices: translates and chats in over 100 languages, and handles the longest texts.',
    'bayling-2-7b':
      'The smallest download of the three; translates and chats in over 100 languages.',
    'bayling-2-13b': 'The largest one, for devices with a lot of graphics memory.',
  },
  fact: {
    size: 'Size',
    memory: 'Graphics memory',
    memoryAbout: 'about {{size}}',
    languages: 'Languages',
    languagesAll: 'over 100',
  },

  compatibility: {
    checking: 'Checking what this device can run…',
    yes: 'It can run here.',
    shorter: 'It can run here with shorter texts: {{possible}} tokens instead of {{asked}}.',
    f32: 'It can run here, in a larger format required by this graphics processor.',
    no: 'It cannot run here.',
    noRoom: 'There is not enough room for it here.',
    why: {
      handheld: 'Phones and tablets close tabs that need this much memory.',
      buffer:
        'It needs {{needed}} in one piece, and this graphics processor allows {{allowed}} at most.',
      'half-precision': 'It uses a larger format required by this graphics processor.',
      room: 'It takes {{needed}}, and this browser has room for {{available}}.',
      software: 'There is only software rendering, no graphics hardware: it will be very slow.',
    },
  },

  state: {
    absent: 'Not on this device yet.',
    absentBundled: 'Not on this device yet. It loads automatically on first use.',
    stored: 'On this device.',
    loading: 'Loading',
    ready: 'Loaded and ready.',
    outdated: 'Loaded, but without your latest settings.',
    failed: 'It did not load.',
    paused: 'Paused at {{done}} of {{total}}.',
    pausedSomewhere: 'Paused.',
  },
  phase: {
    check: 'Checking its files',
    download: 'Downloading {{loaded}} of {{total}}',
    upload: 'Copying to the graphics processor',
    compile: 'Preparing the graphics processor',
  },
  action: {
    dropTokens: 'Leave them out',
    load: 'Load',
    loadAgain: 'Load again',
    takeOver: 'Take over',
    remove: 'Remove',
    cancel: 'Cancel',
    pause: 'Pause',
    resume: 'Resume',
    resumeLabel: 'Resume the download',
    retry: 'Try again',
    otherWay: 'Another source',
    start: 'Start',
    close: 'Not now',
  },

  source: {
    question: 'Where should it come from?',
    host: 'Another server (ready to use)',
    hostText: 'The smallest download: {{size}} from {{place}}.',
    hostUnset: 'The smallest download: {{size}}. Enter the address of a server that has it.',
    hub: 'The official model',
    hubText:
      '{{size}} from {{place}}, converted to {{kept}} while downloading. Only the result is kept.',
    disk: 'This device’s disk',
    diskText: 'A folder with a ready-to-use model, or with the official one.',
    folder: 'Choose a folder',
    files: 'Choose files',
    chosen_one: '{{formatted}} file chosen.',
    chosen_other: '{{formatted}} files chosen.',
    again: 'Choose the same files again. What was already read is kept.',
    drop: 'Drop the folder or the files here',
    address: 'Server address',
  },
  estimate: {
    asking: 'Contacting {{place}}…',
    reading: 'Checking the files…',
    download: 'Download',
    read: 'To be read',
    kept: 'Kept on this device',
    time: 'Estimated time',
    timeAbout: 'about {{time}}',
    timeUnknown: 'not known yet',
    noRoom:
      'It needs {{needed}} more, and this browser has room for {{available}}. Free up space on this device, then try again.',
    interrupt: 'You can pause it. It continues after a lost connection or a reload.',
  },
  licence: {
    accept: 'I accept the terms of its licences:',
    accepted: 'You have accepted its licences:',
  },

  transfer: {
    label: 'Getting {{model}}',
    beginning: 'Checking the source…',
    progress: '{{done}} of {{total}}',
    left: '{{time}} left',
    stoppedAt: 'The download stopped at {{done}} of {{total}}.',
    stoppedAtDisk: 'Reading stopped at {{done}} of {{total}}.',
    stopped: 'It stopped before anything arrived.',
    online: 'Nothing is lost; it continues when you are online.',
    soon: 'Nothing is lost; it tries again automatically in a moment.',
    never: 'What has arrived is kept.',
    cancelAsk: 'Discard the unfinished files of {{model}}?',
    cancelText: 'They will be removed from this device. This cannot be undone.',
    cancelYes: 'Discard',
  },

  details: {
    title: 'Details and settings',
    context: 'Maximum text length, in tokens',
    contextText:
      'Text and answer together; a token is about three letters of English. Of {{total}}, {{weights}} are the model, {{cache}} working memory for your text, {{workspace}} room to compute.',
    template: 'Prompt format',
    templateText:
      'BayLing’s own software chooses by the name of the model. Try the other format if answers look wrong.',
    bayling: 'BayLing',
    'bayling-3': 'BayLing-3',
    usual: '{{name}} (default)',
    checkpoint: 'Official model',
    licence: 'Licence',
  },

  problem: {
    'storage-full':
      'This browser has no room left: {{needed}} are needed, {{available}} are free. Free up space on this device, then resume.',
    'gpu-in-use': 'The tab is “{{holder}}”.',
    'out-of-memory': 'A shorter maximum text length, set below, needs less.',
    missing: 'The source has no {{file}}. Check the address in the settings.',
    forbidden: 'The source does not let everyone read {{file}} (status {{status}}).',
    busy: 'The source is busy (status {{status}} for {{file}}). Try again later.',
    page: 'A web page arrived instead of {{file}}. Check the address, and that this network allows downloads.',
    status: 'The source did not send {{file}} (status {{status}}).',
    wait: 'The source is busy (status {{status}}) and asks to wait {{time}}.',
    network: 'The connection failed.',
    'redirect-refused':
      'The source leads from {{file}} to a place that this app cannot or may not read from. Check the address in the settings.',
    'local-network':
      'No answer from {{place}}. If a server runs there, this browser may keep the page from reaching it: allow “Local network access” in the site settings beside the address, then try again. For this device, write localhost or 127.0.0.1.',
    'source-damaged':
      '{{file}} is not the file that its source lists; what was made from it was discarded. Try another source.',
    'hash-mismatch': '{{file}} arrived damaged and was discarded.',
    'source-changed': '{{file}} changed at its source during the download.',
    'source-needed': 'Choose where to get it from.',
    'model-in-use': 'Another tab is busy with this model. Finish or pause it there first.',
    'checkpoint-invalid': 'These files are damaged or incomplete: {{place}}.',
    'checkpoint-unsupported': 'Models of this kind cannot be used: {{place}}.',
    'other-model':
      'These files belong to another model, not to {{model}}: {{field}} is {{actual}}, and {{model}} needs {{expected}}.',
    'several-models': 'These folders hold more than one model. Choose the folder of one of them.',
    'not-a-model':
      'These files are not a model: they include neither a manifest.json nor a config.json with .safetensors files.',
    'package-invalid': 'These files are damaged or do not match the model: {{place}}.',
    'manifest-invalid': 'The list of the model’s files cannot be read.',
    'file-unreadable': '{{file}} can no longer be read. Choose the files again.',
    'models-crashed': 'Something unexpected interrupted it.',
    aFile: 'a file',
  },
  reason: {
    'file-is-pointer':
      '{{file}} is only the pointer that Git LFS keeps in its place. Fetch the file itself with “git lfs pull”.',
    'file-is-annex':
      '{{file}} is only the link that git-annex keeps in its place. Fetch the file itself with “git annex get”.',
    'file-is-page':
      'In the place of {{file}}, a web page was saved, such as a login. Download the file again.',
    'file-is-error':
      'In the place of {{file}}, a server’s error message was saved. Download the file again, signed in if the model asks for it.',
    'file-is-empty': '{{file}} is empty. Download it again.',
    'file-is-unfinished': 'The download of {{file}} has not finished.',
    'file-is-compressed': '{{file}} is compressed. Unpack it first.',
    'file-is-pytorch':
      '{{file}} is in the format of PyTorch, whatever its name says. Save the model again as safetensors.',
    'file-is-gguf':
      '{{file}} is a GGUF file, made for other programs. The original safetensors are needed.',
    'file-missing': '{{file}} is missing.',
    'index-missing':
      'model.safetensors.index.json, which lists the files of the weights, is missing.',
    'offsets-beyond-file': '{{file}} is cut off. Download it again.',
    'tokens-without-rows':
      'The tokenizer has tokens that the model does not know: {{tokens}}. They were added after training, and can be left out.',
    'weights-pytorch':
      'The weights are there as PyTorch files (.bin) only. Load the model with transformers and save it again: that makes safetensors.',
    'adapter-alone':
      'This is an adapter (LoRA) without its model. Merge it into the model, and choose the result.',
    'other-layout':
      'The weights are laid out for another program. The same model in the layout of Hugging Face is needed.',
    'tokenizer-slow':
      'tokenizer.json is missing. Load the tokenizer with transformers and save it again: that makes one.',
    'tokenizer-tiktoken':
      'tokenizer.json is missing, and this tokenizer.model cannot be converted. The model in the layout of Hugging Face has one.',
    'tokenizer-expression':
      'The tokenizer’s rule for dividing texts may take endless time on some of them. Choose another version of the model.',
    'tokenizer-kind':
      'tokenizer.json is missing, and this kind of tokenizer.model cannot be converted ({{field}}).',
  },
} as const;
