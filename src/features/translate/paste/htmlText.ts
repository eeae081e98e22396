import { Parser } from 'htmlparser2';
import { markerOf, wordMarker } from './listMarkers';
import { TextWriter } from './TextWriter';

type Attributes = Readonly<Partial<Record<string, string>>>;

interface List {
  readonly ordered: boolean;
  readonly type: string;
  readonly depth: number;
  next: number;
}

/** An element that is open, with what it stands in. */
interface Open {
  readonly name: string;
  readonly hidden: boolean;
  /** Whether white space counts. */
  readonly asIs: boolean;
  readonly isItem: boolean;
  /** How many breaks stand around it; 0 for what stands in a line. */
  readonly breaks: 0 | 1 | 2;
  readonly list: List | undefined;
  /** What Word wrote as the sign of an item, as far as it is read. */
  readonly sign: { text: string } | undefined;
  readonly tables: number;
  /** Whether a table only lays out a page. */
  readonly layout: boolean;
  readonly inCell: boolean;
  /** How many columns the row's last cell takes. */
  readonly row: { width: number } | undefined;
}

/** What everything stands in. */
const page: Open = {
  ...{ name: '', hidden: false, asIs: false, isItem: false, breaks: 0, list: undefined },
  ...{ sign: undefined, tables: 0, layout: false, inCell: false, row: undefined },
};

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Never seen as text. `head` is not among them: what is in it is, and it may lack its end. */
const unseen = names(
  'script style title template noscript svg canvas iframe object embed video audio select datalist xml map rt rp annotation annotation-xml',
);
const paragraphs = names('p h1 h2 h3 h4 h5 h6 blockquote pre table hr figure ul ol menu');
const cells = names('td th');
const lines = names(
  'div li tr dt dd dl address article aside section header footer main nav form fieldset legend details summary figcaption caption center thead tbody tfoot body html',
);

const isHidden = (name: string, { style = '', hidden }: Attributes): boolean =>
  unseen.has(name) ||
  hidden !== undefined ||
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment-list/i.test(
    style,
  );

const wordLevel = (style: string): number | undefined => {
  const level = /mso-list\s*:\s*l\d+\s+level(\d)/i.exec(style)?.[1];
  return level === undefined ? undefined : Number(level);
};

/**
 * The text of HTML that another program has put on the clipboard: paragraphs, lines, list signs and numbers, cells
 * of a table with tabs between them, and links as their text. The parser makes no document, so nothing of it is
 * fetched or run.
 */
export function htmlText(html: string): string {
  const reader = new Reader();
  const parser = new Parser(reader);
  parser.write(html);
  parser.end();
  return reader.text();
}

class Reader {
  readonly #writer = new TextWriter();
  readonly #open: Open[] = [];
  #wordIndent = '';

  text(): string {
    return this.#writer.toString();
  }

  get #place(): Open {
    return this.#open.at(-1) ?? page;
  }

  onopentag(name: string, attributes: Attributes): void {
    const place = this.#place;
    const hidden = place.hidden || isHidden(name, attributes);
    const opened = hidden
      ? { ...place, name, hidden, breaks: 0 as const }
      : open(name, attributes, place);
    this.#break(opened.breaks);
    this.#open.push(opened);
    if (!hidden) this.#begin(name, attributes);
  }

  ontext(text: string): void {
    const { hidden, sign, asIs } = this.#place;
    if (hidden) return;
    const clean = text.replace(/[\u00ad\ufeff\0]/g, '');
    if (sign !== undefined) sign.text += clean;
    else if (asIs && !this.#isInCell()) this.#writer.writeAsIs(clean);
    else this.#writer.write(clean);
  }

  onclosetag(): void {
    const closed = this.#open.pop();
    if (closed === undefined || closed.hidden) return;
    const { name, sign, breaks, isItem } = closed;
    if (sign !== undefined && sign !== this.#place.sign) {
      this.#writer.beginLine(`${this.#wordIndent}${wordMarker(sign.text)} `);
    }
    if (name === 'q') this.#writer.write('”');
    if (isItem) this.#writer.beginLine('');
    this.#break(breaks);
  }

  /** A table that holds others only lays out a page, as in mails. */
  #isLayout(): boolean {
    const { tables, layout } = this.#place;
    return tables > 1 || layout;
  }

  #isInCell(): boolean {
    return this.#place.inCell && !this.#isLayout();
  }

  /** Within a cell the line goes on, or the row would end. */
  #break(count: 0 | 1 | 2): void {
    if (count === 0) return;
    if (this.#isInCell()) this.#writer.space();
    else this.#writer.break(count);
  }

  #begin(name: string, attributes: Attributes): void {
    const { style = '', alt = '', type, checked } = attributes;
    const level = wordLevel(style);
    if (level !== undefined) {
      this.#wordIndent = '  '.repeat(level - 1);
      this.#writer.beginLine(this.#wordIndent);
    }
    if (name === 'br' && this.#isInCell()) this.#writer.space();
    else if (name === 'br') this.#writer.endLine();
    else if (name === 'q') this.#writer.write('“');
    else if (name === 'li') this.#item(attributes);
    else if (cells.has(name)) this.#cell(attributes);
    else if (name === 'img' && /^\p{Extended_Pictographic}.{0,12}$/u.test(alt)) {
      this.#writer.write(alt);
    } else if (name === 'input' && type === 'checkbox') {
      this.#writer.beginLine(`${this.#indent()}${checked === undefined ? '☐' : '☑'} `);
    }
  }

  #indent(): string {
    return '  '.repeat(Math.min(deepest, this.#place.list?.depth ?? 0));
  }

  #item({ value, style = '' }: Attributes): void {
    const { list } = this.#place;
    const type = listType(style) ?? list?.type ?? '';
    let sign = type === 'none' ? '' : '• ';
    if (list?.ordered === true && type !== 'none') {
      const number = Number.parseInt(value ?? '', 10) || list.next;
      list.next = number + 1;
      sign = `${markerOf(type, number)} `;
    }
    this.#writer.beginLine(this.#indent() + sign);
  }

  #cell({ colspan }: Attributes): void {
    const { row } = this.#place;
    if (row === undefined) return;
    if (this.#isLayout()) this.#writer.break(1);
    else this.#writer.tab(row.width);
    row.width = Math.min(100, Number.parseInt(colspan ?? '', 10) || 1);
  }
}

/** Lists within lists are indented no further. */
const deepest = 10;

function breaksOf(name: string, style: string, { list }: Open): 0 | 1 | 2 {
  if (wordLevel(style) !== undefined) return 1;
  if (paragraphs.has(name)) return list === undefined ? 2 : 1;
  return lines.has(name) ? 1 : 0;
}

function open(name: string, attributes: Attributes, place: Open): Open {
  const { style = '', start, type, role = '' } = attributes;
  const space = /white-space(?:-collapse)?\s*:\s*([a-z-]+)/i.exec(style)?.[1];
  const usually = name === 'pre' || name === 'textarea' || place.asIs;
  const isList = name === 'ul' || name === 'ol' || name === 'menu';
  const isTable = name === 'table';
  return {
    ...{ name, hidden: false, breaks: breaksOf(name, style, place) },
    asIs: space === undefined ? usually : /^(?:pre|preserve|break-spaces)/i.test(space),
    isItem: name === 'li' || wordLevel(style) !== undefined,
    list: isList
      ? {
          ordered: name === 'ol',
          type: type ?? listType(style) ?? '',
          depth: place.list === undefined ? 0 : place.list.depth + 1,
          next: Number.parseInt(start ?? '', 10) || 1,
        }
      : place.list,
    sign: /mso-list\s*:\s*ignore/i.test(style) ? { text: '' } : place.sign,
    tables: place.tables + (isTable ? 1 : 0),
    layout: isTable ? /^(?:presentation|none)$/.test(role) : place.layout,
    inCell: isTable ? false : place.inCell || cells.has(name),
    row: name === 'tr' ? { width: 0 } : place.row,
  };
}

function listType(style: string): string | undefined {
  return /list-style(?:-type)?\s*:\s*([a-z-]+)/i.exec(style)?.[1];
}
