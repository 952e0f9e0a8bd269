import { Refused } from './refused.ts'

/** What is told of a document while it is read. Names are without their prefix: `x:row` is `row`. */
export interface Heard {
  readonly opened: (name: string, attributes: Attributes) => void
  readonly closed: (name: string) => void
  /** A piece of text; a text may come in several. */
  readonly text: (text: string) => void
}

/** The attributes of an element, by their names without prefix. They are only taken apart when one is asked for. */
export type Attributes = (name: string) => string | undefined

export interface XmlReader {
  readonly push: (piece: string) => void
  /** @throws {Refused} where something was left open. */
  readonly end: () => void
}

/** Elements within one another. Spreadsheets have a dozen. */
const DEEPEST = 64
/** The longest of tags, comments and the like: an endless one would be kept. */
const TAG_MAX = 64 * 1024

/**
 * Reads what spreadsheets are written in: elements, text, CDATA. A document type is refused, and with it everything that an
 * entity could be made to become or to fetch; the five that every document has, and numbers, are all that is known. One pass.
 */
export function xmlReader(heard: Heard): XmlReader {
  const open: string[] = []
  let rest = ''

  function tag(inside: string): void {
    if (inside.startsWith('/')) {
      const name = localName(inside.slice(1).trim())
      if (open.pop() !== name) throw new Refused('damaged')
      heard.closed(name)
      return
    }
    const isClosed = inside.endsWith('/')
    const end = inside.search(/[\s/]|$/)
    const name = localName(inside.slice(0, end))
    if (name === '' || open.length >= DEEPEST) throw new Refused('damaged')
    heard.opened(name, attributesOf(inside.slice(end, isClosed ? -1 : undefined)))
    if (isClosed) heard.closed(name)
    else open.push(name)
  }

  /** Takes what is whole, from `at`; returns where it stopped. */
  function taken(text: string, at: number): number {
    if (text.charCodeAt(at) !== LESS) {
      const next = text.indexOf('<', at)
      // An entity may be cut in two by the end of a piece.
      const end = next < 0 ? wholeText(text, at) : next
      if (end > at && open.length > 0) heard.text(decoded(text.slice(at, end)))
      return end
    }
    for (const [begin, finish, isText] of SPECIAL) {
      if (!text.startsWith(begin, at)) {
        if (begin.startsWith(text.slice(at, at + begin.length))) return at
        continue
      }
      const end = text.indexOf(finish, at + begin.length)
      if (end < 0) return at
      if (isText) heard.text(text.slice(at + begin.length, end))
      return end + finish.length
    }
    if (text.startsWith('<!', at)) throw new Refused('damaged')
    const end = tagEnd(text, at + 1)
    if (end < 0) return at
    tag(text.slice(at + 1, end))
    return end + 1
  }

  function push(piece: string): void {
    const text = rest + piece
    let at = 0
    while (at < text.length) {
      const next = taken(text, at)
      if (next === at) break
      at = next
    }
    rest = text.slice(at)
    if (rest.length > TAG_MAX) throw new Refused('damaged')
  }
  function end(): void {
    if (open.length > 0 || rest.trim() !== '') throw new Refused('damaged')
  }
  return { push, end }
}

const LESS = 0x3c
const SPECIAL = [
  ['<?', '?>', false],
  ['<!--', '-->', false],
  ['<![CDATA[', ']]>', true],
] as const

/** A greater-than sign within quotes ends nothing. */
function tagEnd(text: string, from: number): number {
  let at = from
  for (;;) {
    const end = text.indexOf('>', at)
    if (end < 0) return -1
    const quote = firstQuote(text, at, end)
    if (quote < 0) return end
    const close = text.indexOf(text.charAt(quote), quote + 1)
    if (close < 0) return -1
    at = close + 1
  }
}

function firstQuote(text: string, from: number, before: number): number {
  for (let at = from; at < before; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22 || code === 0x27) return at
  }
  return -1
}

/** Where a text that has no end yet may be cut. */
function wholeText(text: string, at: number): number {
  const ampersand = text.lastIndexOf('&')
  return ampersand >= at && text.length - ampersand < 12 && !text.includes(';', ampersand)
    ? ampersand
    : text.length
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function attributesOf(inside: string): Attributes {
  let known: Map<string, string> | null = null
  return (name) => (known ??= attributesIn(inside)).get(name)
}

function attributesIn(inside: string): Map<string, string> {
  const known = new Map<string, string>()
  let at = 0
  for (;;) {
    const equals = inside.indexOf('=', at)
    const open = equals < 0 ? -1 : firstQuote(inside, equals + 1, inside.length)
    const close = open < 0 ? -1 : inside.indexOf(inside.charAt(open), open + 1)
    if (close < 0) return known
    known.set(localName(inside.slice(at, equals).trim()), decoded(inside.slice(open + 1, close)))
    at = close + 1
  }
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? refuse()
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      return isCharacter ? String.fromCodePoint(point) : whole
    },
  )
}

/** An entity that only a document type could say the meaning of. */
function refuse(): never {
  throw new Refused('damaged')
}
