import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Day } from '#basics'
import { LANGUAGES } from '#i18n'
import { type ApplicationDraft, type ApplicationFault, toApplication } from './application.ts'
import { type Content, readContent } from './content.ts'
import { pictureKind } from './pictures.ts'

const AROUND = {
  language: 'zh-hans',
  today: '2026-11-28' as Day,
  people: [
    { line: 1, name: 'SAMPLE 晓雨' },
    { line: 3, name: null },
  ],
  branches: ['centre', 'paris'],
} as const

const DRAFT: ApplicationDraft = {
  kind: 'named',
  line: '1',
  second: 'en',
  name: 'SAMPLE 林晓雨',
  latin: 'SAMPLE LIN Xiǎoyǔ-O’Neil',
  year: '1968',
  month: '2',
  date: '29',
  birthplace: '',
  branch: 'paris',
  meeting: 'call',
  when: 'SAMPLE: Tuesdays',
  pickUp: 'branch',
}

test('what is typed becomes an application, with what nobody sees taken out', () => {
  const read = toApplication({ ...DRAFT, name: ' SAMPLE\u202e 林\u200b晓雨 ', year: '１９６８' }, AROUND)
  ok(read.outcome === 'application')
  equal(read.branch, 'paris')
  deepEqual(read.application, {
    kind: 'named',
    line: 1,
    language: 'zh-hans',
    second: 'en',
    name: 'SAMPLE 林晓雨',
    latin: 'SAMPLE LIN Xiǎoyǔ-O’Neil',
    born: '1968-02-29',
    birthplace: '',
    meeting: 'call',
    when: 'SAMPLE: Tuesdays',
    pickUp: 'branch',
  })
})

test('each thing that is wrong is named, all of them at once', () => {
  const faults = (differing: Partial<ApplicationDraft>): readonly ApplicationFault[] => {
    const read = toApplication({ ...DRAFT, ...differing }, AROUND)
    return read.outcome === 'faults' ? read.faults : []
  }
  deepEqual(faults({ year: '1967' }), ['born-impossible'], 'no 29th of February')
  deepEqual(faults({ month: '13' }), ['born-impossible'])
  deepEqual(faults({ year: '68' }), ['born-impossible'], 'which century is not for us to guess')
  deepEqual(faults({ year: '' }), ['born-missing'])
  deepEqual(faults({ month: '' }), ['born-missing'], 'a day of no month')
  deepEqual(faults({ date: 'x' }), ['born-impossible'])
  deepEqual(faults({ year: '2027', month: '1', date: '1' }), ['born-future'])
  deepEqual(faults({ name: '', latin: '' }), ['name-empty', 'latin-empty'])
  deepEqual(faults({ name: '\ue000' }), ['name-unreadable'])
  deepEqual(faults({ latin: '林' }), ['latin-letters'])
  deepEqual(faults({ name: '林'.repeat(81) }), ['name-long'])
  deepEqual(faults({ birthplace: '\ufffd' }), ['birthplace-unreadable'])
  deepEqual(faults({ line: '2', branch: 'lyon' }), ['line', 'branch'], 'a withdrawn line is not there')
  deepEqual(faults({ when: '字'.repeat(501) }), ['when-long'])
  deepEqual(faults({ when: ' \n' }), ['when-empty'], 'a document is shown to somebody, at some time')
  deepEqual(faults({ kind: 'pseudonym', line: '3' }), ['no-published-name'])
  deepEqual(faults({ kind: 'pseudonym', name: '', latin: '', year: '' }), [], 'nobody’s birthday is needed')
  deepEqual(faults({ kind: 'pseudonym', when: '' }), [], 'and nobody meets her')
})

test('a day of birth is as whole as the paper has it, and a passport writes 00 for the rest', () => {
  const born = (year: string, month: string, date: string) => {
    const read = toApplication({ ...DRAFT, year, month, date }, AROUND)
    return read.outcome === 'application' ? read.application.born : read.faults
  }
  equal(born('1968', '', ''), '1968')
  equal(born('1968', '00', '00'), '1968')
  equal(born('１９６８', '5', '00'), '1968-05')
  equal(born('1968', '5', ''), '1968-05')
  equal(born('1968', '5', '17'), '1968-05-17')
  deepEqual(born('1968', '00', '17'), ['born-missing'])
  deepEqual(born('1968', '13', ''), ['born-impossible'])
  deepEqual(born('2027', '', ''), ['born-future'])
  for (const good of ['1968', '1968-05', '1968-05-17'])
    equal(readContent(JSON.stringify(named(good)))?.holder.kind, 'named', good)
  for (const bad of ['1968-00', '1968-00-00', '1968-13', '68', '1968-5', ''])
    equal(readContent(JSON.stringify(named(bad))), undefined, bad)
})

test('a name in Latin letters keeps the comma of its passport', () => {
  const read = toApplication({ ...DRAFT, latin: 'ＷＡＮＧ，Ｘｉａｏｍｉｎｇ' }, AROUND)
  equal(read.outcome === 'application' && read.application.latin, 'WANG, Xiaoming')
})

function named(born: string): Content {
  return {
    ...CONTENT,
    holder: { kind: 'named', name: 'SAMPLE', latin: 'WANG, Xiaoming', born, birthplace: '' },
    checks: [{ what: 'passport', how: 'in-person', day: '2026-11-28' }],
  }
}

test('whatever is typed is an application or has faults, and a name in it is clean', () => {
  const text = fc.string({ unit: 'binary', maxLength: 90 })
  const draft = fc.record({
    kind: fc.constantFrom('named', 'pseudonym', 'x'),
    line: fc.constantFrom('1', '2', '3', ''),
    second: fc.constantFrom(...LANGUAGES, ''),
    name: text,
    latin: text,
    year: text,
    month: text,
    date: text,
    birthplace: text,
    branch: fc.constantFrom('centre', 'paris', 'x'),
    meeting: text,
    when: text,
    pickUp: text,
  })
  fc.assert(
    fc.property(draft, (typed) => {
      const read = toApplication(typed, AROUND)
      if (read.outcome === 'faults') return read.faults.length > 0
      const { name, latin, language, second } = read.application
      return !/[\u202a-\u202e\u2066-\u2069\u200b]/.test(name + latin) && language !== second
    }),
    { numRuns: 2_000 },
  )
})

const CONTENT: Content = {
  request: '6f1b6a5e-0000-4000-8000-000000000001',
  salt: 'A'.repeat(22),
  languages: ['zh-hans', 'en'],
  holder: { kind: 'pseudonym', name: 'SAMPLE 晓雨' },
  facts: {
    entry: 1,
    line: 1,
    received: '2026-11-20' as Day,
    registered: '2026-11-21' as Day,
    left: { party: false, league: true, pioneers: false },
    leaf: 0,
  },
  checks: [{ what: 'return-code', how: 'online', day: '2026-11-28' }],
}

test('a content has one writing, and nothing else is one', () => {
  const text = JSON.stringify(CONTENT)
  deepEqual(readContent(text), CONTENT)
  const wrong: readonly object[] = [
    { ...CONTENT, more: 1 },
    { ...CONTENT, salt: 'short' },
    { ...CONTENT, languages: ['en', 'en'] },
    { ...CONTENT, holder: { kind: 'pseudonym', name: 'SAMPLE\u202e' } },
    { ...CONTENT, holder: { kind: 'named', name: 'A', latin: 'A', born: '1968-02-30', birthplace: '' } },
    { ...CONTENT, facts: { ...CONTENT.facts, leaf: -1 } },
    { ...CONTENT, checks: [{ what: 'passport', how: 'in-person', day: '2026-11-28' }] },
    { ...CONTENT, holder: { kind: 'named', name: 'A', latin: 'A', born: '1968-02-28', birthplace: '' } },
    { ...CONTENT, checks: [{ what: 'face', how: 'online', day: '2026-11-28' }] },
  ]
  for (const one of wrong) equal(readContent(JSON.stringify(one)), undefined, JSON.stringify(one))
  equal(readContent(text.replace('{', '{ ')), undefined)
  equal(readContent(text.slice(1)), undefined)
})

test('a picture is told by its first bytes', () => {
  const of = (text: string) => pictureKind(Buffer.from(text, 'latin1'))
  equal(of('\xff\xd8\xff\xe0'), 'image/jpeg')
  equal(of('\x89PNG\r\n\x1a\n'), 'image/png')
  equal(of('RIFF\0\0\0\0WEBPVP8 '), 'image/webp')
  for (const other of ['%PDF-1.7', '<svg', 'GIF89a', 'RIFF\0\0\0\0WAVE', '']) equal(of(other), undefined)
})
