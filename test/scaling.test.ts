// No reader of foreign text costs more than in proportion to it, in whatever shape it is sent. A new reader of anything
// from outside gets a row here.
import { equal } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { type Context, Hono } from 'hono'
import { Secret, systemRandom } from '#basics'
import { blankDraft, changeDraft, cleanName, cleanText, isReadable, toSubmission } from '#channels'
import { FORM_MAX_BYTES } from '#declaring'
import { readForm, readMultipart } from '#http'
import { formTokens, readCode } from '#intake'
import { ageFile, bytes, parsed, recipient } from '#parse'
import * as proof from '#proof'
import { readDecision, readPublicVersion } from '#review'
import { screen } from '#screening'
import { parseRecipient, readShare } from '#vault'
import { readLogs } from '#witness'
import { readContent } from '../src/certificates/content.ts'
import { toApplication } from '../src/certificates/application.ts'
import { checkDesk } from '../packages/proof/src/audit/check-desk.ts'
import { readListFile } from '../src/channels/list/file/index.ts'
import { xmlReader } from '../src/channels/list/file/xml.ts'
import { readList } from '../src/channels/list/index.ts'
import { readImported } from '../src/commands/imported-line.ts'
import { assertion } from '../src/desk/shell/assertion.ts'
import { encodingFor, ENCODINGS } from '../src/http/encoding.ts'
import { isKnown } from '../src/http/ready.ts'
import { beforeTheRouter } from '../src/site/before-the-router.ts'
import { readApplicationDraft } from '../src/site/pages/certificate/draft.ts'
import { excessOf, type Reading } from './scaling.ts'

const KEY = new Secret(new Uint8Array(randomBytes(32)))
const TOKENS = formTokens('declare', { clock: () => new Date(0), formKey: KEY, random: systemRandom })
const SMALL_FORM = 64 * 1024
const PICTURE_FORM = 3 * 1024 * 1024
/** All of them (http/listen.ts). */
const HEADERS = 8 * 1024
const FRONT = beforeTheRouter((_, cause) => {
  throw cause
})
/** Files have a length of their own, which their readers ask for first; growth shows long before it. */
const FILE = 256 * 1024

const FORM = 'application/x-www-form-urlencoded'
const PART = '--a\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
const ARRIVED = { fillSeconds: 60, trap: '' }
const PERSON = {
  name: 'SAMPLE',
  nameKind: 'pseudonym',
  party: true,
  league: false,
  pioneers: false,
  basis: 'self',
  agreed: false,
} as const
const SENT: Parameters<typeof screen>[0] = {
  people: [PERSON],
  words: '',
  place: null,
  visibility: 'counted',
  wantsCertificate: false,
  contact: '',
  language: 'en',
}
const PUBLIC = {
  people: [{ ...PERSON, position: 1 }],
  place: null,
  language: 'en',
  shown: true,
  certifiable: false,
}

/** What lists are made of, and what a list would be made of that is to stop the reader. */
const LIST_SHAPES = [
  'a,',
  '张三、',
  '(',
  '"',
  '(1',
  '退',
  '退党',
  '张三退党',
  '1、',
  '①',
  '甲、\n',
  '张三\n退党\n',
  ' ',
  '\t ',
  '-',
  '三退',
  '“甲',
  '共1人',
  '等1人',
  '1',
  '声明退出中国',
  '\n',
]

/** In pieces, as it comes when it is unpacked. */
function readXml(xml: string): void {
  const reader = xmlReader({ opened: (_, of) => of('b'), closed: () => undefined, text: () => undefined })
  for (const piece of inPieces(xml, 16 * 1024)) reader.push(piece)
  reader.end()
}

const NO_FILES = { digest: '', files: [], noted: [] }
const PDF_SHAPES = [
  '/EmbeddedFile ',
  '/EmbeddedFile stream\n',
  '1 0 obj<</Type/EmbeddedFile/Filter/FlateDecode>>stream\n',
  '1 0 obj<</Type/EmbeddedFile>>stream\na.a.a endstream ',
  '/Encrypt ',
  ' obj',
]

const READINGS: readonly Reading[] = [
  ...written('name', FORM_MAX_BYTES, cleanName),
  ...written('text', FORM_MAX_BYTES, cleanText),
  { name: 'whether it can be read', most: FORM_MAX_BYTES, read: isReadable },
  {
    name: 'a pasted list',
    most: FORM_MAX_BYTES,
    read: (list) => changeDraft({ ...blankDraft(), list }, { change: 'take-list' }),
    shapes: LIST_SHAPES,
  },
  {
    name: 'a pasted list, behind a name',
    most: 16 * 1024,
    read: (list) => changeDraft({ ...blankDraft(), list: `甲${list}乙` }, { change: 'take-list' }),
    shapes: LIST_SHAPES,
  },
  {
    name: 'a long list, of lines that are looked at',
    most: FILE,
    read: (list) => readList(inPieces(list, 4_000).join('\n'), { most: Infinity }),
    shapes: LIST_SHAPES,
  },
  {
    name: 'a list with columns',
    most: FILE,
    read: (list) => readList(`姓名\t党\t团\n${list}`, { most: Infinity }),
    shapes: [...LIST_SHAPES, '甲\t√\tx\n', '姓名\t党\n', '甲\t"', '\t'],
  },
  {
    name: 'a text file',
    most: FILE,
    read: (text) => readListFile(Buffer.from(text)),
    shapes: [...LIST_SHAPES, '"甲",', '"\n', '甲;乙\n', 'sep=,\n', '""'],
  },
  {
    name: 'a part of a workbook',
    most: FILE,
    read: (xml) => readXml(`<a>${xml}`),
    shapes: [
      '<a>',
      '<a/>',
      '<a b="',
      '</a>',
      '&amp;',
      '&',
      '<',
      "<a b='\"'/>",
      ']]>',
      '<![CDATA[',
      '<?a',
      '<a b="c" d="e" />',
    ],
  },
  {
    name: 'a declaration in every field',
    most: FORM_MAX_BYTES / 8,
    read: (text) => toSubmission(filled(text), 'en'),
  },
  {
    name: 'the remarks on a declaration of full length',
    most: 4_000,
    read: (words) => screen({ ...SENT, words }, ARRIVED),
  },
  {
    name: 'the remarks on names of full length',
    most: 200 * 80,
    read: (names) => screen({ ...SENT, people: inPieces(names, 80).map(named) }, ARRIVED),
  },
  { name: 'a return code', most: SMALL_FORM, read: (text) => readCode(text, KEY) },
  {
    name: 'the token of a form',
    most: FORM_MAX_BYTES,
    read: (text) => TOKENS.read(text),
  },
  {
    name: 'what somebody says of herself for a certificate',
    most: SMALL_FORM / 8,
    read: (text) =>
      toApplication(readApplicationDraft({ get: () => text } as unknown as Map<string, string>), {
        language: 'en',
        today: '2026-11-29' as never,
        people: [],
        branches: [],
      }),
  },
  {
    name: 'what somebody can unpack',
    most: HEADERS,
    read: (text) => encodingFor(text, ENCODINGS),
    shapes: ['gzip;q=0.5,', ';q=', 'a;b="', ','],
  },
  {
    name: 'which state of a page somebody has',
    most: HEADERS,
    read: (text) => isKnown(text, '"a"'),
    shapes: ['"a",', 'W/"'],
  },
  {
    name: 'an address',
    most: HEADERS,
    read: (text) => FRONT.answer(`/${text}`, { method: 'GET', header: () => undefined }),
    shapes: ['1', '9a', '0', '/1'],
  },
  { name: 'a form', most: FORM_MAX_BYTES, read: posted(FORM, (c) => readForm(c, FORM_MAX_BYTES)) },
  {
    name: 'a form of many parts',
    most: PICTURE_FORM,
    read: posted('multipart/form-data; boundary=a', (c) => readMultipart(c, PICTURE_FORM)),
    shapes: [PART, '--a\r\n', 'Content-Disposition: form-data; name="a"\r\n', '\r\n\r\n', '--'],
  },
  {
    name: 'a form of many parts, after the first',
    most: PICTURE_FORM,
    read: (text) =>
      posted('multipart/form-data; boundary=a', (c) => readMultipart(c, 2 * PICTURE_FORM))(
        `${PART}${text}\r\n--a--`,
      ),
    shapes: [PART, '\r\n', '\r\n-', '\r\n--'],
  },
  // At the desk.
  { name: 'a decision', most: 256 * 1024, read: (text) => readDecision(fromJson(text)) },
  {
    name: 'a public version',
    most: 64 * 1024,
    read: (words) => readPublicVersion({ ...PUBLIC, words }),
  },
  { name: 'an assertion', most: 16 * 1024, read: (text) => parsed(assertion, fromJson(text)) },
  { name: 'bytes in base64', most: FILE, read: (text) => parsed(bytes({ max: FILE }), text) },
  { name: 'a sealed file', most: FILE, read: (text) => parsed(ageFile({ max: FILE }), text) },
  { name: 'a recipient', most: 16 * 1024, read: (text) => parsed(recipient, text) },
  { name: 'a recipient that is to be sealed to', most: 16 * 1024, read: (text) => parseRecipient(text) },
  { name: 'a share of the recovery key', most: 16 * 1024, read: (text) => readShare(text) },
  { name: 'the content of a certificate', most: 16 * 1024, read: (text) => readContent(text) },
  { name: 'a line of an import', most: FILE, read: (text) => readImported(text) },
  { name: 'the logs that are witnessed', most: FILE, read: (text) => readLogs(octets(text)) },
  // What strangers check, and what they are sent.
  { name: 'a short field', most: FILE, read: (text) => proof.foldField(text, FILE) },
  { name: 'a code', most: FILE, read: (text) => proof.foldCode(text, { most: FILE, letters: 'upper' }) },
  { name: 'a token', most: FILE, read: (text) => proof.foldToken(text, FILE) },
  { name: 'a number', most: FILE, read: proof.foldNumber },
  { name: 'a day', most: FILE, read: proof.foldDay },
  { name: 'a number of a certificate', most: SMALL_FORM, read: proof.readNumber },
  { name: 'a look-up code', most: SMALL_FORM, read: proof.readLookUpCode },
  { name: 'base64', most: FILE, read: proof.decodeBase64 },
  { name: 'a path of a tile', most: 8 * 1024, read: proof.readTilePath },
  { name: 'a key', most: 64 * 1024, read: proof.readVerifierKey },
  { name: 'a line of a signature', most: FILE, read: proof.readSignature },
  { name: 'a checkpoint', most: FILE, read: proof.readCheckpoint },
  { name: 'the metadata of a log', most: FILE, read: proof.readLogMetadata },
  {
    name: 'the address of a certificate',
    most: FILE,
    read: proof.readCertificateLink,
    shapes: ['%23', '7 ', '7=', '7\n> ', '7'.repeat(120)],
  },
  {
    name: 'a text with a certificate',
    most: FILE,
    read: proof.readText,
    shapes: ['7', 'a.', 'a.a.a~', '7 '],
  },
  { name: 'a credential', most: FILE, read: proof.readFile, shapes: ['a.a.a~', '~'] },
  { name: 'a list of states', most: FILE, read: proof.readStatusList },
  {
    name: 'the page of a desk',
    most: FILE,
    read: (text) => checkDesk({ fetch: () => Promise.resolve(octets(text)) }, NO_FILES),
    shapes: ['<a', '<script src="', '<link '],
  },
  ...inFiles({
    'a note': proof.readNote,
    'a policy': proof.readPolicy,
    'a proof': proof.readTlogProof,
    'a leaf': proof.readLeaf,
    'a bundle': proof.readBundle,
    'the list of days': proof.readDays,
    'published entries': proof.readPublishedEntries,
    'published figures': proof.readPublishedFigures,
    'the files of the desk': proof.readPublishedDesk,
    'keys of a log': proof.readVerifierKeys,
    'a list of issuers': proof.readIssuers,
    'a statement from paper': proof.readPaper,
    'the kind of a file': proof.fileKind,
  }),
  {
    name: 'a PDF',
    most: FILE,
    read: (text) => proof.credentialInPdf(octets(`%PDF-1.7\n${text}`)),
    shapes: PDF_SHAPES,
  },
]

for (const reading of READINGS)
  test(`reading ${reading.name} takes as long as it is, and not its square, whatever it is`, async () => {
    equal(await excessOf(reading), null)
  })

/** The same reader before and after everything else that people write around it. */
function written(name: string, most: number, read: Reading['read']): Reading[] {
  return [
    { name: `a ${name}`, most, read },
    { name: `a ${name} after a letter`, most, read: (text) => read(`e${text}`) },
  ]
}

function inFiles(readers: Readonly<Record<string, (file: Uint8Array) => unknown>>): Reading[] {
  return Object.entries(readers).map(([name, read]) => ({
    name,
    most: FILE,
    read: (text) => read(octets(text)),
  }))
}

function octets(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'))
}

function inPieces(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
    text.slice(at * length, (at + 1) * length),
  )
}

function named(name: string) {
  return { ...PERSON, name }
}

function filled(text: string) {
  const [person] = blankDraft().people
  return {
    ...blankDraft(),
    ...(person && { people: [{ ...person, name: text }] }),
    words: text,
    list: text,
    contact: text,
  }
}

function fromJson(text: string): unknown {
  return JSON.parse(text)
}

/** Reads a body as a route does, with the request around it. */
function posted(type: string, read: (c: Context) => Promise<unknown>) {
  const app = new Hono()
  app.post('/', async (c) => {
    await read(c)
    return c.text('')
  })
  return (body: string) => app.request('/', { method: 'POST', body, headers: { 'Content-Type': type } })
}
