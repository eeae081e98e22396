/** Everyday words, greetings and texts of two words in one language. */
export interface ShortTexts {
  /** BCP-47 */
  readonly tag: string;
  /** Looked at while the detector was made. */
  readonly seen: readonly string[];
  /** Neither trained nor tuned with. */
  readonly heldOut: readonly string[];
}

/** Tag, then the texts that were seen, then those that were not. */
const rows = `
en|hello|good morning|good night|thank you|thanks|please|goodbye|how are you?|yes please|see you|what's up|welcome
en|good evening|excuse me|never mind|my friend|cold water|of course|too late|happy birthday|which one?|where's mum?|tomorrow morning|bread and butter
zh-Hans|你好|早上好|晚安|谢谢|再见|对不起|请问|多少钱|没问题|吃饭了吗|好的|欢迎
zh-Hans|辛苦了|不客气|明天见|慢走|生日快乐|我爱你|真的吗|等一下|太贵了|没关系|干杯|新年好
fr|bonjour|salut|merci|merci beaucoup|bonne nuit|au revoir|s'il te plaît|ça va ?|bonsoir|à demain|désolé|bienvenue
fr|de rien|bonne journée|mon ami|eau froide|bien sûr|trop tard|bon anniversaire|lequel ?|où ça ?|demain matin|joyeux Noël|je t'aime
de|hallo|danke|guten Morgen|gute Nacht|tschüss|bitte|auf Wiedersehen|wie geht's?|danke schön|entschuldigung|bis morgen|willkommen
de|guten Abend|keine Ursache|mein Freund|kaltes Wasser|natürlich|zu spät|alles Gute|welcher?|wo denn?|morgen früh|frohe Weihnachten|ich liebe dich
es|hola|hola, ¿qué tal?|gracias|buenos días|buenas noches|adiós|por favor|muchas gracias|hasta mañana|lo siento|¿cómo estás?|bienvenido
es|de nada|buenas tardes|mi amigo|agua fría|por supuesto|demasiado tarde|feliz cumpleaños|¿cuál?|¿dónde está?|mañana temprano|feliz Navidad|te quiero
pt|olá|bom dia|boa noite|obrigado|muito obrigado|adeus|por favor|tudo bem?|até amanhã|desculpe|tchau|bem-vindo
pt|de nada|boa tarde|meu amigo|água fria|com certeza|tarde demais|feliz aniversário|qual deles?|onde está?|amanhã cedo|feliz Natal|amo você
it|ciao|buongiorno|buonanotte|grazie|grazie mille|arrivederci|per favore|come stai?|a domani|mi dispiace|prego|benvenuto
it|buonasera|di niente|amico mio|acqua fredda|certamente|troppo tardi|buon compleanno|quale?|dov'è?|domani mattina|buon Natale|ti amo
nl|goedemorgen|dank je|dank je wel|tot ziens|alsjeblieft|hoe gaat het?|tot morgen|het spijt me|welterusten|goedenavond|dag|welkom
nl|graag gedaan|goedemiddag|mijn vriend|koud water|natuurlijk|te laat|gefeliciteerd|welke?|waar dan?|morgenochtend|vrolijk kerstfeest|ik hou van jou
sv|hej|god morgon|god natt|tack|tack så mycket|hej då|snälla|hur mår du?|vi ses imorgon|förlåt|varsågod|välkommen
sv|god kväll|ingen orsak|min vän|kallt vatten|naturligtvis|för sent|grattis på födelsedagen|vilken?|var då?|imorgon bitti|god jul|jag älskar dig
pl|cześć|dzień dobry|dobranoc|dziękuję|do widzenia|proszę|jak się masz?|do jutra|przepraszam|dobry wieczór|witaj|na zdrowie
pl|nie ma za co|miłego dnia|mój przyjaciel|zimna woda|oczywiście|za późno|wszystkiego najlepszego|który?|gdzie jest?|jutro rano|wesołych świąt|kocham cię
cs|ahoj|dobré ráno|dobrou noc|děkuji|na shledanou|prosím|jak se máš?|uvidíme se zítra|promiňte|dobrý večer|vítejte|na zdraví
cs|není zač|hezký den|můj přítel|studená voda|samozřejmě|příliš pozdě|všechno nejlepší|který?|kde to je?|zítra ráno|veselé Vánoce|miluji tě
ru|привет|доброе утро|спокойной ночи|спасибо|большое спасибо|до свидания|пожалуйста|как дела?|до завтра|извините|добрый вечер|здравствуйте
ru|не за что|хорошего дня|мой друг|холодная вода|конечно|слишком поздно|с днём рождения|который?|где это?|завтра утром|с Рождеством|я тебя люблю
uk|привіт|доброго ранку|на добраніч|дякую|щиро дякую|до побачення|будь ласка|як справи?|до завтра|вибачте|добрий вечір|вітаю
uk|нема за що|гарного дня|мій друг|холодна вода|звичайно|надто пізно|з днем народження|котрий?|де це?|завтра вранці|з Різдвом|я тебе кохаю
el|γεια σου|καλημέρα|καληνύχτα|ευχαριστώ|αντίο|παρακαλώ|τι κάνεις;|τα λέμε αύριο|συγγνώμη|καλησπέρα|ναι|καλώς ήρθατε
el|τίποτα|καλή μέρα|φίλε μου|κρύο νερό|φυσικά|πολύ αργά|χρόνια πολλά|ποιο;|πού είναι;|αύριο πρωί|καλά Χριστούγεννα|σ' αγαπώ
tr|merhaba|günaydın|iyi geceler|teşekkürler|teşekkür ederim|hoşça kal|lütfen|nasılsın?|yarın görüşürüz|özür dilerim|iyi akşamlar|hoş geldiniz
tr|rica ederim|iyi günler|arkadaşım|soğuk su|tabii ki|çok geç|mutlu yıllar|hangisi?|nerede?|yarın sabah|afiyet olsun|seni seviyorum
ar|مرحبا|صباح الخير|تصبح على خير|شكرا|شكرا جزيلا|مع السلامة|من فضلك|كيف حالك؟|أراك غدا|آسف|مساء الخير|أهلا وسهلا
ar|عفوا|يوم سعيد|يا صديقي|ماء بارد|بالطبع|متأخر جدا|عيد ميلاد سعيد|أيهما؟|أين هو؟|صباح الغد|بالهناء والشفاء|أنا أحبك
he|שלום|בוקר טוב|לילה טוב|תודה|תודה רבה|להתראות|בבקשה|מה שלומך?|נתראה מחר|סליחה|ערב טוב|ברוך הבא
he|אין בעד מה|יום נעים|חבר שלי|מים קרים|כמובן|מאוחר מדי|יום הולדת שמח|איזה?|איפה זה?|מחר בבוקר|בתיאבון|אני אוהב אותך
fa|سلام|صبح بخیر|شب بخیر|متشکرم|خیلی ممنون|خداحافظ|لطفا|حال شما چطور است؟|فردا می‌بینمت|ببخشید|عصر بخیر|خوش آمدید
fa|خواهش می‌کنم|روز خوش|دوست من|آب سرد|البته|خیلی دیر|تولدت مبارک|کدام یکی؟|کجاست؟|فردا صبح|نوش جان|دوستت دارم
hi|नमस्ते|सुप्रभात|शुभ रात्रि|धन्यवाद|बहुत धन्यवाद|अलविदा|कृपया|आप कैसे हैं?|कल मिलेंगे|माफ़ कीजिए|शुक्रिया|स्वागत है
hi|कोई बात नहीं|आपका दिन शुभ हो|मेरे दोस्त|ठंडा पानी|ज़रूर|बहुत देर|जन्मदिन मुबारक|कौन सा?|कहाँ है?|कल सुबह|मुझे भूख लगी है|मैं तुमसे प्यार करता हूँ
bn|নমস্কার|শুভ সকাল|শুভ রাত্রি|ধন্যবাদ|অনেক ধন্যবাদ|বিদায়|দয়া করে|কেমন আছেন?|কাল দেখা হবে|দুঃখিত|শুভ সন্ধ্যা|স্বাগতম
bn|কিছু মনে করবেন না|আপনার দিন শুভ হোক|আমার বন্ধু|ঠান্ডা পানি|অবশ্যই|অনেক দেরি|শুভ জন্মদিন|কোনটা?|কোথায়?|কাল সকালে|খুব ভালো|আমি তোমাকে ভালোবাসি
ta|வணக்கம்|காலை வணக்கம்|இரவு வணக்கம்|நன்றி|மிக்க நன்றி|போய் வருகிறேன்|தயவு செய்து|எப்படி இருக்கீங்க?|நாளை பார்க்கலாம்|மன்னிக்கவும்|ஆமாம்|வரவேற்கிறோம்
ta|பரவாயில்லை|நல்ல நாள்|என் நண்பன்|குளிர்ந்த நீர்|நிச்சயமாக|ரொம்ப தாமதம்|பிறந்தநாள் வாழ்த்துக்கள்|எது?|எங்கே?|நாளை காலை|சாப்பிட்டாச்சா?|நான் உன்னை நேசிக்கிறேன்
te|నమస్కారం|శుభోదయం|శుభ రాత్రి|ధన్యవాదాలు|చాలా థాంక్స్|వీడ్కోలు|దయచేసి|ఎలా ఉన్నారు?|రేపు కలుద్దాం|క్షమించండి|అవును|స్వాగతం
te|పర్వాలేదు|మంచి రోజు|నా స్నేహితుడు|చల్లని నీళ్ళు|తప్పకుండా|చాలా ఆలస్యం|పుట్టినరోజు శుభాకాంక్షలు|ఏది?|ఎక్కడ?|రేపు ఉదయం|తిన్నారా?|నేను నిన్ను ప్రేమిస్తున్నాను
th|สวัสดี|อรุณสวัสดิ์|ราตรีสวัสดิ์|ขอบคุณ|ขอบคุณมาก|ลาก่อน|กรุณา|สบายดีไหม|เจอกันพรุ่งนี้|ขอโทษ|ใช่|ยินดีต้อนรับ
th|ไม่เป็นไร|โชคดี|เพื่อนของฉัน|น้ำเย็น|แน่นอน|สายเกินไป|สุขสันต์วันเกิด|อันไหน|ที่ไหน|พรุ่งนี้เช้า|กินข้าวหรือยัง|ฉันรักเธอ
vi|xin chào|chào buổi sáng|chúc ngủ ngon|cảm ơn|cảm ơn nhiều|tạm biệt|làm ơn|bạn khỏe không?|hẹn gặp lại|xin lỗi|vâng|chào mừng
vi|không có gì|chúc một ngày tốt lành|bạn của tôi|nước lạnh|tất nhiên|quá muộn|chúc mừng sinh nhật|cái nào?|ở đâu?|sáng mai|ăn cơm chưa?|anh yêu em
id|halo|selamat pagi|selamat malam|terima kasih|terima kasih banyak|sampai jumpa|tolong|apa kabar?|sampai besok|maaf ya|selamat tinggal|selamat datang
id|sama-sama|selamat siang|teman saya|air dingin|tentu saja|sudah terlambat|selamat ulang tahun|yang mana?|di mana?|besok pagi|sudah makan?|aku cinta kamu
ja|こんにちは|おはよう|おやすみ|ありがとう|さようなら|お願いします|元気ですか|また明日|ごめんなさい|明日|はい|いらっしゃいませ
ja|どういたしまして|いってらっしゃい|私の友達|冷たい水|もちろん|遅すぎる|お誕生日おめでとう|どれ？|どこ？|明日の朝|乾杯しよう|大好きです
ko|안녕하세요|좋은 아침|잘 자요|감사합니다|고마워|안녕히 가세요|부탁합니다|잘 지내세요?|내일 봐요|미안합니다|네|환영합니다
ko|천만에요|좋은 하루|내 친구|찬물|물론이죠|너무 늦었어|생일 축하해|어느 것?|어디예요?|내일 아침|밥 먹었어?|사랑해요
sw|habari|habari za asubuhi|usiku mwema|asante|asante sana|kwaheri|tafadhali|hujambo|tutaonana kesho|samahani|shikamoo|karibu sana
sw|hakuna shida|siku njema|rafiki yangu|maji baridi|bila shaka|umechelewa sana|heri ya kuzaliwa|ipi?|iko wapi?|kesho asubuhi|umekula chakula?|nakupenda
am|ሰላም|እንደምን አደሩ|ደህና እደሩ|አመሰግናለሁ|በጣም አመሰግናለሁ|ደህና ሁን|እባክህ|እንዴት ነህ?|ነገ እንገናኝ|ይቅርታ|አዎ|እንኳን ደህና መጡ
am|ምንም አይደለም|መልካም ቀን|ጓደኛዬ|ቀዝቃዛ ውሃ|በእርግጥ|በጣም ዘግይቷል|መልካም ልደት|የትኛው?|የት ነው?|ነገ ጠዋት|መልካም ጉዞ|እወድሃለሁ
ka|გამარჯობა|დილა მშვიდობისა|ღამე მშვიდობისა|მადლობა|დიდი მადლობა|ნახვამდის|თუ შეიძლება|როგორ ხარ?|ხვალამდე|ბოდიში|კი|კეთილი იყოს
ka|არაფრის|კარგი დღე|ჩემი მეგობარი|ცივი წყალი|რა თქმა უნდა|ძალიან გვიანია|გილოცავ დაბადების დღეს|რომელი?|სად არის?|ხვალ დილით|გაამოთ|მიყვარხარ`;

const byTag = new Map<string, string[][]>();
for (const row of rows.trim().split('\n')) {
  const [tag = '', ...texts] = row.split('|');
  byTag.set(tag, [...(byTag.get(tag) ?? []), texts]);
}

/** The thirty languages that the demo knows. */
export const shortTexts: readonly ShortTexts[] = [...byTag].map(
  ([tag, [seen = [], heldOut = []]]) => ({ tag, seen, heldOut }),
);
