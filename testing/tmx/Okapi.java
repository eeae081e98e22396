import java.nio.file.*; import java.util.*;
import net.sf.okapi.common.*; import net.sf.okapi.common.filterwriter.*; import net.sf.okapi.common.resource.*;
import net.sf.okapi.common.resource.TextFragment.TagType; import net.sf.okapi.filters.tmx.*;

/** Makes okapi.tmx and okapi-utf16.tmx, and reads what this app wrote; see README.md. */
public class Okapi {
  static TextFragment bold(String a, String b, String c) {
    TextFragment f = new TextFragment(a);
    f.append(TagType.OPENING, "b", "<b class=\"x\">"); f.append(b); f.append(TagType.CLOSING, "b", "</b>"); f.append(c);
    return f;
  }
  static void write(String path) throws Exception {
    LocaleId en = LocaleId.fromString("en-US"), zh = LocaleId.fromString("zh-CN"), de = LocaleId.fromString("de-DE"), ar = LocaleId.fromString("ar");
    TMXWriter w = new TMXWriter(path);
    w.writeStartDocument(en, zh, "Okapi", "1.47.0", "sentence", "okf_html", "html");
    ITextUnit one = new TextUnit("tu1"); one.setName("title");
    one.setSourceContent(new TextFragment("Open the file & read it."));
    one.setTargetContent(zh, new TextFragment("打开文件并阅读。")); one.setTargetContent(de, new TextFragment("Öffnen Sie die Datei und lesen Sie sie."));
    one.setTargetContent(ar, new TextFragment("افتح الملف واقرأه."));
    one.setProperty(new Property("Project", "Manual <1>")); one.setProperty(new Property("Reviewer", "Ünï"));
    w.writeTUFull(one);
    ITextUnit two = new TextUnit("tu2"); two.setName("bold");
    two.setSourceContent(bold("Click ", "OK", " now."));
    two.setTargetContent(zh, bold("现在单击", "确定", "。")); two.setTargetContent(de, bold("Klicken Sie jetzt auf ", "OK", "."));
    w.writeTUFull(two);
    ITextUnit three = new TextUnit("tu3"); three.setName("place");
    TextFragment s = new TextFragment("First line"); s.append(TagType.PLACEHOLDER, "br", "<br/>"); s.append("second line 😀");
    TextFragment t = new TextFragment("第一行"); t.append(TagType.PLACEHOLDER, "br", "<br/>"); t.append("第二行 😀");
    three.setSourceContent(s); three.setTargetContent(zh, t);
    w.writeTUFull(three);
    // A pair that is cut by the end of a sentence: written as <it>.
    TextFragment i = new TextFragment(); i.append(TagType.OPENING, "i", "<i>"); i.append("Two words"); 
    TextFragment j = new TextFragment(); j.append(TagType.OPENING, "i", "<i>"); j.append("两个词");
    Map<String,String> attributes = new LinkedHashMap<>(); attributes.put("Txt::Note", "cut here");
    w.writeTU(i, j, "cut", attributes);
    w.writeEndDocument(); w.close();
  }
  static void rewrite(String from, String to, String encoding) throws Exception {
    LocaleId en = LocaleId.fromString("en-US"), de = LocaleId.fromString("de-DE");
    try (TmxFilter filter = new TmxFilter(); IFilterWriter w = filter.createFilterWriter()) {
      filter.open(new RawDocument(Paths.get(from).toUri(), "UTF-8", en, de));
      w.setOptions(de, encoding); w.setOutput(to);
      while (filter.hasNext()) w.handleEvent(filter.next());
    }
  }
  static void read(String path, String src, String trg) throws Exception {
    try (TmxFilter filter = new TmxFilter()) {
      filter.open(new RawDocument(Paths.get(path).toUri(), "UTF-8", LocaleId.fromString(src), LocaleId.fromString(trg)));
      while (filter.hasNext()) { Event e = filter.next();
        if (e.isTextUnit()) { ITextUnit u = e.getTextUnit(); TextContainer x = u.getTarget(LocaleId.fromString(trg));
          System.out.println(u.getSource().getUnSegmentedContentCopy().toText() + "\t" + (x == null ? "-" : x.getUnSegmentedContentCopy().toText()) + "\t" + u.getPropertyNames() ); } }
    }
  }
  public static void main(String[] a) throws Exception {
    switch (a[0]) { case "write" -> write(a[1]); case "rewrite" -> rewrite(a[1], a[2], a[3]); case "read" -> read(a[1], a[2], a[3]); }
  }
}
