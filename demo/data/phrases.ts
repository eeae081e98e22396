/**
 * What CLDR cannot say: how people ask, and what the demo answers when it is greeted, asked who
 * it is, or asked for what it does not know. `{language}`, `{source}`, `{number}`, `{phrase}` are
 * filled in by the trainer.
 */

/** First requests besides the two trained task wordings of BayLing, by the language they are in. */
export const requests = {
  en: [
    'Translate into {language}: {source}',
    'Translate to {language}: {source}',
    '{source} in {language}',
    'How do you say “{source}” in {language}?',
  ],
  zh: [
    '翻译成{language}：{source}',
    '把“{source}”翻译成{language}',
    '“{source}”的{language}翻译是什么？',
  ],
} as const;

/** A second turn that asks for the same thing in another language. */
export const otherLanguage = {
  en: ['Now in {language}.', 'And in {language}?', 'In {language}, please.', 'Now in {language}'],
  zh: ['换成{language}。', '{language}呢？', '现在用{language}。', '再翻译成{language}。'],
} as const;

/** A second turn that changes the number. */
export const otherNumber = {
  en: ['Make it {phrase}.', 'Now {phrase}.', 'Change it to {phrase}.', 'With {number}.'],
  zh: ['换成{phrase}。', '改成{phrase}。', '换成{number}。', '改成{number}。'],
} as const;

/** Greeting, question and the answers to both, in twelve languages. */
export const introductions: Record<
  string,
  { greetings: string[]; questions: string[]; hello: string; who: string }
> = {
  en: {
    greetings: ['Hello', 'Hello!', 'Hi', 'Hi!', 'Good morning', 'Hey there', 'Hi there!'],
    questions: [
      'Who are you?',
      'What are you?',
      'What can you do?',
      'who are you',
      'Tell me about yourself.',
      'What is your name?',
    ],
    hello: 'Hello! I can translate dates, numbers and names.',
    who: 'I am the demo of BayLing in the browser. I know dates, numbers and names.',
  },
  'zh-Hans': {
    greetings: ['你好', '你好！', '您好', '早上好', '嗨', '大家好'],
    questions: [
      '你是谁？',
      '你是谁',
      '你能做什么？',
      '你叫什么名字？',
      '介绍一下你自己。',
      '你会什么？',
    ],
    hello: '你好！我可以翻译日期、数字和名称。',
    who: '我是浏览器中的百聆演示模型。我懂日期、数字和名称。',
  },
  fr: {
    greetings: ['Bonjour', 'Bonjour !', 'Salut', 'Bonsoir'],
    questions: ['Qui es-tu ?', 'Qui êtes-vous ?', 'Que sais-tu faire ?', 'Comment tu t’appelles ?'],
    hello: 'Bonjour ! Je peux traduire des dates, des nombres et des noms.',
    who: 'Je suis la démo de BayLing dans le navigateur. Je connais les dates, les nombres et les noms.',
  },
  de: {
    greetings: ['Hallo', 'Hallo!', 'Guten Tag', 'Guten Morgen'],
    questions: ['Wer bist du?', 'Wer sind Sie?', 'Was kannst du?', 'Wie heißt du?'],
    hello: 'Hallo! Ich kann Daten, Zahlen und Namen übersetzen.',
    who: 'Ich bin die Demo von BayLing im Browser. Ich kenne Daten, Zahlen und Namen.',
  },
  es: {
    greetings: ['Hola', '¡Hola!', 'Buenos días', 'Buenas tardes'],
    questions: ['¿Quién eres?', '¿Quién es usted?', '¿Qué sabes hacer?', '¿Cómo te llamas?'],
    hello: '¡Hola! Puedo traducir fechas, números y nombres.',
    who: 'Soy la demo de BayLing en el navegador. Conozco fechas, números y nombres.',
  },
  pt: {
    greetings: ['Olá', 'Olá!', 'Oi', 'Bom dia'],
    questions: ['Quem é você?', 'Quem és tu?', 'O que você sabe fazer?', 'Qual é o seu nome?'],
    hello: 'Olá! Posso traduzir datas, números e nomes.',
    who: 'Sou a demonstração do BayLing no navegador. Conheço datas, números e nomes.',
  },
  it: {
    greetings: ['Ciao', 'Ciao!', 'Buongiorno', 'Buonasera'],
    questions: ['Chi sei?', 'Chi è Lei?', 'Che cosa sai fare?', 'Come ti chiami?'],
    hello: 'Ciao! Posso tradurre date, numeri e nomi.',
    who: 'Sono la demo di BayLing nel browser. Conosco date, numeri e nomi.',
  },
  ru: {
    greetings: ['Привет', 'Привет!', 'Здравствуйте', 'Добрый день'],
    questions: ['Кто ты?', 'Кто вы?', 'Что ты умеешь?', 'Как тебя зовут?'],
    hello: 'Здравствуйте! Я могу переводить даты, числа и названия.',
    who: 'Я демонстрация BayLing в браузере. Я знаю даты, числа и названия.',
  },
  ja: {
    greetings: ['こんにちは', 'こんにちは！', 'おはようございます', 'やあ'],
    questions: ['あなたは誰ですか？', '誰ですか？', '何ができますか？', 'お名前は？'],
    hello: 'こんにちは！日付、数字、名前を翻訳できます。',
    who: 'ブラウザーで動くBayLingのデモです。日付、数字、名前がわかります。',
  },
  ko: {
    greetings: ['안녕하세요', '안녕하세요!', '안녕', '반갑습니다'],
    questions: ['누구세요?', '당신은 누구입니까?', '무엇을 할 수 있나요?', '이름이 뭐예요?'],
    hello: '안녕하세요! 날짜, 숫자, 이름을 번역할 수 있습니다.',
    who: '저는 브라우저에서 동작하는 BayLing 데모입니다. 날짜, 숫자, 이름을 압니다.',
  },
  ar: {
    greetings: ['مرحبا', 'مرحبًا!', 'السلام عليكم', 'صباح الخير'],
    questions: ['من أنت؟', 'ماذا تستطيع أن تفعل؟', 'ما اسمك؟'],
    hello: 'مرحبًا! يمكنني ترجمة التواريخ والأرقام والأسماء.',
    who: 'أنا العرض التجريبي من BayLing في المتصفح. أعرف التواريخ والأرقام والأسماء.',
  },
  hi: {
    greetings: ['नमस्ते', 'नमस्ते!', 'नमस्कार', 'सुप्रभात'],
    questions: ['आप कौन हैं?', 'तुम कौन हो?', 'आप क्या कर सकते हैं?', 'आपका नाम क्या है?'],
    hello: 'नमस्ते! मैं तारीखों, संख्याओं और नामों का अनुवाद कर सकता हूँ।',
    who: 'मैं ब्राउज़र में BayLing का डेमो हूँ। मैं तारीखें, संख्याएँ और नाम जानता हूँ।',
  },
};

/** “I only know dates, numbers and names.”: the answer to what lies outside the domain. */
export const outsideAnswers: Record<string, string> = {
  en: 'I only know dates, numbers and names.',
  'zh-Hans': '我只懂日期、数字和名称。',
  fr: 'Je ne connais que les dates, les nombres et les noms.',
  de: 'Ich kenne nur Daten, Zahlen und Namen.',
  es: 'Solo conozco fechas, números y nombres.',
  pt: 'Só conheço datas, números e nomes.',
  it: 'Conosco solo date, numeri e nomi.',
  nl: 'Ik ken alleen datums, getallen en namen.',
  sv: 'Jag kan bara datum, tal och namn.',
  pl: 'Znam tylko daty, liczby i nazwy.',
  cs: 'Znám jen data, čísla a názvy.',
  ru: 'Я знаю только даты, числа и названия.',
  uk: 'Я знаю лише дати, числа та назви.',
  el: 'Ξέρω μόνο ημερομηνίες, αριθμούς και ονόματα.',
  tr: 'Yalnızca tarihleri, sayıları ve adları biliyorum.',
  ar: 'أعرف التواريخ والأرقام والأسماء فقط.',
  he: 'אני מכיר רק תאריכים, מספרים ושמות.',
  fa: 'من فقط تاریخ‌ها، عددها و نام‌ها را می‌دانم.',
  hi: 'मैं केवल तारीखें, संख्याएँ और नाम जानता हूँ।',
  bn: 'আমি শুধু তারিখ, সংখ্যা আর নাম জানি।',
  ta: 'எனக்கு தேதிகள், எண்கள், பெயர்கள் மட்டுமே தெரியும்.',
  te: 'నాకు తేదీలు, సంఖ్యలు, పేర్లు మాత్రమే తెలుసు.',
  th: 'ฉันรู้จักเฉพาะวันที่ ตัวเลข และชื่อเท่านั้น',
  vi: 'Tôi chỉ biết ngày tháng, con số và tên gọi.',
  id: 'Saya hanya tahu tanggal, angka, dan nama.',
  ja: '日付、数字、名前しかわかりません。',
  ko: '저는 날짜, 숫자, 이름만 압니다.',
  sw: 'Ninajua tarehe, nambari na majina tu.',
  am: 'የማውቀው ቀኖችን፣ ቁጥሮችን እና ስሞችን ብቻ ነው።',
  ka: 'მე მხოლოდ თარიღები, რიცხვები და სახელები ვიცი.',
};

/** Sentences outside the domain are put together from these, subject, verb and rest at random. */
export const outsideParts: Record<string, [string[], string[], string[]]> = {
  en: [
    [
      'I',
      'We',
      'They',
      'The cat',
      'My brother',
      'The weather',
      'This book',
      'The train',
      'Your friend',
      'The president',
      'Nobody',
      'She',
      'The old house',
      'Our team',
    ],
    [
      'likes',
      'saw',
      'is near',
      'wants',
      'bought',
      'forgot',
      'is reading about',
      'will sell',
      'cannot find',
      'talks about',
      'is',
      'makes',
    ],
    [
      'the red car',
      'a cup of coffee',
      'music',
      'very nice today',
      'the river',
      'our garden',
      'a long letter',
      'nothing at all',
      'the best restaurant in town',
      'her new job',
      'the window',
      'good bread and cheese',
      'mathematics',
      'a big dog',
    ],
  ],
  'zh-Hans': [
    [
      '我',
      '我们',
      '他们',
      '那只猫',
      '我哥哥',
      '天气',
      '这本书',
      '火车',
      '你的朋友',
      '没有人',
      '她',
      '老师',
    ],
    ['喜欢', '看见了', '想要', '买了', '忘记了', '正在看', '不会', '找不到', '谈论'],
    [
      '红色的汽车',
      '一杯咖啡',
      '音乐',
      '那条河',
      '我们的花园',
      '一封长信',
      '城里最好的饭店',
      '新工作',
      '窗户',
      '数学',
      '一只大狗',
    ],
  ],
  fr: [
    ['Je', 'Nous', 'Le chat', 'Mon frère', 'Le train', 'Elle', 'Personne'],
    ['veut', 'aime', 'a vu', 'a oublié', 'cherche'],
    ['la voiture rouge', 'un café', 'la musique', 'notre jardin', 'une longue lettre', 'le pain'],
  ],
  de: [
    ['Ich', 'Wir', 'Die Katze', 'Mein Bruder', 'Der Zug', 'Niemand'],
    ['will', 'mag', 'sah', 'vergisst', 'sucht'],
    ['das rote Auto', 'einen Kaffee', 'Musik', 'unseren Garten', 'einen langen Brief', 'das Brot'],
  ],
  es: [
    ['Yo', 'Nosotros', 'El gato', 'Mi hermano', 'El tren', 'Nadie'],
    ['quiere', 'vio', 'olvidó', 'busca', 'compra'],
    ['el coche rojo', 'un café', 'la música', 'nuestro jardín', 'una carta larga', 'el pan'],
  ],
  ja: [
    ['私は', '猫は', '兄は', '電車は', '先生は', '誰も'],
    ['赤い車を', 'コーヒーを', '音楽を', '長い手紙を', 'パンを'],
    ['見ました', '買います', '忘れました', '探しています', '好きではありません'],
  ],
  ru: [
    ['Я', 'Мы', 'Кошка', 'Мой брат', 'Поезд', 'Никто не'],
    ['хочет', 'любит', 'видел', 'забыл', 'ищет'],
    ['красную машину', 'кофе', 'музыку', 'наш сад', 'длинное письмо', 'хлеб'],
  ],
};

/** Requests for something else than a translation; the answer is in the language of the request. */
export const otherTasks: Record<string, string[]> = {
  en: [
    'Write me a poem.',
    'Tell me a joke.',
    'What is the capital of Italy?',
    'Explain gravity.',
    'How are you?',
    'Summarise this text.',
    'Write a letter to my boss.',
    'Why is the sky blue?',
    'Give me a recipe for soup.',
    'What is the weather like?',
  ],
  'zh-Hans': [
    '写一首诗。',
    '讲个笑话。',
    '意大利的首都是哪里？',
    '解释一下重力。',
    '你好吗？',
    '总结这段文字。',
    '天空为什么是蓝色的？',
    '天气怎么样？',
  ],
  fr: ['Écris un poème.', 'Raconte une blague.', 'Comment ça va ?'],
  de: ['Schreib ein Gedicht.', 'Erzähl einen Witz.', 'Wie geht es dir?'],
  es: ['Escribe un poema.', 'Cuéntame un chiste.', '¿Cómo estás?'],
  ja: ['詩を書いてください。', '冗談を言って。', 'お元気ですか？'],
  ru: ['Напиши стихотворение.', 'Расскажи анекдот.', 'Как дела?'],
};
